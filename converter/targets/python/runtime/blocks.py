"""How pandas keeps the columns of a table together: whether `values` is a copy that may be written to goes by that."""

from __future__ import annotations

from typing import Any

Blocks = list[list[int]]


def blocks_of(frame: Any) -> Blocks:
    """The places of the columns that lie in one array, for each such array."""
    return sorted([int(place) for place in block.mgr_locs.as_array] for block in frame._mgr.blocks)


def in_blocks(frame: Any, blocks: Blocks) -> Any:
    """The same table with its columns in these arrays."""
    import pandas

    places = [place for block in blocks for place in block]
    apart = pandas.concat([frame.iloc[:, block] for block in blocks], axis=1)
    return (
        apart if places == sorted(places) else apart.iloc[:, [places.index(at) for at in range(len(places))]]
    )


def are_solid(frame: Any) -> bool:
    """Whether each array lies column by column without gaps. Sums of one that lies row by row add up in another order."""
    arrays = [getattr(block.values, "_ndarray", block.values) for block in frame._mgr.blocks]
    return all(
        array.flags.c_contiguous for array in arrays if hasattr(getattr(array, "flags", None), "c_contiguous")
    )
