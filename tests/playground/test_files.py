"""Files in both directions."""

import struct
import zlib

import pytest
from telegram import Bot, InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest

from bot.playground import Person

pytestmark = pytest.mark.asyncio


def png(width: int = 2, height: int = 1) -> bytes:
    """Return a white picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + checksum

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * width) * height)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


async def test_photo_is_uploaded_shown_and_sent_again_by_its_id(bot: Bot, lan: Person) -> None:
    sent = await bot.send_photo(lan.id, png(20, 10), caption="<b>Ảnh</b>", parse_mode="HTML")
    assert (sent.photo[-1].width, sent.photo[-1].height) == (20, 10)
    seen = await lan.next_message()
    assert (seen.kind, seen.html, seen.file_id) == ("photo", "<b>Ảnh</b>", sent.photo[-1].file_id)
    again = await bot.send_photo(lan.id, sent.photo[-1].file_id)
    assert again.photo == sent.photo


async def test_what_is_no_picture_is_no_photo(bot: Bot, lan: Person) -> None:
    with pytest.raises(BadRequest, match=r"(?i)IMAGE_PROCESS_FAILED"):
        await bot.send_photo(lan.id, b"text")
    with pytest.raises(BadRequest, match=r"(?i)Wrong file identifier/HTTP URL specified"):
        await bot.send_photo(lan.id, "no-such-file")
    with pytest.raises(BadRequest, match=r"(?i)Failed to get HTTP URL content"):
        await bot.send_photo(lan.id, "https://a.vn/b.png")


async def test_caption_is_limited(bot: Bot, lan: Person) -> None:
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_document(lan.id, b"x", caption="a" * 1025)


async def test_voice_and_document(bot: Bot, lan: Person) -> None:
    voice = await bot.send_voice(lan.id, b"OggS", caption="nghe")
    document = await bot.send_document(lan.id, b"a: 1", filename="topics.yaml")
    assert voice.voice is not None
    assert document.document is not None
    assert document.document.file_name == "topics.yaml"


async def test_album_shares_its_group(bot: Bot, lan: Person) -> None:
    album = [InputMediaPhoto(png(), caption="một"), InputMediaPhoto(png(3, 3))]
    sent = await bot.send_media_group(lan.id, album)
    assert len({message.media_group_id for message in sent}) == 1
    assert [one.text for one in await lan.everything()] == ["một", ""]
    with pytest.raises(BadRequest, match=r"(?i)document and audio can't be mixed"):
        await bot.send_media_group(lan.id, [album[0], InputMediaDocument(b"x")])


@pytest.mark.parametrize("kind", ["document", "photo", "voice", "sticker", "video", "audio"])
async def test_files_of_members_reach_the_bot(bot: Bot, lan: Person, kind: str) -> None:
    sent = await lan.sends_file(png(), "a.png", kind=kind, caption="đây")
    *_, update = await bot.get_updates()
    assert update.message is not None
    assert update.message.effective_attachment is not None
    downloaded = await (await bot.get_file(sent.file_id)).download_as_bytearray()
    assert bytes(downloaded) == png()


async def test_files_over_20_megabytes_stay_with_telegram(bot: Bot, lan: Person) -> None:
    sent = await lan.sends_file(b"x" * (20 * 1024 * 1024 + 1), "big.bin")
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(sent.file_id)
