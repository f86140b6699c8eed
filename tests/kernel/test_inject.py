"""The extension in a kernel that does not have it installed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

PROGRAM = """
import sys
from pathlib import Path
from IPython.core.interactiveshell import InteractiveShell

root = Path({root!r})
package = root / "python"
sys.path = [folder for folder in sys.path if Path(folder).resolve() != package]
sources = {{
    ".".join(path.relative_to(package).with_suffix("").parts).removesuffix(".__init__"): path.read_text("utf-8")
    for path in (package / "jupyterlab_espalier").rglob("*.py")
}}
shell = InteractiveShell.instance()
names = set(shell.user_ns)
inject = (root / "extension" / "kernel" / "inject.py").read_text("utf-8")
for _ in range(2):
    given = {{}}
    exec(inject, given)
    shell.user_ns["_run"] = lambda: given["inject"](sources, shell)
    shell.run_cell("_run()", silent=True).raise_error()
del shell.user_ns["_run"]
assert not [name for name in set(shell.user_ns) - names if not name.startswith("_")], set(shell.user_ns) - names
import jupyterlab_espalier
assert jupyterlab_espalier.__spec__.origin == "espalier"
shell.run_cell("%%node one\\nx = [1]", store_history=True).raise_error()
shell.run_cell("x.append(2)", store_history=True).raise_error()
print([[value["name"] for value in record["changed"]] for record in shell._espalier_witness.records])
"""


def test_injection_leaves_no_name_and_watches(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.format(root=str(ROOT)), "utf-8")
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[[], ['x']]"
