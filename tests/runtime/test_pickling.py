"""Values are after loading what they were in the notebook's memory."""

from __future__ import annotations

import copyreg
import enum
import io
import sqlite3
import sys
import tempfile
import threading
from dataclasses import dataclass

import pytest


@pytest.fixture
def cell(runtime, monkeypatch):
    """Runs text in a fresh namespace, as a script node does, and gives its variables."""
    namespace = runtime("namespace")

    def run(text: str) -> dict:
        main = namespace.Main()
        monkeypatch.setitem(sys.modules, "__main__", main)
        exec(compile(text, "<cell>", "exec", dont_inherit=True), vars(main))
        monkeypatch.undo()
        return vars(main)

    return run


def test_a_function_finds_the_names_of_the_node_that_receives_it(runtime, cell):
    pickling, namespace = runtime("pickling"), runtime("namespace")
    variables = cell("factor = 2\ndef times(v):\n    return v * factor\n")
    assert variables["times"](4) == 8
    data = pickling.dumps(variables["times"])
    namespace.discard()
    again = pickling.loads(data)
    vars(namespace.pending())["factor"] = 10
    assert again(4) == 40
    assert again.__globals__ is vars(namespace.pending())


def test_two_values_sent_apart_meet_in_one_namespace(runtime, cell):
    pickling, namespace = runtime("pickling"), runtime("namespace")
    names = cell("n = 0\ndef up():\n    global n\n    n += 1\ndef get():\n    return n\n")
    up, get = pickling.dumps(names["up"]), pickling.dumps(names["get"])
    namespace.discard()
    up, get = pickling.loads(up), pickling.loads(get)
    vars(namespace.pending())["n"] = 5
    up()
    assert get() == 6


def test_closures_share_their_cell(travel, cell):
    names = cell(
        "def counter():\n    n = 0\n    def up():\n        nonlocal n\n        n += 1\n        return n\n"
        "    def get():\n        return n\n    return up, get\npair = counter()\n"
    )
    up, get = travel(names["pair"])
    up(), up()
    assert get() == 2


def test_a_function_in_its_own_cell(travel, cell):
    names = cell(
        "def make():\n    def fact(n):\n        return 1 if n < 2 else n * fact(n - 1)\n    return fact\nf = make()\n"
    )
    again = travel(names["f"])
    assert again(5) == 120
    assert again.__closure__[0].cell_contents is again


def test_function_attributes_defaults_and_loop_lambdas(travel, cell):
    names = cell(
        "def f(a, b=[1], *, c=2):\n    'doc'\n    return a, b, c\nf.calls = 3\nfs = {i: (lambda v, i=i: v + i) for i in range(3)}"
    )
    again, lambdas = travel((names["f"], names["fs"]))
    assert (again(0), again.calls, again.__doc__, again.__name__) == ((0, [1], 2), 3, "doc", "f")
    assert [lambdas[i](10) for i in range(3)] == [10, 11, 12]


def test_classes_by_value_keep_versions_apart_and_identity_together(travel, cell):
    names = cell(
        "class Base:\n    seen = []\n    def __init__(self, n):\n        self.n = n\n    def me(self):\n        return __class__\n"
        "class Child(Base):\n    def __init__(self, n):\n        super().__init__(n + 1)\nx = [Child(1), Child(2)]\n"
    )
    first = travel((names["Child"], names["x"]))
    names["Base"].seen.append("later")
    second = travel((names["Child"], names["x"]))
    for child, values in (first, second):
        assert type(values[0]) is child and type(values[0]) is type(values[1])
        assert (values[0].n, values[0].me()) == (2, child.__mro__[1])
        assert child is not names["Child"]
    assert (first[0].seen, second[0].seen) == ([], ["later"])
    assert names["Base"].seen == ["later"]


def test_dataclasses_and_enums(travel, cell):
    names = cell(
        "from dataclasses import dataclass, field, replace\nimport enum\n"
        "@dataclass(frozen=True, order=True)\nclass V:\n    major: int\n    tag: str = field(default='', compare=False)\n"
        "class Color(enum.Enum):\n    RED = 1\n    BLUE = 2\nvalue = {V(1): Color.RED, V(2): Color.BLUE}\n"
    )
    value, color, cls = travel((names["value"], names["Color"], names["V"]))
    assert value[cls(1)] is color.RED
    assert sorted(value)[0] == cls(1)
    assert color(2) is color.BLUE


