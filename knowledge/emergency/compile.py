"""Fit the weights on the examples and write weights.npz: `python -m knowledge.emergency.compile`.

Run after a change of the examples, of signs.txt or abbreviations.txt, or of how a message is
read; a test says when it was forgotten. Takes about ten seconds; the same input gives the
same weights.
"""

import hashlib
import io
import math
import zlib
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np

from knowledge.emergency.examples import Example, examples
from knowledge.emergency.features import (
    KIND_PARTS,
    Message,
    features_of,
    letters_of,
    message_of,
)
from knowledge.emergency.reading import Piece, read, tongue, without_marks
from knowledge.emergency.weights import FILE_NAME, KINDS, Vocabulary, Weights
from knowledge.language import detect
from knowledge.model import Language
from knowledge.normalize import words_of
from knowledge.search.features import Floats, Ints
from knowledge.search.linear import fit

MIN_COUNT = 2
"""Features of fewer messages than this can only be learned by heart."""
FRAMES = {
    Language.VI: (
        ("", "mong chị trả lời sớm"), ("chị ơi cho em hỏi với", ""), ("", "nhờ chị chỉ giúp ạ"),
        ("", "em mong nhận được phản hồi của Hội"), ("thưa cán bộ Hội", ""), ("", "chị nhé"),
        ("", "chị xem giúp em"), ("ad ơi", "rep em nha"), ("", "em chờ tin chị ạ"),
        ("em trình bày như sau", ""),
    ),
    Language.EN: (
        ("dear Union", ""), ("", "please answer soon"), ("hi I have a question", ""),
        ("", "looking forward to your reply"),
    ),
    Language.ID: (
        ("permisi kak mau tanya", ""), ("", "mohon dibalas ya kak"), ("bu", ""),
        ("", "ditunggu jawabannya"),
    ),
    Language.AR: (
        ("لو سمحتي عندي سؤال", ""), ("", "ارجو الرد"), ("الى الاتحاد", ""), ("", "بانتظار جوابكم"),
    ),
}  # fmt: skip
"""Words that anybody may put before or behind a message."""
INPUTS = ("reading.py", "courtesy.py", "signs.py", "features.py", "signs.txt", "abbreviations.txt")
"""Files that change what is fitted, beside the examples."""


def digest() -> str:
    """Return the first 16 hex digits of the SHA-256 over everything that is fitted on."""
    package = files("knowledge.emergency")
    texts = [package.joinpath(name).read_text("utf-8") for name in INPUTS]
    texts += [f"{one.text}\t{one.language}\t{one.kind}" for one in examples()]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def messages_of(example: Example) -> list[Message]:
    """Return *example* as it was written, and in the other ways it might have been typed.

    Without its marks where it has some; and every fourth one, danger and harmless alike, among
    words that anybody may put before or behind, so that they weigh neither way.
    """
    language, pieces = _read(example.text)
    messages = [message_of(pieces, language)]
    if any(piece.marked for piece in pieces):
        messages.append(message_of(without_marks(pieces), language))
    luck = zlib.crc32(example.text.encode())
    if luck % 4 == 0:
        before, after = FRAMES[language][luck // 4 % len(FRAMES[language])]
        language, pieces = _read(f"{before} {example.text} {after}")
        messages.append(message_of(pieces, language))
    return messages


def _read(text: str) -> tuple[Language, Sequence[Piece]]:
    words = words_of(text)
    language = tongue(text, words, detect(text, words)[0])
    return language, read(text, words, language)


def fitted(chosen: Sequence[Example], digest: str = "") -> Weights:
    """Return weights fitted on *chosen*; they depend on nothing else."""
    rows = [(message, one.kind) for one in chosen for message in messages_of(one)]
    vocabulary = _vocabulary([message for message, _ in rows])
    count = len(vocabulary.numbers)
    vectors = [_arrays(*vocabulary.vector(message)) for message, _ in rows]
    is_danger = fit(vectors, ["danger" if kind else "harmless" for _, kind in rows], count)
    some = [(message, kind) for message, kind in rows if kind]
    vectors = [_arrays(*vocabulary.vector(message, KIND_PARTS)) for message, _ in some]
    kinds = fit(vectors, [kind.value for _, kind in some], count)
    order = [kinds.labels.index(kind.value) for kind in KINDS]
    yes, no = is_danger.labels.index("danger"), is_danger.labels.index("harmless")
    return Weights(
        vocabulary=vocabulary,
        danger=is_danger.weights[:, yes].astype(np.float32) - is_danger.weights[:, no],
        bias=float(is_danger.bias[yes] - is_danger.bias[no]),
        kinds=kinds.weights[:, order].astype(np.float32),
        kinds_bias=kinds.bias[order],
        digest=digest,
    )


def _vocabulary(messages: Sequence[Message]) -> Vocabulary:
    counts: Counter[str] = Counter()
    for message in messages:
        names = {name for part in features_of(message) for name in part}
        names.update(name for piece in message.pieces for name in letters_of(piece.folded))
        counts.update(names)
    kept = sorted(name for name, count in counts.items() if count >= MIN_COUNT)
    total = len(messages) + 1
    # Meaning groups are few and each tells much: rarity would only favour the odd ones.
    rarity = [1.0 if n[0] in "ghy" else math.log(total / (counts[n] + 1)) + 1.0 for n in kept]
    numbers = {name: number for number, name in enumerate(kept)}
    return Vocabulary(numbers, np.array(rarity, np.float32))


def _arrays(indices: Sequence[int], values: Sequence[float]) -> tuple[Ints, Floats]:
    return np.array(indices, np.int32), np.array(values, np.float32)


def stored(weights: Weights) -> bytes:
    """Return the contents of weights.npz."""
    file = io.BytesIO()
    np.savez_compressed(
        file,
        names=np.frombuffer("\n".join(weights.vocabulary.numbers).encode(), np.uint8),
        rarity=weights.vocabulary.rarity,
        danger=weights.danger.astype(np.float32),
        bias=np.array(weights.bias, np.float32),
        kinds=weights.kinds.astype(np.float16),
        kinds_bias=weights.kinds_bias.astype(np.float32),
        digest=np.frombuffer(weights.digest.encode(), np.uint8),
    )
    return file.getvalue()


def main() -> None:
    """Write the file."""
    weights = fitted(list(examples()), digest())
    Path(__file__).with_name(FILE_NAME).write_bytes(stored(weights))


if __name__ == "__main__":
    main()
