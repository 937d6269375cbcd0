"""`safir facts …` and `safir db …`, and what the other commands of the terminal share with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from knowledge import DEFAULT_PACK

if TYPE_CHECKING:
    from bot.settings import Settings
    from knowledge.base import KnowledgeBase

Pack = Annotated[Path, typer.Option("--pack", envvar="SAFIR_PACK", help="Folder of the pack to answer from.", show_default=False)]
# For commands that read all settings: what is not given here comes from the environment or .env.
GivenPack = Annotated[Path | None, typer.Option("--pack", help="Folder of the pack to answer from.", show_default=False)]

facts_app = typer.Typer(help="Check and export the facts of a pack.", no_args_is_help=True)
db_app = typer.Typer(help="The database with what moderators change.", no_args_is_help=True)


@facts_app.command("check")
def check(
    folder: Annotated[Path | None, typer.Argument(help="The pack's folder.", show_default=False)] = None,
    pack: Pack = DEFAULT_PACK,
) -> None:
    """Check a pack: every mistake with its file and line."""
    from bot.terminal.facts import check as checking

    raise typer.Exit(checking(folder or pack))


@facts_app.command("export")
def export(
    as_json: Annotated[bool, typer.Option("--json", help="Print the pack's facts, one JSON object a line each.")] = False,
    as_yaml: Annotated[
        Path | None, typer.Option("--yaml", help="Write the pack with the edits of the database into a new folder.")
    ] = None,
    server: Annotated[int, typer.Option(help="With a server's edits too: its id (0: only the owner's edits for all).")] = 0,
    pack: Pack = DEFAULT_PACK,
) -> None:
    """Print all facts, or write the pack with all edits."""
    if as_json == (as_yaml is not None):
        raise typer.BadParameter("say in which form: --json, or --yaml with a folder")
    if as_yaml is not None:
        from bot.terminal.database import export_yaml

        raise typer.Exit(export_yaml(pack, settings_of().database, as_yaml, server))
    from bot.terminal.facts import export as exporting

    exporting(_base(pack))


@db_app.command("upgrade")
def upgrade() -> None:
    """Bring the database to the newest schema (the bot does it at start, too)."""
    from bot.terminal.database import upgrade as upgrading

    raise typer.Exit(upgrading(settings_of().database))


def _base(pack: Path) -> KnowledgeBase:
    from knowledge.base import KnowledgeBase
    from knowledge.pack import load_pack
    from knowledge.pack_error import PackError

    try:
        return KnowledgeBase(load_pack(pack))
    except PackError as error:
        raise unusable(pack, error) from None


def unusable(pack: Path, error: Exception) -> typer.Exit:
    """Says why a pack cannot be used; gives what to raise."""
    typer.echo(f"The pack {pack} cannot be used:\n{error}", err=True)
    return typer.Exit(1)


def settings_of(**given: Any) -> Settings:
    """All settings, those of the command line first. Says what is wrong with them, and ends the command."""
    from bot.settings import SettingsError, load_settings

    try:
        return load_settings(**given)
    except SettingsError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
