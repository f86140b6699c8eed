"""Runs a notebook as IPython does, and compares what it gives with what its pipeline gives.

Not part of projects: `espalier verify` puts these modules beside a copy of the runtime of its own.
"""
