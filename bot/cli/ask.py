"""`chihoi ask` and `chihoi chat`: the answering core from a terminal, and in batches."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:  # heavy: imported where it is used
    from bot.terminal import Terminal


def register(program: typer.Typer) -> None:
    """Add `ask` and `chat`."""
    program.command()(ask)
    program.command()(chat)


def ask(
    question: Annotated[
        str | None, typer.Argument(help="Câu hỏi / the question", show_default=False)
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help="Ngôn ngữ của hội viên / the member's language")
    ] = None,
    home: Annotated[
        str | None, typer.Option(help="Nơi ở của hội viên / the member's place")
    ] = None,
    topic: Annotated[
        str | None, typer.Option(help="Chủ đề vừa nói tới / topic of the conversation")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In ra JSON / print JSON")] = False,
    explain: Annotated[
        bool, typer.Option(help="Vì sao ra câu trả lời này / why this answer")
    ] = False,
    batch: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Tệp JSON lines, - là đầu vào chuẩn / file of JSON lines, - for standard input",
        ),
    ] = None,
) -> None:
    """Hỏi một câu, hoặc cả một tệp câu hỏi / ask one question, or a file of them."""
    from bot.terminal import Terminal

    if (batch is None) == (question is None):
        typer.echo("Cần một câu hỏi hoặc --batch TỆP / give a question or --batch FILE.", err=True)
        raise typer.Exit(2)
    _check_language(lang)
    terminal = Terminal.open()
    if batch is not None:
        _answer_batch(terminal, batch)
        return
    row: dict[str, object] = {"id": "1", "q": question, "home": home, "lang": lang}
    row["context"] = {"topic": topic} if topic else None
    if explain:
        typer.echo(terminal.explanation(row))
        return
    answered = terminal.answer_row(row)
    typer.echo(json.dumps(answered, ensure_ascii=False) if as_json else str(answered["text"]))


def chat(
    lang: Annotated[str | None, typer.Option(help="Ngôn ngữ / language")] = None,
    home: Annotated[str | None, typer.Option(help="Nơi ở / place")] = None,
) -> None:
    """Trò chuyện trong cửa sổ lệnh; Ctrl+D để thôi / talk in the terminal; Ctrl+D ends."""
    from rich.console import Console

    from bot.terminal import Terminal

    _check_language(lang)
    console = Console()
    terminal = Terminal.open()
    last: dict[str, object] | None = None
    while True:
        try:
            question = console.input("[bold]› [/bold]")
        except (EOFError, KeyboardInterrupt):
            return
        if not question.strip():
            continue
        row = {"id": "", "q": question, "context": last, "home": home, "lang": lang}
        answered = terminal.answer_row(row)
        if answered["kind"] == "answer":
            last = {"topic": answered["topic"]}
        console.print(str(answered["text"]), markup=False, highlight=False)
        console.print()


def _check_language(lang: str | None) -> None:
    """Refuse a language there is not, before anything is loaded."""
    from knowledge.model import Language

    codes = [language.value for language in Language]
    if lang is not None and lang not in codes:
        raise typer.BadParameter(f"{lang!r}: {', '.join(codes)}", param_hint="--lang")


def _answer_batch(terminal: "Terminal", source: str) -> None:
    """Answer every line that can be read; name the others, and end with 2 if there are any."""
    write = sys.stdout.write
    is_whole = True
    for number, line in enumerate(_lines(source), 1):
        if not line.strip():
            continue
        try:
            answered = terminal.answer_row(_row(line))
        except (ValueError, TypeError) as error:
            is_whole = False
            typer.echo(
                f"{source}:{number}: không đọc được dòng này / cannot read this line: {error}",
                err=True,
            )
            continue
        write(json.dumps(answered, ensure_ascii=False) + "\n")
    if not is_whole:
        raise typer.Exit(2)


def _row(line: bytes) -> dict[str, object]:
    row = json.loads(line.decode("utf-8-sig"))
    if not isinstance(row, dict):
        raise TypeError("not a JSON object")
    return row


def _lines(source: str) -> Iterator[bytes]:
    """Yield the lines as they stand in the file: what one cannot read spoils no other."""
    if source == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(source).open("rb") as file:
            yield from file
    except OSError as error:
        typer.echo(f"{source}: {error.strerror}", err=True)
        raise typer.Exit(2) from error
