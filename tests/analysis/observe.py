"""Runs notebooks cell by cell and reports what the analysis did not foresee.

Reads from standard input a list of notebooks: for each cell its source, the names it may use, those it may bind or delete, and those whose
objects it may change. Every cell runs with only the names that it may use in the namespace; after it, names that were bound, and names that
were not bound again but whose objects changed, must be among those foreseen. Prints one JSON line a notebook.
"""

import hashlib
import json
import os
import pickle
import shutil
import signal
import sys
import tempfile
import types

LIMIT = 40_000


class Fingerprint:
    """A digest of everything reachable from a value that can change."""

    def __init__(self):
        self.seen = {}
        self.digest = hashlib.blake2b(digest_size=12)
        self.count = 0

    def add(self, *parts):
        self.digest.update(repr(parts).encode("utf8", "replace"))

    def walk(self, value):
        stack = [value]
        while stack and self.count < LIMIT:
            self.count += 1
            self.visit(stack.pop(), stack)

    def visit(self, value, stack):
        kind = type(value)
        if value is None or kind in (bool, int, float, complex, str, bytes):
            return self.add(kind.__name__, value)
        if id(value) in self.seen:
            return self.add("seen", self.seen[id(value)])
        self.seen[id(value)] = len(self.seen)
        module = kind.__module__.split(".")[0]
        self.add(kind.__name__)
        if isinstance(value, (types.ModuleType, types.BuiltinFunctionType, property)) or module in ("matplotlib", "seaborn", "IPython", "_io", "re"):
            return None
        if isinstance(value, type):
            if value.__module__ == "__main__":
                stack.extend(item for key, item in sorted(vars(value).items()) if not key.startswith("__"))
            return None
        if isinstance(value, types.FunctionType):
            if value.__module__ != "__main__":
                return None
            self.add(value.__code__.co_code)
            for cell in value.__closure__ or ():
                try:
                    stack.append(cell.cell_contents)
                except ValueError:
                    self.add("empty")
            stack.extend([value.__defaults__, dict(value.__dict__)])
            return None
        if isinstance(value, types.MethodType):
            return stack.extend([value.__self__, value.__func__])
        if module in ("numpy", "pandas", "scipy", "random", "itertools"):
            return self.library(value, stack)
        if isinstance(value, dict):
            self.add(len(value), [key if isinstance(key, (str, int)) else type(key).__name__ for key in value])
            stack.extend(value.values())
        elif isinstance(value, (list, tuple)):
            self.add(len(value))
            stack.extend(value)
        elif isinstance(value, (set, frozenset)):
            self.add(len(value), sorted(repr(item) for item in value if isinstance(item, (str, int, float, tuple))))
        elif hasattr(value, "__getitem__") and kind.__name__ in ("deque", "bytearray", "array"):
            stack.extend(list(value))
        fields = getattr(value, "__dict__", None)
        if isinstance(fields, dict):
            public = {key: item for key, item in fields.items() if isinstance(key, str) and not key.startswith("_cache")}
            self.add(list(public))
            stack.extend(public.values())
        for name in getattr(kind, "__slots__", ()) if isinstance(getattr(kind, "__slots__", ()), (list, tuple)) else ():
            if hasattr(value, name):
                stack.append(getattr(value, name))
        return None

    def library(self, value, stack):
        if type(value).__name__ == "ndarray" and value.dtype != object:
            return self.add(value.shape, str(value.dtype), hashlib.blake2b(value.tobytes(), digest_size=12).hexdigest())
        if type(value).__name__ == "ndarray":
            self.add(value.shape)
            return stack.extend(value.ravel().tolist())
        if hasattr(value, "columns") or type(value).__name__ in ("Series", "Index"):
            import pandas

            try:
                self.add(pandas.util.hash_pandas_object(value).values.tobytes() if len(value) < 50_000 else len(value))
            except TypeError:
                self.add(value.to_json() if hasattr(value, "to_json") else len(value))
                for name in getattr(value, "columns", ()):
                    if value[name].dtype == object:
                        stack.extend(value[name].tolist())
            if hasattr(value, "columns"):
                self.add([str(name) for name in value.columns], str(value.columns.name), str(value.index.name))
            return stack.append(dict(getattr(value, "attrs", {})))
        try:
            return self.add(pickle.dumps(value))
        except Exception:
            return None


def fingerprint(value):
    found = Fingerprint()
    found.walk(value)
    return found.digest.hexdigest()


HIDDEN = {"In", "Out", "get_ipython", "exit", "quit", "open"}


def names_of(space):
    return {name: value for name, value in space.items() if not name.startswith("_") and name not in HIDDEN or name in space.get("__wanted__", ())}


def observe(notebook):
    os.environ["MPLBACKEND"] = "Agg"
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    shell.colors = "NoColor"
    space = shell.user_ns
    found = []
    for index, cell in enumerate(notebook["cells"]):
        foreseen = {key: set(cell[key]) for key in ("uses", "binds", "deletes", "changes")}
        before = names_of(space)
        hidden = {} if cell["dynamic"] else {name: space.pop(name) for name in before if name not in foreseen["uses"]}
        digests = {name: fingerprint(value) for name, value in before.items()}
        outcome = shell.run_cell(cell["source"], store_history=False, silent=True)
        failure = outcome.error_before_exec or outcome.error_in_exec
        for name, value in hidden.items():
            space.setdefault(name, value)
        if isinstance(failure, NameError) and getattr(failure, "name", None) in hidden:
            found.append({"cell": index, "missed": "use", "name": failure.name})
            break
        if failure:
            found.append({"cell": index, "stopped": f"{type(failure).__name__}: {failure}"[:200]})
            break
        if cell["dynamic"]:
            continue
        after = names_of(space)
        for name, value in after.items():
            if name not in before or before[name] is not value:
                if name not in foreseen["binds"]:
                    found.append({"cell": index, "missed": "binding", "name": name})
            elif digests[name] != fingerprint(value) and name not in foreseen["changes"]:
                found.append({"cell": index, "missed": "change", "name": name})
        for name in before:
            if name not in after and name not in foreseen["deletes"] and name not in foreseen["binds"]:
                found.append({"cell": index, "missed": "deletion", "name": name})
    return found


def in_child(notebook):
    """Its own process and folder, two minutes at most."""
    folder = tempfile.mkdtemp()
    if notebook.get("folder"):
        shutil.copytree(notebook["folder"], folder, dirs_exist_ok=True)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        sys.path.insert(0, folder)
        signal.alarm(notebook.get("seconds", 120))
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        try:
            result = observe(notebook)
        except BaseException as error:
            result = [{"stopped": f"{type(error).__name__}: {error}"[:300]}]
        os.write(writer, json.dumps(result).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    shutil.rmtree(folder, ignore_errors=True)
    return json.loads(text) if text else [{"stopped": "time-out"}]


for each in json.load(sys.stdin):
    print(json.dumps({"id": each["id"], "found": in_child(each)}), flush=True)
