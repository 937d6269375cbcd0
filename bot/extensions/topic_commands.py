"""One slash command for each topic of the pack that has one, with the options that the pack gives it.

discord.py reads a command's options from its callback's signature; here the signature is made from the pack.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Coroutine
from typing import Any

from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.client import SafirBot
from bot.command_texts import pack_name, pack_text
from bot.error_report import Interaction, report
from bot.markdown import escape_line
from bot.options import YEARS, OptionError, OptionOffer
from bot.start import CommandClash
from bot.translation import t
from knowledge.answering.answer import Answer
from knowledge.answering.answerer import Answerer
from knowledge.model import Command, Option, OptionKind, Topic

PRIVATE_OPTION = "private"
Year = app_commands.Range[int, 1, 9999]


class TopicCommands(commands.Cog):
    """Adds the commands when it is loaded and takes them away when it is unloaded."""

    def __init__(self, bot: SafirBot) -> None:
        self.bot = bot
        self._commands = [
            self._make(topic, topic.command) for topic in bot.answerers.pack.base.topics if topic.command is not None
        ]

    async def cog_load(self) -> None:
        """Add the commands. Raises CommandClash."""
        for command in self._commands:
            try:
                self.bot.tree.add_command(command)
            except app_commands.CommandAlreadyRegistered:
                raise CommandClash(
                    f"the pack gives two topics the command /{command.name}, or one that is the bot's own"
                ) from None

    async def cog_unload(self) -> None:
        """Take them away."""
        for command in self._commands:
            self.bot.tree.remove_command(command.name)

    def _make(self, topic: Topic, shape: Command) -> app_commands.Command[Any, ..., None]:
        language = self.bot.settings.language
        if any(option.name == PRIVATE_OPTION for option in shape.options):
            raise CommandClash(f"/{shape.name}: an option cannot be named '{PRIVATE_OPTION}', every command has it already")
        offers = {f"option_{place}": (option, OptionOffer(topic, option, language)) for place, option in enumerate(shape.options)}

        async def callback(interaction: Interaction, private: bool = False, **typed: Any) -> None:
            base = (await self.bot.answerers.of(interaction.guild_id)).base
            try:
                chosen: dict[str, Any] = {
                    _argument(option): offer.read(base, typed[name]) if isinstance(typed.get(name), str) else typed.get(name)
                    for name, (option, offer) in offers.items()
                }
            except OptionError as error:
                await self.bot.desk.explain(interaction, _unknown(error))
                return

            def answer(answerer: Answerer) -> Answer:
                return answerer.topic(topic.id, **chosen)

            await self.bot.desk.show(interaction, answer, private=private, topic=topic)

        callback.__signature__ = _signature(offers)  # type: ignore[attr-defined]  # read by inspect.signature
        app_commands.rename(**{name: pack_name(option) for name, (option, _) in offers.items()})(callback)
        descriptions = {name: pack_text(option.description, language) for name, (option, _) in offers.items()}
        app_commands.describe(**descriptions, private=wording.PRIVATE)(callback)
        command: app_commands.Command[Any, ..., None] = app_commands.Command(
            name=pack_name(shape), description=pack_text(topic.description, language), callback=callback
        )
        for name, (option, offer) in offers.items():
            command.autocomplete(name)(self._autocomplete(f"/{shape.name} {option.name}", option, offer))
        return command

    def _autocomplete(
        self, where: str, option: Option, offer: OptionOffer
    ) -> Callable[[Interaction, str], Coroutine[Any, Any, list[app_commands.Choice[Any]]]]:
        async def suggest(interaction: Interaction, typed: str) -> list[app_commands.Choice[Any]]:
            try:
                pairs = offer.suggest((await self.bot.answerers.of(interaction.guild_id)).base, str(typed))
            except Exception as error:
                report(error, f"the suggestions of {where}")
                return []
            number = option.kind in YEARS
            return [app_commands.Choice(name=name, value=int(value) if number else value) for name, value in pairs]

        return suggest


def _signature(offers: dict[str, tuple[Option, OptionOffer]]) -> inspect.Signature:
    named = inspect.Parameter.POSITIONAL_OR_KEYWORD
    parameters = [inspect.Parameter("interaction", named, annotation=Interaction)]
    for name, (option, _) in offers.items():
        kind: Any = Year | None if option.kind in YEARS else str | None
        parameters.append(inspect.Parameter(name, named, default=None, annotation=kind))
    parameters.append(inspect.Parameter(PRIVATE_OPTION, named, default=False, annotation=bool))
    return inspect.Signature(parameters)


def _argument(option: Option) -> str:
    """The name under which the answerer takes an option's value."""
    return _ARGUMENTS[option.kind]


_ARGUMENTS = {
    OptionKind.YEAR: "year",
    OptionKind.FROM: "since",
    OptionKind.TO: "until",
    OptionKind.ENTITY: "entity",
    OptionKind.TOPIC: "other_topic",
}


def _unknown(error: OptionError) -> str:
    typed = escape_line(error.typed, 80)
    if not error.offered:
        return t(wording.UNKNOWN_OPTION, typed=typed)
    return t(wording.UNKNOWN_OPTION_OFFER, typed=typed, names=", ".join(escape_line(name, 80) for name in error.offered))


async def setup(bot: SafirBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(TopicCommands(bot))
