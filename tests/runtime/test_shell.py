"""What notebooks do with the system and with IPython does the same in a node."""

from __future__ import annotations

from projects import Step

FILES = {"files_out": "files_of_it", "file_writes": ["*"], "touches": ["cwd", "environ"]}


def test_commands_scripts_files_and_folders(build):
    text = """
        n = 2
        shell(f"echo hello {n}")
        open("a.dat", "w").write("1")
        files = shell_lines("ls *.dat; echo two words")
        print(list(files), files.n, files.s, files.l, len(files), files.fields(0), files.grep("two"))
        shell_script("bash", 'echo "args $1"', "-s x")
        listing = shell_script("bash", "printf one-; printf two", out=True)
        print(listing.split("-"))
        try:
            shell_script("bash", "exit 3")
        except Exception as error:
            print(type(error).__name__, error.returncode)
        write_file("w.txt", "b")
        write_file("w.txt", "c", append=True)
        print(open("w.txt").read())
        set_environment("MODE", "x")
        shell("echo $MODE")
        open("other.py", "w").write("import sys\\nalpha = 3\\nprint(__name__, sys.argv)\\ndef twice(v):\\n    return v * 2 * alpha\\n")
        globals().update(run_file("other.py", "one two"))
        print(twice(1))
        import os
        os.mkdir("sub")
        change_directory("sub")
        shell("basename $(pwd); echo err >&2; false")
        print(_exit_code)
    """
    run = build(Step("it", text, more=FILES)).run().ok()
    lines = run.out("it").splitlines()
    assert lines[0] == "hello 2"
    assert lines[1] == "['a.dat', 'two words'] a.dat"
    assert lines[2] == "two words a.dat two words ['a.dat', 'two words'] 2 ['a.dat', 'two'] ['two words']"
    assert lines[3:6] == ["args x", "['one', 'two']", "CalledProcessError 3"]
    assert lines[6:9] == ["Writing w.txt", "Appending to w.txt", "bc"]
    assert lines[9:13] == ["env: MODE=x", "x", "__main__ ['other.py', 'one', 'two']", "6"]
    assert lines[13].endswith("workspace/sub") and lines[14:] == ["sub", "err", "1"]
    assert run.err("it") == ""


def test_captured_output_can_be_shown_later(build):
    text = """
        c = begin_capture()
        print("inside")
        display({"a": 1})
        kept = end_capture(c)
        print(repr(kept.stdout), len(kept.outputs))
        kept.show()
    """
    run = build(Step("it", text, more=FILES)).run().ok()
    assert run.out("it") == "'inside\\n' 1\ninside\n"
    assert run.shown("it") == ["{'a': 1}"]


def test_ipythons_own_display_and_shell(build):
    text = """
        from IPython.display import display, HTML, Markdown
        display(HTML("<b>x</b>"), "text")
        display({"text/plain": "raw"}, raw=True)
        print(get_ipython().__class__.__name__ != "NoneType")
        get_ipython().system("echo from shell")
        print(get_ipython().getoutput("echo a; echo b"))
        get_ipython().run_line_magic("matplotlib", "inline")
        display(Markdown("*m*"))
    """
    run = build(Step("it", text, more=FILES)).run().ok()
    assert run.shown("it") == [
        "<IPython.core.display.HTML object>",
        "'text'",
        "raw",
        "<IPython.core.display.Markdown object>",
    ]
    assert run.shown("it", "text/html") == ["<b>x</b>"]
    assert run.out("it") == "True\nfrom shell\n['a', 'b']\n"


def test_display_imported_at_the_top_of_the_module(build):
    text = "from IPython.display import display as d\nd([1])\nshow(3)"
    assert build(Step("it", text, gives="", kind="function", more=FILES)).run().ok().shown("it") == [
        "[1]",
        "3",
    ]


def test_a_magic_that_needs_a_notebook(build):
    run = build(Step("it", "get_ipython().run_line_magic('store', 'x')", more=FILES)).run()
    assert run.error("it")["kind"] == "guard" and "%store" in run.error("it")["message"]


def test_values_are_shown_as_ipython_shows_them(build):
    text = """
        import numpy as np, pandas as pd, collections, datetime
        values = [
            {"b": list(range(40)), "a": {"x": "y" * 70}}, [1.0, "a" * 100, None], {3, 1, 2}, (1,), "multi\\nline",
            np.arange(30.0), np.float64(1.5), pd.Series([1, 2], name="n"), pd.DataFrame({"a": [1]}), 3.0, int, len,
            collections.OrderedDict(a=1), collections.Counter("aab"), datetime.date(2024, 1, 2), b"x", 1 + 2j, print, collections,
        ]
        for value in values:
            show(value)
        from IPython.core.formatters import PlainTextFormatter
        formatter = PlainTextFormatter()
        for value in values:
            print(formatter(value), end="\\0")
    """
    run = build(Step("it", text, more=FILES)).run().ok()
    assert run.shown("it") == run.out("it").split("\0")[:-1]


def test_figures_are_kept_and_closed_at_the_end_of_a_cell(build):
    text = """
        import matplotlib.pyplot as plt
        plt.plot([1, 2])
        show(plt.title("t"))
        print(plt.get_fignums())
        fig, ax = plt.subplots()
        show(fig)
        plt.figure()
    """
    run = build(Step("it", text, gives="fig", more=FILES)).run().ok()
    pictures = [d["path"] for d in run.nodes["it"]["displays"] if d["mime"] == "image/png"]
    assert run.out("it") == "[]\n"
    assert len(pictures) == 4
    assert all((run.project.folder / path).read_bytes().startswith(b"\x89PNG") for path in pictures)
    assert run.shown("it")[0] == "Text(0.5, 1.0, 't')"
    assert (run.project.folder / "data/02_intermediate/fig.png").exists()


def test_plt_show_ends_a_figure(build):
    text = """
        import matplotlib.pyplot as plt
        for i in range(2):
            plt.plot([i, 1])
            plt.show()
        print(plt.get_fignums(), len(plt.gca().lines))
    """
    run = build(Step("it", text, more=FILES)).run().ok()
    assert run.out("it") == "[] 0\n"
    assert len(run.shown("it")) == 3
