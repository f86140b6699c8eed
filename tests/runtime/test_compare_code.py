"""Functions of a notebook are at top level there, and perhaps inside a node's function here."""

from __future__ import annotations

import textwrap

import pytest

TEXTS = [
    "def f(v):\n    return v * rate + len(rows)",
    "def f(v=1, *, w=2):\n    return [rate + x for x in rows if x > v and any(y for y in rows)]",
    "def f():\n    class Inner:\n        size = rate\n        def total(self):\n            return rate + self.size\n    return Inner",
    "f = lambda v: {rate: v for v in rows}",
    "import math\nf = lambda v: math.sqrt(v)",
    "def f(n):\n    return 1 if n < 2 else n * f(n - 1)",
]


def _top(text, rate=3):
    space = {"rate": rate, "rows": [1, 2], "__name__": "__main__"}
    exec(text, space)
    return space["f"]


def _inside(text, rate=3):
    space = {"__name__": "inprocess.nodes"}
    exec(f"def node(rate, rows):\n{textwrap.indent(text, '    ')}\n    return f", space)
    return space["node"](rate, [1, 2])


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_text(runtime, text):
    difference = runtime("compare").difference
    assert difference(_top(text), _inside(text)) is None
    assert difference(_inside(text), _top(text)) is None
    assert difference(_inside(text), _inside(text)) is None


@pytest.mark.parametrize("text", TEXTS)
def test_another_text(runtime, text):
    difference = runtime("compare").difference
    for one, other in (
        ("rate", "rows"),
        ("v *", "v -"),
        ("x > v", "x < v"),
        ("+ self", "- self"),
        ("n - 1", "n - 2"),
    ):
        if one in text:
            assert difference(_top(text), _inside(text.replace(one, other))) is not None


def test_what_a_function_holds(runtime):
    difference = runtime("compare").difference
    text = "def f(v):\n    return v * rate"
    assert difference(_inside(text), _inside(text, rate=4)).path == "value.__closure__['rate']"


def test_what_a_class_of_the_notebook_holds(runtime):
    difference = runtime("compare").difference
    text = "class A:\n    size = [1]\n    def grow(self):\n        return self.size\nf = A"
    assert difference(_top(text), _inside(text)) is None
    assert difference(_top(text), _inside(text.replace("[1]", "[2]"))).path == "vars(value)['size'][0]"
    assert difference(_top(text), _inside(text.replace("self.size", "self.sizes"))) is not None


def test_a_call_of_what_the_same_text_imports(runtime):
    apart = {"math": __import__("math"), "__name__": "__main__"}
    exec("f = lambda v: math.sqrt(v)", apart)
    assert runtime("compare").difference(apart["f"], _top("import math\nf = lambda v: math.sqrt(v)")) is None
