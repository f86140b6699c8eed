"""How figures of plotly are passed between nodes: with their arrays, and with parts that stay theirs.

Their own pickles hold arrays as text that is not read back, and make a copy of each part.
"""

from __future__ import annotations

import copy
import sys
from typing import Any


def reduce_figure(value: Any) -> tuple[Any, ...] | None:
    """A figure by what it was made of, a part by its place; nothing for other objects."""
    base = sys.modules.get("plotly.basedatatypes")
    if base is None:
        return None
    if type(value).__module__ == "plotly.graph_objs._figure":
        return (type(value), (_contents(value),))
    if not isinstance(value, base.BasePlotlyType):
        return None
    if value.parent is None:
        return (type(value), (copy.deepcopy(value._props or {}),))
    return (_part, (value.parent, *_place(value, isinstance(value.parent, base.BaseFigure))))


def _contents(figure: Any) -> dict[str, Any]:
    contents = {"data": copy.deepcopy(figure._data), "layout": copy.deepcopy(figure._layout)}
    if figure.frames:
        contents["frames"] = [copy.deepcopy(frame._props) for frame in figure.frames]
    return {**contents, "_grid_str": figure._grid_str, "_grid_ref": figure._grid_ref}


def _place(part: Any, in_figure: bool) -> tuple[str, int | None]:
    """Under which name its owner has it, and where in a row of several."""
    owner = part.parent
    own = (part.plotly_name, *getattr(owner, "_subplotid_props", ()))
    for name in ("layout", "data", "frames") if in_figure else own:
        found = getattr(owner, name)
        if found is part:
            return name, None
        if isinstance(found, tuple):
            places = [index for index, one in enumerate(found) if one is part]
            if places:
                return name, places[0]
    raise ValueError(f"a part of a figure that its figure does not have: {part.plotly_name}")


def _part(owner: Any, name: str, index: int | None) -> Any:
    found = getattr(owner, name)
    return found if index is None else found[index]
