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


def test_single_values_of_pandas(runtime):
    one, other = pd.Timestamp("2020-01-01"), pd.Timedelta("1h")
    assert runtime("compare").difference({"a": [one, other]}, {"a": [one + 0 * other, other * 1]}) is None
    assert runtime("compare").difference([one], [one + other]) is not None


def test_what_groups_of_a_table_have_computed(runtime):
    one, other = (pd.DataFrame({"a": [1, 1], "b": [2, 3]}).groupby("a") for _ in range(2))
    one.mean()
    assert runtime("compare").difference(one, other) is None
