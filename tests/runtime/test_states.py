"""What one cell changes in the interpreter, later cells feel, and no others do."""

from __future__ import annotations

import subprocess
import sys

from projects import Step


def state(name: str, version: int = 1, argument: str = "") -> dict:
    dataset = f"{name.replace('.', '_').replace(':', '_')}_{version}"
    return {"dataset": dataset, "state": name} | (
        {"argument": argument or dataset} if argument != "-" else {}
    )


def gives(*names: str, version: int = 1) -> dict:
    return {"state_out": [state(name, version, "-") for name in names]}


def takes(*names: str, version: int = 1) -> dict:
    return {"state_in": [state(name, version) for name in names]}


def in_one_process(*texts: str) -> str:
    """What the texts print as one program."""
    return subprocess.run(
        [sys.executable, "-c", "\n".join(texts)], capture_output=True, text=True, check=True
    ).stdout


def test_generators_go_on_where_they_were(build):
    seed = "import random\nrandom.seed(1)\nnp.random.seed(2)\nprint(random.random(), np.random.rand())"
    more = "import random\nprint(random.random(), np.random.rand(), np.random.randn())"
    generators = ("random.python", "random.numpy")
    steps = [
        Step("seed", f"import numpy as np\n{seed}", more=gives(*generators)),
        Step("draw", f"import numpy as np\n{more}", more=takes(*generators) | gives(*generators, version=2)),
        Step("last", f"import numpy as np\n{more}", more=takes(*generators, version=2)),
    ]
    run = build(*steps).run().ok()
    assert run.out() == in_one_process("import numpy as np", seed, more, more)


def test_unseeded_draws_differ_from_node_to_node(build):
    text = "import random\nimport numpy as np\nprint(random.random(), np.random.rand())"
    steps = [
        Step(n, text, more={"files_out": f"f_{n}", "touches": ["random.python", "random.numpy"]})
        for n in "ab"
    ]
    run = build(*steps).run().ok()
    assert run.out("a") != run.out("b")


def test_options_travel_and_end_with_the_node(build):
    change = """
        import decimal, locale, sys, warnings, matplotlib, sklearn
        import numpy as np, pandas as pd
        pd.set_option("display.precision", 2)
        pd.options.display.float_format = lambda v: f"<{v}>"
        np.set_printoptions(precision=3)
        np.seterr(divide="raise")
        matplotlib.rcParams["lines.linewidth"] = 9
        sklearn.set_config(transform_output="pandas")
        decimal.getcontext().prec = 5
        warnings.simplefilter("error", UserWarning)
        sys.path.append("/somewhere")
        sys.path.insert(0, "/first")
    """
    look = """
        import decimal, sys, warnings, matplotlib, sklearn
        import numpy as np, pandas as pd
        print(pd.get_option("display.precision"), pd.Series([1.5]).to_string())
        print(np.array([1.23456789]), np.geterr()["divide"])
        print(matplotlib.rcParams["lines.linewidth"], sklearn.get_config()["transform_output"])
        print(decimal.Decimal(1) / 3, "/somewhere" == sys.path[-1], "/first" == sys.path[0])
        try:
            warnings.warn("w", UserWarning)
            print("no error")
        except UserWarning:
            print("error")
    """
    names = (
        "options.pandas",
        "options.numpy",
        "options.matplotlib",
        "options.sklearn",
        "decimal",
        "warnings",
        "sys.path",
    )
    run = (
        build(
            Step("change", change, more=gives(*names)),
            Step("before", look, more={"files_out": "f"}),
            Step("after", look, more=takes(*names) | {"files_out": "g"}),
        )
        .run()
        .ok()
    )
    assert run.out("after") == ("2 0   <1.5>\n[1.235] raise\n9.0 pandas\n0.33333 True True\nerror\n")
    assert (
        run.out("before")
        == "6 0    1.5\n[1.23456789] warn\n1.5 default\n0.3333333333333333333333333333 False False\nno error\n"
    )
    assert "UserWarning: w" in run.err("before")


def test_logging_goes_to_the_node_that_logs(build):
    setup = """
        import logging, sys
        logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s|%(name)s|%(message)s", force=True)
        log = logging.getLogger("etl")
        log.setLevel(logging.DEBUG)
    """
    use = "log.debug('one')\nlog.info('two')\nlog.setLevel(30)"
    run = (
        build(
            Step("setup", setup, gives="log", more=gives("logging")),
            Step("use", use, takes="log", more=takes("logging") | gives("logging", version=2)),
            Step(
                "quiet",
                "log.info('no')\nlog.warning('three')",
                takes="log",
                more=takes("logging", version=2) | {"files_out": "f"},
            ),
            Step(
                "fresh",
                "import logging\nlogging.getLogger('other').info('no')\nlogging.warning('err')",
                more={"files_out": "g", "touches": ["logging"]},
            ),
        )
        .run()
        .ok()
    )
    assert run.out() == "DEBUG|etl|one\nINFO|etl|two\nWARNING|etl|three\n"
    assert run.err("fresh") == "WARNING:root:err\n"


