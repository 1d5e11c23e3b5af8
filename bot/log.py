"""One event a line, for people or for machines; no secret in any of them.

Modules log through `logging.getLogger(__name__)` with ids only. The last step before a line
is written takes out the secrets, wherever they came from: a message, a traceback, a library.
"""

import logging
import re
import sys
from collections.abc import Iterable
from types import TracebackType
from typing import TextIO

import structlog

from bot.settings import Settings

QUIET_LOGGERS = ("httpx", "httpcore", "aiohttp", "uvicorn", "alembic", "asyncio", "aiosqlite")
"""Libraries whose INFO lines hold addresses with the token, or only noise."""
_TOKEN = re.compile(r"(?<!\d)\d{3,20}:[A-Za-z0-9_-]{20,128}")
_PASSWORD_IN_URL = re.compile(r"(?<=://)([^\s:/@]+):[^\s/@]+(?=@)")


class ScrubbedFormatter(structlog.stdlib.ProcessorFormatter):
    """Renders a record, and then takes out everything that looks like a secret or is one."""

    secrets: tuple[str, ...] = ()

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, scrubbed."""
        return remove_secrets(super().format(record), self.secrets)


def remove_secrets(line: str, secrets: Iterable[str] = ()) -> str:
    """Return *line* without *secrets*, bot tokens and passwords in addresses."""
    for secret in secrets:
        line = line.replace(secret, "[secret]")
    return _PASSWORD_IN_URL.sub(r"\1:[secret]", _TOKEN.sub("[token]", line))


def configure_logging(settings: Settings, stream: TextIO | None = None) -> None:
    """Send all logging to *stream* (standard error), as the settings say."""
    stream = stream or sys.stderr
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    is_json = settings.log_format == "json"
    ending: list[structlog.typing.Processor] = (
        [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
        if is_json
        else [
            structlog.dev.ConsoleRenderer(
                colors=stream.isatty(), exception_formatter=structlog.dev.plain_traceback
            )
        ]
    )
    formatter = ScrubbedFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ending],
    )
    formatter.secrets = tuple(_secrets(settings))
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level.upper())
    for name in QUIET_LOGGERS:
        logging.getLogger(name).setLevel(max(root.level, logging.WARNING))
    # At DEBUG it writes every message it takes and sends, whole.
    logging.getLogger("telegram").setLevel(max(root.level, logging.INFO))
    sys.excepthook = _log_crash


def _log_crash(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    """The interpreter's own way of telling of a crash does not scrub; ours does."""
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("bot").critical("crashed", exc_info=(kind, error, traceback))


def _secrets(settings: Settings) -> Iterable[str]:
    for secret in (settings.bot_token, settings.webhook_secret):
        if secret is not None:
            yield secret.get_secret_value()
