"""A digest of a value in memory that tells whether somebody changed it; only good within one process."""

from __future__ import annotations

import ctypes
import enum
import functools
import hashlib
import io
import pickle
import re
import sys
import types
from typing import Any

from .generators import own_generator
from .slot_names import untraced
from .table_attributes import attributes_of

MOST_CHEAP = 2 << 20
_OF_NOTEBOOKS = frozenset({"__main__", (__package__ or "").split(".")[0]})
# What libraries find out about an object when they are first asked.
_CACHES = {
    "pandas": re.compile(r"_cache"),
    "statsmodels": re.compile(r".*_cache|_colwidths|_nobs_int|diagn|predict_(?:start|end|dates)"),
    "sklearn": re.compile(r"_stop_words_id"),
    "scipy": re.compile(r"_has_(?:sorted_indices|canonical_format)"),
}
_FIXED = frozenset({str, int, float, bool, bytes, complex, type(None)})


class _TooLarge(Exception):
    """Looking at the value would take longer than the guard is worth."""


class _Sink(io.RawIOBase):
    """A file that only keeps the digest of what is written to it."""

    def __init__(self, most: int | None) -> None:
        try:
            import xxhash

            self.digest: Any = xxhash.xxh3_128()
        except ImportError:
            self.digest = hashlib.blake2b(digest_size=16)
        self.left = most

    def write(self, data: Any) -> int:
        self.digest.update(data)
        size = len(data)
        if self.left is not None:
            self.left -= size
            if self.left < 0:
                raise _TooLarge
        return size


class _Fingerprinter(pickle.Pickler):
    """Pickles into the sink; large buffers are looked at in place, caches of libraries are left out."""

    def __init__(self, sink: _Sink) -> None:
        super().__init__(sink, protocol=5)
        self.sink = sink

    def reducer_override(self, value: Any) -> Any:
        kind = type(value)
        family = kind.__module__.split(".")[0]
        if kind is types.FunctionType:
            cells = [cell.cell_contents for cell in value.__closure__ or () if _filled(cell)]
            return _named(id(value), dict(vars(value)), cells)
        if isinstance(value, type) and family == "builtins" and value.__module__ == "builtins":
            return NotImplemented
        if isinstance(value, enum.Enum) and value.__module__ == "__main__":
            return _named(id(value), {k: v for k, v in vars(value).items() if k != "__objclass__"})
        if isinstance(value, enum.EnumMeta) and value.__module__ == "__main__":
            # Combinations of flags come to be when they are first asked for.
            return _named(id(value), list(value.__members__.values()))
        if isinstance(value, type):
            inner = {k: v for k, v in vars(value).items() if not k.startswith("__")}
            return _named(id(value), inner) if value.__module__ == "__main__" else _named(id(value))
        # Where pickle finds a function of numpy goes by what has been imported so far.
        is_fixed = (
            isinstance(value, (types.ModuleType, types.BuiltinFunctionType)) or kind.__name__ == "ufunc"
        )
        if is_fixed or family in ("matplotlib", "asyncio"):
            return _named(id(value))
        if generator := own_generator(value):
            # Its state is passed on by itself, whoever holds it.
            return _named(*generator)
        if family == "numpy" and hasattr(value, "__array_interface__") and hasattr(value, "flags"):
            return self._array(value)
        if family == "pandas":
            return _pandas(value, self)
        if (searched := without_searches(value)) is not None:
            return _named(*searched)
        if kept := kept_for_later(value):
            return _without(kept, value.__reduce_ex__(5))
        return NotImplemented

    def _array(self, array: Any) -> Any:
        mask = getattr(array, "_mask", None)
        # Along an axis of one element no step is taken.
        steps = [step for step, length in zip(array.strides, array.shape, strict=True) if length > 1]
        head = (type(array).__name__, array.shape, str(array.dtype), steps, mask)
        if array.dtype.hasobject:
            return _named(*head, *self._objects(array))
        self._bytes(array)
        return _named(*head, array.flags.writeable)

    def _bytes(self, array: Any) -> None:
        numpy = sys.modules["numpy"]
        plain = array.view(numpy.ndarray)
        solid = plain if plain.flags.forc else numpy.ascontiguousarray(plain)
        self.sink.digest.update(solid.ravel(order="K").view(numpy.uint8).data if solid.size else b"")

    def _objects(self, array: Any) -> tuple[Any, ...]:
        """Cells that cannot change are told apart by their address, the others are walked."""
        if not array.flags.c_contiguous or array.dtype.kind != "O":
            return ([id(one) for one in array.ravel().tolist()],)
        address = array.__array_interface__["data"][0]
        self.sink.digest.update(ctypes.string_at(address, array.nbytes))
        if set(map(type, array.flat)) <= _FIXED:
            return ()
        return ([one for one in array.flat if type(one) not in _FIXED],)


