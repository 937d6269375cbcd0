"""The command `safir`: ask in the terminal, check packs, start the bot."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from dotenv import dotenv_values

from bot.cli_facts import GivenPack, Pack, db_app, facts_app, settings_of, unusable
from knowledge import DEFAULT_PACK

if TYPE_CHECKING:
    from knowledge.answering.answerer import Answerer

GivenLanguage = Annotated[str | None, typer.Option("--language", help="Language of questions and answers.")]
Semantic = Annotated[
    bool, typer.Option("--semantic/--no-semantic", envvar="SAFIR_SEMANTIC", help="Use sentence embeddings (extra `semantic`).")
]
LanguageCode = Annotated[str, typer.Option("--language", envvar="SAFIR_LANGUAGE", help="Language of questions and answers.")]

app = typer.Typer(
    name="safir",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(facts_app, name="facts")
app.add_typer(db_app, name="db")


def _say_version(wanted: bool) -> None:
    if wanted:
        from bot.package import version

        typer.echo(f"safir {version()}")
        raise typer.Exit


@app.callback()
def safir(
    version: Annotated[  # it is said by its callback
        bool, typer.Option("--version", help="Say which version this is.", callback=_say_version, is_eager=True)
    ] = False,
) -> None:
    """Sourced answers from a curated fact base, in Discord and in the terminal."""


@app.command()
def ask(
    question: Annotated[list[str] | None, typer.Argument(help="The question, in quotes or as several words.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object on one line.")] = False,
    batch: Annotated[
        Path | None, typer.Option(help='Answer each line {"id", "q", "context"} of a JSON Lines file ("-" for stdin).')
    ] = None,
    pack: Pack = DEFAULT_PACK,
    language: LanguageCode = "en",
    semantic: Semantic = False,
) -> None:
    """Answer one question, or a file of them."""
    from bot.terminal import ask as asking

    if (batch is None) == (not question):
        raise typer.BadParameter("give a question, or --batch with a file")
    answerer = _answerer(pack, language, semantic)
    if batch is not None:
        raise typer.Exit(asking.batch(answerer, batch, as_json))
    asking.one(answerer, " ".join(question or []), as_json)


@app.command()
def why(
    question: Annotated[list[str], typer.Argument(help="The question, in quotes or as several words.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object on one line.")] = False,
    pack: Pack = DEFAULT_PACK,
    language: LanguageCode = "en",
    semantic: Semantic = False,
) -> None:
    """Say how a question was read, what was found, and why it was decided so."""
    from bot.terminal.why import why as explaining

    explaining(_answerer(pack, language, semantic), " ".join(question), as_json)


@app.command()
def chat(pack: Pack = DEFAULT_PACK, language: LanguageCode = "en", semantic: Semantic = False) -> None:
    """Talk with Safir in the terminal; it understands follow-up questions."""
    from bot.terminal.chat import chat as chatting

    chatting(_answerer(pack, language, semantic))


@app.command()
def preview(
    port: Annotated[int, typer.Option(help="Port of the page on 127.0.0.1 (0 picks a free one).")] = 0,
    pack: GivenPack = None,
    language: GivenLanguage = None,
) -> None:
    """Show the real bot in a local browser page, without a token."""
    from bot.preview import preview as previewing

    raise typer.Exit(previewing(settings_of(pack=pack, language=language), port))


@app.command()
def run(
    pack: GivenPack = None,
    language: GivenLanguage = None,
    sync: Annotated[bool, typer.Option("--sync", help="Register the slash commands even where they have not changed.")] = False,
) -> None:
    """Start the bot on Discord (needs DISCORD_TOKEN)."""
    gc.disable()  # until it runs: nothing that is loaded is garbage, and to look for some takes a tenth of the start
    from bot.run import run_configured

    raise typer.Exit(run_configured(sync=sync, pack=pack, language=language))


@app.command()
def health() -> None:
    """Ask a running bot on this machine how it is (needs SAFIR_METRICS_PORT); for the health checks of containers."""
    from bot.health import probe

    well, said = probe(settings_of())
    typer.echo(said, err=not well)
    raise typer.Exit(0 if well else 1)


@app.command()
def doctor(
    pack: GivenPack = None,
    language: GivenLanguage = None,
    online: Annotated[
        bool, typer.Option("--online", help="Ask Discord, too: token, intents, permissions, clock; and PostgreSQL.")
    ] = False,
) -> None:
    """Say what is configured, what is missing, and how to mend it."""
    from bot.terminal.doctor import doctor as examining

    raise typer.Exit(examining(pack, language, online=online))


def _answerer(pack: Path, language: str, semantic: bool) -> Answerer:
    from bot.index_cache import load
    from bot.semantic import encoder
    from knowledge.pack_error import PackError

    try:
        return load(pack, language, encoder(semantic))
    except PackError as error:
        raise unusable(pack, error) from None
    except LookupError as error:
        raise typer.BadParameter(str(error), param_hint="--language") from None


def main() -> None:
    """The entry point: `safir`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a terminal in another encoding must not end an answer
    try:
        written = dotenv_values(".env")
    except UnicodeDecodeError:
        written = {}  # `run`, `preview` and `doctor` say what is wrong with it
    for name, value in written.items():
        if name in {"SAFIR_PACK", "SAFIR_LANGUAGE", "SAFIR_SEMANTIC", "SAFIR_CACHE_DIR"} and value:
            os.environ.setdefault(name, value)
    try:
        app()
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
