"""What `verify` takes for chance: numbers in a printed text that has others that differ from run to run."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

PATH = Path(__file__).parents[2] / "converter/targets/python/runtime/verify/noise.py"
SPEC = importlib.util.spec_from_file_location("noise", PATH)
assert SPEC is not None and SPEC.loader is not None
MODULE = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(MODULE)
RUNS = [
    ("A beats B: 54% of 3 games, -1.5e-3", "A beats B: 57% of 3 games, -1.4e-3"),
    ("names {'a', 'b'}", "names {'b', 'a'}"),
]


@pytest.mark.parametrize(
    ("one", "other", "is_noise"),
    [
        ("B beats C: 80%", "B beats C: 81%", True),
        ("B beats C: 80%", "B beats C:  79%", True),
        ("B beats C: 100%", "B beats C: 96%", False),
        ("B beats C: 1%", "B beats C: 3%", False),
        ("B beats C: 80%", "B beats D: 81%", False),
        ("B beats C: 80%", "B beats C", False),
        ("x2: 1", "x3: 1", False),
    ],
)
def test_what_the_runs_explain(one: str, other: str, is_noise: bool) -> None:
    assert MODULE.Noise(RUNS).explains((one, other)) is is_noise


def test_nothing_is_explained_where_all_runs_agree() -> None:
    assert not MODULE.Noise([]).explains(("1", "1.0000001"))
