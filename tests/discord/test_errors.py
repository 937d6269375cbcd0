"""Errors: logged once under a number, and the person is shown that number and never a traceback."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest

SECRET = "the kettle at 10.0.0.7 exploded"


@pytest.fixture
def broken(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The base fails at everything."""

    def fail(*_: Any, **__: Any) -> Any:
        raise RuntimeError(SECRET)

    for name in ("converse", "topic", "suggest", "sources"):
        monkeypatch.setattr(world.bot.answerers.pack, name, fail)


def number_in(text: str, caplog: pytest.LogCaptureFixture) -> str:
    """The number that a person was shown, which must stand in the log with the traceback."""
    assert SECRET not in text
    assert "Traceback" not in text
    found = re.search(r"number: ([0-9a-f]{8})$", text)
    assert found, text
    records = [record for record in caplog.records if found[1] in record.getMessage()]
    assert len(records) == 1
    assert records[0].levelno == logging.ERROR
    assert records[0].exc_info is not None
    assert SECRET in str(records[0].exc_info[1])
    return found[1]


@pytest.mark.usefixtures("broken")
async def test_an_error_in_a_message_is_told_with_its_number(world: Any, caplog: pytest.LogCaptureFixture) -> None:
    await world.alice.send(world.channel, f"{world.mention} How long does black tea steep?")
    number_in(world.last().content, caplog)
    assert "black tea" not in caplog.text.replace(world.last().content, "")  # questions are not logged


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize(("name", "options"), [("ask", {"question": "tea?"}), ("harvest", {}), ("sources", {})])
async def test_an_error_in_a_command_is_told_with_its_number(
    world: Any, caplog: pytest.LogCaptureFixture, name: str, options: dict[str, Any]
) -> None:
    result = await world.alice.slash(world.channel, name, **options)
    assert result.ephemeral
    number_in(result.response.content, caplog)


async def test_an_error_in_a_button_is_told_with_its_number(
    world: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.alice.send(world.channel, f"{world.mention} Who won the chess championship in Oslo?")
    declined = world.last()

    def fail(*_: Any) -> Any:
        raise RuntimeError(SECRET)

    monkeypatch.setattr(world.bot.answerers.pack, "converse", fail)
    result = await world.alice.click(declined, label=world.buttons(declined)[0])
    assert result.ephemeral
    number_in(result.response.content, caplog)


async def test_an_error_in_the_remove_button_is_told_with_its_number(world: Any, caplog: pytest.LogCaptureFixture) -> None:
    await world.alice.send(world.channel, f"{world.mention} How long does black tea steep?")
    world.env.inject_error("DELETE", "/webhooks/*", status=500, message=SECRET)
    result = await world.alice.click(world.last(), label="Remove")
    number_in(result.followups[-1].content, caplog)


@pytest.mark.usefixtures("broken")
async def test_suggestions_that_fail_do_not_get_in_the_way_of_asking(world: Any, caplog: pytest.LogCaptureFixture) -> None:
    assert await world.alice.autocomplete(world.channel, "ask", "question", "tea") == []
    assert "the suggestions of /ask" in caplog.text


async def test_a_command_that_no_longer_exists_is_called_outdated(world: Any) -> None:
    world.bot.tree.remove_command("brewing")
    result = await world.alice.slash(world.channel, "brewing")
    assert "reload Discord" in result.response.content


async def test_an_answer_that_cannot_even_be_apologised_for_is_logged(world: Any, caplog: pytest.LogCaptureFixture) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=500, message=SECRET, times=2)
    await world.alice.send(world.channel, f"{world.mention} How long does black tea steep?")
    assert world.said(world.channel) == []
    assert "could not be answered" in caplog.text
