"""The titanic_survival pipeline: which node takes and gives which dataset."""

from kedro.pipeline import Node, Pipeline

from . import nodes


def create_pipeline() -> Pipeline:
    """All nodes, in the order of the notebook."""
    return Pipeline(
        [
            Node(
                nodes.loaddata,
                inputs={"titanic_raw": "titanic_raw"},
                outputs=["passengers", "loaddata_done"],
                name="loaddata",
            ),
            Node(
                nodes.clean,
                inputs={"passengers": "passengers", "loaddata_done": "loaddata_done"},
                outputs=["passengers_2", "clean_done"],
                name="clean",
            ),
            Node(
                nodes.features,
                inputs={
                    "passengers": "passengers_2",
                    "CHILD_AGE": "params:CHILD_AGE",
                    "clean_done": "clean_done",
                },
                outputs=["X", "y", "passengers_3", "features_done"],
                name="features",
            ),
            Node(
                nodes.split,
                inputs={
                    "X": "X",
                    "y": "y",
                    "TEST_SIZE": "params:TEST_SIZE",
                    "SEED": "params:SEED",
                    "features_done": "features_done",
                },
                outputs=["X_train", "y_train", "X_test", "y_test", "split_done"],
                name="split",
            ),
            Node(
                nodes.logreg,
                inputs={
                    "X_test": "X_test",
                    "X_train": "X_train",
                    "y_train": "y_train",
                    "split_done": "split_done",
                },
                outputs=["p_logreg", "logreg_done"],
                name="logreg",
            ),
            Node(
                nodes.bayes,
                inputs={
                    "X_test": "X_test",
                    "X_train": "X_train",
                    "y_train": "y_train",
                    "split_done": "split_done",
                },
                outputs=["p_bayes", "bayes_done"],
                name="bayes",
            ),
            Node(
                nodes.forest,
                inputs={
                    "X_test": "X_test",
                    "X_train": "X_train",
                    "y_train": "y_train",
                    "TREES": "params:TREES",
                    "SEED": "params:SEED",
                    "split_done": "split_done",
                },
                outputs=["p_forest", "forest_done"],
                name="forest",
            ),
            Node(
                nodes.results,
                inputs={
                    "passengers": "passengers_3",
                    "y_test": "y_test",
                    "p_logreg": "p_logreg",
                    "p_bayes": "p_bayes",
                    "p_forest": "p_forest",
                    "logreg_done": "logreg_done",
                    "bayes_done": "bayes_done",
                    "forest_done": "forest_done",
                },
                outputs=["logreg_accuracy", "bayes_accuracy", "forest_accuracy"],
                name="results",
            ),
        ]
    )
