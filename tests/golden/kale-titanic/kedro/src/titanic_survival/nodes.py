"""Nodes of the titanic_survival pipeline."""

import matplotlib.pyplot as plt
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score, train_test_split
from sklearn.naive_bayes import GaussianNB
from sklearn.preprocessing import MinMaxScaler

from .helpers import describe_scores, title_of
from .runtime import node, show


@node
def loaddata(titanic_raw):
    """Load."""
    passengers = titanic_raw
    show(passengers.head())

    show(passengers.info())

    return passengers


@node
def clean(passengers):
    """Clean.

    One passenger has `*` for a class; such a row teaches nothing. Nearly half of the ages are unknown.
    """
    unknown_class = passengers[passengers["class"] == "*"].index
    passengers = passengers.drop(unknown_class).reset_index(drop=True)
    passengers["class"] = passengers["class"].str[0].astype(int)
    show(passengers["class"].value_counts())

    passengers["title"] = passengers["name"].map(title_of)
    passengers["age_known"] = passengers["age"].notna().astype(int)
    typical_age = passengers.groupby(["class", "title"])["age"].transform("median")
    passengers.fillna({"age": typical_age}, inplace=True)
    passengers.fillna({"age": passengers["age"].median()}, inplace=True)
    show(passengers.groupby("title")[["age", "survived"]].mean().round(2))

    return passengers


@node
def features(passengers, CHILD_AGE: int):
    """Features."""
    passengers["female"] = (passengers["sex"] == "female").astype(int)
    passengers["child"] = (passengers["age"] < CHILD_AGE).astype(int)
    passengers["family_name"] = passengers["name"].str.partition(",")[0]
    passengers["same_name"] = passengers.groupby("family_name")["name"].transform("size")
    passengers.loc[passengers["same_name"] > 6, "same_name"] = 6
    show(passengers.describe().round(2))

    y = passengers.pop("survived")
    X = pd.get_dummies(passengers[["class", "age", "age_known", "female", "child", "same_name", "title"]], columns=["title"], dtype=float)
    show(X.corrwith(y).sort_values().round(2))

    return X, y, passengers


@node
def split(X, y, TEST_SIZE: float, SEED: int):
    """Split and scale."""
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=TEST_SIZE, random_state=SEED, stratify=y)

    scaler = MinMaxScaler().set_output(transform="pandas")
    X_train = scaler.fit_transform(X_train)
    X_test = scaler.transform(X_test)
    print(X_train.shape, X_test.shape)

    return X_train, y_train, X_test, y_test


@node
def logreg(X_test, X_train, y_train):
    """Three models."""
    model = LogisticRegression(max_iter=1000)
    model.fit(X_train, y_train)
    p_logreg = model.predict_proba(X_test)[:, 1]
    print("cross-validation:", cross_val_score(model, X_train, y_train, cv=5).round(3))

    return p_logreg


@node
def bayes(X_test, X_train, y_train):
    """Bayes."""
    model = GaussianNB()
    model.fit(X_train, y_train)
    p_bayes = model.predict_proba(X_test)[:, 1]

    return p_bayes


@node
def forest(X_test, X_train, y_train, TREES: int, SEED: int):
    """Forest."""
    model = RandomForestClassifier(n_estimators=TREES, min_samples_leaf=4, random_state=SEED)
    model.fit(X_train, y_train)
    p_forest = model.predict_proba(X_test)[:, 1]

    importance = pd.Series(model.feature_importances_, index=X_train.columns).sort_values()
    importance.plot.barh(figsize=(6, 3), color="tab:blue", title="what the forest looks at")
    plt.show()

    return p_forest


@node
def results(passengers, y_test, p_logreg, p_bayes, p_forest):
    """Results."""
    accuracies = {}
    for name, p in [("logistic regression", p_logreg), ("naive Bayes", p_bayes), ("random forest", p_forest)]:
        accuracies[name] = describe_scores(name, y_test, p)

    everybody_dies = 1 - y_test.mean()
    accuracies["nobody survives"] = everybody_dies
    show(pd.Series(accuracies, name="accuracy").sort_values(ascending=False).round(3))

    # whom does the forest misjudge most?
    misjudged = passengers.loc[y_test.index, ["name", "class", "age"]].assign(survived=y_test, guess=p_forest.round(2))
    misjudged["off_by"] = (misjudged["survived"] - misjudged["guess"]).abs()
    show(misjudged.sort_values(["off_by", "name"], ascending=[False, True]).head(6))

    logreg_accuracy = float(accuracies["logistic regression"])
    bayes_accuracy = float(accuracies["naive Bayes"])
    forest_accuracy = float(accuracies["random forest"])

    print(logreg_accuracy)
    print(bayes_accuracy)
    print(forest_accuracy)

    return logreg_accuracy, bayes_accuracy, forest_accuracy