def _filled(cell: Any) -> bool:
    try:
        return cell.cell_contents is not cell
    except ValueError:
        return False


def without_searches(value: Any) -> tuple[Any, ...] | None:
    """What a tree of neighbours is, without its counts of searches; None for everything else."""
    kind = type(value)
    if kind.__name__.rstrip("3264") not in ("KDTree", "BallTree") or not kind.__module__.startswith(
        "sklearn."
    ):
        return None
    state = value.__getstate__()
    return (*state[:7], *state[11:])


def kept_for_later(value: Any) -> frozenset[str]:
    """Attributes in which a library keeps what it has computed from the others: reading one may fill them."""
    kind = type(value)
    family = kind.__module__.split(".")[0]
    state = getattr(value, "__dict__", None)
    if type(state) is not dict or family in _OF_NOTEBOOKS:
        return frozenset()
    cached = {
        name
        for one in kind.__mro__
        for name, made in vars(one).items()
        if type(made) is functools.cached_property
    }
    return frozenset(cached & state.keys()) | caches(value)


def caches(value: Any) -> frozenset[str]:
    """The same by their names: how full they are says nothing of the value."""
    written = _CACHES.get(type(value).__module__.split(".")[0])
    state = getattr(value, "__dict__", {})
    return frozenset(name for name in state if type(name) is str and written and written.fullmatch(name))


def _without(names: frozenset[str], reduced: Any) -> Any:
    """What pickle keeps of a value, less the attributes `names`."""
    if not isinstance(reduced, tuple) or len(reduced) < 3:
        return reduced
    state = reduced[2]
    if type(state) is dict:
        state = {name: one for name, one in state.items() if name not in names}
    return (*reduced[:2], state, *reduced[3:])


def _named(*parts: Any) -> Any:
    return (tuple, (parts,))


def _pandas(value: Any, pickler: _Fingerprinter) -> Any:
    name = type(value).__name__
    if name in ("DataFrame", "Series") or hasattr(value, "_mgr"):
        return _frame(value, pickler)
    if name == "RangeIndex":
        return _named(name, value.start, value.stop, value.step, value.name)
    if name == "MultiIndex":
        return _named(name, list(value.levels), list(map(list, value.codes)), list(value.names))
    if hasattr(value, "_pa_array"):
        buffers = [b and (b.address, b.size) for chunk in value._pa_array.chunks for b in chunk.buffers()]
        return _named(name, buffers, [(c.offset, len(c)) for c in value._pa_array.chunks])
    if hasattr(value, "_codes") and hasattr(value, "categories"):
        return _named(name, value.codes, value.categories, value.ordered)
    if hasattr(value, "_mask") and hasattr(value, "_data"):
        return _named(name, value._data, value._mask)
    if hasattr(value, "_ndarray"):
        return _named(name, value._ndarray, str(value.dtype))
    if hasattr(value, "names") and hasattr(value, "array"):
        return _named(name, value.array, list(value.names), str(value.dtype))
    if name.endswith("GroupBy"):
        return _named(name, value.obj)
    return NotImplemented


def _frame(frame: Any, pickler: _Fingerprinter) -> Any:
    """Column by column, because reading a frame may rearrange its blocks."""
    columns: dict[int, Any] = {}
    for block in frame._mgr.blocks:
        values, places = block.values, block.mgr_locs
        if getattr(values, "ndim", 1) == 1:
            columns[int(next(iter(places)))] = values
        else:
            columns.update((int(place), values[row]) for row, place in enumerate(places))
    digests = [_inner(columns[place], pickler.sink.left) for place in sorted(columns)]
    return _named(
        type(frame).__name__,
        list(frame.axes),
        dict(frame.attrs),
        getattr(frame, "name", None),
        digests,
        attributes_of(frame),
    )


def _inner(value: Any, left: int | None) -> bytes:
    sink = _Sink(left)
    _Fingerprinter(sink).dump(value)
    return bytes(sink.digest.digest())


@untraced()
def fingerprint(value: Any, full: bool = False) -> str | None:
    """The digest of `value`; None where it cannot be told, or, unless `full`, would take too long."""
    sink = _Sink(None if full else MOST_CHEAP)
    try:
        _Fingerprinter(sink).dump(value)
    except Exception:
        return None
    return str(sink.digest.hexdigest())
