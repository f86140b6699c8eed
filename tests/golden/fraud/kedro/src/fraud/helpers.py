"""Functions, classes and constants of the fraud pipeline."""

import warnings

import matplotlib.pyplot as plt
import pandas as pd


def fraud_rate_by(frame, column):
    """Number of payments and share of fraud for each value of a column, worst first."""
    table = frame.groupby(column)["is_fraud"].agg(["size", "mean"])
    table.columns = ["payments", "fraud_rate"]
    return table.sort_values("fraud_rate", ascending=False).round(4)


def setup() -> None:
    """Options that every node starts with."""
    warnings.filterwarnings("ignore", category=DeprecationWarning)  # pandas announces the end of inplace=True
    pd.set_option("display.max_columns", 20)
    plt.rcParams["figure.dpi"] = 80
