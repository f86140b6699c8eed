import numpy as np
import pandas as pd
from sklearn.metrics.pairwise import cosine_similarity

from movies.runtime import show

table = train.pivot(index="user_id", columns="movie_id", values="deviation")
table = table.reindex(index=range(1, n_users + 1), columns=range(1, n_movies + 1)).fillna(0.0)
alike = cosine_similarity(table.T)
np.fill_diagonal(alike, 0.0)
alike = pd.DataFrame(alike, index=table.columns, columns=table.columns)
show(alike.iloc[:5, :5].round(2))

def predict_by_similarity(user, movie, neighbours=15):
    """The member's own ratings of the films most like this one, weighted by likeness."""
    seen = table.loc[user]
    nearest = alike.loc[movie, seen.index[seen != 0]].nlargest(neighbours)
    nearest = nearest[nearest > 0]
    if nearest.empty:
        return user_mean.get(user, overall)
    return user_mean[user] + (nearest * seen[nearest.index]).sum() / nearest.sum()


show(predict_by_similarity(member, 1).round(3))