def test_a_log_handler_that_cannot_travel(build):
    text = "import logging\nlogging.basicConfig(filename='a.log', level=10)"
    run = build(Step("setup", text, more=gives("logging")), Step("use", "1", more=takes("logging"))).run()
    assert run.error("setup")["kind"] == "guard" and "FileHandler" in run.error("setup")["message"]


def test_environment_folder_and_module_attributes(build):
    change = """
        import os, string
        os.environ["MODE"] = "fast"
        os.environ.pop("SHELL_GONE", None)
        os.makedirs("work/sub")
        os.chdir("work")
        string.digits = "01"
    """
    look = """
        import os, string
        print(os.environ.get("MODE"), os.path.basename(os.getcwd()), string.digits, "SHELL_GONE" in os.environ)
        print([name for name in os.environ if name.startswith("PIPELINE_")])
    """
    names = ("environ", "cwd", "module:string")
    steps = [
        Step("change", change, more=gives(*names) | {"files_out": "f"}),
        Step("fresh", look, more={"files_out": "g"}),
        Step("after", look, more=takes(*names) | {"files_out": "h"}),
    ]
    run = build(*steps).run(env={"SHELL_GONE": "1"}).ok()
    assert run.out("after") == "fast work 01 False\n[]\n"
    assert run.out("fresh") == "None workspace 0123456789 True\n[]\n"


def test_setup_runs_silently_before_every_node(build):
    helpers = """
        import pandas as pd
        def setup():
            print("never seen")
            pd.set_option("display.max_rows", 4)
    """
    look = "import pandas as pd\nprint(pd.get_option('display.max_rows'))"
    steps = [Step(n, look, more={"files_out": f"f_{n}"}) for n in "ab"]
    assert build(*steps, helpers=helpers, setup="setup").run().ok().out() == "4\n4\n"


def test_the_module_of_a_script_is_main(build):
    helpers = """
        class Thing:
            pass
        def act():
            pass
    """
    text = """
        import pickle, sys
        from sample.helpers import Thing, act
        print(Thing, Thing.__module__, act.__module__, __name__, sys.argv)
        print(pickle.loads(pickle.dumps(Thing())).__class__ is Thing, b"__main__" in pickle.dumps(Thing()))
        class Own:
            def __init__(self, n): self.n = n
        print(pickle.loads(pickle.dumps(Own(2))).n, Own)
        t, o = Thing(), Own(3)
    """
    after = "print(type(t), type(o).__qualname__, o.n)"
    run = (
        build(
            Step("one", text, gives="t o"),
            Step("two", after, takes="t o", more={"files_out": "f"}),
            helpers=helpers,
        )
        .run()
        .ok()
    )
    assert run.out("one") == (
        "<class '__main__.Thing'> __main__ __main__ __main__ ['notebook']\nTrue True\n2 <class '__main__.Own'>\n"
    )
    assert run.out("two") == "<class '__main__.Thing'> Own 3\n"


def test_top_level_await_and_a_fresh_loop_per_node(build):
    one = "import asyncio\nasync def fetch(v):\n    await asyncio.sleep(0)\n    return v * factor\nfactor = 3\na = await fetch(1)"
    two = "import asyncio\nfactor = 5\nb = await asyncio.gather(*(fetch(i) for i in range(3)))\nprint(a, b)"
    run = (
        build(Step("one", one, gives="fetch a"), Step("two", two, takes="fetch a", more={"files_out": "f"}))
        .run()
        .ok()
    )
    assert run.out() == "3 [0, 5, 10]\n"


def test_a_bundle_keeps_identity_and_optional_names(build):
    make = "items = [{'v': 1}, {'v': 2}]\nfirst = items[0]\nif False:\n    never = 1"
    more = {"outputs": [{"dataset": "b", "names": ["items", "first", "never"], "optional": ["never"]}]}
    use = "first['v'] = 9\nprint(items, 'never' in globals())"
    run = (
        build(
            Step("make", make, gives="b=items+first+never", more=more),
            Step("use", use, takes="b=items+first+never", more={"files_out": "f"}),
        )
        .run()
        .ok()
    )
    assert run.out() == "[{'v': 9}, {'v': 2}] False\n"
