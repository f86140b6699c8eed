"""Nodes of the fraud pipeline."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, confusion_matrix, precision_recall_curve
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

from .helpers import fraud_rate_by
from .runtime import node, show


@node
def load(transactions_raw, merchants_raw):
    """Load.

    Read payments and merchants
    """
    transactions = transactions_raw
    merchants = merchants_raw
    show(transactions.head())

    print(f"{len(transactions):,} rows, {transactions['card_id'].nunique()} cards, {len(merchants)} merchants")
    show(transactions.describe())

    show(transactions["channel"].value_counts(dropna=False))

    return transactions, merchants


@node
def clean(merchants, transactions):
    """Clean.

    Remove doubles, repair channel and amount, add the merchant
    """
    before = len(transactions)
    transactions.drop_duplicates("transaction_id", inplace=True)
    transactions["channel"] = transactions["channel"].str.lower().fillna("unknown")
    print(f"{before - len(transactions)} rows were there twice")

    df = transactions.merge(merchants, on="merchant_id", how="left")

    # a missing amount becomes the usual amount of that kind of shop
    missing = df["amount"].isna()
    df["amount"] = df["amount"].fillna(df.groupby("category")["amount"].transform("median"))
    print(f"{missing.sum()} amounts filled in")
    show(df.isna().sum())

    return df


@node
def features(df, night_ends: int):
    """Features.

    What a model may look at
    """
    show(fraud_rate_by(df, "category"))

    df["hour"] = df["time"].dt.hour

    fig, ax = plt.subplots(figsize=(7, 2.8))
    for is_fraud, part in df.groupby("is_fraud"):
        share = part["hour"].value_counts(normalize=True).sort_index()
        ax.plot(share.index, share, marker="o", markersize=3, label="fraud" if is_fraud else "honest")
    ax.set_xlabel("hour of the day")
    ax.set_ylabel("share of payments")
    ax.legend()
    plt.show()

    df["night"] = (df["hour"] < night_ends).astype(int)
    df["weekend"] = (df["time"].dt.day_of_week >= 5).astype(int)
    df["log_amount"] = np.log1p(df["amount"])

    usual = df.groupby("card_id")["amount"].transform("median")
    df["times_usual"] = df["amount"] / usual

    df.sort_values(["card_id", "time"], inplace=True)
    pause = df.groupby("card_id")["time"].diff().dt.total_seconds() / 3600
    df["hours_since_last"] = pause.fillna(pause.median())
    df.sort_values("transaction_id", inplace=True)

    show(df[["amount", "times_usual", "hours_since_last", "night"]].corrwith(df["is_fraud"]).round(3))

    amounts = df.set_index("transaction_id")["amount"]
    df.drop(columns=["card_id", "merchant_id", "time", "amount"], inplace=True)
    df = pd.get_dummies(df, columns=["channel", "category", "country"], dtype=int)
    show(df.shape)

    return df, amounts


@node
def split(amounts, df, test_size: float, seed: int):
    """Split.

    Fraud is rare, so both parts get the same share of it.
    """
    y = df.set_index("transaction_id")["is_fraud"]
    X = df.set_index("transaction_id").drop(columns="is_fraud")

    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=test_size, stratify=y, random_state=seed)
    amounts_test = amounts.loc[X_test.index]

    for name, part in {"train": y_train, "test": y_test}.items():
        print(f"{name:<6}{len(part):>6} payments {part.sum():>5} fraud  {part.mean():.2%}")

    return X_train, X_test, y_train, y_test, amounts_test


@node
def scale(X_train, X_test, y_train, y_test):
    """Scale.

    The flags stay 0 and 1; only the real measurements are scaled, with what the training part knows.
    """
    numeric = ["hour", "log_amount", "times_usual", "hours_since_last"]

    scaler = StandardScaler()
    X_train[numeric] = scaler.fit_transform(X_train[numeric])
    X_test[numeric] = scaler.transform(X_test[numeric])
    show(X_train[numeric].describe().round(2))

    return X_train, y_train, X_test, y_test


@node
def train_logistic(X_test, X_train, y_train, seed: int):
    """Two models.

    Logistic regression
    """
    model = LogisticRegression(class_weight="balanced", max_iter=2000, random_state=seed)
    model.fit(X_train, y_train)
    logistic_scores = model.predict_proba(X_test)[:, 1]

    weights = pd.Series(model.coef_[0], index=X_train.columns)
    show(weights.sort_values(key=abs, ascending=False).head(8).round(2))

    return logistic_scores


@node
def train_forest(X_test, X_train, y_train, n_trees: int, seed: int):
    """Train forest.

    Random forest
    """
    model = RandomForestClassifier(n_estimators=n_trees, min_samples_leaf=3, class_weight="balanced_subsample", random_state=seed)
    model.fit(X_train, y_train)
    forest_scores = model.predict_proba(X_test)[:, 1]
    print(f"{n_trees} trees, on average {np.mean([tree.get_n_leaves() for tree in model.estimators_]):.0f} leaves")

    return forest_scores, model


@node
def compare(amounts_test, y_test, logistic_scores, forest_scores, review_cost: float):
    """Compare.

    Rank both models by what they cost
    """

    def cost_of(threshold, y_true, scores, amounts):
        """What a day at this threshold costs: checks of everything flagged, plus every fraud that slips through."""
        flagged = scores >= threshold
        missed = amounts[(y_true == 1) & ~flagged].sum()
        return flagged.sum() * review_cost + missed

    scores = {"logistic regression": logistic_scores, "random forest": forest_scores}
    thresholds = np.linspace(0.01, 0.99, 99)

    rows = []
    for name, s in scores.items():
        costs = [cost_of(t, y_test, s, amounts_test) for t in thresholds]
        threshold = thresholds[int(np.argmin(costs))]
        flagged = s >= threshold
        rows.append({
            "model": name,
            "average_precision": average_precision_score(y_test, s),
            "threshold": threshold,
            "flagged": int(flagged.sum()),
            "recall": flagged[y_test == 1].mean(),
            "cost": min(costs),
        })

    comparison = pd.DataFrame(rows).set_index("model")
    comparison.loc["check nothing", ["flagged", "recall", "cost"]] = [0, 0.0, amounts_test[y_test == 1].sum()]
    comparison.sort_values("cost", inplace=True)
    show(comparison.round(3))

    best = comparison.index[0]
    best_average_precision = float(comparison.loc[best, "average_precision"])
    best_recall = float(comparison.loc[best, "recall"])
    best_cost = float(comparison.loc[best, "cost"])
    print(f"The {best} costs {best_cost:,.0f} euros and finds {best_recall:.0%} of the fraud.")

    return scores, comparison, best, best_average_precision, best_recall, best_cost


@node
def report(amounts_test, X_test, y_test, model, best, comparison, scores):
    """Report.

    The figure and the list of payments to check
    """
    fig, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4))

    for name, s in scores.items():
        precision, recall, _ = precision_recall_curve(y_test, s)
        left.plot(recall, precision, label=name)
    left.axhline(y_test.mean(), color="grey", linestyle=":", label="guessing")
    left.set_xlabel("recall")
    left.set_ylabel("precision")
    left.legend()

    importance = pd.Series(model.feature_importances_, index=X_test.columns).nlargest(8)
    right.barh(importance.index[::-1], importance.iloc[::-1], color="tab:green")
    right.set_title("what the forest looks at")

    fig.tight_layout()
    fig.savefig("fraud_report.png")
    plt.show()

    threshold = comparison.loc[best, "threshold"]
    to_check = pd.DataFrame({"amount": amounts_test, "score": scores[best], "is_fraud": y_test})
    to_check = to_check[to_check["score"] >= threshold].sort_values("score", ascending=False).round(3)
    to_check.to_csv("to_check.csv")
    show(to_check.head(10))

    matrix = confusion_matrix(y_test, scores[best] >= threshold)
    show(pd.DataFrame(matrix, index=["honest", "fraud"], columns=["let through", "checked"]))
