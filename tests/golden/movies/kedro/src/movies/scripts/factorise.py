import matplotlib.pyplot as plt
import numpy as np

from movies.runtime import show

user_factors = np.random.normal(0, 0.1, (n_users + 1, n_factors))
movie_factors = np.random.normal(0, 0.1, (n_movies + 1, n_factors))
movie_bias = np.zeros(n_movies + 1)
history = []

users, films, deviations = train["user_id"].to_numpy(), train["movie_id"].to_numpy(), train["deviation"].to_numpy()

for epoch in range(epochs):
    squared = 0.0
    for i in np.random.permutation(len(train)):
        u, m = users[i], films[i]
        error = deviations[i] - movie_bias[m] - user_factors[u] @ movie_factors[m]
        squared += error**2
        movie_bias[m] += learning_rate * (error - regularisation * movie_bias[m])
        before = user_factors[u].copy()
        user_factors[u] += learning_rate * (error * movie_factors[m] - regularisation * user_factors[u])
        movie_factors[m] += learning_rate * (error * before - regularisation * movie_factors[m])
    history.append(np.sqrt(squared / len(train)))

print(f"error while learning: {history[0]:.3f} -> {history[-1]:.3f}")
show(np.save("movie_factors.npy", movie_factors))  # the club's web page uses these

plt.figure(figsize=(5, 2.5))
plt.plot(history, marker=".")
plt.xlabel("epoch")
plt.ylabel("error")
plt.show()

def predict_by_factors(user, movie):
    return user_mean.get(user, overall) + movie_bias[movie] + user_factors[user] @ movie_factors[movie]