def test_members_of_enumerations_keep_what_they_hold(travel, cell):
    names = cell(
        "import enum\nclass Planet(enum.Enum):\n    EARTH = (5, 6)\n    MARS = (7, 8)\n"
        "    def __init__(self, mass, radius):\n        self.mass, self.seen = mass, []\n"
        "class Size(enum.IntFlag):\n    S = 1\n    M = 2\n    ANY = S | M\n"
        "Planet.EARTH.seen.append(1)\nvalue = [Planet.EARTH, Planet.EARTH.seen, Size.S | Size.M, Size(0)]\n"
    )
    (earth, seen, both, none), planet, size = travel((names["value"], names["Planet"], names["Size"]))
    assert earth is planet.EARTH is planet((5, 6)) is planet["EARTH"] and earth.mass == 5
    assert earth.seen is seen and seen == [1] and planet.MARS.seen == []
    assert [each.name for each in planet] == ["EARTH", "MARS"]
    assert both is size.ANY and none == 0 and size.S in both and repr(size(1)) == repr(names["Size"](1))


def test_errors_keep_what_led_to_them(travel):
    class Own(Exception):
        pass

    try:
        try:
            raise KeyError("k")
        except KeyError as cause:
            error = Own("x", 1)
            error.note = [2]
            raise error from cause
    except Own as raised:
        loaded = travel(raised)
    assert (repr(loaded), loaded.note) == ("Own('x', 1)", [2])
    assert loaded.__cause__ is loaded.__context__ and repr(loaded.__cause__) == "KeyError('k')"
    assert loaded.__suppress_context__


def test_helpers_go_by_reference_even_while_they_seem_to_be_of_main(runtime, travel):
    import inprocess.helpers as helpers

    point = helpers.Point(3)
    assert type(travel(point)) is helpers.Point
    with runtime("top_level").as_main_module():
        assert helpers.__name__ == "__main__"
        assert helpers.Point.__module__ == "__main__"
        assert type(travel(point)) is helpers.Point
        assert travel(helpers.double) is helpers.double
    assert helpers.Point.__module__ == helpers.__name__ == "inprocess.helpers"


def test_code_in_a_function_is_named_as_at_the_top_of_a_module(runtime):
    names: dict = {}
    text = "def n0():\n    class A:\n        def m(self):\n            return (x for x in 'n0.<locals>')\n    return A, lambda: [lambda: 1]\n"
    exec(text, names)
    function = names["n0"]
    function.__code__ = runtime("top_level").at_top_level(function.__code__, "n0")
    cls, outer = function()
    assert [cls.__qualname__, cls.m.__qualname__, outer.__qualname__] == ["A", "A.m", "<lambda>"]
    assert outer()[0].__qualname__ == "<lambda>.<locals>.<lambda>"
    assert cls().m().__qualname__ == "A.m.<locals>.<genexpr>"
    assert "".join(cls().m()) == "n0.<locals>"


@dataclass
class Deep:
    value: object


@pytest.mark.parametrize(
    "make",
    [
        lambda: open(__file__),
        lambda: open(__file__, "rb"),
        tempfile.TemporaryDirectory,
        tempfile.NamedTemporaryFile,
        lambda: (i for i in range(3)),
        threading.Lock,
        lambda: threading.Thread(target=print),
        lambda: sqlite3.connect(":memory:"),
        lambda: memoryview(b"abc"),
        lambda: __import__("contextlib").ExitStack(),
        lambda: __import__("csv").reader([]),
    ],
)
def test_what_is_bound_to_its_process_is_refused_also_inside_others(runtime, make):
    value = make()
    with pytest.raises(runtime("errors").GuardError, match="cannot be passed to another node"):
        runtime("pickling").dumps({"a": [Deep(value)]})


def test_buffers_in_memory_travel(travel):
    buffer = io.StringIO("abc")
    buffer.read(1)
    assert travel(buffer).read() == "bc"


def test_missing_and_singletons_stay_themselves(travel, runtime):
    missing = runtime("errors").Missing
    assert travel([missing, None, ..., NotImplemented]) == [missing, None, ..., NotImplemented]
    assert travel(missing) is missing


def test_modules_and_enum_members_by_reference(travel):
    import math

    class Local(enum.IntFlag):
        A = 1
        B = 2

    assert travel(math) is math
    assert int(travel(Local.A | Local.B)) == 3


def test_saving_leaves_no_trace_in_classes(runtime, cell):
    pickling, slot_names = runtime("pickling"), runtime("slot_names").slot_names
    text = "class A:\n    def __init__(self):\n        self.x = 1\n"
    text += "class _B(A):\n    __slots__ = ('y', '__z')\nclass C(_B):\n    __slots__ = 'w'\n"
    names = cell(f"{text}b = C()\nb.y, b._B__z = 2, 3\n")
    kinds = [names[name] for name in ("A", "_B", "C")]
    fingerprint = runtime("fingerprint").fingerprint(names["b"])
    again = pickling.loads(pickling.dumps(names["b"]))
    assert (again.x, again.y, again._B__z) == (1, 2, 3)
    assert fingerprint == runtime("fingerprint").fingerprint(names["b"])
    assert not any("__slotnames__" in vars(kind) for kind in kinds)
    assert [slot_names(kind) for kind in kinds] == [copyreg._slotnames(kind) for kind in kinds]
