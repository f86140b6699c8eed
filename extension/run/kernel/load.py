import sys
import types


def _espalier_load(sources: dict[str, str]) -> None:
    """Makes a package of texts, once."""
    if "_espalier" in sys.modules:
        return
    package = types.ModuleType("_espalier")
    package.__path__ = []
    sys.modules["_espalier"] = package
    for name, source in sources.items():
        module = types.ModuleType(f"_espalier.{name}")
        module.__package__ = "_espalier"
        sys.modules[module.__name__] = module
        setattr(package, name, module)
        exec(compile(source, f"<espalier {name}>", "exec"), module.__dict__)
