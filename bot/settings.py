"""Everything that can be set from outside, read once at start from the environment."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

PACKAGED_KNOWLEDGE = Path(__file__).parent.parent / "knowledge" / "content"
TELEGRAM = "https://api.telegram.org"
FREE_PER_SECOND = 30
"""What Telegram's FAQ allows in bulk."""
PAID_PER_SECOND = 1000
"""The same with `allow_paid_broadcast`."""

EXPECTED: Mapping[str, tuple[str, str]] = {
    "TELEGRAM_BOT_TOKEN": (
        "mã do @BotFather cấp, dạng 123456789:AA…; để trống thì chạy Telegram giả trên máy",
        "the token from @BotFather, like 123456789:AA…; leave empty for the local Telegram",
    ),
    "TELEGRAM_API_URL": (
        f"địa chỉ máy chủ Bot API, bắt đầu bằng http:// hoặc https://, ví dụ {TELEGRAM}",
        f"the address of a Bot API server, with http:// or https://, for example {TELEGRAM}",
    ),
    "TELEGRAM_WEBHOOK_URL": (
        "địa chỉ công khai để Telegram gửi tin đến, ví dụ https://bot.example.vn/telegram;"
        " để trống thì bot tự hỏi Telegram",
        "the public address Telegram sends updates to, for example"
        " https://bot.example.vn/telegram; leave empty to poll",
    ),
    "TELEGRAM_WEBHOOK_SECRET": (
        "1 đến 256 ký tự A-Z a-z 0-9 _ -; bắt buộc khi có TELEGRAM_WEBHOOK_URL",
        "1 to 256 characters of A-Z a-z 0-9 _ -; required with TELEGRAM_WEBHOOK_URL",
    ),
    "DATABASE_URL": (
        "sqlite:///đường/dẫn.db hoặc postgresql://người:mậtkhẩu@máy/tên;"
        " để trống thì dùng một tệp trong CHIHOI_DATA_DIR",
        "sqlite:///path.db or postgresql://user:password@host/name;"
        " leave empty for a file in CHIHOI_DATA_DIR",
    ),
    "CHIHOI_DATA_DIR": (
        "một thư mục mà bot ghi được, ví dụ data",
        "a folder that the bot may write to, for example data",
    ),
    "CHIHOI_ADMINS": (
        "các số Telegram của quản trị viên, cách nhau bằng dấu phẩy, ví dụ 12345,67890",
        "the admins' Telegram ids, separated by commas, for example 12345,67890",
    ),
    "CHIHOI_KNOWLEDGE_DIR": (
        "thư mục chứa các tệp kiến thức; để trống thì dùng bộ đi kèm",
        "a folder of knowledge files; leave empty for the ones that come with the bot",
    ),
    "CHIHOI_HOST": (
        "địa chỉ để nghe, ví dụ 127.0.0.1 (chỉ máy này) hoặc 0.0.0.0 (mọi mạng)",
        "the address to listen on, for example 127.0.0.1 (this machine) or 0.0.0.0 (everywhere)",
    ),
    "CHIHOI_PORT": ("cổng, số từ 0 đến 65535", "a port, a number from 0 to 65535"),
    "CHIHOI_PLAYGROUND_PORT": (
        "cổng của Telegram giả trên máy, số từ 0 đến 65535",
        "the port of the local Telegram, a number from 0 to 65535",
    ),
    "CHIHOI_CONCURRENT_CHATS": (
        "số cuộc trò chuyện trả lời cùng lúc, từ 1 đến 1024",
        "how many chats are answered at the same time, from 1 to 1024",
    ),
    "CHIHOI_QUESTION_DAYS": (
        "số ngày giữ câu hỏi (đã xoá tên, số), từ 1 đến 90",
        "how many days scrubbed questions are kept, from 1 to 90",
    ),
    "CHIHOI_BULK_PER_SECOND": (
        "số thông báo gửi đi mỗi giây, từ 1 đến 1000; để trống: 30, hoặc 1000 khi trả phí",
        "announcements sent a second, from 1 to 1000; empty: 30, or 1000 when paid",
    ),
    "CHIHOI_PAID_BROADCASTS": (
        "true nếu trả Telegram Stars để gửi đến 1000 tin mỗi giây, không thì false",
        "true to pay Telegram Stars for up to 1,000 messages a second, otherwise false",
    ),
    "CHIHOI_OWN_WORKER": (
        "true hoặc false: với PostgreSQL, bot có tự gửi thông báo bên cạnh các `chihoi worker`",
        "true or false: with PostgreSQL, whether the bot delivers beside the `chihoi worker`s",
    ),
    "CHIHOI_LOG_LEVEL": (
        "debug, info, warning hoặc error",
        "debug, info, warning or error",
    ),
    "CHIHOI_LOG_FORMAT": ("console hoặc json", "console or json"),
}
"""What each variable must be, in Vietnamese and English: shown with every fault."""

