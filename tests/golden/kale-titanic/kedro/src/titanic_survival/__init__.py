"""The titanic_survival pipeline."""

__version__ = "0.1.0"
