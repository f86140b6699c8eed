"""Pickles values as they are in a notebook's memory.

Beyond the standard library's pickle:
functions and classes that cannot be imported travel by value, and functions of a node's namespace find
their global names in the namespace of the node that receives them; views of one array stay views of one
array; what only seems to survive pickling, such as an open file, is refused.
"""

from __future__ import annotations

import enum
import functools
import io
import pickle
import re
import types
from collections import Counter
from typing import Any

from cloudpickle import cloudpickle

from . import namespace, not_numbers, set_order
from .array_layout import reduce_scattered
from .array_memory import (
    OF_MASKED,
    address,
    base_of,
    frozen,
    is_disguised,
    is_dressed,
    is_masked,
    is_own_array,
    is_record,
    masked,
    owning,
    plain,
    record,
    set_masked,
    view,
)
from .array_types import is_array_type, reduce_array_type
from .by_value import (
    answers_for_others,
    importable,
    is_synthetic,
    reduce_attributes,
    reduce_cached_property,
    reduce_cell,
    reduce_function,
    reduce_helper,
    reduce_typing,
)
from .class_shells import OURS, reduce_class
from .enumerations import reduce_enumeration, reduce_member
from .errors import GuardError
from .generators import member_of, own_generator
from .imports import local_module, local_modules
from .looked_up import reduce_looked_up
from .matches import reduce_match
from .opaque import refuse
from .own_objects import reduce_own
from .plotly_figures import reduce_figure
from .raised import must_keep, reduce_error
from .slot_names import untraced
from .table_attributes import reduce_with_attributes

PROTOCOL = 5


class _Pickler(cloudpickle.Pickler):  # type: ignore[misc]
    """`shared`: ids of arrays of which a first pass met more than one view."""

    def __init__(self, file: Any, shared: frozenset[int] = frozenset()) -> None:
        super().__init__(file, protocol=PROTOCOL)
        self.shared = shared
        self.owners: Counter[int] = Counter()
        self.kept: list[Any] = []
        self.plain: set[int] = set()
        self.cells: set[int] = set()
        self.memory: dict[int, Any] = {}
        self.own: dict[type, list[type]] = {}

    def reducer_override(self, value: Any) -> Any:
        kind = type(value)
        if kind is types.FunctionType:
            if importable(value):
                return NotImplemented
            if is_synthetic(value):
                return super().reducer_override(value)
            self.cells.update(map(id, value.__closure__ or ()))
            return reduce_helper(value) or reduce_function(value)
        if isinstance(value, type):
            return self._reduce_class(value)
        if isinstance(value, enum.Enum) and not importable(kind) and reduce_helper(kind) is None:
            return reduce_member(value)
        if kind is types.CellType:
            return reduce_cell(value, filled=id(value) not in self.cells)
        if kind is types.ModuleType and value.__name__ in local_modules():
            inside = [name for name in local_modules() if name.startswith(f"{value.__name__}.")]
            return (local_module, (value.__name__, *sorted(inside)))
        if kind is functools.cached_property:
            return reduce_cached_property(value)
        if (by_value := reduce_typing(value)) is not None:
            return by_value
        if kind is namespace.Main:
            return (namespace.pending, ())
        if isinstance(value, BaseException) and must_keep(value):
            return reduce_error(value, PROTOCOL)
        if kind is re.Match:
            return reduce_match(value) or NotImplemented
        if answers_for_others(kind):
            return reduce_attributes(value)
        if (generator := own_generator(value)) is not None:
            return (member_of, generator)
        if is_own_array(kind) or is_dressed(kind):
            return (masked, (kind, self._plain_of(value)), dict(vars(value)), None, None, set_masked)
        if (made := reduce_own(value, self._own(kind))) is not None:
            return made
        if kind.__module__.startswith("plotly.") and (as_figure := reduce_figure(value)) is not None:
            return as_figure
        if is_array_type(value):
            return reduce_array_type(value)
        refuse(value)
        if kind.__name__ == "ndarray" and kind.__module__ == "numpy":
            return self._reduce_array(value)
        if is_record(value):
            return self._reduce_record(value)
        if is_masked(value) and value._baseclass is type(plain(value)):
            return self._reduce_masked(value)
        if kind.__module__.split(".")[0] == "pandas":
            self._leave_plain(value)
            kept = reduce_with_attributes(value, PROTOCOL) or reduce_looked_up(value, PROTOCOL)
            return kept or NotImplemented
        return NotImplemented

    def _own(self, kind: type) -> list[type]:
        """Its classes that are the notebook's, or of modules beside it."""
        if kind not in self.own:
            local = {*OURS, *local_modules()}
            self.own[kind] = [one for one in kind.__mro__ if one.__module__ in local]
        return self.own[kind]

    def _reduce_class(self, value: type) -> Any:
        if importable(value):
            return NotImplemented
        if (by_name := reduce_helper(value)) is not None:
            return by_name
        if isinstance(value, enum.EnumMeta):
            return reduce_enumeration(value)
        reduced = super().reducer_override(value)
        if isinstance(reduced, tuple) and reduced[0] is cloudpickle._make_skeleton_class:
            return reduce_class(value, reduced)
        return reduced

    def _leave_plain(self, value: Any) -> None:
        """The arrays inside a pandas object never share memory with others after loading."""
        manager = getattr(value, "__dict__", {}).get("_mgr")
        parts = [block.values for block in manager.blocks] if manager is not None else []
        for part in (value, *parts):
            inner = getattr(part, "__dict__", {})
            candidates = (
                part,
                part._ndarray if hasattr(type(part), "_ndarray") else None,
                *map(inner.get, ("_data", "_mask", "_codes")),
            )
            for array in candidates:
                if type(array).__name__ == "ndarray":
                    self.plain.add(id(array))
                    self.kept.append(array)

    def _reduce_masked(self, array: Any) -> Any:
        data = self._plain_of(array)
        self.kept.append(data)
        state = {name: vars(array)[name] for name in OF_MASKED}
        return (masked, (type(array), data), state, None, None, set_masked)

    def _plain_of(self, array: Any) -> Any:
        """A masked array's memory as a plain array, one for all views."""
        return self.memory.setdefault(id(array), plain(array))

    def _owner_of(self, array: Any) -> Any:
        """The array whose memory it is."""
        owner = array
        while (base := base_of(owner)) is not None:
            if base_of(base) is not None or not is_disguised(base):
                owner = base
            elif owner is (owner := self._plain_of(base)):
                break
        return owner

    def _reduce_record(self, one: Any) -> Any:
        """A row of an array of records is a view of it."""
        owner = self._owner_of(one)
        if owner is one or owner.dtype.hasobject or not owner.flags.forc:
            return NotImplemented
        self.owners[id(owner)] += 1
        self.kept.append(one)
        if id(owner) not in self.shared:
            return NotImplemented
        return (record, (owner, address(one) - address(owner), one.dtype, one.flags.writeable))

    def _reduce_array(self, array: Any) -> Any:
        owner = self._owner_of(array)
        if array.dtype.hasobject or owner.dtype.hasobject:
            return NotImplemented
        if id(array) in self.plain:
            return NotImplemented if array.flags.forc else reduce_scattered(array)
        self.owners[id(owner)] += 1
        self.kept.append(array)
        solid = owner.flags.forc and type(owner) is type(array)
        is_apart = not solid or (id(owner) not in self.shared and array.nbytes <= owner.nbytes)
        if not array.flags.forc and (owner is array or is_apart):
            return reduce_scattered(array)
        if owner is array:
            if not solid or not array.flags.owndata or not array.nbytes:
                return NotImplemented
            if not array.flags.writeable:
                return (frozen, (array.copy(order="K"),))
            memory = pickle.PickleBuffer(array.ravel(order="K").view("uint8"))
            return (owning, (memory, array.dtype, array.shape, "C" if array.flags.c_contiguous else "F"))
        if is_apart:
            return NotImplemented
        return (
            view,
            (
                owner,
                address(array) - address(owner),
                array.shape,
                array.strides,
                array.dtype,
                array.flags.writeable,
            ),
        )


