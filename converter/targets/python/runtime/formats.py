"""The file formats of values: each keeps exactly the values it accepts; the first that accepts is used."""

from __future__ import annotations

import io
import json
import math
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

from . import figures, tables
from .pickling import dumps, loads

MOST_JSON_ITEMS = 10_000


class Format(NamedTuple):
    """`write` gives None for a value that this format does not keep exactly."""

    suffix: str
    write: Callable[[Any], bytes | None]
    read: Callable[[bytes], Any]


def _write_text(value: Any) -> bytes | None:
    if type(value) is not str:
        return None
    try:
        return value.encode("utf-8")
    except UnicodeEncodeError:
        return None


def _is_json(value: Any, seen: set[int]) -> bool:
    kind = type(value)
    if value is None or kind is bool or kind is str:
        return True
    if kind is int:
        return bool(value.bit_length() < 10_000)
    if kind is float:
        return math.isfinite(value)
    if kind not in (dict, list) or id(value) in seen or len(seen) > MOST_JSON_ITEMS:
        return False
    seen.add(id(value))
    if len(value) > MOST_JSON_ITEMS:
        return False
    if kind is list:
        return all(_is_json(item, seen) for item in value)
    return all(type(key) is str and _is_json(item, seen) for key, item in value.items())


def _write_json(value: Any) -> bytes | None:
    if type(value) is str:
        return None
    try:
        return json.dumps(value, indent=1).encode() if _is_json(value, set()) else None
    except RecursionError:
        return None


def _write_array(value: Any) -> bytes | None:
    """Of an array whose memory is its own, so that it can be resized."""
    numpy = sys.modules.get("numpy")
    return (
        _array_bytes(value)
        if numpy is not None and type(value) is numpy.ndarray and value.flags.owndata
        else None
    )


def _write_view(value: Any) -> bytes | None:
    numpy = sys.modules.get("numpy")
    return _array_bytes(value) if numpy is not None and type(value) is numpy.ndarray else None


def _array_bytes(value: Any) -> bytes | None:
    plain = value.dtype.kind in "biufcSUmM" and value.dtype.metadata is None
    if not plain or not value.flags.c_contiguous or not value.flags.writeable:
        return None
    import numpy

    file = io.BytesIO()
    numpy.save(file, value, allow_pickle=False)
    return file.getvalue()


def _read_array(data: bytes) -> Any:
    array = _read_view(data)
    return array if array.flags.owndata else array.copy()


def _read_view(data: bytes) -> Any:
    import numpy

    return numpy.load(io.BytesIO(data), allow_pickle=False)


FORMATS: dict[str, Format] = {
    "parquet": Format(".parquet", tables.write_frame, tables.read_frame),
    "parquet-series": Format(".parquet", tables.write_series, tables.read_series),
    "npy": Format(".npy", _write_array, _read_array),
    "npy-view": Format(".npy", _write_view, _read_view),
    "text": Format(".txt", _write_text, lambda data: data.decode("utf-8")),
    "json": Format(".json", _write_json, json.loads),
    "pickle": Format(".pkl", dumps, loads),
}


def encode(value: Any) -> tuple[str, bytes]:
    """The name of the format that keeps `value`, and its bytes."""
    for name, format_ in FORMATS.items():
        data = format_.write(value)
        if data is not None:
            return name, data
    raise AssertionError("pickle keeps a value or raises")


def picture(value: Any) -> bytes | None:
    """A picture to look at beside the file, for figures."""
    return figures.png(value) if figures.is_figure(value) else None
