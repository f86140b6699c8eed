"""Runs small programs, thousands a minute: each in a fork of a process that has everything imported.

execute.py notebook             the cells in IPython, one after another
execute.py pipeline PROJECT     the nodes of an emitted project, with every value saved and loaded between them

Standard input: one JSON request a line. Standard output: one JSON answer a line: `status` (`ran`, `failed`, `guarded`, `late`),
`out` (all that was printed and shown, in document order) and `error`.
Nodes run in the order that is furthest from the document's and still allowed, so that a missing edge shows.
"""

from __future__ import annotations

import importlib
import io
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from json import dumps, loads  # programs may patch the module
from pathlib import Path
from typing import Any

import yaml

SECONDS = 30
Answer = dict[str, str]


def forked(work: Callable[[], Answer], folder: Path) -> Answer:
    """What `work` returns, done in a process of its own whose output goes to files in `folder`."""
    answer = folder / "answer.json"
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(null, descriptor)
        try:
            done = work()
        except BaseException as error:
            done = {"status": "failed", "out": "", "error": f"{type(error).__name__}: {error}"}
        signal.alarm(0)
        answer.write_text(dumps(done), encoding="utf-8")
        os._exit(0)
    _, code = os.waitpid(child, 0)
    if answer.exists():
        return dict(loads(answer.read_text(encoding="utf-8")))
    return {"status": "late", "out": "", "error": f"stopped by signal {os.WTERMSIG(code)}"}


def write(files: dict[str, str], folder: Path) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def print_to(path: Path) -> None:
    """From here on, all that is printed goes to this file."""
    sys.stdout.flush()
    target = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(target, 1)
    os.close(target)
    sys.stdout = io.TextIOWrapper(open(1, "wb", buffering=0, closefd=False), "utf-8", write_through=True)


def printed(*paths: Path) -> str:
    sys.stdout.flush()
    return "".join(path.read_text(encoding="utf-8", errors="replace") for path in paths if path.exists())


def show_figures() -> None:
    """What is drawn at the end of a cell is shown, and gone."""
    if "matplotlib.pyplot" in sys.modules:
        pyplot = sys.modules["matplotlib.pyplot"]
        for number in pyplot.get_fignums():
            print(repr(pyplot.figure(number)))
        pyplot.close("all")


def notebook_runner() -> Callable[[dict[str, Any], Path], Answer]:
    from IPython.core.displayhook import DisplayHook
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets import Type
    from traitlets.config import Config

    class Results(DisplayHook):
        def write_output_prompt(self) -> None:
            pass

        def write_format_data(self, format_dict: dict[str, str], md_dict: object = None) -> None:
            print(format_dict.get("text/plain", ""))

        def finish_displayhook(self) -> None:
            pass

    class Displays(DisplayPublisher):
        def publish(self, data: dict[str, str], *_: object, **__: object) -> None:
            print(data.get("text/plain", ""))

    class Shell(InteractiveShell):
        displayhook_class = Type(Results)
        display_pub_class = Type(Displays)

        def enable_gui(self, gui: str | None = None) -> None:
            pass

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "NoColor"
    shell = Shell.instance(config=config)
    shell.set_hook("show_in_pager", lambda *_, **__: None, 0)  # help is no output

    def run(request: dict[str, Any], folder: Path) -> Answer:
        work = folder / "work"
        work.mkdir()
        write(request["files"], work)
        os.chdir(work)
        sys.path.insert(0, "")
        print_to(folder / "out")
        for cell in request["cells"]:
            done = shell.run_cell(cell, store_history=True)
            error = done.error_before_exec or done.error_in_exec
            show_figures()
            if error is not None:
                said = f"{type(error).__name__}: {error}"
                return {"status": "failed", "out": printed(folder / "out"), "error": said}
        return {"status": "ran", "out": printed(folder / "out"), "error": ""}

    return run


def pipeline_runner(project: Path) -> Callable[[dict[str, Any], Path], Answer]:
    package = project / "src" / "case"
    sys.path.insert(0, str(project / "src"))
    for module in sorted((package / "runtime").glob("*.py")):
        importlib.import_module(
            f"case.runtime.{module.stem}" if module.stem != "__init__" else "case.runtime"
        )

    def run(request: dict[str, Any], folder: Path) -> Answer:
        from case.runtime import errors, facts, imports, namespace, store

        for name in ("data", "workspace", "runs", "src/case/scripts"):
            shutil.rmtree(project / name, ignore_errors=True)
        write(request["files"], project)
        shows = importlib.import_module("case.runtime.display")
        shows.publish = lambda shown: print(shown.get("text/plain", ""))  # type: ignore[attr-defined]
        importlib.invalidate_caches()
        described = facts.facts().nodes
        values = project / "data"
        done: set[str] = set()
        waiting = list(described)

        def answer(status: str, error: str = "") -> Answer:
            return {"status": status, "out": printed(*(folder / name for name in described)), "error": error}

        def is_given(dataset: str) -> bool:
            return dataset in done or dataset.startswith("params:")

        def given(dataset: str) -> Any:
            name = dataset.removeprefix("params:")
            return store.load(values / dataset) if name == dataset else parameters[name]

        parameters = yaml.safe_load(request["files"]["conf/base/parameters.yml"])
        while waiting:
            ready = [one for one in waiting if all(is_given(known) for known in described[one].datasets_in)]
            if not ready:
                return answer("failed", f"no node of {waiting} has all its inputs")
            node = described[ready[-1]]
            waiting.remove(node.name)
            print_to(folder / node.name)
            # As in a process of its own: what a node changes of a module, only its datasets may carry.
            for module in ("case.nodes", "case.helpers"):
                sys.modules.pop(module, None)
            nodes = importlib.import_module("case.nodes")
            try:
                namespace.pending()
                with imports.importable(str(facts.working_folder())):
                    passed = {argument: given(dataset) for argument, dataset in node.passed}
                result = getattr(nodes, node.name)(**passed)
                outputs = node.datasets_out
                results = (result,) if len(outputs) == 1 else result or ()
                for dataset, value in zip(outputs, results, strict=True):
                    store.save(values / dataset, value)
            except errors.GuardError as error:
                return answer("guarded", f"{node.name}: {error}")
            except BaseException as error:
                return answer("failed", f"{node.name}: {type(error).__name__}: {error}")
            done.update(outputs)
        return answer("ran")

    return run


def main() -> None:
    run = notebook_runner() if sys.argv[1] == "notebook" else pipeline_runner(Path(sys.argv[2]))
    for name in (
        "numpy",
        "pandas",
        "dataclasses",
        "collections",
        "functools",
        "itertools",
        "contextlib",
        "random",
        "matplotlib.pyplot",
        "IPython.core.interactiveshell",
        "IPython.core.logger",
        "pyarrow.pandas_compat",
        "pyarrow.parquet",
        "xxhash",
    ):
        importlib.import_module(name)
    if sys.argv[1] == "pipeline":
        importlib.import_module(
            "case.runtime.imports"
        ).local_modules()  # it remembers whose these modules are
        importlib.import_module("case.runtime.facts").facts.cache_clear()
    root = "/dev/shm" if os.path.isdir("/dev/shm") else None
    for line in sys.stdin:
        request = loads(line)
        with tempfile.TemporaryDirectory(prefix="fuzz-", dir=root) as folder:
            answer = forked(lambda request=request, folder=folder: run(request, Path(folder)), Path(folder))
        sys.__stdout__.write(dumps(answer) + "\n")
        sys.__stdout__.flush()


if __name__ == "__main__":
    main()
