"""A node that does what the pipeline was not made for stops, and says where and why."""

from __future__ import annotations

import copy
import sys
import time
import types

import numpy as np
import pandas as pd
import pytest
from projects import Step, stop

FILES = {"files_out": "files_of_it"}


@pytest.mark.parametrize(
    ("make", "change"),
    [
        ("v = pd.DataFrame({'a': [1, 2]})", "v.loc[0, 'a'] = 9"),
        ("v = pd.DataFrame({'a': [[1], [2]]})", "v.loc[0, 'a'].append(3)"),
        ("v = np.arange(5)", "v[2] = 9"),
        ("v = {'a': [1]}", "v['a'].append(2)"),
    ],
)
def test_an_input_that_is_only_read(build, make, change):
    head = "import numpy as np, pandas as pd\n"
    more = {"reads_only": ["v"], "shared_later": ["v"], **FILES}
    run = build(
        Step("make", head + make, gives="v"),
        Step("use", change, takes="v", more=more),
        Step("later", "print(v)", takes="v", more={"files_out": "f2"}),
    ).run()
    message = stop(run, "use")
    assert "changed 'v'" in message and "'later' reads it later" in message


def test_reading_in_every_way_is_no_change(build):
    make = "import pandas as pd, numpy as np\nv = pd.DataFrame({'a': [3, 1], 'b': ['x', 'y'], 'c': [1.5, 2.5]})\nv['d'] = v.a * 2"
    use = "v.describe(); v.sort_values('a'); v.values; v.index.is_unique; v.loc[0]; v.groupby('b').sum(); v['a'].sum(); str(v); v.a.to_numpy()"
    more = {"reads_only": ["v"], "shared_later": ["v"], **FILES}
    build(Step("make", make, gives="v"), Step("use", use, takes="v", more=more)).run(guards="full").ok()


def test_a_draw_that_nobody_expects_after_a_seed(build):
    touches = {"touches": ["random.python"], **FILES}
    seed = Step("seed", "import random\nrandom.seed(1)", more={**touches, "seeds": ["random.python"]})
    draw = Step("draw", "import random\nprint(random.random())", more={"files_out": "f2"})
    assert "an earlier node seeds it" in stop(build(seed, draw).run(), "draw")


def test_a_draw_that_nobody_expects_where_nothing_is_seeded(build):
    first = Step("first", "import random\nrandom.random()", more={"touches": ["random.python"], **FILES})
    draw = Step("draw", "import random\nprint(random.random())", more={"files_out": "f2"})
    build(first, draw).run().ok()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("import pandas as pd\npd.set_option('display.precision', 2)", "options.pandas"),
        ("import os\nos.environ['MODE'] = 'x'", "environ"),
        ("import os\nos.makedirs('d')\nos.chdir('d')", "cwd"),
        ("import random\nrandom.random()", "random.python"),
    ],
)
def test_a_state_that_was_not_foreseen(build, text, state):
    after = {"files_out": "f2", "touches": ["random.python"]}
    run = build(Step("bad", text, more=FILES), Step("after", "1", more=after)).run()
    assert f"changed the state '{state}'" in stop(run, "bad")


def test_a_state_that_nobody_feels_later(build):
    build(Step("only", "import os, random\nos.environ['MODE'] = 'x'\nrandom.random()", more=FILES)).run().ok()


def test_a_patched_module(build):
    run = build(
        Step("bad", "import math\nmath.pi = 3", more=FILES), Step("after", "1", more={"files_out": "f2"})
    ).run()
    assert run.code == 0  # imported by the node itself: nothing was known before
    helpers = "import math\n"
    text = "math.pi = 3"
    steps = [
        Step("bad", f"from sample.helpers import math\n{text}", more=FILES),
        Step("after", "1", more={"files_out": "f2"}),
    ]
    assert "changed math.pi" in stop(build(*steps, helpers=helpers).run(), "bad")


def test_a_name_that_the_pipeline_does_not_pass(build):
    run = build(Step("make", "x = 1", gives="x"), Step("use", "print('a')\nprint(x)", more=FILES)).run()
    error = run.error("use")
    assert "uses 'x' of node 'make'" in stop(run, "use")
    assert (error["cell"], error["line"]) == ("cell-use", 2)


