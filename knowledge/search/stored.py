"""Fitted models kept in a file, so that only the first start after an edit fits them.

The file's name holds a hash of the knowledge and of the code that fits: it is never stale,
and a damaged one is fitted anew. Plain arrays, no pickles.
"""

import hashlib
import logging
import os
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.model import KnowledgeBase
from knowledge.search.features import Encoder
from knowledge.search.linear import LinearModel
from knowledge.search.matcher import Matcher, Models, matcher_of

logger = logging.getLogger(__name__)

KEPT_FILES = 5
"""Models of earlier versions that are kept: one tap brings an earlier version back."""

_FITTING_CODE = (
    "normalize.py", "language.py", "model.py",
    "search/features.py", "search/linear.py", "search/matcher.py", "search/places.py",
    "search/vocabulary.py",
)  # fmt: skip


def stored_matcher(base: KnowledgeBase, folder: Path, fit: Callable[[], Models]) -> Matcher:
    """Return the matcher of *base*: from *folder* where it is stored, else fitted and stored.

    A folder that cannot be written costs the time of fitting, nothing else.
    """
    path = folder / f"{_key(base)}.npz"
    models = _read(path)
    if models is not None:
        with suppress(OSError):
            path.touch()  # the oldest are cleared away, and this one is in use
    else:
        models = fit()
        try:
            _write(path, models)
        except OSError as error:
            logger.warning("the fitted models could not be stored: %s", error.strerror)
    return matcher_of(base, models)


def is_stored(base: KnowledgeBase, folder: Path) -> bool:
    """Whether the models of *base* stand in *folder*, so that nothing needs fitting."""
    return (folder / f"{_key(base)}.npz").is_file()


def _key(base: KnowledgeBase) -> str:
    digest = hashlib.sha256(base.version.encode())
    package = Path(__file__).parent.parent
    localities = sorted((package / "localities").glob("*.py"))
    for path in (*(package / name for name in _FITTING_CODE), *localities):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _write(path: Path, models: Models) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "rarity": models.encoder.rarity,
        "names": _packed(models.encoder.names),
    }
    for name, model in models.by_name().items():
        arrays[f"{name}.weights"] = model.weights
        arrays[f"{name}.bias"] = model.bias
        arrays[f"{name}.labels"] = _packed(model.labels)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    with os.fdopen(handle, "wb") as file:
        np.savez(file, allow_pickle=False, **arrays)
    Path(temporary).replace(path)
    newest = sorted(path.parent.glob("*.npz"), key=lambda it: -it.stat().st_mtime)
    for old in newest[KEPT_FILES:]:
        old.unlink(missing_ok=True)


def _read(path: Path) -> Models | None:
    try:
        with np.load(path, allow_pickle=False) as arrays:
            fitted = {
                name: LinearModel(
                    labels=_unpacked(arrays[f"{name}.labels"]),
                    weights=arrays[f"{name}.weights"],
                    bias=arrays[f"{name}.bias"],
                )
                for name in Models.NAMES
            }
            return Models(Encoder(_unpacked(arrays["names"]), arrays["rarity"]), **fitted)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        logger.warning("stored models %s are damaged and fitted anew: %s", path.name, error)
        return None


def _packed(texts: tuple[str, ...]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def _unpacked(packed: npt.NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(packed.tobytes().decode().split("\n"))
