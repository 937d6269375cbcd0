"""What people leave behind beside facts: suggestions, missed questions, votes, and what a server has set."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest

from knowledge.store.feedback import Votes
from knowledge.store.misses import MOST, QUESTION_LIMIT
from knowledge.store.store import Store
from knowledge.store.suggestions import TEXT_LIMIT, AlreadyDecided, Status, UnknownSuggestion

GUILD, OTHER = 11, 22


async def test_a_suggestion_waits_until_it_is_decided(store: Store) -> None:
    first = await store.suggestions.add(GUILD, "Less milk", 8, "Jo", "brewing.milk")
    second = await store.suggestions.add(GUILD, "Write about honey", 9, "Flo")
    assert await store.suggestions.of(GUILD) == (first, second)
    assert await store.suggestions.of(OTHER) == ()
    decided = await store.suggestions.decide(GUILD, first.id, Status.AMENDED, by=7, reason="Half of it")
    assert (decided.status, decided.decided_by, decided.reason) == (Status.AMENDED, 7, "Half of it")
    assert decided.decided_at is not None
    assert decided.decided_at > decided.created_at
    assert await store.suggestions.of(GUILD) == (second,)
    assert await store.suggestions.of(GUILD, Status.AMENDED) == (decided,)


async def test_of_two_who_decide_at_once_one_is_told_what_the_other_did(store: Store, other_store: Store) -> None:
    suggestion = await store.suggestions.add(GUILD, "Less milk", 8, "Jo")
    results = await asyncio.gather(
        store.suggestions.decide(GUILD, suggestion.id, Status.ACCEPTED, 7, "yes"),
        other_store.suggestions.decide(GUILD, suggestion.id, Status.REJECTED, 6, "no"),
        return_exceptions=True,
    )
    (refused,) = [result for result in results if isinstance(result, AlreadyDecided)]
    assert refused.suggestion == await store.suggestions.get(GUILD, suggestion.id)


async def test_no_server_reaches_another_s_suggestions(store: Store) -> None:
    suggestion = await store.suggestions.add(GUILD, "Less milk", 8, "Jo")
    with pytest.raises(UnknownSuggestion):
        await store.suggestions.get(OTHER, suggestion.id)
    with pytest.raises(UnknownSuggestion):
        await store.suggestions.decide(OTHER, suggestion.id, Status.ACCEPTED, 7, "ours now")
    assert (await store.suggestions.get(GUILD, suggestion.id)).status is Status.OPEN


async def test_suggestions_have_bounds(store: Store) -> None:
    with pytest.raises(ValueError, match=str(TEXT_LIMIT)):
        await store.suggestions.add(GUILD, "x" * (TEXT_LIMIT + 1), 8, "Jo")
    suggestion = await store.suggestions.add(GUILD, "x", 8, "Jo")
    with pytest.raises(ValueError, match="open"):
        await store.suggestions.decide(GUILD, suggestion.id, Status.OPEN, 7, "")


async def test_missed_questions_are_kept_for_some_days(store: Store, clock: Any) -> None:
    await store.misses.record("why milk", GUILD, "declined")
    clock.now += timedelta(days=10)
    await store.misses.record("why sugar " + "y" * 1000, GUILD, "badly rated")
    newest, oldest = await store.misses.of(GUILD)
    assert (oldest.question, oldest.outcome, oldest.day) == ("why milk", "declined", date(2026, 3, 1))
    assert len(newest.question) == QUESTION_LIMIT
    assert await store.misses.purge(older_than_days=10) == 0
    assert await store.misses.purge(older_than_days=9) == 1
    assert await store.misses.of(GUILD) == (newest,)


async def test_some_missed_questions_are_deleted_and_none_of_another_server(store: Store) -> None:
    for guild in (GUILD, GUILD, OTHER):
        await store.misses.record("why milk", guild, "declined")
    newest, oldest = await store.misses.of(GUILD)
    (others,) = await store.misses.of(OTHER)
    assert await store.misses.delete(GUILD, [oldest.id, others.id]) == 1
    assert await store.misses.of(GUILD) == (newest,)
    assert await store.misses.of(OTHER) == (others,)


async def test_a_server_s_missed_questions_are_deleted_on_request(store: Store) -> None:
    for guild in (GUILD, GUILD, OTHER, None):
        await store.misses.record("why milk", guild, "declined")
    assert await store.misses.forget(GUILD) == 2
    assert await store.misses.of(GUILD) == ()
    assert len(await store.misses.of(OTHER)) == len(await store.misses.of(None)) == 1
    assert await store.misses.forget(None) == 1


async def test_a_person_has_one_vote_on_a_message(store: Store, other_store: Store) -> None:
    assert await store.feedback.vote(1, person=8, good=True) == Votes(1, 0)
    assert await store.feedback.vote(1, person=9, good=True) == Votes(2, 0)
    assert await other_store.feedback.vote(1, person=8, good=False) == Votes(1, 1)
    assert await store.feedback.vote(2, person=8, good=False) == Votes(0, 1)
    assert await store.feedback.votes(3) == Votes(0, 0)


async def test_one_person_who_votes_in_a_hurry_is_still_one(store: Store, other_store: Store) -> None:
    votes = [one.feedback.vote(1, person=8, good=True) for one in (store, other_store) * 10]
    await asyncio.gather(*votes)
    assert await store.feedback.votes(1) == Votes(1, 0)


async def test_votes_go_with_their_time_and_their_server(store: Store, clock: Any) -> None:
    await store.feedback.vote(1, 8, True, GUILD)
    clock.now += timedelta(days=10)
    await store.feedback.vote(2, 8, True, GUILD)
    await store.feedback.vote(3, 8, True, OTHER)
    assert await store.feedback.purge(older_than_days=9) == 1
    assert await store.feedback.forget(GUILD) == 1
    assert [await store.feedback.votes(message) for message in (1, 2, 3)] == [Votes(0, 0), Votes(0, 0), Votes(1, 0)]


async def test_a_server_s_settings(store: Store, other_store: Store) -> None:
    values = {"log_channel": 9, "role": None, "topics": ["a", {"b": 1.5}], "name": "سفیر ☕"}
    for key, value in values.items():
        await store.settings.set(GUILD, key, value)
    await store.settings.set(OTHER, "log_channel", 1)
    assert await other_store.settings.all(GUILD) == values
    await other_store.settings.set(GUILD, "log_channel", 10)
    assert await store.settings.get(GUILD, "log_channel") == 10
    assert await store.settings.get(GUILD, "role", "default") is None, "None is a value"
    await store.settings.unset(GUILD, "log_channel")
    assert await store.settings.get(GUILD, "log_channel", "default") == "default"
    await store.settings.forget(GUILD)
    assert (await store.settings.all(GUILD), await store.settings.all(OTHER)) == ({}, {"log_channel": 1})


async def test_a_flood_of_questions_leaves_a_server_s_newest_and_all_of_others(store: Store) -> None:
    await store.misses.record("why milk", OTHER, "declined")
    for start in range(0, MOST + 100, 100):
        await store.misses.record_all([(f"why sugar {start + place}", GUILD, "declined") for place in range(100)])
    kept = await store.misses.of(GUILD, limit=2 * MOST)
    assert [kept[0].question, kept[-1].question, len(kept)] == [f"why sugar {MOST + 99}", "why sugar 100", MOST]
    assert len(await store.misses.of(OTHER)) == 1
