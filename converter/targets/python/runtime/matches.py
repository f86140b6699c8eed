"""Passes what a regular expression has found, which pickle does not: the same search finds it again."""

from __future__ import annotations

import re
from itertools import chain
from typing import Any


def reduce_match(value: re.Match[Any]) -> tuple[Any, ...] | None:
    """How the match is found again; None where it is not."""
    call = value.re, value.string, value.pos, value.endpos, (value.regs, value.lastindex)
    return (find_again, call) if find_again(*call) is not None else None


def find_again(
    pattern: re.Pattern[Any], text: Any, start: int, end: int, found: tuple[Any, ...]
) -> re.Match[Any] | None:
    """The match of these places, be it one of several or one of a whole text."""
    whole = (how(text, start, end) for how in (pattern.match, pattern.fullmatch))
    each = chain(pattern.finditer(text, start, end), whole)
    return next((one for one in each if one and (one.regs, one.lastindex) == found), None)
