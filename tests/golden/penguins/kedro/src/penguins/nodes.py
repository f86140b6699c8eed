"""Nodes of the penguins pipeline."""

import matplotlib.pyplot as plt
import pandas as pd
from sklearn.metrics import accuracy_score, confusion_matrix
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from .runtime import node, show


@node
def load(penguins_raw):
    """Load.

    One row per penguin.
    """
    penguins = penguins_raw
    show(penguins.head())

    show(penguins["species"].value_counts())

    return penguins


@node
def clean(penguins):
    """Clean.

    A few penguins did not hold still: their measurements are missing.
    """
    print(penguins.isna().sum())
    penguins = penguins.dropna()
    print(len(penguins), "penguins are left")

    penguins["bill_ratio"] = penguins["bill_length_mm"] / penguins["bill_depth_mm"]
    show(penguins.groupby("species")[["bill_ratio", "flipper_length_mm", "body_mass_g"]].mean().round(1))

    return penguins


@node
def plot(penguins):
    """Look.

    A long, thin bill and a short, thick one: the kinds separate well.
    """
    fig, ax = plt.subplots(figsize=(5.5, 3.8))
    for species, group in penguins.groupby("species"):
        ax.scatter(group["flipper_length_mm"], group["bill_ratio"], s=14, alpha=0.7, label=species)
    ax.set_xlabel("flipper length (mm)")
    ax.set_ylabel("bill length / bill depth")
    ax.legend()
    plt.show()


@node
def train(penguins, test_size: float, seed: int, neighbours: int):
    """Train.

    Ask the nearest neighbours. All measurements count alike, so they are scaled first.
    """
    features = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g", "bill_ratio"]
    X_train, X_test, y_train, y_test = train_test_split(
        penguins[features], penguins["species"], test_size=test_size, random_state=seed, stratify=penguins["species"]
    )
    print(len(X_train), "to learn from,", len(X_test), "to test with")

    model = make_pipeline(StandardScaler(), KNeighborsClassifier(neighbours))
    show(model.fit(X_train, y_train))

    return model, X_test, y_test


@node
def evaluate(X_test, model, y_test):
    """Evaluate."""
    guess = model.predict(X_test)
    accuracy = accuracy_score(y_test, guess)
    print(f"{accuracy:.1%} of the penguins are named correctly")

    show(pd.DataFrame(
        confusion_matrix(y_test, guess, labels=model.classes_),
        index=[f"is {name}" for name in model.classes_],
        columns=[f"called {name}" for name in model.classes_],
    ))
