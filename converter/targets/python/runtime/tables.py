"""Tables as Parquet, where that keeps them exactly: what comes back is compared before the file is used."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

from .blocks import Blocks, are_solid, blocks_of, in_blocks
from .looked_up import is_looked_up, look_up
from .table_attributes import attributes_of

_DTYPES = "iufbMm"
_COMPARED_ROWS = 200_000


def _plain_index(index: Any, pandas: Any) -> bool:
    if type(index) is pandas.RangeIndex:
        return index.name is None or type(index.name) is str
    if type(index) is not pandas.Index or not (index.name is None or type(index.name) is str):
        return False
    return index.dtype.kind in "iuf" or _is_text(index.dtype, pandas)


def _is_text(dtype: Any, pandas: Any) -> bool:
    return isinstance(dtype, pandas.StringDtype)


def _plain_column(dtype: Any, pandas: Any) -> bool:
    extension = pandas.api.types.is_extension_array_dtype(dtype)
    if not extension:
        return dtype.kind in _DTYPES and dtype.isnative and dtype.itemsize <= 8 and dtype.name != "float16"
    return _is_text(dtype, pandas) or type(dtype).__name__ in ("Int64Dtype", "Float64Dtype", "BooleanDtype")


def _is_plain(frame: Any, pandas: Any) -> bool:
    columns = frame.columns
    names = type(columns) is pandas.Index and columns.name is None and columns.is_unique
    return (
        type(frame) is pandas.DataFrame
        and not frame.attrs
        and not attributes_of(frame)
        and frame.flags.allows_duplicate_labels
        and frame.shape[1] > 0
        and names
        and all(type(name) is str for name in columns)
        and not (set(columns) & {name for name in frame.index.names if name is not None})
        and _plain_index(frame.index, pandas)
        and all(_plain_column(dtype, pandas) for dtype in frame.dtypes)
        and are_solid(frame)
    )


def _same(one: Any, other: Any, pandas: Any) -> bool:
    """Whether two plain frames are equal in everything that can be seen."""
    axes = ((one.columns, other.columns), (one.index, other.index))
    for left, right in axes:
        if type(left) is not type(right) or left.dtype != right.dtype or left.name != right.name:
            return False
        if type(left) is pandas.RangeIndex and (left.start, left.step) != (right.start, right.step):
            return False
    if list(map(repr, one.dtypes)) != list(map(repr, other.dtypes)) or blocks_of(one) != blocks_of(other):
        return False
    return bool(one.equals(other))


def write_frame(value: Any) -> bytes | None:
    pandas = sys.modules.get("pandas")
    if pandas is None or type(value) is not pandas.DataFrame or not _is_plain(value, pandas):
        return None
    try:
        part = value if len(value) <= _COMPARED_ROWS else value.iloc[:1000]
        blocks = None if value._mgr.is_consolidated() else blocks_of(value)
        data = _parquet(value, blocks)
        again = read_frame(data if part is value else _parquet(part, blocks))
        return data if _same(part, again, pandas) else None
    except Exception:
        return None


# What Parquet has no place for: the arrays that the columns lie in, and whether something was looked up in the index.
_BLOCKS = b"blocks"
_LOOKED_UP = b"looked_up"


def _parquet(frame: Any, blocks: Blocks | None = None) -> bytes:
    """The file's bytes, with notes where reading them alone would not make the same."""
    file = io.BytesIO()
    notes = {} if blocks is None else {_BLOCKS: json.dumps(blocks).encode()}
    if is_looked_up(frame.index):
        notes[_LOOKED_UP] = b"true"
    if not notes:
        frame.to_parquet(file, engine="pyarrow")
        return file.getvalue()
    import pyarrow.parquet

    table = pyarrow.Table.from_pandas(frame)
    pyarrow.parquet.write_table(table.replace_schema_metadata({**table.schema.metadata, **notes}), file)
    return file.getvalue()


def read_frame(data: bytes) -> Any:
    import pandas
    import pyarrow.parquet

    frame = pandas.read_parquet(io.BytesIO(data), engine="pyarrow")
    notes = pyarrow.parquet.read_schema(io.BytesIO(data)).metadata or {}
    if _BLOCKS in notes:
        frame = in_blocks(frame, json.loads(notes[_BLOCKS]))
    if _LOOKED_UP in notes:
        look_up(frame.index)
    return frame


_NAMELESS = "__no_name__"


def write_series(value: Any) -> bytes | None:
    pandas = sys.modules.get("pandas")
    if pandas is None or type(value) is not pandas.Series or value.attrs or attributes_of(value):
        return None
    if not (value.name is None or type(value.name) is str) or value.name == _NAMELESS:
        return None
    return write_frame(value.to_frame(_NAMELESS if value.name is None else value.name))


def read_series(data: bytes) -> Any:
    series = read_frame(data).iloc[:, 0]
    return series.rename(None) if series.name == _NAMELESS else series