_SECRET_NAMES = {"TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "DATABASE_URL"}


class SettingsError(ValueError):
    """Some settings are wrong; `faults` names all of them, the message is for people."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        """Take the faulty variables with the values found (empty where missing)."""
        self.faults = dict(faults)
        lines = [
            f"Không khởi động được, {len(faults)} thiết lập chưa đúng."
            f" / Cannot start, {len(faults)} settings are wrong."
        ]
        for name, found in faults.items():
            vietnamese, english = EXPECTED[name]
            lines += [
                f"• {name}: {_shown(name, found)}",
                f"    cần: {vietnamese}",
                f"    expected: {english}",
            ]
        super().__init__("\n".join(lines))


def _shown(name: str, found: str) -> str:
    if not found:
        return "còn trống / is missing"
    if name in _SECRET_NAMES:
        return "sai dạng (không in ra đây) / is malformed (not shown)"
    return repr(found)


def _split_ids(value: object) -> object:
    """Turn `1, 2` into its parts; the parts are checked by the type."""
    if not isinstance(value, str):
        return value
    return [part.strip() for part in value.split(",") if part.strip()]


def _check_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
        raise ValueError("not an http address")
    return value.rstrip("/")


def _check_token(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"\d{1,20}:[A-Za-z0-9_-]{1,128}", value.get_secret_value()):
        raise ValueError("not a bot token")
    return value


def _check_webhook_secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
        raise ValueError("not a webhook secret")
    return value


def _check_database(value: SecretStr) -> SecretStr:
    scheme = value.get_secret_value().split("://")[0].split("+")[0]
    if "://" not in value.get_secret_value() or scheme not in ("sqlite", "postgresql", "postgres"):
        raise ValueError("not a database we know")
    return value


_Address = Annotated[str, AfterValidator(_check_address)]
_Port = Annotated[int, Field(ge=0, le=65535)]
_TelegramId = Annotated[int, Field(gt=0)]


class Settings(BaseSettings):
    """The settings; build them with `from_environ`. They never change afterwards."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    bot_token: Annotated[SecretStr, AfterValidator(_check_token)] | None = Field(
        None, validation_alias="TELEGRAM_BOT_TOKEN"
    )
    telegram_api_url: _Address = Field(TELEGRAM, validation_alias="TELEGRAM_API_URL")
    webhook_url: _Address | None = Field(None, validation_alias="TELEGRAM_WEBHOOK_URL")
    webhook_secret: Annotated[SecretStr, AfterValidator(_check_webhook_secret)] | None = Field(
        None, validation_alias="TELEGRAM_WEBHOOK_SECRET"
    )
    database: Annotated[SecretStr, AfterValidator(_check_database)] | None = Field(
        None, validation_alias="DATABASE_URL"
    )
    data_folder: Path = Field(Path("data"), validation_alias="CHIHOI_DATA_DIR")
    admin_ids: Annotated[frozenset[_TelegramId], NoDecode, BeforeValidator(_split_ids)] = Field(
        frozenset(), validation_alias="CHIHOI_ADMINS"
    )
    knowledge_folder: Path = Field(PACKAGED_KNOWLEDGE, validation_alias="CHIHOI_KNOWLEDGE_DIR")
    host: str = Field("127.0.0.1", validation_alias="CHIHOI_HOST")
    port: _Port = Field(8080, validation_alias="CHIHOI_PORT")
    playground_port: _Port = Field(8081, validation_alias="CHIHOI_PLAYGROUND_PORT")
    concurrent_chats: Annotated[int, Field(ge=1, le=1024)] = Field(
        128, validation_alias="CHIHOI_CONCURRENT_CHATS"
    )
    question_days: Annotated[int, Field(ge=1, le=90)] = Field(
        90, validation_alias="CHIHOI_QUESTION_DAYS"
    )
    bulk_per_second: Annotated[int, Field(ge=1, le=1000)] | None = Field(
        None, validation_alias="CHIHOI_BULK_PER_SECOND"
    )
    has_paid_broadcasts: bool = Field(False, validation_alias="CHIHOI_PAID_BROADCASTS")
    has_own_worker: bool = Field(True, validation_alias="CHIHOI_OWN_WORKER")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", validation_alias="CHIHOI_LOG_LEVEL"
    )
    log_format: Literal["console", "json"] = Field("console", validation_alias="CHIHOI_LOG_FORMAT")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read nothing but what `from_environ` was given."""
        return (init_settings,)

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Self:
        """Return the settings in *environ*; empty values count as unset.

        Raises:
            SettingsError: With all faults at once.
        """
        given = {
            name: value.strip()
            for name, value in environ.items()
            if name in EXPECTED and value.strip()
        }
        faults: dict[str, str] = {}
        try:
            settings = cls.model_validate(given)
        except ValidationError as error:
            faults = {str(fault["loc"][0]): "" for fault in error.errors()}
        if "TELEGRAM_WEBHOOK_URL" in given and "TELEGRAM_WEBHOOK_SECRET" not in given:
            faults["TELEGRAM_WEBHOOK_SECRET"] = ""
        if faults:
            raise SettingsError({name: given.get(name, "") for name in faults})
        return settings

    @classmethod
    def from_environ_and_file(cls, environ: Mapping[str, str], file: Path) -> Self:
        """Return the settings in *environ*, and those of a `.env` *file* it does not set."""
        source = DotEnvSettingsSource(cls, env_file=file, case_sensitive=True)
        written = {name: value or "" for name, value in source.env_vars.items()}
        return cls.from_environ({**written, **environ})

    @property
    def is_local(self) -> bool:
        """Whether there is no token, so that the local Telegram is used."""
        return self.bot_token is None

    @property
    def database_url(self) -> str:
        """Where the database is; may hold a password.

        The local Telegram has a file of its own, so that rehearsals with invented members
        never stand beside real ones.
        """
        if self.database is not None:
            return self.database.get_secret_value()
        file = self.local_database if self.is_local else self.data_folder / "chihoi.db"
        return f"sqlite:///{file.absolute()}"

    @property
    def is_shared(self) -> bool:
        """Whether several processes can work on the database: PostgreSQL."""
        return not self.database_url.startswith("sqlite")

    @property
    def deliveries_per_second(self) -> int:
        """How many copies of announcements leave in a second, over all workers together."""
        if self.bulk_per_second is not None:
            return self.bulk_per_second
        return PAID_PER_SECOND if self.has_paid_broadcasts else FREE_PER_SECOND

    @property
    def local_database(self) -> Path:
        """The file that the local Telegram's bot uses where no database is set."""
        return self.data_folder / "local.db"
