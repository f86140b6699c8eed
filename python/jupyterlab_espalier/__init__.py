"""The JupyterLab extension, and the command line for those who install with pip."""


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    return [{"src": "labextension", "dest": "espalier"}]
