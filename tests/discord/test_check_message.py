"""The entry "Check with Safir" in the menu of a message."""

from __future__ import annotations

from typing import Any

import pytest
import simcord

from bot.check_wording import MENU
from knowledge.answering.answerer import Answerer

TRUE = "Brookvale picked 650 kg of tea in 2022."
FALSE = "Brookvale picked 900 kg of tea in 2022."


async def checked(world: Any, message: Any, person: Any = None, channel: Any = None) -> Any:
    return await (person or world.bob).context_menu(channel or world.channel, MENU, message)


async def test_each_statement_is_told_its_verdict_and_its_paragraph_to_the_person_who_asked_alone(world: Any) -> None:
    message = await world.alice.send(world.channel, f"{TRUE} Brookvale picked 900 kg of tea in 2021! My cat likes cheese.")
    result = await checked(world, message)
    assert result.ephemeral
    text = world.text(result.response)
    assert f"Agrees · “{TRUE}”" in text
    assert "The source says: Brookvale picked 650 kg of tea in 2022. (¶5)" in text
    assert "Differs from my source · “Brookvale picked 900 kg of tea in 2021!”" in text
    assert "The source says: Brookvale picked 400 kg of tea in 2021. (¶4)" in text
    assert "I know nothing about this · “My cat likes cheese.”" in text
    assert "The Little *Tea* Book" in text
    assert "Only you see this" in text
    assert world.said(world.channel, viewer=world.alice) == [], "whoever wrote the message is not told"


async def test_what_is_near_is_shown_without_a_verdict(world: Any) -> None:
    message = await world.alice.send(world.channel, "Black tea should steep for nine minutes or so.")
    text = world.text((await checked(world, message)).response)
    assert "I cannot tell" in text
    assert "This is near: Black tea steeps for four minutes." in text


@pytest.mark.parametrize("content", ["How long does black tea steep?", "ok", "🫖🫖🫖"])
async def test_what_states_nothing_is_said_to(world: Any, content: str) -> None:
    message = await world.alice.send(world.channel, content)
    assert "no statement" in (await checked(world, message)).response.content


async def test_its_own_answers_are_not_checked_but_explained(world: Any) -> None:
    await world.alice.send(world.channel, f"{world.mention} How long does black tea steep?")
    result = await checked(world, world.last())
    assert result.ephemeral
    assert "That is from me" in result.response.content


async def test_nothing_that_somebody_wrote_formats_or_pings(world: Any) -> None:
    message = await world.alice.send(
        world.channel, "@everyone [look](https://evil.example) `code` is what Mira Lind founded in 1998 ||x||"
    )
    raw = world.raw((await checked(world, message)).response)
    assert "@everyone" not in raw
    assert "\\[look\\]" in raw
    assert "`code`" not in raw


async def test_a_long_message_is_bounded_to_what_discord_shows(world: Any) -> None:
    sentence = "Brookvale picked *900* kg of tea in 2021, they say, and **nobody** in all of the wide world knows _why_ that is. "
    await world.send_long(world.alice, (sentence * 40)[:4_000])
    message = world.channel.history()[-1]
    result = await checked(world, message)
    assert len(world.raw(result.response)) <= 4_000
    assert "more than I check at once" in world.text(result.response)


async def test_a_server_s_edits_are_what_is_held_against(world: Any) -> None:
    form = await world.manager.slash(world.channel, "fact edit", fact="harvest.brookvale.2022")
    filled = {label["component"]["custom_id"]: label["component"].get("value") or "" for label in form.modal["components"]}
    filled["statement"] = "Brookvale picked **some tea** in 2022."
    draft = await world.manager.submit_modal(form, filled)
    await world.manager.click(draft.response, label="Save")
    message = await world.alice.send(world.channel, "Brookvale picked some tea in 2022.")
    assert "Agrees" in world.text((await checked(world, message)).response)


async def test_it_counts_like_a_question(world: Any) -> None:
    message = await world.alice.send(world.channel, TRUE)
    for _ in range(6):
        await checked(world, message)
    assert "seconds" in (await checked(world, message)).response.content


async def test_a_deleted_message_can_still_be_checked_by_whoever_had_its_menu_open(world: Any, monkeypatch: Any) -> None:
    message = await world.alice.send(world.channel, TRUE)
    base_payload = simcord.interactions.base_payload

    def meanwhile(*given: Any, **named: Any) -> Any:
        made = base_payload(*given, **named)
        world.env.backend.delete_message(world.channel.id, message.id)
        return made

    monkeypatch.setattr(simcord.interactions, "base_payload", meanwhile)
    assert "Agrees" in world.text((await checked(world, message)).response)


async def test_it_works_where_the_bot_is_no_member(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    message = await world.alice.send(world.channel, FALSE)
    base_payload = simcord.interactions.base_payload

    def as_user_app(*given: Any, **named: Any) -> Any:
        record, payload = base_payload(*given, **named)
        payload["guild_id"] = "4242"  # a server that only the person is in
        payload["guild"] = {"id": "4242", "locale": "en-US", "features": []}
        payload["authorizing_integration_owners"] = {"1": str(world.bob.id)}
        return record, payload

    monkeypatch.setattr(simcord.interactions, "base_payload", as_user_app)
    assert "Differs" in world.text((await checked(world, message)).response)


async def test_the_entry_can_be_installed_by_a_person_and_used_anywhere_and_fits(world: Any) -> None:
    (menu,) = [command for command in world.env.backend.commands[None].values() if command["name"] == MENU]
    assert menu["type"] == 3
    assert set(menu["contexts"]) == {0, 1, 2}
    assert set(menu["integration_types"]) == {0, 1}
    names = [menu["name"], *(menu.get("name_localizations") or {}).values()]
    assert len(names) > 1, "and it is translated"
    assert all(1 <= len(name) <= 32 for name in names)


class TestOfTheShippedPack:
    """What people would see."""

    @pytest.fixture
    def answerer(self, shipped: Answerer) -> Answerer:
        return shipped

    async def test_who_is_said_to_have_said_so_is_named(self, world: Any) -> None:
        message = await world.alice.send(world.channel, "Putin decided to recognise the Islamic Emirate.")
        assert "Agrees with what Dmitry Zhirnov says" in world.text((await checked(world, message)).response)
