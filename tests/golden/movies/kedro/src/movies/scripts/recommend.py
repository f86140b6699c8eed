from movies.runtime import show

seen = ratings[ratings["user_id"] == member].merge(movies, on="movie_id")
show(seen.sort_values(["rating", "title"], ascending=[False, True])[["title", "genres", "rating"]].head(6))

winner = results["rmse"].idxmin()
unseen = movies[~movies["movie_id"].isin(seen["movie_id"])].copy()
unseen["guess"] = [predictors[winner](member, movie) for movie in unseen["movie_id"]]

recommended = unseen.nlargest(top_n, "guess")[["title", "year", "genres", "guess"]]
recommended.insert(0, "rank", range(1, len(recommended) + 1))
recommended.to_csv("recommended.csv", index=False, float_format="%.3f")
print(f"For member {member}, by {winner}:")
show(recommended.round(2))
