"""Measurements: `make bench`, or one of them by `python -m tests.bench.<name>`.

Each prints tables with ratios to a peer or a floor measured in the same run, and asserts
nothing about time: machines differ, and are busy.
"""

import os

# One core for everybody: before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
