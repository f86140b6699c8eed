"""The pipelines of this project."""

from kedro.pipeline import Pipeline

from .pipeline import create_pipeline


def register_pipelines() -> dict[str, Pipeline]:
    """Pipelines by name; `__default__` is what `kedro run` runs."""
    return {"__default__": create_pipeline()}
