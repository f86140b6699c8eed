"""The tests that a project carries, and the comparison that they and others use."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from projects import Step

SPLIT = Step(
    "split",
    "import pandas as pd\ndf = pd.DataFrame({'a': [1, 2]})\nopen('f.txt', 'a').write('x')\nopen('f.txt').read()",
    gives="df",
    more={"files_out": "f", "file_writes": ["f.txt"]},
)
CLOCK = Step("clock", "import time\nt = time.perf_counter_ns()\nn = len(df)", takes="df", gives="t n")
TEST = """
import pytest
from sample.runtime.testing import check_node


@pytest.mark.parametrize("name", ["split", "clock"])
def test_node(name):
    check_node(name)
"""


def _pytest(project):
    (project.folder / "tests").mkdir(exist_ok=True)
    (project.folder / "tests/test_nodes.py").write_text(TEST)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]
    done = subprocess.run(
        command, cwd=project.folder, env=project.environment({}), capture_output=True, text=True
    )
    return done.returncode, done.stdout


def test_a_projects_own_tests(build):
    project = build(SPLIT, CLOCK)
    code, said = _pytest(project)
    assert code == 0 and "2 skipped" in said, said
    project.run().ok()
    code, said = _pytest(project)
    assert code == 0 and "2 passed" in said, said
    script = project.source / "scripts/split.py"
    script.write_text(script.read_text().replace("[1, 2]", "[1, 3]"))
    code, said = _pytest(project)
    assert (
        code == 1 and "node 'split' gives another df.loc[1, 'a']: np.int64(2) is not np.int64(3)" in said
    ), said


A = np.arange(3.0)
SAME = [
    (float("nan"), float("nan")),
    ({"a": [A, A]}, {"a": [A.copy()] * 2}),
    (pd.DataFrame({"a": [1.0, None]}), pd.DataFrame({"a": [1.0, None]})),
    ("<f at 0x7f00aa11bb22>", "<f at 0x7f00aa11bb99>"),
    ({1, 2, 3}, {3, 2, 1}),
    (lambda v: v + 1, lambda v: v + 1),
    (pd.Categorical(["a", None]), pd.Categorical(["a", None])),
]
LIST = [1]
OTHER = [
    (0.0, -0.0, "value: 0.0 is not -0.0"),
    (1, np.int64(1), "value: int 1 is not"),
    (1, True, "value: int 1 is not bool True"),
    ({"a": 1, "b": 2}, {"b": 2, "a": 1}, "list(value)[0]"),
    ([LIST, LIST], [[1], [1]], "value[1]: an object that is also elsewhere"),
    (A, A.astype("f4"), "value.dtype: float64 is not float32"),
    (A, np.array([0.0, 5.0, 2.0]), "value.flat[1]: np.float64(1.0) is not np.float64(5.0)"),
    (np.ones((2, 3)), np.asfortranarray(np.ones((2, 3))), "value.flags"),
    (pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"a": [1, 9]}), "value.loc[1, 'a']"),
    (pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1]}, index=[1]), "type(value.index)"),
    (pd.Series([1], name="x"), pd.Series([1], name="y"), "value.name: 'x' is not 'y'"),
    (pd.Series(["a", [1]]), pd.Series(["a", [2]]), "value.loc[1][0]: 1 is not 2"),
    (pd.date_range("2024", periods=2), pd.DatetimeIndex(["2024-01-01", "2024-01-02"]), "value.freq"),
    ((lambda v: v + 1), (lambda v: v + 2), "value"),
    (complex(0.0, 1), complex(-0.0, 1), "value"),
    ([1, 2], [1], "len(value): 2 is not 1"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same(runtime, one, other):
    assert runtime("compare").difference(one, other) is None


@pytest.mark.parametrize(("one", "other", "said"), OTHER)
def test_a_difference_and_its_place(runtime, one, other, said):
    assert str(runtime("compare").difference(one, other)).startswith(said)


def test_models_by_their_fitted_state(runtime):
    from sklearn.ensemble import RandomForestClassifier

    rng = np.random.default_rng(0)
    x, y = rng.random((40, 2)), rng.integers(0, 2, 40)
    models = [RandomForestClassifier(3, random_state=seed).fit(x, y) for seed in (0, 0, 1)]
    difference = runtime("compare").difference
    assert difference(models[0], models[1]) is None
    assert difference(models[0], models[2]).path.startswith("value.")
