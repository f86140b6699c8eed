"""The JupyterLab extension, what goes with it in the kernel, and the command line for those who install with pip."""

from typing import Any


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    return [{"src": "labextension", "dest": "espalier"}]


def load_ipython_extension(shell: Any) -> None:
    """What `%load_ext jupyterlab_espalier` does."""
    from .kernel import load

    load(shell)


def unload_ipython_extension(shell: Any) -> None:
    """What `%unload_ext jupyterlab_espalier` does."""
    from .kernel import unload

    unload(shell)
