"""Settings: from the environment or `.env`, every problem at once, every variable explained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings, variable

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def test_nothing_has_to_be_set() -> None:
    settings = load_settings()
    assert settings.discord_token is None
    assert settings.ask_channels == frozenset()
    assert settings.pack.is_dir()


def test_variables_and_the_env_file_are_read_and_variables_come_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    Path(".env").write_text("SAFIR_PERSON_QUESTIONS=3\nSAFIR_CHANNEL_QUESTIONS=7\nDISCORD_TOKEN=abc\n", "utf-8")
    monkeypatch.setenv("SAFIR_CHANNEL_QUESTIONS", "9")
    settings = load_settings()
    assert (settings.person_questions, settings.channel_questions) == (3, 9)
    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == "abc"


def test_a_command_line_option_comes_before_both_and_one_not_given_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, tea_folder: Path
) -> None:
    monkeypatch.setenv("SAFIR_PACK", "/nowhere")
    assert load_settings(pack=tea_folder, language=None).pack == tea_folder


def test_ask_channels_are_ids_with_commas_between_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAFIR_ASK_CHANNELS", " 12, 34 ,")
    assert load_settings().ask_channels == {12, 34}


@pytest.mark.parametrize("wrong", ["proxy:3128", "socks5://user:secret@proxy:1080", "http:// proxy", "http://proxy:3128/path"])
def test_a_proxy_that_cannot_be_used_is_refused_without_showing_its_password(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("SAFIR_PROXY", wrong)
    with pytest.raises(
        SettingsError, match=r"^SAFIR_PROXY: it is no address of an HTTP proxy\. Write http://host:port"
    ) as caught:
        load_settings()
    assert wrong not in str(caught.value)
    for right in ("http://proxy:3128", "https://user:secret@proxy.example/"):
        monkeypatch.setenv("SAFIR_PROXY", right)
        assert load_settings().through == right


def test_every_problem_is_named_at_once_with_its_variable_and_its_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "SAFIR_PACK": "/nowhere",
        "SAFIR_LOG_LEVEL": "loud",
        "SAFIR_ASK_CHANNELS": "12,general",
        "SAFIR_PERSON_QUESTIONS": "0",
        "SAFIR_LIMIT_SECONDS": "soon",
    }.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    lines = str(caught.value).splitlines()
    assert [line.split()[0] for line in sorted(lines)] == [
        "SAFIR_ASK_CHANNELS",
        "SAFIR_LIMIT_SECONDS",
        "SAFIR_LOG_LEVEL",
        "SAFIR_PACK",
        "SAFIR_PERSON_QUESTIONS",
    ]
    assert all(" Write " in line for line in lines)


def test_the_token_is_never_shown() -> None:
    settings = load_settings(discord_token="very-secret")
    assert "very-secret" not in repr(settings)
    assert "very-secret" not in str(settings.model_dump())


def test_an_env_file_in_another_encoding_is_explained() -> None:
    Path(".env").write_bytes("SAFIR_LANGUAGE=é".encode("utf-16"))
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings()


def test_every_setting_is_explained_in_the_example_file_and_nothing_else_is() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    named = {match[1]: number for number, line in enumerate(lines) if (match := re.match(r"([A-Z_]+)=", line))}
    assert set(named) == {variable(field) for field in Settings.model_fields}
    for name, number in named.items():
        assert re.match(r"# \S.{15,}", lines[number - 1]), f"{name} has no line above it that says what it does"


def test_the_example_file_holds_the_defaults() -> None:
    Path(".env").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    defaults = {name: field.default for name, field in Settings.model_fields.items()}
    assert load_settings().model_dump() == defaults


@pytest.mark.parametrize("field", list(Settings.model_fields))
def test_every_setting_says_what_to_write(field: str) -> None:
    assert Settings.model_fields[field].description


def test_the_database_is_a_file_among_the_data_unless_an_address_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().database == "sqlite:///data/safir.sqlite3"
    monkeypatch.setenv("SAFIR_DATABASE_URL", "postgresql://me:secret@host/one")
    assert load_settings().database == "postgresql://me:secret@host/one"
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:secret@host/two")
    settings = load_settings()
    assert settings.database == "postgresql://me:secret@host/two", "the name that hosts use comes first"
    assert "secret" not in repr(settings)


@pytest.mark.parametrize(
    ("count", "ids", "shards"),
    [("4", "0-3", {0, 1, 2, 3}), ("4", " 3 , 1-2,", {1, 2, 3}), ("1", "0", {0}), ("4", "", set())],
)
def test_shards_are_numbers_and_ranges(monkeypatch: pytest.MonkeyPatch, count: str, ids: str, shards: set[int]) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://host/one")
    monkeypatch.setenv("SHARD_COUNT", count)
    monkeypatch.setenv("SHARD_IDS", ids)
    settings = load_settings()
    assert settings.shard_ids == shards
    assert settings.leads is (not shards or 0 in shards), "one process registers the commands"


@pytest.mark.parametrize(
    ("count", "ids", "problem"),
    [
        ("", "0-1", "SHARD_COUNT has to be set, too"),
        ("2", "0-2", "the last one is 1"),
        ("4", "0,2", "set DATABASE_URL to one PostgreSQL"),
        ("4", "3-1", "is no range"),
        ("4", "a", "is no number"),
        ("4", "0-999999999", "is no range"),
        ("0", "", "SHARD_COUNT"),
    ],
)
def test_shards_that_cannot_be_are_named(monkeypatch: pytest.MonkeyPatch, count: str, ids: str, problem: str) -> None:
    monkeypatch.setenv("SHARD_COUNT", count)
    monkeypatch.setenv("SHARD_IDS", ids)
    with pytest.raises(SettingsError, match=problem):
        load_settings()
