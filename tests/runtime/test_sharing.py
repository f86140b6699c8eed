"""What nodes give separately shares nothing that a later node changes, or the node stops."""

from __future__ import annotations

import pytest
from projects import Step, stop

FILES = {"files_out": "files_of_it"}


def test_two_outputs_that_share_what_is_changed_later(build):
    make = "shared = [1]\na = {'s': shared}\nb = {'s': shared}"
    change = "a['s'].append(2)"
    steps = [
        Step("make", make, gives="a b"),
        Step("change", change, takes="a", more=FILES),
        Step("look", "print(b)", takes="b", more={"files_out": "f2"}),
    ]
    assert "'a' and 'b' share an object of type list" in stop(build(*steps).run(), "make")


SHARING = [
    ("a = [1]", "b = (a,)", "an object of type list"),
    ("a = [1]", "b = a.append", "an object of type list"),
    ("a = iter([1, 2])", "b = {'rest': a}", "an object of type list_iterator"),
    ("from collections import deque\na = deque([1])", "b = {'last': a}", "an object of type deque"),
    ("import numpy as np\na = np.arange(3)", "b = {'few': a[1:]}", "the memory of an array"),
    ("import numpy as np\na = np.random.default_rng(1)", "b = [a]", "an object of type Generator"),
    (
        "import matplotlib.pyplot as plt\na = plt.figure()\na.add_subplot()",
        "b = a.axes[0]",
        "an object of type Figure",
    ),
]


@pytest.mark.parametrize(("make", "hold", "what"), SHARING)
@pytest.mark.parametrize("changed", ["a", "b"])
def test_an_output_that_shares_with_an_input_what_is_changed_later(build, make, hold, what, changed):
    other = "b" if changed == "a" else "a"
    steps = [
        Step("make", make, gives="a"),
        Step("hold", hold, takes="a", gives="b", more={"reads_only": ["a"]}),
        Step("change", "pass", takes=changed, more=FILES),
        Step("look", "pass", takes=other, more={"reads_only": [other], "files_out": "f2"}),
    ]
    assert f"share {what}" in stop(build(*steps).run(), "hold")


@pytest.mark.parametrize(
    ("make", "hold"),
    [
        ("a = [1]", "b = list(a)"),
        ("import datetime\na = datetime.timezone.utc", "b = [a]"),
        ("import numpy as np\na = np.arange(3)", "b = a + 1"),
        ("import numpy as np\na = np.arange(3)\na.flags.writeable = False", "b = a[1:]"),
    ],
)
def test_an_output_that_shares_nothing_that_can_change(build, make, hold):
    steps = [
        Step("make", make, gives="a"),
        Step("hold", hold, takes="a", gives="b", more={"reads_only": ["a"]}),
        Step("change", "pass", takes="a", more=FILES),
        Step("look", "pass", takes="b", more={"reads_only": ["b"], "files_out": "f2"}),
    ]
    build(*steps).run().ok()


def test_an_input_whose_last_reader_comes_before_the_change_may_be_shared(build):
    steps = [
        Step("make", "a = [1]", gives="a"),
        Step("hold", "b = [a]", takes="a", gives="b", more={"reads_only": ["a"]}),
        Step("look", "print(a)", takes="a", more={"reads_only": ["a"], **FILES}),
        Step("change", "b[0].append(2)", takes="b", more={"files_out": "f2"}),
    ]
    build(*steps).run().ok()


def test_two_outputs_that_share_a_constant_of_a_library(build):
    """The distributions of scipy are instances that their module has by name."""
    make = "from scipy.stats import norm\na = {'law': norm, 'x': [1]}\nb = {'law': norm, 'x': [2]}"
    steps = [
        Step("make", make, gives="a b"),
        Step("change", "a['x'].append(2)", takes="a", more=FILES),
        Step("look", "print(b['x'], b['law'].cdf(0))", takes="b", more={"files_out": "f2"}),
    ]
    assert build(*steps).run().ok().out() == "[2] 0.5\n"


