"""What a server has set, as small values of JSON under keys."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import delete, select

from knowledge.store.database import Database
from knowledge.store.tables import guild_settings
from knowledge.store.upsert import upsert


class GuildSettings:
    """The settings of all servers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self, guild: int) -> dict[str, Any]:
        """Everything that a server has set."""
        query = select(guild_settings.c.key, guild_settings.c.value).where(guild_settings.c.guild_id == guild)
        return {row.key: row.value for row in await self._database.rows(query.order_by(guild_settings.c.key))}

    async def get(self, guild: int, key: str, default: Any = None) -> Any:
        """One setting, or `default`."""
        return (await self.all(guild)).get(key, default)

    async def everywhere(self, key: str, guilds: Collection[int] | None = None) -> dict[int, Any]:
        """One setting of every server (None: of all) that has set it, by server."""
        query = select(guild_settings.c.guild_id, guild_settings.c.value).where(guild_settings.c.key == key)
        if guilds is not None:
            query = query.where(guild_settings.c.guild_id.in_(guilds))
        return {row.guild_id: row.value for row in await self._database.rows(query)}

    async def set(self, guild: int, key: str, value: Any) -> None:
        """Set one, in the place of what was set before; `value` is anything that JSON can hold."""
        values = {"guild_id": guild, "key": key, "value": value}
        await self._database.execute(upsert(self._database, guild_settings, values))

    async def unset(self, guild: int, key: str) -> None:
        """Back to the default."""
        which = (guild_settings.c.guild_id == guild, guild_settings.c.key == key)
        await self._database.execute(delete(guild_settings).where(*which))

    async def forget(self, guild: int) -> None:
        """Delete everything that a server has set."""
        await self._database.execute(delete(guild_settings).where(guild_settings.c.guild_id == guild))
