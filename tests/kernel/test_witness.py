"""What a cell wrote, changed and deleted is seen."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

IN_PLACE = [
    ("x = [1, 2]", "x.append(3)"),
    ("x = [1, 2]", "x[0] = 5"),
    ("x = list(range(1000))", "x.pop()"),
    ("x = {'a': {'b': 1}}", "x['a']['b'] = 2"),
    ("x = {'a': 1}", "del x['a']"),
    ("x = ([1],)", "x[0].append(2)"),
    ("x = {1}", "x.add(2)"),
    ("x = bytearray(b'ab')", "x[0] = 0"),
    ("import numpy as np; x = np.zeros(10)", "x[3] = 1"),
    ("import numpy as np; x = np.zeros((100, 100), order='F')", "x[3, 7] = 1"),
    ("import numpy as np; x = np.zeros((2000, 2000))", "x += 1"),
    ("import numpy as np; x = np.array(['a', None], dtype=object)", "x[0] = 'b'"),
    ("import pandas as pd; x = pd.DataFrame({'a': [1, 2]})", "x['b'] = x.a * 2"),
    ("import pandas as pd; x = pd.DataFrame({'a': [1, 2]})", "x.loc[0, 'a'] = 5"),
    ("import pandas as pd; x = pd.DataFrame({'a': [2, 1]})", "x.sort_values('a', inplace=True)"),
    ("import pandas as pd; x = pd.DataFrame({'a': ['u', 'v']})", "x.loc[0, 'a'] = 'w'"),
    ("import pandas as pd; x = pd.Series([1, 2], dtype='Int64')", "x[0] = 9"),
    ("import pandas as pd; x = pd.Series(['u', 'v'], dtype='category')", "x[0] = 'v'"),
    ("import pandas as pd; x = pd.DataFrame({'a': [1]})", "x.columns = ['b']"),
    ("class A: pass\nx = A()", "x.field = 1"),
    ("class A: pass\nx = A(); x.inner = [1]", "x.inner.append(2)"),
    (
        "from sklearn.linear_model import LinearRegression; x = LinearRegression()",
        "x.fit([[0], [1]], [0, 1])",
    ),
    ("x = [1]\ndef f(): x.append(2)", "f()"),
    ("x = [1]; y = x", "del y; alias = x; alias.append(2)"),
]


@pytest.mark.parametrize(("before", "code"), IN_PLACE)
def test_sees_changes_in_place(shell, before, code):
    shell.run(before)
    assert "x" in shell.seen(code)["changed"]


UNCHANGED = [
    ("x = [1, 2]", "y = x + [3]"),
    ("x = {'a': [1]}", "len(x)"),
    (
        "import pandas as pd; x = pd.DataFrame({'a': ['u', 'v'], 'b': [1, 2]})",
        "x.groupby('a').sum(); x.head(); x.describe(); y = x[x.b > 1]",
    ),
    ("import numpy as np; x = np.arange(1000.0)", "x.sum(); y = x * 2; x[:5]"),
    ("import numpy as np; x = np.random.default_rng(0)", "x"),
    (
        "from sklearn.linear_model import LinearRegression; x = LinearRegression().fit([[0], [1]], [0, 1])",
        "x.predict([[3]])",
    ),
]


@pytest.mark.parametrize(("before", "code"), UNCHANGED)
def test_says_nothing_of_what_was_only_read(shell, before, code):
    shell.run(before)
    assert "x" not in shell.seen(code)["changed"]


def test_names(shell):
    assert shell.seen("a = 1; b = a") == {"wrote": ["a", "b"], "changed": [], "deleted": []}
    assert shell.seen("a = 2; del b") == {"wrote": ["a"], "changed": [], "deleted": ["b"]}
    assert shell.seen("import os\ndef f():\n    global g\n    g = 1") == {
        "wrote": ["f", "os"],
        "changed": [],
        "deleted": [],
    }
    assert shell.seen("f()") == {"wrote": ["g"], "changed": [], "deleted": []}
    assert shell.seen("for i in range(3): pass")["wrote"] == ["i"]
    assert shell.seen("g") == {"wrote": [], "changed": [], "deleted": []}
    assert shell.seen("%time h = 1")["wrote"] == ["h"]
    assert shell.seen("1 + 1") == {"wrote": [], "changed": [], "deleted": []}
    assert shell.seen("_private = 1")["wrote"] == ["_private"]


def test_a_new_value_is_written_even_where_it_takes_the_place_of_the_old(shell):
    shell.run("class A: pass")
    shell.run("x = A()")
    assert shell.seen("del x\nx = A()")["wrote"] == ["x"]
    shell.run("y = 1234.5")
    assert shell.seen("y = None\ny = 1234.5 + 0")["wrote"] == ["y"]


def test_large_values_are_not_kept_alive(shell):
    shell.run("import weakref, numpy as np\nx = np.zeros(1000)\nr = weakref.ref(x)")
    shell.run("x = None\nis_gone = r() is None")
    assert shell.ip.user_ns["is_gone"] is True


def test_failed_and_interrupted_cells(shell):
    shell.run("a = 1\n1 / 0")
    assert (shell.records[-1]["status"], [each["name"] for each in shell.records[-1]["wrote"]]) == (
        "error",
        ["a"],
    )
    shell.run("raise KeyboardInterrupt")
    assert shell.records[-1]["status"] == "interrupted"
    shell.run("this is no Python")
    assert (shell.records[-1]["status"], shell.records[-1]["wrote"]) == ("error", [])


def test_cells_within_cells_are_one(shell):
    shell.run("get_ipython().run_cell('inner = 1'); outer = 2")
    assert [each["name"] for each in shell.records[-1]["wrote"]] == ["inner", "outer"]
    assert len(shell.records) == 1


def test_silent_requests_are_no_cells(shell):
    shell.ip.run_cell("a = 1", silent=True)
    shell.ip.run_cell("a = 1", store_history=False)
    assert shell.records == []


def test_tells_types_and_sizes(shell):
    shell.run(
        "import numpy as np, pandas as pd\nframe = pd.DataFrame({'a': [1, 2], 'b': [0.5, 1]})\nimage = np.zeros((3, 4))\ntext = 'abc'\nclass Own: pass\nown = Own()"
    )
    told = {each.pop("name"): each for each in shell.records[-1]["wrote"]}
    assert told["frame"] == {"type": "pandas.DataFrame", "shape": [2, 2], "bytes": 32}
    assert told["image"] == {"type": "numpy.ndarray", "shape": [3, 4], "bytes": 96}
    assert told["text"] == {"type": "str", "length": 3}
    assert told["own"] == {"type": "Own"}
    assert told["pd"] == {"type": "module"}


@pytest.mark.parametrize(
    "code",
    [
        "class X:\n    def __getattr__(self, name): raise RuntimeError\n    def __eq__(self, other): raise RuntimeError\nx = X()",
        "class X(dict):\n    def __len__(self): raise RuntimeError\n    def values(self): raise RuntimeError\nx = X(a=1)",
        "class X(list):\n    def __getitem__(self, at): raise RuntimeError\nx = X([1])",
        "x = []; x.append(x)",
        "import numpy as np; x = np.ma.masked_array([1, 2], mask=[0, 1])",
        "import pandas as pd; x = pd.DataFrame()",
        "class X:\n    __slots__ = ('__weakref__',)\n    __hash__ = None\nx = X()",
        "class M(type):\n    __module__ = property(lambda self: 1 / 0)\nclass X(metaclass=M): pass\nx = X()",
    ],
)
def test_survives_any_value(shell, code):
    assert shell.run(code).success
    assert "x" in [each["name"] for each in shell.records[-1]["wrote"]]
    assert shell.seen("x") == {"wrote": [], "changed": [], "deleted": []}


def test_is_the_same_for_frames_of_every_kind(shell):
    frame = pd.DataFrame(
        {
            "a": np.arange(3),
            "b": list("xyz"),
            "c": pd.Categorical(list("xyx")),
            "d": pd.date_range("2024", periods=3),
        }
    )
    shell.ip.user_ns["x"] = frame.set_index("d")
    assert shell.seen("x.memory_usage(); x.corr(numeric_only=True)") == {
        "wrote": [],
        "changed": [],
        "deleted": [],
    }
    assert shell.seen("x.index = range(3)")["changed"] == ["x"]


def test_says_where_there_was_too_much(shell):
    shell.run("import numpy as np\nglobals().update({f'v{i}': np.zeros(30_000) for i in range(400)})")
    assert not shell.records[-1]["complete"]
    assert len(shell.records[-1]["wrote"]) == 200
    shell.run("v7[0] = 1")
    assert [each["name"] for each in shell.records[-1]["changed"]] == ["v7"]
    assert not shell.records[-1]["complete"]
