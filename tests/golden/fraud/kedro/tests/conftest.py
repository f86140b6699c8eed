"""Makes the project known to Kedro, and so to the tests, without an install."""

from pathlib import Path

from kedro.framework.startup import bootstrap_project

bootstrap_project(Path(__file__).parents[1])