def test_a_name_that_nobody_has_is_the_notebooks_own_error(build):
    error = build(Step("use", "print(nothing)", more=FILES)).run().error("use")
    assert (error["kind"], error["type"]) == ("exception", "NameError")


def test_guards_can_be_switched_off(build):
    steps = [
        Step("bad", "import os\nos.environ['MODE'] = 'x'", more=FILES),
        Step("after", "1", more={"files_out": "f2"}),
    ]
    build(*steps).run(guards="off").ok()


def changes():
    frame = pd.DataFrame({"o": ["a", None, [1]], "n": [1.0, 2.0, 3.0], "c": pd.Categorical(["x", "y", "x"])})
    frame["t"] = pd.to_datetime(["2020-01-01", None, "2021-01-01"])

    class Fitted:
        def __init__(self):
            self.weights = np.arange(4.0)

    def cell(f):
        f.loc[1, "n"] = 7

    def inner(f):
        f["o"].iloc[2].append(2)

    def text(f):
        f.loc[0, "o"] = "b"

    def attrs(f):
        f.attrs["k"] = 1

    def category(f):
        f.loc[0, "c"] = "y"

    def columns(f):
        f.columns = list("qrst")

    yield from ((frame, change) for change in (cell, inner, text, attrs, category, columns))
    yield Fitted(), lambda v: v.weights.__setitem__(0, 5)
    yield {"a": {"b": {1}}}, lambda v: v["a"]["b"].add(2)
    yield [1, 2], lambda v: v.reverse()


@pytest.mark.parametrize(("value", "change"), list(changes()))
def test_the_fingerprint_finds_a_change(runtime, value, change):
    import copy

    value = copy.deepcopy(value)
    fingerprint = runtime("fingerprint").fingerprint
    before = fingerprint(value, full=True)
    assert before is not None and before == fingerprint(value, full=True)
    change(value)
    assert fingerprint(value, full=True) != before


def test_fitted_models_are_not_changed_by_predicting(runtime):
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    rng = np.random.default_rng(0)
    x, y = rng.random((60, 3)), rng.integers(0, 2, 60)
    fingerprint, difference = runtime("fingerprint").fingerprint, runtime("compare").difference
    for model in (
        RandomForestClassifier(5),
        KNeighborsClassifier(),
        make_pipeline(StandardScaler(), LogisticRegression()),
    ):
        model.fit(x, y)
        before, copied = fingerprint(model, full=True), copy.deepcopy(model)
        model.predict(x)
        assert before is not None and fingerprint(model, full=True) == before
        assert difference(copied, model) is None
        model.fit(x + 1, 1 - y)
        assert fingerprint(model, full=True) != before


def test_what_libraries_compute_when_asked_and_keep_is_no_change(runtime, monkeypatch):
    import functools

    class Model:
        __module__ = "statsmodels.of_a_test"

        def __init__(self):
            self.weights = [1, 2]
            self._cache = {}

        @functools.cached_property
        def total(self):
            return sum(self.weights)

        @property
        def mean(self):
            return self._cache.setdefault("mean", self.total / 2)

    Model.__qualname__ = "Model"
    module = types.ModuleType(Model.__module__)
    module.Model = Model
    monkeypatch.setitem(sys.modules, Model.__module__, module)
    fingerprint = runtime("fingerprint").fingerprint
    model = Model()
    before = fingerprint(model, full=True)
    assert model.mean == 1.5 and model.__dict__.keys() == {"weights", "_cache", "total"}
    assert before is not None and fingerprint(model, full=True) == before
    model.weights.append(3)
    assert fingerprint(model, full=True) != before


def test_the_fingerprint_of_a_large_frame_is_cheap(runtime):
    frame = pd.DataFrame(np.zeros((1_000_000, 10)))
    start = time.perf_counter()
    assert runtime("fingerprint").fingerprint(frame) is not None
    assert time.perf_counter() - start < 0.5
    assert runtime("fingerprint").fingerprint(list(range(3_000_000))) is None
