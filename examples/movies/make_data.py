"""Invent the ratings of this example: `python make_data.py` writes data/*.csv, the same bytes every time."""

from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

USERS = 200
MOVIES = 120
RATINGS = 4_600
DATA = Path(__file__).parent / "data"

GENRES = ["Action", "Comedy", "Drama", "Family", "Horror", "Romance", "Science fiction", "Thriller"]
FIRST = ["Silent", "Golden", "Last", "Broken", "Distant", "Midnight", "Paper", "Crooked", "Electric", "Winter", "Hidden", "Borrowed"]
SECOND = ["Harbour", "Orchard", "Signal", "Waltz", "Lighthouse", "Garden", "Bridge", "Comet", "Letter", "Staircase"]


def make_movies(rng):
    titles = [" ".join(words) for words in product(FIRST, SECOND)]
    rng.shuffle(titles)
    rows = []
    for number, title in enumerate(titles[:MOVIES], start=1):
        count = rng.choice([1, 2, 3], p=[0.35, 0.45, 0.2])
        genres = sorted(rng.choice(GENRES, size=count, replace=False))
        year = int(rng.integers(1968, 2024))
        rows.append({"movie_id": number, "title": f"The {title}", "year": year, "genres": "|".join(genres)})
    return pd.DataFrame(rows)


def make_ratings(rng, movies):
    """Everybody has a taste in genres and a mood; every movie has a quality; the rest is noise."""
    flags = movies["genres"].str.get_dummies("|")[GENRES].to_numpy(dtype=float)
    flags = flags / flags.sum(axis=1, keepdims=True)
    taste = rng.normal(0, 1.5, (USERS, len(GENRES)))
    mood = rng.normal(0, 0.35, USERS)
    quality = rng.normal(0, 0.45, MOVIES)
    fame = 1 / np.arange(1, MOVIES + 1) ** 0.5
    rng.shuffle(fame)

    wish = mood[:, None] + quality[None, :] + taste @ flags.T
    chance = fame[None, :] * np.exp(0.5 * wish) * rng.lognormal(0, 0.5, (USERS, 1))
    seen = rng.choice(USERS * MOVIES, size=RATINGS, replace=False, p=(chance / chance.sum()).ravel())
    rows = []
    for user, movie in zip(*np.divmod(np.sort(seen), MOVIES)):
        stars = 3.3 + wish[user, movie] + rng.normal(0, 0.4)
        rows.append({"user_id": user + 1, "movie_id": movie + 1, "rating": float(np.clip(np.round(stars * 2) / 2, 0.5, 5))})
    ratings = pd.DataFrame(rows)
    return ratings.sample(frac=1, random_state=3).reset_index(drop=True)


def main():
    rng = np.random.default_rng(1895)
    movies = make_movies(rng)
    ratings = make_ratings(rng, movies)
    DATA.mkdir(exist_ok=True)
    movies.to_csv(DATA / "movies.csv", index=False, lineterminator="\n")
    ratings.to_csv(DATA / "ratings.csv", index=False, lineterminator="\n")
    print(f"{len(movies)} movies, {len(ratings)} ratings")


if __name__ == "__main__":
    main()
