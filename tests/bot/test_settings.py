import re
from pathlib import Path

import pytest

from bot.settings import EXPECTED, Settings, SettingsError
from tests.conftest import TOKEN

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def test_nothing_set_means_the_local_telegram_with_a_file_of_its_own() -> None:
    settings = Settings.from_environ({})
    assert settings.is_local
    assert settings.database_url == f"sqlite:///{Path('data/local.db').absolute()}"


def test_a_token_means_telegram_with_the_real_file() -> None:
    settings = Settings.from_environ({"TELEGRAM_BOT_TOKEN": TOKEN})
    assert not settings.is_local
    assert settings.database_url.endswith("/data/chihoi.db")


def test_empty_variables_count_as_unset() -> None:
    assert Settings.from_environ(dict.fromkeys(EXPECTED, " ")) == Settings.from_environ({})


def test_admins_are_listed_with_commas() -> None:
    settings = Settings.from_environ({"CHIHOI_ADMINS": "12, 34,,56 "})
    assert settings.admin_ids == {12, 34, 56}


def test_all_faults_are_told_at_once_with_the_remedy_in_two_languages() -> None:
    faulty = {
        "TELEGRAM_BOT_TOKEN": "mytoken",
        "TELEGRAM_API_URL": "telegram.org",
        "TELEGRAM_WEBHOOK_URL": "ftp://example.vn",
        "DATABASE_URL": "mysql://root@localhost/x",
        "CHIHOI_ADMINS": "lan",
        "CHIHOI_PORT": "many",
        "CHIHOI_QUESTION_DAYS": "400",
        "CHIHOI_LOG_LEVEL": "loud",
    }
    with pytest.raises(SettingsError) as caught:
        Settings.from_environ(faulty)
    assert set(caught.value.faults) == {*faulty, "TELEGRAM_WEBHOOK_SECRET"}
    for name in caught.value.faults:
        vietnamese, english = EXPECTED[name]
        assert vietnamese in str(caught.value)
        assert english in str(caught.value)


def test_a_faulty_secret_is_not_shown() -> None:
    variables = {"TELEGRAM_BOT_TOKEN": "not-a-token", "DATABASE_URL": "x://me:hunter2@host/db"}
    with pytest.raises(SettingsError) as caught:
        Settings.from_environ(variables)
    assert "not-a-token" not in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_secrets_are_not_shown_by_the_settings() -> None:
    settings = Settings.from_environ(
        {"TELEGRAM_BOT_TOKEN": TOKEN, "DATABASE_URL": "postgresql://me:hunter2@host/db"}
    )
    assert TOKEN not in repr(settings)
    assert "hunter2" not in repr(settings)


@pytest.mark.parametrize(
    ("secret", "is_good"),
    [
        pytest.param("a", True, id="shortest"),
        pytest.param("A-z_9" * 51 + "x", True, id="longest, 256"),
        pytest.param("x" * 257, False, id="too long"),
        pytest.param("bí mật", False, id="letters Telegram refuses"),
    ],
)
def test_the_webhook_secret_is_one_telegram_accepts(secret: str, is_good: bool) -> None:
    variables = {
        "TELEGRAM_WEBHOOK_URL": "https://bot.example.vn/telegram",
        "TELEGRAM_WEBHOOK_SECRET": secret,
    }
    if is_good:
        settings = Settings.from_environ(variables)
        assert settings.webhook_secret is not None
        assert settings.webhook_secret.get_secret_value() == secret
    else:
        with pytest.raises(SettingsError, match="TELEGRAM_WEBHOOK_SECRET"):
            Settings.from_environ(variables)


def test_settings_never_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings.from_environ({}).port = 1


def test_a_file_is_read_and_the_environment_wins(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("CHIHOI_PORT=1111\nCHIHOI_HOST=0.0.0.0\n", encoding="utf-8")
    settings = Settings.from_environ_and_file({"CHIHOI_PORT": "2222"}, file)
    assert (settings.port, settings.host) == (2222, "0.0.0.0")


def test_no_file_is_no_fault(tmp_path: Path) -> None:
    settings = Settings.from_environ_and_file({}, tmp_path / "absent")
    assert settings == Settings.from_environ({})


def test_the_example_names_every_setting_in_order_and_holds_the_defaults() -> None:
    written = re.findall(r"^([A-Z_]+)=(.*)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for name, _ in written] == list(EXPECTED)
    assert Settings.from_environ(dict(written)) == Settings.from_environ({})


def test_every_setting_is_explained() -> None:
    aliases = {field.validation_alias for field in Settings.model_fields.values()}
    assert aliases == set(EXPECTED)
