"""The movies pipeline: which node takes and gives which dataset."""

from kedro.pipeline import Node, Pipeline

from . import nodes


def create_pipeline() -> Pipeline:
    """All nodes, in the order of the notebook."""
    return Pipeline(
        [
            Node(nodes.setup, inputs=None, outputs="random_numpy_state", name="setup"),
            Node(
                nodes.load,
                inputs={"ratings_raw": "ratings_raw", "movies_raw": "movies_raw"},
                outputs=["ratings", "movies"],
                name="load",
            ),
            Node(
                nodes.explore,
                inputs={"ratings": "ratings"},
                outputs=["n_users", "n_movies"],
                name="explore",
            ),
            Node(
                nodes.features,
                inputs={"movies": "movies", "ratings": "ratings"},
                outputs="movies_2",
                name="features",
            ),
            Node(
                nodes.holdout,
                inputs={
                    "ratings": "ratings",
                    "test_share": "params:test_share",
                    "random_numpy_state": "random_numpy_state",
                },
                outputs=["train", "user_mean", "overall", "test", "ratings_2", "random_numpy_state_2"],
                name="holdout",
            ),
            Node(
                nodes.similarity,
                inputs={
                    "n_movies": "n_movies",
                    "n_users": "n_users",
                    "overall": "overall",
                    "train": "train",
                    "user_mean": "user_mean",
                    "member": "params:member",
                },
                outputs=["predict_by_similarity", "table", "alike"],
                name="similarity",
            ),
            Node(
                nodes.factorise,
                inputs={
                    "n_movies": "n_movies",
                    "n_users": "n_users",
                    "train": "train",
                    "n_factors": "params:n_factors",
                    "epochs": "params:epochs",
                    "learning_rate": "params:learning_rate",
                    "regularisation": "params:regularisation",
                    "random_numpy_state_2": "random_numpy_state_2",
                },
                outputs=[
                    "predict_by_factors",
                    "movie_bias",
                    "user_factors",
                    "movie_factors",
                    "factorise_done",
                ],
                name="factorise",
            ),
            Node(
                nodes.evaluate,
                inputs={
                    "overall": "overall",
                    "test": "test",
                    "user_mean": "user_mean",
                    "alike": "alike",
                    "predict_by_similarity": "predict_by_similarity",
                    "table": "table",
                    "movie_bias": "movie_bias",
                    "movie_factors": "movie_factors",
                    "predict_by_factors": "predict_by_factors",
                    "user_factors": "user_factors",
                },
                outputs=["results", "predictors", "rmse_similarity", "rmse_factors", "precision_at_5"],
                name="evaluate",
            ),
            Node(
                nodes.recommend,
                inputs={
                    "movies": "movies_2",
                    "overall": "overall",
                    "ratings": "ratings_2",
                    "user_mean": "user_mean",
                    "alike": "alike",
                    "table": "table",
                    "movie_bias": "movie_bias",
                    "movie_factors": "movie_factors",
                    "user_factors": "user_factors",
                    "predictors": "predictors",
                    "results": "results",
                    "member": "params:member",
                    "top_n": "params:top_n",
                },
                outputs="recommend_done",
                name="recommend",
            ),
            Node(
                nodes.neighbours,
                inputs={"movies": "movies_2", "factorise_done": "factorise_done"},
                outputs="neighbours_done",
                name="neighbours",
            ),
        ]
    )
