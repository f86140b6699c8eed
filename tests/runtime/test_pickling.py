"""Values are after loading what they were in the notebook's memory."""

from __future__ import annotations

import enum
import io
import sqlite3
import sys
import tempfile
import threading
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest


@pytest.fixture
def travel(runtime):
    """Sends a value through the pickler; the receiving node's namespace is fresh."""
    pickling, namespace = runtime("pickling"), runtime("namespace")

    def send(value):
        namespace.discard()
        return pickling.loads(pickling.dumps(value))

    return send


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


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("dtype", ["f8", "i4", "M8[ns]", "U3", "c16"])
def test_views_of_one_array_stay_views(travel, order, dtype):
    base = np.asarray(np.arange(12).reshape(3, 4).astype("i8").astype(dtype), order=order).copy(order=order)
    parts = {
        "base": base,
        "row": base[1],
        "column": base[:, 2],
        "back": base[::-1, ::-2],
        "halves": np.split(base, 2, axis=1),
    }
    again = travel(parts)
    for name in ("base", "row", "column", "back"):
        assert np.array_equal(again[name], parts[name]) and again[name].strides == parts[name].strides
    again["base"][1, 2] = again["base"][0, 0]
    assert again["row"][2] == again["column"][1] == again["halves"][1][1, 0] == again["base"][0, 0]


def test_two_views_without_their_array_share_memory(travel):
    base = np.arange(10.0)
    left, right = travel((base[:6], base[4:]))
    left[5] = 99
    assert right[1] == 99


def test_a_small_view_of_a_large_array_goes_alone(runtime):
    large = np.zeros(1_000_000)
    assert len(runtime("pickling").dumps([large[:3]])) < 1000


def test_a_broadcast_array_stays_small(travel, runtime):
    wide = np.broadcast_to(np.arange(3.0), (100_000, 3))
    assert len(runtime("pickling").dumps(wide)) < 2000
    assert np.array_equal(travel(wide), wide)


_TABLE = np.arange(24.0).reshape(4, 6)
_BLOCK = np.arange(120).reshape(2, 3, 4, 5)


@pytest.mark.parametrize("room", [1 << 28, 0], ids=["as it lay", "closer"])
@pytest.mark.parametrize(
    "array",
    [
        _TABLE[::2],
        _TABLE[:, 0],
        _TABLE[1:3, 1:4],
        _TABLE[::-1, ::-2],
        _TABLE[None, :, ::2],
        _BLOCK.transpose(1, 0, 3, 2),
        _BLOCK.transpose(1, 0, 2, 3).copy(order="K"),
        _BLOCK[:, ::-1, 1:3],
        np.broadcast_to(np.arange(3)[:, None], (3, 5))[:, ::2],
        np.diagonal(_TABLE),
        np.zeros(5, dtype=[("a", "i4"), ("b", "f8")])["b"][::2],
    ],
    ids=lambda array: str(array.strides),
)
def test_what_copies_an_array_copies_it_after_loading(travel, runtime, monkeypatch, array, room):
    layout = runtime("array_layout")
    monkeypatch.setattr(layout, "MOST_SCATTERED", room)
    monkeypatch.setattr(layout, "MOST_TIMES", 4 if room else 0)
    again = travel(array)
    assert np.array_equal(again, array) and again.flags.writeable == array.flags.writeable
    assert not again.flags.forc and (room == 0 or again.strides == array.strides)
    for parts in (part for part in range(1, array.size) if array.size % part == 0):
        ours, theirs = again.reshape(parts, -1), array.reshape(parts, -1)
        assert np.shares_memory(ours, again) == np.shares_memory(theirs, array)


def test_read_only_arrays_stay_read_only(travel):
    array = np.arange(3)
    array.flags.writeable = False
    assert not travel(array).flags.writeable


def test_frames_share_after_loading_what_they_shared_before(travel):
    """From pandas 3 on that is nothing, because they copy on write."""
    frame = pd.DataFrame({"a": [1.0, 2.0], "b": [3.0, 4.0]})
    shallow = frame.copy(deep=False)
    one, other = travel((frame, shallow))
    one.loc[0, "a"] = frame.loc[0, "a"] = 99.0
    assert other.loc[0, "a"] == shallow.loc[0, "a"]


def test_shared_cells_of_a_frame_keep_their_identity(travel):
    tags = ["x"]
    frame, same = travel((pd.DataFrame({"t": [tags, tags]}), tags))
    assert frame.loc[0, "t"] is frame.loc[1, "t"] is same


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
