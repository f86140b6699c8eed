"""Invent the card transactions of this example: `python make_data.py` writes data/*.csv, the same bytes every time."""

from pathlib import Path

import numpy as np
import pandas as pd

TRANSACTIONS = 6_000
CARDS = 240
DAYS = 60
DATA = Path(__file__).parent / "data"

# category: (number of merchants, typical amount, spread, weight for honest cards, weight for thieves)
CATEGORIES = {
    "groceries": (14, 28, 0.7, 30, 2),
    "restaurant": (12, 34, 0.6, 20, 2),
    "fuel": (6, 52, 0.4, 12, 2),
    "clothing": (9, 64, 0.7, 10, 8),
    "electronics": (7, 130, 0.9, 6, 34),
    "travel": (6, 210, 0.8, 5, 16),
    "gift cards": (4, 75, 0.5, 3, 30),
    "subscriptions": (6, 14, 0.4, 14, 6),
}
COUNTRIES = ["DE", "FR", "NL", "PL", "US", "SG"]


def make_merchants(rng):
    rows = []
    for category, (count, *_) in CATEGORIES.items():
        for _ in range(count):
            country = rng.choice(COUNTRIES, p=[0.56, 0.14, 0.12, 0.08, 0.06, 0.04])
            rows.append({"merchant_id": f"M{len(rows) + 1:02d}", "category": category, "country": country})
    return pd.DataFrame(rows)


def draw_minute(rng, fraud):
    """Minutes after midnight: people shop by day, thieves prefer the night."""
    if rng.random() < (0.5 if fraud else 0.04):
        return int(rng.uniform(0, 6 * 60))
    return int(np.clip(rng.normal(14.5 * 60, 210), 0, 24 * 60 - 1))


def make_transactions(rng, merchants):
    names = list(CATEGORIES)
    honest, thief = (np.array([CATEGORIES[name][at] for name in names], dtype=float) for at in (3, 4))
    budget = rng.lognormal(0, 0.35, CARDS)
    rows = []
    for _ in range(TRANSACTIONS):
        fraud = rng.random() < 0.024
        weights = thief if fraud and rng.random() < 0.85 else honest
        category = rng.choice(names, p=weights / weights.sum())
        _, typical, spread, _, _ = CATEGORIES[category]
        card = int(rng.integers(CARDS))
        amount = typical * budget[card] * rng.lognormal(0.55 if fraud else 0, spread)
        online = category == "subscriptions" or rng.random() < (0.75 if fraud else 0.22)
        day = int(rng.integers(DAYS))
        rows.append(
            {
                "card_id": f"C{card + 1:03d}",
                "time": pd.Timestamp("2024-03-01") + pd.Timedelta(days=day, minutes=draw_minute(rng, fraud)),
                "amount": round(float(amount), 2),
                "merchant_id": rng.choice(merchants.loc[merchants["category"] == category, "merchant_id"]),
                "channel": "online" if online else rng.choice(["chip", "contactless"]),
                "is_fraud": int(fraud),
            }
        )
    return pd.DataFrame(rows).sort_values(["time", "card_id"], kind="stable").reset_index(drop=True)


def make_untidy(rng, transactions):
    """Real exports are never clean: spellings differ, amounts are missing, some rows arrive twice."""
    untidy = transactions.copy()
    untidy.insert(0, "transaction_id", np.arange(1, len(untidy) + 1))
    untidy["time"] = untidy["time"].dt.strftime("%Y-%m-%d %H:%M")
    shouted = rng.random(len(untidy)) < 0.03
    untidy.loc[shouted, "channel"] = untidy.loc[shouted, "channel"].str.upper()
    untidy.loc[rng.random(len(untidy)) < 0.012, "channel"] = None
    untidy.loc[rng.random(len(untidy)) < 0.008, "amount"] = None
    twice = untidy.sample(35, random_state=4)
    return pd.concat([untidy, twice]).sort_values("transaction_id", kind="stable")


def main():
    rng = np.random.default_rng(20240301)
    merchants = make_merchants(rng)
    transactions = make_untidy(rng, make_transactions(rng, merchants))
    DATA.mkdir(exist_ok=True)
    merchants.to_csv(DATA / "merchants.csv", index=False, lineterminator="\n")
    transactions.to_csv(DATA / "transactions.csv", index=False, lineterminator="\n")
    print(f"{len(merchants)} merchants, {len(transactions)} transactions")


if __name__ == "__main__":
    main()
