"""The fraud pipeline: which node takes and gives which dataset."""

from kedro.pipeline import Node, Pipeline

from . import nodes


def create_pipeline() -> Pipeline:
    """All nodes, in the order of the notebook."""
    return Pipeline(
        [
            Node(
                nodes.load,
                inputs={"transactions_raw": "transactions_raw", "merchants_raw": "merchants_raw"},
                outputs=["transactions", "merchants"],
                name="load",
            ),
            Node(
                nodes.clean,
                inputs={"merchants": "merchants", "transactions": "transactions"},
                outputs="df",
                name="clean",
            ),
            Node(
                nodes.features,
                inputs={"df": "df", "night_ends": "params:night_ends"},
                outputs=["df_2", "amounts"],
                name="features",
            ),
            Node(
                nodes.split,
                inputs={
                    "amounts": "amounts",
                    "df": "df_2",
                    "test_size": "params:test_size",
                    "seed": "params:seed",
                },
                outputs=["X_train_X_test_and_2_more", "amounts_test"],
                name="split",
            ),
            Node(
                nodes.scale,
                inputs={"X_train_X_test_and_2_more": "X_train_X_test_and_2_more"},
                outputs=["X_train", "y_train", "X_test", "y_test"],
                name="scale",
            ),
            Node(
                nodes.train_logistic,
                inputs={
                    "X_test": "X_test",
                    "X_train": "X_train",
                    "y_train": "y_train",
                    "seed": "params:seed",
                },
                outputs="logistic_scores",
                name="train_logistic",
            ),
            Node(
                nodes.train_forest,
                inputs={
                    "X_test": "X_test",
                    "X_train": "X_train",
                    "y_train": "y_train",
                    "n_trees": "params:n_trees",
                    "seed": "params:seed",
                },
                outputs=["forest_scores", "model"],
                name="train_forest",
            ),
            Node(
                nodes.compare,
                inputs={
                    "amounts_test": "amounts_test",
                    "y_test": "y_test",
                    "logistic_scores": "logistic_scores",
                    "forest_scores": "forest_scores",
                    "review_cost": "params:review_cost",
                },
                outputs=[
                    "scores",
                    "comparison",
                    "best",
                    "best_average_precision",
                    "best_recall",
                    "best_cost",
                ],
                name="compare",
            ),
            Node(
                nodes.report,
                inputs={
                    "amounts_test": "amounts_test",
                    "X_test": "X_test",
                    "y_test": "y_test",
                    "model": "model",
                    "best": "best",
                    "comparison": "comparison",
                    "scores": "scores",
                },
                outputs="report_done",
                name="report",
            ),
        ]
    )
