import { quoted } from '../../languages/python/literal.js';
import type { Plan } from '../../plan/plan.js';

/** `settings.py`: hooks come in by the entry point, so there are none here. */
export const settingsPy = (): string => `"""Project settings; https://docs.kedro.org has what can be set here."""

CONFIG_LOADER_ARGS = {"base_env": "base", "default_run_env": "local"}

DISABLE_HOOKS_FOR_PLUGINS = ("kedro-telemetry",)
`;

export const initPy = ({ package: name, workspace: { directory, files } }: Plan): string =>
  files.some(({ to }) => to === `${directory}/matplotlibrc`)
    ? `"""The ${name} pipeline."""

import os
from pathlib import Path

__version__ = "0.1.0"

# matplotlib takes its settings from where the nodes run.
os.environ["MATPLOTLIBRC"] = str(Path(__file__).parents[2] / ${quoted(directory)} / "matplotlibrc")
`
    : `"""The ${name} pipeline."""

__version__ = "0.1.0"
`;

/** `__main__.py`: `python -m <package>` runs the pipeline. */
export const mainPy = (): string => `"""Runs the pipeline: \`python -m\` with this package's name."""

import sys
from pathlib import Path
from typing import Any

from kedro.framework.cli.utils import find_run_command
from kedro.framework.project import configure_project


def main(*args: Any, **kwargs: Any) -> Any:
    """What \`kedro run\` does, for an installed package too."""
    package_name = Path(__file__).parent.name
    configure_project(package_name)
    interactive = hasattr(sys, "ps1")
    kwargs["standalone_mode"] = not interactive
    run = find_run_command(package_name)
    return run(*args, **kwargs)


if __name__ == "__main__":
    main()
`;

/** `tests/test_nodes.py`. */
export const testNodesPy = (plan: Plan): string => `"""Each node, run on its stored inputs, gives its stored outputs."""

import pytest

from ${plan.package}.pipeline_registry import register_pipelines
from ${plan.package}.runtime.testing import check_node

PIPELINE = register_pipelines()["__default__"]


@pytest.mark.parametrize("name", [node.name for node in PIPELINE.nodes])
def test_node_repeats_its_outputs(name: str) -> None:
    check_node(name)


def test_every_dataset_has_one_producer() -> None:
    outputs = [output for node in PIPELINE.nodes for output in node.outputs]
    assert len(outputs) == len(set(outputs))
`;

/** Finds the package without an install. */
export const conftestPy = (): string => `"""Makes the project known to Kedro, and so to the tests, without an install."""

from pathlib import Path

from kedro.framework.startup import bootstrap_project

bootstrap_project(Path(__file__).parents[1])
`;

/** The two files by which plug-in discovery finds the hooks in a project that is not installed. */
export const distInfo = (plan: Plan): readonly { readonly path: string; readonly text: string }[] => {
  const folder = `src/${plan.package}-0.1.0.dist-info`;
  return [
    { path: `${folder}/METADATA`, text: `Metadata-Version: 2.1\nName: ${plan.package}\nVersion: 0.1.0\n` },
    { path: `${folder}/entry_points.txt`, text: `[kedro.hooks]\n${plan.package} = ${plan.package}.runtime.hooks:hooks\n` }
  ];
};
