"""Files in memory: what was uploaded by the bot or sent by a member."""

import hashlib
import struct
from dataclasses import dataclass, field

from .errors import BadRequest
from .json_values import JsonObject

MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024
"""What getFile hands out at most; larger files Telegram keeps from bots."""

MAX_UPLOAD_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrived over HTTP, from the bot or from the page."""

    file_name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file with its Telegram identifiers; `width` and `height` are 0 if it is no picture."""

    file_id: str
    file_unique_id: str
    file_path: str
    upload: Upload
    width: int = 0
    height: int = 0

    def to_json(self) -> JsonObject:
        """Return the fields all of Telegram's file objects share."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.file_unique_id,
            "file_size": len(self.upload.content),
        }


@dataclass(slots=True)
class Files:
    """All files, by `file_id` and by the path under which the bot downloads them."""

    by_id: dict[str, StoredFile] = field(default_factory=dict)
    by_path: dict[str, StoredFile] = field(default_factory=dict)

    def store(self, upload: Upload, *, kind: str) -> StoredFile:
        """Keep *upload* and return it with identifiers; *kind* (photo, document …) begins them."""
        if not upload.content:
            raise BadRequest("file must be non-empty")
        if len(upload.content) > MAX_UPLOAD_BYTES:
            raise BadRequest("file is too big")
        size = picture_size(upload.content)
        if kind == "photo" and size is None:
            raise BadRequest("IMAGE_PROCESS_FAILED")
        number = len(self.by_id) + 1
        digest = hashlib.sha256(upload.content).hexdigest()
        extension = upload.file_name.rpartition(".")[2] if "." in upload.file_name else "bin"
        width, height = size or (0, 0)
        stored = StoredFile(
            file_id=f"{kind}-{number}-{digest[:24]}",
            file_unique_id=digest[:16],
            file_path=f"{kind}s/file_{number}.{extension}",
            upload=upload,
            width=width,
            height=height,
        )
        self.by_id[stored.file_id] = stored
        self.by_path[stored.file_path] = stored
        return stored

    def find(self, file_id: str, *, kind: str | None = None) -> StoredFile:
        """Return the file of *file_id*; a wrong id or *kind* is refused as Telegram refuses it."""
        stored = self.by_id.get(file_id)
        if stored is None:
            raise BadRequest("wrong file identifier/HTTP URL specified")
        if kind is not None and not file_id.startswith(f"{kind}-"):
            actual = file_id.partition("-")[0]
            raise BadRequest(f"can't use file of type {actual.title()} as {kind.title()}")
        return stored


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG, GIF, JPEG or WebP, read from its header."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:4] == b"GIF8" and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return 512, 512
    return _jpeg_size(content) if content[:2] == b"\xff\xd8" else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 <= len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + int.from_bytes(content[position + 2 : position + 4], "big")
    return None