def test_values_whose_attributes_are_their_items(build):
    make = """
        class Attr(dict):
            def __getattr__(self, name):
                if name in ("__getstate__", "__setstate__"):
                    raise AttributeError(name)
                return self[name]
        shared = [1]
        a = Attr(x=Attr(s=shared))
        b = Attr(y=1)
    """
    steps = [
        Step("make", make, gives="a b"),
        Step("change", "a.x.s.append(2)", takes="a", more=FILES),
        Step("look", "print(b.y)", takes="b", more={"files_out": "f2"}),
    ]
    assert build(*steps).run().ok().out() == "1\n"


def test_two_outputs_that_share_what_is_only_read(build):
    make = "shared = [1]\na = {'s': shared}\nb = {'s': shared}"
    steps = [
        Step("make", make, gives="a b"),
        Step("one", "print(a)", takes="a", more={"reads_only": ["a"], **FILES}),
        Step("look", "print(b)", takes="b", more={"reads_only": ["b"], "files_out": "f2"}),
    ]
    build(*steps).run().ok()


def test_values_of_one_dataset_that_saving_separates(build):
    make = "import numpy as np\nfrom scipy.spatial import cKDTree\npoints = np.zeros((2, 2))\ntree = cKDTree(points)"
    steps = [
        Step("make", make, gives="both=points+tree"),
        Step("change", "points[0] = 1", takes="both=points+tree", more=FILES),
    ]
    message = stop(build(*steps).run(), "make")
    assert "'points' and 'tree' share the memory of an array, and no longer do" in message


def test_values_of_one_dataset_that_stay_together(build):
    make = "import numpy as np\na = np.zeros(4)\nb = a[1:]\nc = {'rows': []}\nd = [c['rows'], a]"
    steps = [
        Step("make", make, gives="all=a+b+c+d"),
        Step("change", "a[1] = 1", takes="all=a+b+c+d", more=FILES),
    ]
    build(*steps).run(guards="full").ok()


def test_the_generator_of_all_is_no_sharing(build):
    make = "from scipy import stats\na = stats.norm(0, 1)"
    steps = [
        Step("make", make, gives="a"),
        Step("hold", "from scipy import stats\nb = stats.norm(1, 1)", takes="a", gives="b"),
        Step("change", "pass", takes="a", more=FILES),
        Step("look", "pass", takes="b", more={"files_out": "f2"}),
    ]
    build(*steps).run().ok()


TABLE = "import pandas as pd\ndf = pd.DataFrame({'a': [1, 2]})"


def _renaming(make: str) -> list[Step]:
    return [
        Step("read", TABLE, gives="df"),
        Step("make", make, takes="df", gives="other", more={"reads_only": ["df"]}),
        Step("rename", "df.index.name = 'k'", takes="df", more={"relabels": ["df"], **FILES}),
        Step("look", "print(other)", takes="other", more={"reads_only": ["other"], "files_out": "f2"}),
    ]


@pytest.mark.parametrize("make", ["other = df * 2", "other = df.T", "other = [df.index]"])
def test_tables_that_share_an_index_which_is_renamed_later(build, make):
    message = stop(build(*_renaming(make)).run(), "make")
    assert "share an index; node 'rename' changes its name or frequency" in message


@pytest.mark.parametrize(
    "make", ["other = df.copy()", "other = df.groupby('a').sum()", "other = df.a.tolist()"]
)
def test_tables_with_indexes_of_their_own(build, make):
    build(*_renaming(make)).run().ok()


def test_an_index_that_a_node_renames_unforeseen(build):
    steps = [
        Step("read", f"{TABLE}\nother = df * 2", gives="df other"),
        Step(
            "rename",
            "(df * 2).index.name = 'k'",
            takes="df",
            more={"reads_only": ["df"], "relabels": [], **FILES},
        ),
        Step("look", "print(other)", takes="other", more={"reads_only": ["other"], "files_out": "f2"}),
    ]
    assert "changes an index that 'df' has, too" in stop(build(*steps).run(), "rename")
    build(*steps[:2]).run().ok()
