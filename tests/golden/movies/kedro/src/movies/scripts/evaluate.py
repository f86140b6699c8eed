import numpy as np
import pandas as pd

from movies.runtime import show

predictors = {
    "own mean": lambda user, movie: user_mean.get(user, overall),
    "similarity": predict_by_similarity,
    "factors": predict_by_factors,
}

results = {}
for name, predict in predictors.items():
    test[name] = [predict(u, m) for u, m in zip(test["user_id"], test["movie_id"])]
    test[name] = test[name].clip(0.5, 5)
    off = test[name] - test["rating"]
    results[name] = {"rmse": np.sqrt((off**2).mean()), "mae": off.abs().mean()}

results = pd.DataFrame(results).T
show(results.round(3))

def precision_at(k, column):
    """Of the k best guesses for each member, how many were liked (four stars or more)?"""
    best = test.sort_values(column, ascending=False).groupby("user_id").head(k)
    return (best["rating"] >= 4).mean()


results["precision_at_5"] = [precision_at(5, name) for name in results.index]
rmse_similarity = float(results.loc["similarity", "rmse"])
rmse_factors = float(results.loc["factors", "rmse"])
precision_at_5 = float(results.loc["factors", "precision_at_5"])
show(results.round(3))
