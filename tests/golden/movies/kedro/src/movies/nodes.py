"""Nodes of the movies pipeline."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.metrics.pairwise import cosine_similarity

from .runtime import node, script, show


@node
def setup():
    """Setup."""
    np.random.seed(1895)


@node
def load(ratings_raw, movies_raw):
    """Load."""
    ratings = ratings_raw
    movies = movies_raw
    show(ratings.head())

    show(movies.sample(5, random_state=1))

    show(ratings["rating"].describe())

    return ratings, movies


@node
def explore(ratings):
    """A first look.

    Most members rate what they expect to like, so high ratings are common. A few films are known to
    everybody.
    """
    fig, axes = plt.subplots(1, 2, figsize=(8, 2.8))
    ratings["rating"].value_counts().sort_index().plot.bar(ax=axes[0], color="tab:orange", title="ratings given")
    ratings.groupby("movie_id").size().sort_values(ascending=False).reset_index(drop=True).plot(ax=axes[1], title="ratings per film")
    axes[1].set_xlabel("films, best known first")
    fig.tight_layout()
    plt.show()

    n_users, n_movies = ratings["user_id"].nunique(), ratings["movie_id"].nunique()
    print(f"{n_users} members, {n_movies} films, {len(ratings) / (n_users * n_movies):.0%} of all pairs are rated")
    show(ratings.groupby("user_id").size().describe().round(1))

    return n_users, n_movies


@node
def features(movies, ratings):
    """Features.

    The genres become columns, and the table of films learns how often each film was rated.
    """
    genres = movies["genres"].str.get_dummies("|")
    genres.columns = [name.lower().replace(" ", "_") for name in genres.columns]
    movies = movies.join(genres)
    movies["decade"] = movies["year"] // 10 * 10
    movies["n_ratings"] = movies["movie_id"].map(ratings["movie_id"].value_counts())
    show(movies.set_index("movie_id").head())

    merged = ratings.merge(movies, on="movie_id")
    by_genre = pd.Series({genre: merged.loc[merged[genre] == 1, "rating"].mean() for genre in genres.columns})
    show(by_genre.sort_values(ascending=False).round(2))

    return movies


@node
def holdout(ratings, test_share: float):
    """Hold some ratings back.

    Every fifth rating or so is put aside, to see later how well the recommenders guess it.
    """
    held_back = np.random.rand(len(ratings)) < test_share
    ratings["held_back"] = held_back
    train = ratings[~held_back].copy()
    test = ratings[held_back].copy()
    print(len(train), "to learn from,", len(test), "held back")

    overall = train["rating"].mean()
    user_mean = train.groupby("user_id")["rating"].mean()
    train["deviation"] = train["rating"] - train["user_id"].map(user_mean)
    show(train.head())

    return train, user_mean, overall, test, ratings


@script
def similarity(n_movies, n_users, overall, train, user_mean, member: int):
    """Films that are alike.

    Its code is a module of its own: scripts/similarity.py
    """


@script
def factorise(
    n_movies,
    n_users,
    train,
    n_factors: int,
    epochs: int,
    learning_rate: float,
    regularisation: float,
):
    """Hidden factors.

    Start with small random numbers, then go through the ratings in random order and push the numbers a
    little towards each rating.

    Its code is a module of its own: scripts/factorise.py
    """


@script
def evaluate(
    overall,
    test,
    user_mean,
    alike,
    predict_by_similarity,
    table,
    movie_bias,
    movie_factors,
    predict_by_factors,
    user_factors,
):
    """Which one guesses better?

    Both against the simplest guess of all: what the member usually gives.

    Its code is a module of its own: scripts/evaluate.py
    """


@script
def recommend(
    movies,
    overall,
    ratings,
    user_mean,
    alike,
    table,
    movie_bias,
    movie_factors,
    user_factors,
    predictors,
    results,
    member: int,
    top_n: int,
):
    """Tonight.

    What member 42 liked so far ...

    Its code is a module of its own: scripts/recommend.py
    """


@node
def neighbours(movies):
    """People who liked this film ...

    The web page shows neighbours of a film. It reads the saved factors, so this does too.
    """
    saved = np.load("movie_factors.npy")[1:]
    closeness = pd.DataFrame(cosine_similarity(saved), index=movies["title"], columns=movies["title"])

    for title in movies.nlargest(3, "n_ratings")["title"]:
        close = closeness[title].drop(title).nlargest(3)
        print(title, "->", ", ".join(f"{other} ({score:.2f})" for other, score in close.items()))
