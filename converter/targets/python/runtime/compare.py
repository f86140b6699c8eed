"""Whether two values are the same in everything that a program can see, and where they first differ."""

from __future__ import annotations

import functools
import math
import re
import types
from collections.abc import Iterable
from typing import Any, NamedTuple

from . import figures
from .captured import told
from .compare_code import captured, same_code
from .facts import PACKAGE
from .fingerprint import caches, kept_for_later, without_searches
from .slot_names import untraced
from .table_attributes import is_of_pandas

# Modules whose definitions stand at top level in the notebook.
OWN_MODULES = {f"{PACKAGE}.nodes", f"{PACKAGE}.helpers"}
ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}")
_SIMPLE = (bool, int, bytes, type(None), range, type(Ellipsis), type(NotImplemented))


class Difference(NamedTuple):
    """The first place where two values differ: `df.loc[3, 'a']`, and what stands there."""

    path: str
    one: str
    other: str

    def __str__(self) -> str:
        return f"{self.path}: {self.one} is not {self.other}"


def _short(value: Any) -> str:
    try:
        text = repr(value)
    except Exception:
        text = f"a {type(value).__name__}"
    return text if len(text) <= 200 else text[:197] + "..."


def _kind(value: Any) -> str:
    return _title(type(value)).removeprefix("builtins.")


