"""What the names of intents are worth to the benchmark, and that names which say nothing do no harm."""

from __future__ import annotations

import pytest

from benchmarks.intent_names import telling
from benchmarks.intents import Item, safir

EXAMPLES = {
    "card_arrival": ("is it in the post yet", "it was sent a week ago and nothing came"),
    "lost_wallet": ("somebody took it from my bag", "i cannot find it anywhere"),
    "exchange_rate": ("how much is a euro today", "what do you take for dollars"),
}


def items(names: dict[str, str] | None = None) -> list[Item]:
    """The examples, under other names where these are given."""
    return [Item(text, (names or {}).get(intent, intent)) for intent, texts in EXAMPLES.items() for text in texts]


def test_names_are_taken_apart_however_they_are_written() -> None:
    told = telling(["card_arrival", "lostWallet", "exchange-rate", "HTTPError", "refund.not.showing_up?", "are_you_a_bot"])
    assert list(told.values()) == [
        *("card arrival", "lost wallet", "exchange rate", "http error", "refund not showing up", "are you a bot")
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("1", "22", "303"),
        ("intent_1", "intent_2", "intent_3"),
        ("a3f9c2", "0be12ad", "77deadbeef"),
        ("3f2504e0-4f89-11d3-9a0c-0305e82c3301", "9b2dc1f0-0000-4a4a-8000-1f1f1f1f1f1f", "x"),
        ("qzx", "vvbn_wrtk", "zzkw"),
    ],
)
def test_names_that_say_nothing_change_nothing(names: tuple[str, ...]) -> None:
    assert telling(names) == {}
    opaque = items(dict(zip(EXAMPLES, names, strict=True)))
    with_names, without = safir(opaque), safir(opaque, named=False)
    for text in ("is my card in the post", "my wallet is gone", "what is the rate of the euro"):
        assert with_names(text) == without(text)


def test_a_word_that_most_names_have_is_no_part_of_them() -> None:
    assert telling(["intent_weather", "intent_alarm", "intent_3"]) == {"intent_weather": "weather", "intent_alarm": "alarm"}


def test_what_only_a_name_says_is_found_by_it() -> None:
    for intent in EXAMPLES:
        guess, score = safir(items())(f"question about {intent.replace('_', ' ')}")
        assert guess == intent
        assert score > safir(items(), named=False)(f"question about {intent.replace('_', ' ')}")[1]
