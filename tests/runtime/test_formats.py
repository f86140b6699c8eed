"""Every value comes back exactly, in the plainest format that can do that."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

S = pd.Series


def frame(**columns):
    return pd.DataFrame(columns)


CASES = [
    ("json", {"a": [1, 2.5, None, True], "b": {"c": "ü"}}),
    ("json", 3),
    ("json", None),
    ("json", 10**30),
    ("text", "two\r\nlines"),
    ("pickle", {1: "int key"}),
    ("pickle", (1, 2)),
    ("pickle", [float("nan")]),
    ("pickle", {"a": np.float64(1)}),
    ("pickle", "\ud800"),
    ("pickle", b"bytes"),
    ("pickle", True.__class__),
    ("npy", np.ones((2, 3))),
    ("npy-view", np.arange(6.0).reshape(2, 3)),
    ("npy", np.array(["2024-01-01"], dtype="M8[D]")),
    ("npy", np.array(3)),
    ("npy", np.zeros((0, 4), dtype="i1")),
    ("pickle", np.asfortranarray(np.ones((2, 3)))),
    ("pickle", np.array([{"a": 1}], dtype=object)),
    ("pickle", np.ma.array([1, 2], mask=[0, 1])),
    ("parquet", frame(a=[1, 2], b=["x", "y"], c=[1.5, np.nan], d=[True, False])),
    ("parquet", frame(a=pd.array([1, None], dtype="Int64"), b=pd.to_datetime(["2024-01-01", None]))),
    ("parquet", frame(a=[1, 2, 3]).iloc[[0, 2]]),
    ("pickle", frame(a=[1, 2, 3]).iloc[::2]),
    ("parquet", frame(a=[1.5, 2.5], b=[1, 2]).assign(c=[3.5, 4.5], d=["x", "y"], e=[3, 4])),
    ("parquet", frame(a=[1, 2]).set_index(pd.Index([5, 6], name="ix"))),
    ("parquet-series", S([1, 2], name="n")),
    ("parquet-series", S([1.0, np.nan])),
    ("pickle", frame(a=[[1], [2]])),
    ("pickle", frame(a=[(1, 2), None])),
    ("pickle", frame(a=[1, "mixed"])),
    ("pickle", frame(a=[1]).rename_axis(columns="fields")),
    ("pickle", pd.DataFrame({0: [1]})),
    ("pickle", pd.DataFrame()),
    ("pickle", pd.DataFrame([[1, 2]], columns=["a", "a"])),
    ("pickle", frame(z=pd.arrays.SparseArray([0, 0, 5]))),
    ("pickle", frame(a=[1 + 2j])),
    ("pickle", frame(a=[1]).set_index(pd.DatetimeIndex(["2024-01-01"], freq="D"))),
    ("pickle", S([1, 2], index=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)]))),
    ("pickle", S([1], name=("a", "b"))),
]


@pytest.mark.parametrize(
    ("name", "value"), CASES, ids=lambda v: v if isinstance(v, str) else type(v).__name__
)
def test_round_trip(runtime, tmp_path: Path, name, value):
    store, compare = runtime("store"), runtime("compare")
    note = store.save(tmp_path / "value", value)
    if not (name == "parquet" and pd.__version__ < "3"):
        assert note["format"] == name
    assert compare.difference(value, store.load(tmp_path / "value")) is None


@pytest.mark.parametrize("rows", [3, 300_000])
def test_columns_come_back_in_the_arrays_that_they_were_in(runtime, tmp_path, rows):
    store, blocks = runtime("store"), runtime("blocks")
    value = frame(a=np.arange(rows) / 2, b=np.arange(rows), c=np.ones(rows)).assign(d=2.5, e=7, f=1.5)
    note = store.save(tmp_path / "value", value)
    again = store.load(tmp_path / "value")
    assert note["format"] == "parquet"
    assert blocks.blocks_of(again) == blocks.blocks_of(value) == [[0, 2], [1], [3], [4], [5]]
    assert again.equals(value)
    again[["a", "d"]].values[0] = 9
    assert again.a[0] == 0


def test_attributes_of_a_frame_are_not_lost(runtime, tmp_path):
    value = frame(a=[1])
    value.attrs["source"] = "sensor"
    runtime("store").save(tmp_path / "v", value)
    assert runtime("store").load(tmp_path / "v").attrs == {"source": "sensor"}


@pytest.mark.filterwarnings("ignore:Pandas doesn't allow columns")
def test_what_a_library_hangs_on_a_frame_and_refuses_to_save_is_left_out(runtime, tmp_path):
    class Design:
        def __getstate__(self):
            raise NotImplementedError

    value = frame(a=[1])
    value.design, value.note = Design(), ["cold"]
    store, compare = runtime("store"), runtime("compare")
    store.save(tmp_path / "v", value)
    again = store.load(tmp_path / "v")
    assert vars(again).keys() >= {"note"} and again.note == ["cold"] and "design" not in vars(again)
    assert compare.difference(value, again) is None


def test_one_list_twice_is_one_list(runtime, tmp_path):
    inner = [1]
    runtime("store").save(tmp_path / "v", {"a": inner, "b": inner})
    again = runtime("store").load(tmp_path / "v")
    assert again["a"] is again["b"]


def test_a_save_that_fails_leaves_what_was_there(runtime, tmp_path):
    store = runtime("store")
    store.save(tmp_path / "v", {"a": 1})
    with pytest.raises(runtime("errors").GuardError):
        store.save(tmp_path / "v", open(__file__))
    assert store.load(tmp_path / "v") == {"a": 1}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["v.json", "v.meta.json"]


def test_another_format_replaces_the_old_file(runtime, tmp_path):
    store = runtime("store")
    store.save(tmp_path / "v", {"a": 1})
    store.save(tmp_path / "v", (1, 2))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["v.meta.json", "v.pkl"]


def test_a_file_that_is_not_ours_is_never_unpickled(runtime, tmp_path):
    store = runtime("store")
    store.save(tmp_path / "v", (1, 2))
    (tmp_path / "v.pkl").write_bytes(b"cos\nsystem\n(S'touch /tmp/never'\ntR.")
    with pytest.raises(runtime("errors").GuardError, match="not the file"):
        store.load(tmp_path / "v")


def test_the_note_says_what_is_kept(runtime, tmp_path):
    runtime("store").save(tmp_path / "v", frame(a=[1, 2]))
    note = json.loads((tmp_path / "v.meta.json").read_text())
    assert (note["type"].split(".")[-1], note["shape"], note["file"]) == ("DataFrame", [2, 1], "v.parquet")
    assert "a" in note["preview"] and len(note["sha256"]) == 64 and note["bytes"] > 0


def test_a_figure_is_kept_with_its_picture(runtime, tmp_path):
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots()
    axes.plot([1, 2])
    plt.close(figure)
    runtime("store").save(tmp_path / "v", figure)
    assert (tmp_path / "v.png").read_bytes().startswith(b"\x89PNG")
    assert len(runtime("store").load(tmp_path / "v").axes) == 1
    assert plt.get_fignums() == []


def test_the_kedro_dataset_keeps_none(runtime, tmp_path):
    dataset = runtime("datasets").AutoDataset(filepath=str(tmp_path / "v"))
    assert not dataset.exists()
    dataset.save(None)
    assert dataset.exists() and dataset.load() is None
