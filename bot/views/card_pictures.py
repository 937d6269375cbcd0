"""Pictures on a card: attached to the message, each with a description for whoever cannot see it."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import discord
from discord import ui

if TYPE_CHECKING:
    from bot.views.answer_card import AnswerCard
    from bot.views.kept_card import SentAgain

T = TypeVar("T")
ALT_LIMIT = 1_024  # Discord's


@dataclass(frozen=True, slots=True)
class CardPicture:
    """A PNG and what is to be seen on it."""

    png: bytes
    alt: str


def gallery(pictures: Sequence[CardPicture]) -> ui.MediaGallery[Any]:
    """Where the pictures stand in the message."""
    return ui.MediaGallery(
        *(
            discord.MediaGalleryItem(f"attachment://{_name(place)}", description=picture.alt[:ALT_LIMIT])
            for place, picture in enumerate(pictures)
        )
    )


def files(pictures: Sequence[CardPicture]) -> list[discord.File]:
    """The files, made anew for each try: sending closes them."""
    return [
        discord.File(io.BytesIO(picture.png), _name(place), description=picture.alt[:ALT_LIMIT])
        for place, picture in enumerate(pictures)
    ]


async def sent_with(card: AnswerCard | SentAgain, send: Callable[[list[discord.File]], Awaitable[T]]) -> T:
    """Send `card` and let go of it; where Discord does not take its pictures, without them: the text says the same.

    Raises what `send` raises.
    """
    try:
        return await send(files(card.pictures))
    except discord.HTTPException as error:
        if not card.pictures or error.status >= 500 or error.status == 404:
            raise
        card.without_pictures()
        return await send([])
    finally:
        card.let_go()


def may_attach(place: discord.abc.MessageableChannel | discord.Interaction[Any]) -> bool:
    """Whether the bot may attach files there."""
    if isinstance(place, discord.Interaction):
        return place.app_permissions.attach_files
    guild = getattr(place, "guild", None)
    if guild is None:
        return True
    try:
        return bool(place.permissions_for(guild.me).attach_files)
    except (AttributeError, discord.ClientException):  # a thread whose channel the bot cannot see
        return False


def _name(place: int) -> str:
    return f"picture{place}.png"
