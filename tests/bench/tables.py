"""Tables as Markdown, ready to be pasted, and the machine they were measured on."""

import os
import platform
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

Result = TypeVar("Result")


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a Markdown table under *title*."""
    print(f"\n### {title}\n")
    print(f"| {' | '.join(columns)} |")
    print("|" + "---|" * len(columns))
    for row in rows:
        print(f"| {' | '.join(_cell(value) for value in row)} |", flush=True)


def share(part: float, whole: float) -> str:
    """Return a percentage with one decimal, or a dash where there is nothing to divide by."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def times(value: float, base: float) -> str:
    """Return how many times *base* a *value* is."""
    ratio = value / base if base else 0.0
    return f"{ratio:.2f} ×" if ratio < 10 else f"{ratio:.0f} ×"


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """Return what *work* returns and the seconds of processor time it took in this process."""
    begun = time.process_time()
    result = work()
    return result, time.process_time() - begun


def print_machine() -> None:
    """Say what the figures below were measured on, and how busy it was."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(
        f"CPython {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f};"
        " times are processor time unless they say otherwise"
    )


def _cell(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
