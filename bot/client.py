"""The bot itself: what it listens to, what it is made of, how it starts."""

from __future__ import annotations

import sys
import time
from typing import Any, Final

import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.answerers import Answerers
from bot.ask_channels import AskChannels
from bot.asking import Asking
from bot.command_sync import sync_commands
from bot.command_texts import CommandTexts
from bot.conversations import Conversations
from bot.desk import Desk
from bot.error_report import report
from bot.interaction_delivery import be_patient
from bot.learning import Learning
from bot.limits import Clock, Limits, RateLimiter
from bot.metrics import Metrics
from bot.moderation.contributions import Contributions
from bot.moderation.moderation import Moderation
from bot.pictures.studio import Studio
from bot.question_queue import QuestionQueue
from bot.readers import Readers, Tree
from bot.reasons import Reasons
from bot.recent_answers import RecentAnswers
from bot.settings import Settings
from bot.store_link import StoreLink
from bot.translation import t
from bot.trimmings import Trimmings
from bot.typing_limit import typing_limit
from bot.views.lasting import LASTING
from knowledge.answering.answerer import Answerer

# The pack's commands come last: one that takes a name of the bot's own is then told so.
EXTENSIONS: Final = tuple(
    f"bot.extensions.{name}"
    for name in (
        "errors",
        "left_over_forms",
        "warming",
        "ask_messages",
        "ask_command",
        "check_message",
        "about",
        "greeting",
        "settings",
        "facts",
        "sources",
        "suggest",
        "review",
        "privacy",
        "status",
        "topic_commands",
    )
)


def least_intents(*, message_content: bool) -> discord.Intents:
    """What the bot must hear.

    Message content (privileged) is asked for only where somebody uses ask-channels: mentions, replies and direct
    messages come with their text anyway.
    """
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=message_content)


class SafirBot(commands.AutoShardedBot):
    """Answers with `answerer`, and with what is edited through `link` (None: nothing can be edited).

    `sync` registers the commands even where they have not changed. `clock` gives the seconds by which limits and conversations go
    (tests bring one). `stopping` is set when the process is about to end.
    """

    def __init__(
        self,
        answerer: Answerer,
        settings: Settings,
        *,
        link: StoreLink | None = None,
        ask_channels: AskChannels | None = None,
        message_content: bool | None = None,
        sync: bool = False,
        clock: Clock = time.monotonic,
        studio: Studio | None = None,
        **options: Any,
    ) -> None:
        self.ask_channels = ask_channels if ask_channels is not None else AskChannels(settings.ask_channels)
        listens = bool(self.ask_channels) if message_content is None else message_content
        if settings.shard_count is not None:
            options.setdefault("shard_count", settings.shard_count)
            options.setdefault("shard_ids", sorted(settings.shard_ids) or None)
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # Safir writes; nobody has to install voice
        super().__init__(
            command_prefix=commands.when_mentioned,  # discord.py wants one; `on_message` below never looks for commands
            help_command=None,
            tree_cls=Tree,
            intents=least_intents(message_content=listens),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            activity=discord.CustomActivity(name=t(wording.PRESENCE)),
            # Nothing that people write and nobody's profile is kept.
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_ratelimit_timeout=60.0,
            proxy=settings.through,
            **options,
        )
        self.settings = settings
        self.clock = clock
        self.stopping = False
        self.started = discord.utils.utcnow()
        self.metrics = Metrics(clock)
        self._sync = sync
        self.readers = Readers()
        self.typing = typing_limit(clock)
        person = RateLimiter(settings.person_questions, settings.limit_seconds, clock)
        channel = RateLimiter(settings.channel_questions, settings.limit_seconds, clock)
        server = RateLimiter(settings.server_questions, settings.limit_seconds, clock)
        self.link = link or StoreLink(settings.database, answerer.base.pack)  # which nobody opens
        self.answerers = Answerers(answerer, self.link)
        queue = QuestionQueue(settings.waiting_questions)
        limits, conversations = Limits(person, channel, server), Conversations(clock)
        self.asking = Asking(self.answerers, conversations, limits, queue, RecentAnswers(clock))
        self.learning = Learning(self.link, settings.keep_questions_days, clock)
        self.reasons = Reasons(self.answerers, settings.language, clock)
        self.studio = studio or Studio(on=settings.pictures)
        self.desk = Desk(self.asking, self.learning, self.reasons, Trimmings(self.studio, lambda: self.answerers.pack))
        self.contributions = Contributions(self)
        self.moderation = Moderation(self, clock)

    @property
    def well(self) -> bool:
        """Whether questions are taken: all shards are connected, and the process is not about to end."""
        shards = self.shards.values()
        return bool(shards) and self.is_ready() and not self.stopping and not any(shard.is_closed() for shard in shards)

    async def setup_hook(self) -> None:
        """Before the connection: extensions, buttons that outlive a restart, commands in every language."""
        be_patient()
        await self.load_everything()
        await self.tree.set_translator(CommandTexts())
        if self.settings.leads:  # once is enough for all processes
            await sync_commands(self, always=self._sync)

    async def load_everything(self) -> None:
        """Load extensions and buttons; after this the commands are in the tree."""
        for extension in EXTENSIONS:
            await self.load_extension(extension)
        self.add_dynamic_items(*LASTING)

    async def close(self) -> None:
        """End the process that draws, then the connection."""
        self.studio.close()
        await super().close()

    async def on_message(self, message: discord.Message, /) -> None:
        """No prefix commands: "@Safir help" is a question. The extension `ask_messages` listens."""

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Errors in event listeners; there is nobody to tell, so they are only logged."""
        error = sys.exception()
        if error is not None:
            report(error, f"the event {event_method}")
