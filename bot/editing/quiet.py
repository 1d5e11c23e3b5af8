"""Working in threads without letting the loop stand still.

A full garbage collection walks every object of the process, a fifth of a second with the
gazetteer and a base, and holds the interpreter meanwhile, in whichever thread it falls. What
is loaded quietly lives until it is replaced and has no cycles: it need never be walked. And a
thread that computes gives way every half a millisecond instead of every five.
"""

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

GIVE_WAY_SECONDS = 0.0005


@dataclass(slots=True)
class _Inside:
    """How many are inside each of the two, of all threads."""

    giving_way: int = 0
    loading: int = 0


_inside = _Inside()
_lock = threading.Lock()
_usual_seconds = sys.getswitchinterval()


@contextmanager
def giving_way() -> Iterator[None]:
    """Let threads change often while inside; may be held across awaits."""
    with _lock:
        _inside.giving_way += 1
        sys.setswitchinterval(GIVE_WAY_SECONDS)
    try:
        yield
    finally:
        with _lock:
            _inside.giving_way -= 1
            if not _inside.giving_way:
                sys.setswitchinterval(_usual_seconds)


@contextmanager
def quietly() -> Iterator[None]:
    """Collect nothing while inside; what is there at the end is never walked again.

    Reference counts free it all the same. For a second of loading, not across awaits.
    """
    with _lock:
        _inside.loading += 1
        gc.disable()
    try:
        with giving_way():
            yield
    finally:
        with _lock:
            _inside.loading -= 1
            if not _inside.loading:
                gc.freeze()
                gc.enable()
