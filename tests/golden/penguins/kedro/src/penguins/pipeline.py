"""The penguins pipeline: which node takes and gives which dataset."""

from kedro.pipeline import Node, Pipeline

from . import nodes


def create_pipeline() -> Pipeline:
    """All nodes, in the order of the notebook."""
    return Pipeline(
        [
            Node(nodes.load, inputs={"penguins_raw": "penguins_raw"}, outputs="penguins", name="load"),
            Node(nodes.clean, inputs={"penguins": "penguins"}, outputs="penguins_2", name="clean"),
            Node(nodes.plot, inputs={"penguins": "penguins_2"}, outputs="plot_done", name="plot"),
            Node(
                nodes.train,
                inputs={
                    "penguins": "penguins_2",
                    "test_size": "params:test_size",
                    "seed": "params:seed",
                    "neighbours": "params:neighbours",
                },
                outputs=["model", "X_test", "y_test"],
                name="train",
            ),
            Node(
                nodes.evaluate,
                inputs={"X_test": "X_test", "model": "model", "y_test": "y_test"},
                outputs="evaluate_done",
                name="evaluate",
            ),
        ]
    )
