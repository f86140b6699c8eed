"""Functions, classes and constants of the titanic_survival pipeline."""

from sklearn.metrics import accuracy_score, roc_auc_score

RANKS = {"Mr": "Mr", "Mrs": "Mrs", "Madame": "Mrs", "Miss": "Miss", "Ms": "Miss", "Mlle": "Miss", "Master": "Master"}


def title_of(name):
    """Mr, Mrs, Miss, Master, or Other: the first word after the comma, where it says something."""
    words = name.partition(",")[2].split()
    return RANKS.get(words[0], "Other") if words else "Other"


def describe_scores(name, y_true, probability):
    accuracy = accuracy_score(y_true, probability > 0.5)
    auc = roc_auc_score(y_true, probability)
    print(f"{name:<20} accuracy {accuracy:.3f}   area under the curve {auc:.3f}")
    return accuracy
