"""Tables of a notebook's own classes are compared as tables, with what their classes say that they keep."""

from __future__ import annotations

import pandas as pd
import pytest


class Odds(pd.DataFrame):
    _metadata = ["note"]


def _odds(cell=1.0, index="k", note="fair", other=None):
    odds = Odds({"a": [cell, 2.0]}, index=pd.Index([5, 6], name=index))
    odds.note = note
    if other is not None:
        odds.attrs["other"] = other
    return odds


def test_the_same_table(runtime):
    assert runtime("compare").difference(_odds(), _odds()) is None


@pytest.mark.parametrize(
    ("changed", "where"),
    [({"cell": 3.0}, "a"), ({"index": "l"}, "names"), ({"note": "biased"}, "note"), ({"other": 1}, "attrs")],
)
def test_another_table(runtime, changed, where):
    found = runtime("compare").difference(_odds(), _odds(**changed))
    assert found is not None
    assert where in found.path