class _Comparison:
    """Walks both values at once; `pairs`: which objects stand for which, so that sharing is compared too."""

    def __init__(self) -> None:
        self.pairs: dict[int, int] = {}
        self.back: dict[int, int] = {}
        self.classes: dict[int, int] = {}
        self.alive: list[Any] = []

    def values(self, one: Any, other: Any, path: str) -> Difference | None:
        one, other = told(one), told(other)
        if _kind(one) != _kind(other):
            return Difference(path, f"{_kind(one)} {_short(one)}", f"{_kind(other)} {_short(other)}")
        if isinstance(one, type):
            return self._classes(one, other, path)
        if isinstance(one, types.ModuleType):
            return None if _title(one) == _title(other) else Difference(path, _title(one), _title(other))
        if isinstance(one, _SIMPLE) and type(one) in _SIMPLE:
            return None if one == other else Difference(path, _short(one), _short(other))
        if type(one) is float:
            return None if _same_float(one, other) else Difference(path, _short(one), _short(other))
        if type(one) is complex:
            both = _same_float(one.real, other.real) and _same_float(one.imag, other.imag)
            return None if both else Difference(path, _short(one), _short(other))
        if type(one) is str:
            same = one == other or ADDRESS.sub("0x", one) == ADDRESS.sub("0x", other)
            return None if same else Difference(path, _short(one), _short(other))
        if id(one) in self.pairs or id(other) in self.back:
            if self.pairs.get(id(one)) == id(other):
                return None
            return Difference(path, "an object that is also elsewhere", "another object")
        if not _interned(one):
            self.pairs[id(one)], self.back[id(other)] = id(other), id(one)
            self.alive += (one, other)
        return self._contents(one, other, path)

    def _contents(self, one: Any, other: Any, path: str) -> Difference | None:
        family = type(one).__module__.split(".")[0]
        if isinstance(one, types.FunctionType):
            return self._functions(one, other, path)
        if family == "numpy" and hasattr(one, "dtype") and hasattr(one, "shape"):
            return self._arrays(one, other, path)
        if is_of_pandas(type(one)) and (hasattr(one, "columns") or hasattr(one, "dtype")):
            from .compare_pandas import compare_pandas

            return compare_pandas(self, one, other, path)
        figures.settle(one)
        figures.settle(other)
        if figures.is_figure(one):
            same = figures.png(one) == figures.png(other)
            return None if same else Difference(path, "a figure", "a figure that looks different")
        if type(one) in (list, tuple):
            return self.sequences(one, other, path)
        if type(one) is dict:
            return self._dicts(one, other, path)
        if type(one) in (set, frozenset):
            return self._sets(one, other, path)
        if isinstance(one, functools.partial):
            # One that was loaded has a dictionary of attributes, though an empty one.
            sides = [[side.func, list(side.args), side.keywords, vars(side)] for side in (one, other)]
            return self.sequences(sides[0], sides[1], path)
        return self._objects(one, other, path)

    def _classes(self, one: type, other: type, path: str) -> Difference | None:
        if _title(one) != _title(other):
            return Difference(path, _title(one), _title(other))
        if self.classes.get(id(one)) == id(other):
            return None
        self.classes[id(one)] = id(other)
        self.alive += (one, other)
        # What a class has in its text, each process makes anew: elsewhere there may be a copy.
        outside = self.pairs, self.back
        self.pairs, self.back = {}, {}
        try:
            return self._dicts(_content(one), _content(other), f"vars({path})")
        finally:
            self.pairs, self.back = outside

    def sequences(self, one: Any, other: Any, path: str) -> Difference | None:
        if len(one) != len(other):
            return Difference(f"len({path})", str(len(one)), str(len(other)))
        pairs = enumerate(zip(one, other, strict=True))
        return _first(self.values(a, b, f"{path}[{place}]") for place, (a, b) in pairs)

    def _dicts(self, one: Any, other: Any, path: str) -> Difference | None:
        found = self.sequences(list(one), list(other), f"list({path})")
        return found or _first(
            self.values(a, b, f"{path}[{_short(key)}]")
            for (key, a), b in zip(one.items(), other.values(), strict=True)
        )

    def _sets(self, one: Any, other: Any, path: str) -> Difference | None:
        if len(one) == len(other) and one == other:
            return None
        left, right = sorted(one, key=_short), sorted(other, key=_short)
        return self.sequences(left, right, f"sorted({path})")

    def _arrays(self, one: Any, other: Any, path: str) -> Difference | None:
        import numpy

        for what in ("dtype", "shape"):
            if getattr(one, what) != getattr(other, what):
                return Difference(f"{path}.{what}", str(getattr(one, what)), str(getattr(other, what)))
        if isinstance(one, numpy.ndarray):
            orders = [tuple(a.flags[key] for key in ("C", "F")) for a in (one, other)]
            if orders[0] != orders[1] and one.size:
                return Difference(f"{path}.flags", str(orders[0]), str(orders[1]))
            if hasattr(one, "mask") and hasattr(one, "fill_value"):
                found = self.values(numpy.array(one.mask), numpy.array(other.mask), f"{path}.mask")
                return found or self.values(numpy.array(one.data), numpy.array(other.data), f"{path}.data")
        if one.dtype.hasobject or one.dtype.names:
            return self.sequences(one.ravel().tolist(), other.ravel().tolist(), f"{path}.ravel()")
        left, right = numpy.ascontiguousarray(one).ravel(), numpy.ascontiguousarray(other).ravel()
        if left.tobytes() == right.tobytes():
            return None
        return _first(
            Difference(
                f"{path}.flat[{place}]" if one.ndim else path, _short(left[place]), _short(right[place])
            )
            for place in range(len(left))
            if not _same_scalar(left[place].item(), right[place].item(), left[place], right[place])
        )

    def _functions(self, one: Any, other: Any, path: str) -> Difference | None:
        if not same_code(one.__code__, other.__code__):
            return Difference(path, f"the code of {one.__qualname__}", f"that of {other.__qualname__}")
        held = [captured(function) for function in (one, other)]
        held = [{name: side[name] for name in side if name in held[0] and name in held[1]} for side in held]
        return (
            self.values(one.__defaults__, other.__defaults__, f"{path}.__defaults__")
            or self.values(one.__kwdefaults__, other.__kwdefaults__, f"{path}.__kwdefaults__")
            or self.values(vars(one), vars(other), f"{path}.__dict__")
            or self._dicts(held[0], held[1], f"{path}.__closure__")
        )

    def _objects(self, one: Any, other: Any, path: str) -> Difference | None:
        """By what pickle would keep of them."""
        if (searched := without_searches(one)) is not None:
            return self.sequences(searched, without_searches(other) or (), path)
        try:
            states = [value.__reduce_ex__(4) for value in (one, other)]
        except Exception:
            same = ADDRESS.sub("0x", repr(one)) == ADDRESS.sub("0x", repr(other))
            return None if same else Difference(path, _short(one), _short(other))
        if isinstance(states[0], str) or isinstance(states[1], str):
            return None if states[0] == states[1] else Difference(path, _short(one), _short(other))
        left, right = (_plain(state) for state in states)
        if _is_attributes(left[1]) and _is_attributes(right[1]):
            # What only one of them has computed by now, the other computes when it is asked.
            kept = kept_for_later(one) ^ kept_for_later(other) | caches(one) | caches(other)
            left[1], right[1] = (
                {name: side[name] for name in side if name not in kept} for side in (left[1], right[1])
            )
            found = self.values(left[0], right[0], path)
            return (
                found or self._attributes(left[1], right[1], path) or self.sequences(left[2], right[2], path)
            )
        return self.sequences(left, right, path)

    def _attributes(self, one: dict[str, Any], other: dict[str, Any], path: str) -> Difference | None:
        if sorted(one) != sorted(other):
            return Difference(f"vars({path})", _short(sorted(one)), _short(sorted(other)))
        return _first(self.values(one[name], other[name], f"{path}.{name}") for name in one)


