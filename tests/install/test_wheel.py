"""The wheel, made and installed as users install it: in an environment that has JupyterLab and no compiler, no npm, nothing of ours."""

from __future__ import annotations

import json
import os
import subprocess
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ROOT / ".cache" / "install" / "bin" / "python"
JUPYTER = ROOT / ".cache" / "lab"
VERSION = json.loads((ROOT / "package.json").read_text())["version"]


def run(*command: object, **options: object) -> str:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def build(target: str, source: Path, folder: Path) -> Path:
    run(TOOLS, "-m", "hatchling", "build", "-t", target, "-d", folder, cwd=source)
    return next(folder.iterdir())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


class Environment:
    """A fresh environment that sees JupyterLab, but in which nothing is installed."""

    def __init__(self, folder: Path) -> None:
        run(TOOLS, "-m", "venv", "--without-pip", folder)
        self.folder = folder
        packages = next(folder.glob("lib/*/site-packages"))
        (packages / "jupyter.pth").write_text(f"{next(JUPYTER.glob('lib/*/site-packages'))}\n")
        home = folder.parent / "home"
        self.variables = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}

    def pip(self, *words: object) -> None:
        run(
            TOOLS,
            "-m",
            "pip",
            "--quiet",
            "--disable-pip-version-check",
            "--python",
            self.folder / "bin" / "python",
            *words,
        )

    def run(self, program: str, *words: object) -> str:
        return run(self.folder / "bin" / program, *words, env=self.variables, cwd=self.folder.parent)

    def files(self) -> set[str]:
        """All files, and folders with our name: shared folders above them stay, as with every package."""
        found = (path for path in self.folder.rglob("*") if not path.is_dir() or "espalier" in path.name)
        return {str(path.relative_to(self.folder)) for path in found}


@pytest.fixture(scope="module")
def environment(tmp_path_factory, wheel) -> Iterator[Environment]:
    """With the wheel; afterwards it is taken out, and nothing of it must be left."""
    made = Environment(tmp_path_factory.mktemp("fresh") / "venv")
    before = made.files()
    made.pip("install", "--no-index", wheel)
    yield made
    made.pip("uninstall", "--yes", "jupyterlab-espalier")
    assert made.files() == before


def test_jupyterlab_has_the_extension_enabled(environment):
    listed = environment.run("python", "-m", "jupyterlab.labextensions", "list")
    ours = next(line for line in listed.splitlines() if "espalier" in line and str(JUPYTER) not in line)
    assert all(word in ours for word in (f"v{VERSION}", "enabled", "OK", "(python, jupyterlab-espalier)"))


def test_kernels_have_the_extension(environment):
    told = environment.run("python", "-m", "IPython", "-c", "%load_ext jupyterlab_espalier\n%espalier")
    assert "%espalier check" in told


def test_the_command_line_works(environment, tmp_path):
    assert environment.run("espalier", "--version").strip() == VERSION
    notebook = ROOT / "examples" / "penguins" / "notebook.ipynb"
    environment.run("espalier", "compile", notebook, "-o", tmp_path / "project")
    assert (tmp_path / "project" / "pyproject.toml").is_file()


def test_without_node_it_says_what_to_do(environment, tmp_path):
    done = subprocess.run(
        [environment.folder / "bin" / "espalier", "--version"],
        capture_output=True,
        text=True,
        env={"PATH": str(tmp_path)},
    )
    assert done.returncode == 127
    assert 'pip install "jupyterlab-espalier[node]"' in done.stderr


def test_the_wheel_holds_what_is_needed_and_no_more(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        metadata = archive.read(next(name for name in names if name.endswith("METADATA"))).decode()
    folders = {name.partition("/")[0].replace(f"-{VERSION}", "") for name in names}
    assert folders == {"jupyterlab_espalier", "jupyterlab_espalier.data", "jupyterlab_espalier.dist-info"}
    assert not [name for name in names if name.endswith((".map", ".ts", ".pyc", ".stamp"))]
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("_cli/THIRD_PARTY_LICENSES.txt") for name in names)
    assert "Framework :: Jupyter :: JupyterLab :: Extensions :: Prebuilt" in metadata
    assert wheel.stat().st_size < 3_000_000


def test_the_source_archive_needs_no_node(wheel, tmp_path):
    archive = build("sdist", ROOT, tmp_path / "sdist")
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path / "source", filter="data")
    source = next((tmp_path / "source").iterdir())
    run(
        TOOLS,
        "-m",
        "hatchling",
        "build",
        "-t",
        "wheel",
        "-d",
        tmp_path / "wheel",
        cwd=source,
        env={"PATH": "/nowhere"},
    )
    with zipfile.ZipFile(wheel) as first, zipfile.ZipFile(next((tmp_path / "wheel").iterdir())) as second:
        assert sorted(first.namelist()) == sorted(second.namelist())
