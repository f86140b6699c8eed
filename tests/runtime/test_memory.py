"""Arrays and tables lie in memory after loading as they did in the notebook, and share what they shared."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest


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


def test_types_of_elements_that_are_built_in_are_single_objects(runtime):
    pickling = runtime("pickling")
    array = np.arange(6.0).reshape(2, 3)
    for one in (array, array.T, array[:, ::2], array.astype("i2"), array.astype(bool), array > 1):
        again = pickling.loads(pickling.dumps([one, one.dtype, {"x": one[0]}]))
        assert np.asarray(again[0], dtype=again[0].dtype.type) is again[0]
        assert again[1] is one.dtype is again[2]["x"].dtype
    others = np.array([("a", 1)], dtype=[("t", "U3"), ("n", ">i4")])
    assert pickling.loads(pickling.dumps(others)).dtype == others.dtype


def test_steps_along_an_axis_of_one_element_tell_nothing(runtime):
    fingerprint = runtime("fingerprint").fingerprint
    rows = np.arange(4.0)
    one, other = rows[np.newaxis], np.lib.stride_tricks.as_strided(rows, (1, 4), (32, 8))
    assert one.strides != other.strides
    assert fingerprint(one) == fingerprint(other) != fingerprint(rows)


@pytest.mark.parametrize(
    "index",
    [
        pd.RangeIndex(9),
        pd.Index(list("abcabcabc")),
        pd.Index(np.arange(0, 27, 3)),
        pd.date_range("2020-01-31", periods=9, freq="D"),
        pd.MultiIndex.from_product([range(3), range(3)]),
    ],
    ids=lambda index: type(index).__name__,
)
def test_what_a_table_takes_up_goes_by_what_was_looked_up(runtime, index):
    pickling, tables = runtime("pickling"), runtime("tables")
    for _ in range(2):
        frame = pd.DataFrame({"x": np.arange(9.0)}, index=index.copy())
        for _ in range(2):
            taken = int(frame.memory_usage().sum())
            assert pickling.loads(pickling.dumps(frame)).memory_usage().sum() == taken
            assert pickling.loads(pickling.dumps([frame["x"]]))[0].memory_usage() == frame["x"].memory_usage()
            if (data := tables.write_frame(frame)) is not None:
                assert tables.read_frame(data).memory_usage().sum() == taken
            assert frame.loc[index[4]] is not None
