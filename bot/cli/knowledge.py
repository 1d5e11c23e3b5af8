"""`chihoi knowledge …`: check the knowledge base, measure it, write its schemas."""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[
    Path | None,
    typer.Option(
        help="Thư mục kho kiến thức; mặc định theo CHIHOI_KNOWLEDGE_DIR"
        " / folder of the base; default CHIHOI_KNOWLEDGE_DIR",
        show_default=False,
    ),
]
Lang = Annotated[str, typer.Option(help="vi hoặc en / vi or en")]


def register(program: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="Kho kiến thức / the knowledge base.", no_args_is_help=True)
    group.command()(check)
    group.command("eval")(evaluate)
    group.command()(schema)
    program.add_typer(group, name="knowledge")


def check(
    folder: Folder = None,
    lang: Lang = "vi",
    phrases: Annotated[
        bool,
        typer.Option(help="Hỏi thử mọi câu mẫu / ask every phrase whether it finds its own"),
    ] = False,
) -> None:
    """Kiểm tra mọi tệp; kể hết lỗi một lần / check every file; tell all problems at once."""
    from bot.i18n import VIETNAM_TIME, choose_language
    from knowledge.answer import Answerer
    from knowledge.checks import check_content, check_over_match
    from knowledge.loader import load_base
    from knowledge.localities import Gazetteer
    from knowledge.problems import Problem

    language = choose_language(lang)
    loaded = load_base(folder or _default_folder())
    gazetteer = Gazetteer.load()
    today = datetime.now(VIETNAM_TIME).date()
    problems = [*loaded.problems, *check_content(loaded, today, gazetteer)]
    if not (loaded.files or problems):
        where = (folder or _default_folder()).as_posix()
        nothing = {"detail": "không có tệp .yaml nào / no .yaml files"}
        problems.append(Problem(where, 1, 1, "unreadable", nothing))
    if phrases and loaded.base is not None:
        problems.extend(check_over_match(loaded, Answerer.build(loaded.base, gazetteer)))
    for problem in problems:
        typer.echo(problem.line_for(language))
    errors = sum(not problem.is_warning for problem in problems)
    typer.echo(
        f"{len(loaded.files)} tệp / files, {errors} lỗi / errors,"
        f" {len(problems) - errors} cảnh báo / warnings."
    )
    if errors:
        raise typer.Exit(1)


def evaluate(
    file: Annotated[
        Path, typer.Argument(help="Câu hỏi có nhãn / labelled questions (JSON lines)")
    ],
    mistakes: Annotated[
        int, typer.Option(help="Kể bao nhiêu lỗi nặng nhất / how many of the worst mistakes")
    ] = 20,
) -> None:
    """Đo câu trả lời trên câu hỏi có nhãn / measure the answers on labelled questions."""
    from bot.terminal import Terminal
    from knowledge.evaluate import evaluation_tables

    try:
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, json.JSONDecodeError) as error:
        typer.echo(f"{file}: {error}", err=True)
        raise typer.Exit(2) from error
    terminal = Terminal.open()
    answered = [terminal.answer_row(row) for row in rows]
    typer.echo(evaluation_tables(rows, answered, mistakes=mistakes))


def schema(
    folder: Annotated[
        Path | None, typer.Option(help="Ghi vào đâu / where to", show_default=False)
    ] = None,
) -> None:
    """Ghi JSON Schema cho trình soạn thảo / write the JSON Schemas for editors."""
    from knowledge.documents import SHAPES, schema_of
    from knowledge.loader import CONTENT_FOLDER

    target = folder or CONTENT_FOLDER.parent / "schemas"
    target.mkdir(parents=True, exist_ok=True)
    for kind in SHAPES:
        text = json.dumps(schema_of(kind), ensure_ascii=False, indent=2) + "\n"
        (target / f"{kind}.schema.json").write_text(text, "utf-8")
    typer.echo(f"{len(SHAPES)} schema → {target}")


def _default_folder() -> Path:
    from bot.settings import Settings

    return Settings.from_environ_and_file(os.environ, Path(".env")).knowledge_folder
