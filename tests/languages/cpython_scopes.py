"""Prints what CPython's own symbol tables say of a sample of the standard library, one JSON object per file."""

import json
import pathlib
import symtable
import sys
import sysconfig

wanted = int(sys.argv[1])
library = pathlib.Path(sysconfig.get_path("stdlib"))
# Dense in unusual scoping, so always taken; the rest is an even sample.
favourites = ("test_scope", "test_named_expr", "test_patma", "test_global", "test_nonlocal", "enum", "dataclasses", "typing", "functools", "inspect", "ast", "turtle")
files = sorted(p for p in library.rglob("*.py") if "site-packages" not in p.parts and not {"lib2to3", "bad_coding"} & set(p.parts) and not p.stem.startswith("badsyntax") and p.stat().st_size < 200_000)
chosen = [p for p in files if p.stem.startswith(favourites)]
chosen += files[:: max(1, len(files) // max(1, wanted - len(chosen)))]


def describe(table):
    symbols = {}
    for symbol in table.get_symbols():
        name = symbol.get_name()
        used = symbol.is_referenced() or symbol.is_assigned() or symbol.is_parameter() or symbol.is_imported() or symbol.is_annotated()
        if name.startswith(".") or not used:
            continue
        symbols[name] = "local" if symbol.is_local() and table.get_type() != "module" else "free" if symbol.is_free() else "global"
    yield {"kind": table.get_type(), "name": table.get_name(), "symbols": symbols}
    for child in table.get_children():
        yield from describe(child)


for path in dict.fromkeys(chosen):
    try:
        text = path.read_text("utf-8")
        if "from __future__ import annotations" in text:
            continue  # annotations get tables of their own
        table = symtable.symtable(text, str(path), "exec")
    except (SyntaxError, UnicodeDecodeError, ValueError):
        continue
    print(json.dumps({"path": str(path), "version": f"{sys.version_info.major}.{sys.version_info.minor}", "text": text, "scopes": list(describe(table))}))
