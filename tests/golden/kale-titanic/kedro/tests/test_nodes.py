"""Each node, run on its stored inputs, gives its stored outputs."""

import pytest

from titanic_survival.pipeline_registry import register_pipelines
from titanic_survival.runtime.testing import check_node

PIPELINE = register_pipelines()["__default__"]


@pytest.mark.parametrize("name", [node.name for node in PIPELINE.nodes])
def test_node_repeats_its_outputs(name: str) -> None:
    check_node(name)


def test_every_dataset_has_one_producer() -> None:
    outputs = [output for node in PIPELINE.nodes for output in node.outputs]
    assert len(outputs) == len(set(outputs))
