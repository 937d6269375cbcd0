"""Whatever people type gets an answer and never an exception, alone and in a conversation."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.answering.answer import Answer, Status
from knowledge.answering.answerer import MAX_CHARACTERS, Answerer
from knowledge.answering.conversation import Conversation

ANYTHING = st.text(st.characters(), max_size=MAX_CHARACTERS)
# Words that set every part of the reader in motion, in any order, with any signs between them.
TELLING = """
    who what when where which how much many why did is was and or then also about it he that this not never in of the
    2021 2022 2023 1998 2199 1500 9999 august march two half years year after before between since until from to
    total sum average difference times percent growth highest lowest ratio more than below exceed per
    400 650 86.6 170 million bn 1,000,000 10% kg dollars tea green black harvest brookvale mira lind oak brew milk
    russia taliban trade kabul recognised ambassador gdp population source said thanks hello help timeline happened
    should will evil mra lnid afganistan US us U.S. \ud800 \u200b \u202e 🙂 <@1> `` ** || __ ¶ ´ ’ { } {0} %s \\ \x00
"""
WORDS = st.sampled_from(TELLING.split(" ") + TELLING.split())
SOUP = st.lists(st.tuples(WORDS, st.sampled_from([" ", " ", "  ", "\n", ". ", "? ", ", ", "-", ""])), max_size=60).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)[:MAX_CHARACTERS]
)


def check(answer: Answer, question: str, answerer: Answerer) -> None:
    """What holds for every answer."""
    assert answer.question == question
    assert answer.text.strip()
    assert 0 <= answer.score <= 1
    known = {fact.id for fact in answerer.base.facts}
    assert set(answer.facts) <= known
    if answer.status is Status.ANSWERED and answer.facts:
        assert answer.citations
    if answer.status is Status.CLARIFY:
        assert answer.suggestions
    if answer.status is Status.DECLINED:  # one that tells what is near ("those that did") says where it stands
        assert bool(answer.citations) == bool(answer.facts)


@given(ANYTHING)
def test_any_text_gets_an_answer(tea: Answerer, text: str) -> None:
    check(tea.answer(text), text, tea)


@settings(max_examples=200)
@given(SOUP)
def test_any_arrangement_of_telling_words_gets_an_answer(tea: Answerer, text: str) -> None:
    check(tea.answer(text), text, tea)


@given(SOUP)
def test_any_arrangement_of_telling_words_gets_an_answer_from_the_shipped_pack(shipped: Answerer, text: str) -> None:
    check(shipped.answer(text), text, shipped)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(SOUP | st.text(st.characters(), max_size=40), min_size=2, max_size=4))
def test_any_conversation_gets_answers(tea: Answerer, questions: list[str]) -> None:
    conversation = Conversation()
    for question in ("Who is Mira Lind?", *questions):
        answer, conversation = tea.converse(question, conversation)
        check(answer, question, tea)


@given(st.text(st.characters(), max_size=40), st.integers(0, 30))
def test_any_beginning_gets_suggestions_that_are_questions_of_the_base(tea: Answerer, prefix: str, limit: int) -> None:
    examples = {example for fact in tea.base.facts for example in fact.examples("en")}
    examples |= {example for collection in tea.base.collections for example in collection.examples("en")}
    offered = tea.suggest(prefix, limit) if limit else tea.suggest(prefix)
    assert set(offered) <= examples
    assert len(offered) <= (limit or 25)


def test_the_longest_utterances_get_an_answer(tea: Answerer, shipped: Answerer) -> None:
    for text in ("a" * 4000, "what and " * 444, "? " * 2000, "2021-" * 800, "and who " * 500, "\ud800" * 4000, "中" * 4000):
        for answerer in (tea, shipped):
            check(answerer.answer(text[:MAX_CHARACTERS]), text[:MAX_CHARACTERS], answerer)
