"""A version's files in one piece, for the database."""

import io
import zipfile

from knowledge.editing.proposal import Contents


def pack(contents: Contents) -> bytes:
    """Return *contents* as a zip, about a fifth of their size."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(contents):
            archive.writestr(zipfile.ZipInfo(name), contents[name], zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def unpack(archive: bytes) -> dict[str, bytes]:
    """Return what `pack` was given."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        return {entry.filename: packed.read(entry) for entry in packed.infolist()}