class _NanPickler(_Pickler):
    def persistent_id(self, value: Any) -> Any:
        return not_numbers.name_of(value)


class _SetLister(_Pickler):
    """Finds the sets within a value."""

    def __init__(self, file: Any) -> None:
        super().__init__(file)
        self.sets: dict[int, set[Any]] = {}

    def persistent_id(self, value: Any) -> None:
        if type(value) is set:
            self.sets[id(value)] = value


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, name: Any) -> Any:
        return not_numbers.named(name)


def _dumped(value: Any) -> bytes:
    file = io.BytesIO()
    kind = _NanPickler if not_numbers.are_told_apart() else _Pickler
    pickler = kind(file)
    pickler.dump(value)
    shared = frozenset(owner for owner, times in pickler.owners.items() if times > 1)
    if shared:
        file = io.BytesIO()
        kind(file, shared).dump(value)
    return file.getvalue()


@untraced()
def dumps(value: Any) -> bytes:
    """`value` as bytes; `GuardError` where it would not come back the same."""
    try:
        data = _dumped(value)
        if set_order.SIGN not in data:
            return data
        lister = _SetLister(io.BytesIO())
        lister.dump(value)
        ordered = set_order.in_order(value, lister.sets.values())
        return data if ordered is value else _dumped(ordered)
    except GuardError:
        raise
    except RecursionError as error:
        raise GuardError("the value is nested too deeply to be passed to another node") from error
    except Exception as error:
        raise GuardError(f"the value cannot be passed to another node: {error}") from error


def loads(data: bytes) -> Any:
    """The value that `dumps` was given."""
    return _Unpickler(io.BytesIO(data)).load()
