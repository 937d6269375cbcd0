"""The operator's settings: environment variables, or lines of a file `.env`. Each is explained in `.env.example`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AliasChoices,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot import setting_values as values
from bot.setting_values import MOST_SHARDS
from knowledge import DEFAULT_PACK

ENVIRONMENT_FILE = ".env"
TOKEN_VARIABLE = "DISCORD_TOKEN"  # the name that other bots use too
DATABASE_VARIABLE = "DATABASE_URL"  # the name that hosts use
PREFIX = "SAFIR_"
DATABASE_FILE = "safir.sqlite3"


class SettingsError(Exception):
    """Settings that cannot be used; the text has a line for each: the variable, what is wrong and what to write."""


class Settings(BaseSettings):
    """All settings. A description says what to write: it is shown when a value cannot be used."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENVIRONMENT_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
    )

    discord_token: SecretStr | None = Field(
        None, validation_alias=TOKEN_VARIABLE, description="the bot's token from the Discord Developer Portal"
    )
    proxy: Annotated[SecretStr, AfterValidator(values.proxy)] | None = Field(
        None, description="http://host:port or http://user:password@host:port, or nothing to reach Discord directly"
    )
    pack: Annotated[Path, AfterValidator(values.folder)] = Field(
        DEFAULT_PACK, description="the folder of a pack, with a pack.yaml inside"
    )
    language: str = Field("en", pattern=r"^[a-z]{2,3}$", description="a language code of the pack, for example en")
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"],
        BeforeValidator(lambda value: value.upper() if isinstance(value, str) else value),
    ] = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")
    log_format: Literal["auto", "text", "json"] = Field(
        "auto", description="text, json, or auto: text in a terminal, json elsewhere"
    )
    pictures: bool = Field(True, description="true or false; pictures take about 110 MB of memory once somebody asks something")
    metrics_port: int | None = Field(
        None, ge=0, le=65_535, description="a free port, or nothing to serve neither health nor metrics"
    )
    metrics_host: str = Field("127.0.0.1", description="an address of this machine; 127.0.0.1 is reached from it alone")
    semantic: bool = Field(False, description="true or false; true needs the extra `semantic`")
    data_dir: Path = Field(Path("data"), description="a folder that Safir may write to")
    database_url: SecretStr | None = Field(
        None,
        validation_alias=AliasChoices(DATABASE_VARIABLE, f"{PREFIX}{DATABASE_VARIABLE}"),
        description="postgresql://user:password@host/database or sqlite:///FILE, or nothing for a file in SAFIR_DATA_DIR",
    )
    cache_dir: Path | None = Field(None, description="a folder that Safir may write to, or nothing for the user's own")
    ask_channels: Annotated[frozenset[Annotated[int, Field(gt=0)]], NoDecode, BeforeValidator(values.ids)] = Field(
        frozenset(), description="ids of channels or forums, with commas between them"
    )
    person_questions: int = Field(6, ge=1, le=1000, description="a whole number from 1 to 1000")
    channel_questions: int = Field(30, ge=1, le=10_000, description="a whole number from 1 to 10000")
    server_questions: int = Field(120, ge=1, le=100_000, description="a whole number from 1 to 100000")
    waiting_questions: int = Field(200, ge=1, le=10_000, description="a whole number from 1 to 10000")
    shard_count: int | None = Field(
        None,
        ge=1,
        le=MOST_SHARDS,
        validation_alias=AliasChoices("SHARD_COUNT", f"{PREFIX}SHARD_COUNT"),
        description="how many shards there are over all processes, or nothing to let Discord say",
    )
    shard_ids: Annotated[frozenset[Annotated[int, Field(ge=0)]], NoDecode, BeforeValidator(values.shards)] = Field(
        frozenset(),
        validation_alias=AliasChoices("SHARD_IDS", f"{PREFIX}SHARD_IDS"),
        description="the shards of this process, for example 0-3 or 0,1,2, or nothing for all",
    )
    keep_questions_days: int = Field(30, ge=0, le=3650, description="a whole number of days, or 0 to keep none")
    code_url: Annotated[str, Field(pattern=r"^https?://\S{3,190}$")] | None = Field(
        None, description="where the code that you run can be found, an address that begins with https://, or nothing"
    )
    limit_seconds: float = Field(30.0, ge=1, le=3600, description="a number of seconds from 1 to 3600")

    @field_validator("shard_ids")
    @classmethod
    def _of_the_shards(cls, ids: frozenset[int], info: ValidationInfo) -> frozenset[int]:
        """Part of the shards is one process of several: these share a database that several can share."""
        count = info.data.get("shard_count")
        if ids and "shard_count" in info.data:
            if count is None:
                raise ValueError("SHARD_COUNT has to be set, too")
            if max(ids) >= count:
                raise ValueError(f"shards are counted from 0: with SHARD_COUNT={count} the last one is {count - 1}")
            database = info.data.get("database_url")
            if len(ids) < count and not (database and database.get_secret_value().startswith("postgres")):
                raise ValueError(
                    f"the processes of the other shards need the same edits: set {DATABASE_VARIABLE} to one PostgreSQL"
                )
        return ids

    @property
    def leads(self) -> bool:
        """Whether this process does what only one of several may do: it is the one with shard 0."""
        return not self.shard_ids or 0 in self.shard_ids

    @property
    def through(self) -> str | None:
        """The proxy through which Discord is reached, with its password; None: there is none."""
        return self.proxy.get_secret_value() if self.proxy else None

    @property
    def database(self) -> str:
        """The address of the database: the one that is set, or a file in `data_dir`. It may hold a password."""
        set_ = self.database_url.get_secret_value() if self.database_url else ""
        return set_ or f"sqlite:///{self.data_dir / DATABASE_FILE}"


_SECRETS = {"discord_token": TOKEN_VARIABLE, "database_url": DATABASE_VARIABLE, "proxy": f"{PREFIX}PROXY"}
_OWN_NAMES = {**_SECRETS, "shard_count": "SHARD_COUNT", "shard_ids": "SHARD_IDS"}


def variable(field: str) -> str:
    """The environment variable that sets `field`."""
    return _OWN_NAMES.get(field, f"{PREFIX}{field.upper()}")


def load_settings(**given: Any) -> Settings:
    """Settings from the environment and `.env`; `given` (command-line options by field name) comes before both.

    Raises SettingsError, which names every problem at once.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        raise SettingsError("\n".join(_problems(error))) from None
    except OSError as error:
        raise SettingsError(f"{ENVIRONMENT_FILE} cannot be read ({error.strerror}): it has to be a readable file") from None
    except UnicodeDecodeError as error:
        raise SettingsError(f"{ENVIRONMENT_FILE} is not a UTF-8 text file ({error.reason}): save it as UTF-8") from None


def _problems(error: ValidationError) -> list[str]:
    lines: dict[str, str] = {}
    for problem in error.errors():
        place = str(problem["loc"][0])
        field = {name: field for field, name in _OWN_NAMES.items()}.get(place.upper(), place)
        # Secrets are never shown, not even wrong ones.
        got = "" if field in _SECRETS else f" ({problem['input']!r})"
        wanted = Settings.model_fields[field].description
        reason = problem["msg"].removeprefix("Value error, ")
        lines.setdefault(field, f"{variable(field)}{got}: {reason}. Write {wanted}.")
    return list(lines.values())
