"""Compares tables, columns and indexes exactly: types, names, order, attributes and every cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .table_attributes import attributes_of

if TYPE_CHECKING:
    from .compare import Difference, _Comparison


def compare_pandas(walk: _Comparison, one: Any, other: Any, path: str) -> Difference | None:
    """`one` and `other` are of the same class."""
    if hasattr(one, "columns"):
        return _frames(walk, one, other, path)
    if hasattr(one, "index") and hasattr(one, "attrs"):
        return (
            walk.values(one.name, other.name, f"{path}.name")
            or _indexes(walk, one.index, other.index, f"{path}.index")
            or _attributes(walk, one, other, path)
            or _cells(walk, one, other, list(one.index), f"{path}.loc")
        )
    if hasattr(one, "names"):
        return _indexes(walk, one, other, path)
    return _cells(walk, one, other, list(range(len(one))) if hasattr(one, "__len__") else [0], path)


def _frames(walk: _Comparison, one: Any, other: Any, path: str) -> Difference | None:
    found = (
        walk.values(one.shape, other.shape, f"{path}.shape")
        or _indexes(walk, one.columns, other.columns, f"{path}.columns")
        or _indexes(walk, one.index, other.index, f"{path}.index")
        or _attributes(walk, one, other, path)
    )
    if found is not None:
        return found
    labels = list(one.index)
    for place, column in enumerate(one.columns):
        found = _cells(walk, one.iloc[:, place], other.iloc[:, place], labels, f"{path}.loc", column)
        if found is not None:
            return found
    return None


def _attributes(walk: _Comparison, one: Any, other: Any, path: str) -> Difference | None:
    return (
        walk.values(dict(one.attrs), dict(other.attrs), f"{path}.attrs")
        or walk.values(attributes_of(one), attributes_of(other), f"vars({path})")
        or walk.values(_kept(one), _kept(other), f"vars({path})")
    )


def _kept(value: Any) -> dict[str, Any]:
    """What a class that derives from a table says that its tables keep."""
    return {name: vars(value).get(name) for name in type(value)._metadata if name != "_name"}


def _indexes(walk: _Comparison, one: Any, other: Any, path: str) -> Difference | None:
    return (
        walk.values(type(one), type(other), f"type({path})")
        or walk.values(list(one.names), list(other.names), f"{path}.names")
        or walk.values(getattr(one, "freqstr", None), getattr(other, "freqstr", None), f"{path}.freq")
        or _cells(walk, one, other, list(range(len(one))), path)
    )


def _cells(
    walk: _Comparison, one: Any, other: Any, labels: list[Any], path: str, column: Any = None
) -> Difference | None:
    """One column; equal ones are found as a whole, others cell by cell."""
    import numpy

    name = path if column is None else f"{path}[:, {column!r}]"
    found = walk.values(repr(one.dtype), repr(other.dtype), f"{name}.dtype")
    found = found or walk.values(len(one), len(other), f"len({name})")
    if found is not None:
        return found
    if getattr(one.dtype, "kind", "O") in "iufbM" and isinstance(one.dtype, numpy.dtype):
        return _places(walk, one.to_numpy(), other.to_numpy(), labels, path, column)
    if hasattr(one.dtype, "categories"):
        kept = walk.values(list(one.dtype.categories), list(other.dtype.categories), f"{name}.categories")
        if kept is not None:
            return kept
    return _places(walk, list(one), list(other), labels, path, column)


def _places(
    walk: _Comparison, one: Any, other: Any, labels: list[Any], path: str, column: Any
) -> Difference | None:
    if hasattr(one, "tobytes") and one.tobytes() == other.tobytes():
        return None
    for label, left, right in zip(labels, one, other, strict=True):
        place = f"{path}[{label!r}]" if column is None else f"{path}[{label!r}, {column!r}]"
        found = walk.values(left, right, place)
        if found is not None:
            return found
    return None