def _plain(state: tuple[Any, ...]) -> list[Any]:
    """The arguments, the state, and the items of a reduced object."""
    padded = (*state, None, None, None)[:5]
    return [list(padded[1]), padded[2], [list(items) for items in padded[3:5] if items is not None]]


def _is_attributes(state: Any) -> bool:
    return isinstance(state, dict) and all(isinstance(name, str) for name in state)


def _title(value: Any) -> str:
    """The full name of a class, function or module, as it is in the notebook."""
    module = str(getattr(value, "__module__", "") or "")
    name = str(getattr(value, "__qualname__", value.__name__))
    if module in OWN_MODULES:
        return f"__main__.{name.split('<locals>.', 1)[-1]}"
    return f"{module}.{name}"


_NO_CONTENT = {"__module__", "__qualname__", "__dict__", "__weakref__", "__doc__", "__slotnames__"}
_NO_CONTENT |= {"__firstlineno__", "__annotate_func__", "__annotations_cache__", "_abc_impl"}


def _content(value: type) -> dict[str, Any]:
    """What a class of the notebook holds; others are what their module says."""
    if not _title(value).startswith("__main__."):
        return {}
    return {name: vars(value)[name] for name in sorted(vars(value)) if name not in _NO_CONTENT}


def _interned(value: Any) -> bool:
    """Equal tuples and the like may be one object in one process and two in another."""
    return (
        type(value) in (tuple, frozenset) or type(value).__module__ == "numpy" and not hasattr(value, "flags")
    )


def _same_float(one: float, other: float) -> bool:
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    return one == other and math.copysign(1, one) == math.copysign(1, other)


def _same_scalar(one: Any, other: Any, raw: Any, raw_other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return _same_float(one, other)
    if isinstance(one, complex) and isinstance(other, complex):
        return _same_float(one.real, other.real) and _same_float(one.imag, other.imag)
    return bool(one == other) or raw.tobytes() == raw_other.tobytes()


def _first(found: Iterable[Difference | None]) -> Difference | None:
    return next((one for one in found if one is not None), None)


@untraced()
def difference(one: Any, other: Any, name: str = "value") -> Difference | None:
    """The first difference of two values, or None where there is none."""
    return _Comparison().values(one, other, name)
