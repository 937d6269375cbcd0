"""What the benchmark's score says: that a question has an intent at all, and this one."""

from __future__ import annotations

from benchmarks.intents import Item, auroc, safir, threshold

TEXTS = {
    "opening_hours": ("when does the museum open", "until when is it open on sundays", "what are the opening hours"),
    "ticket_price": ("how much is a ticket", "what does a ticket cost for a child", "the price of two tickets"),
    "way_there": ("how do i get to the museum", "which tram goes there", "is there a place to park near the museum"),
}
ITEMS = [Item(text, intent) for intent, texts in TEXTS.items() for text in texts]
OUTSIDE = ("who painted the large picture in the hall", "write me a poem about rain", "what is the capital of peru")


def test_what_is_like_texts_out_of_scope_scores_lower_than_without_them() -> None:
    with_outside, without = safir(ITEMS, OUTSIDE), safir(ITEMS)
    for text in ("who painted the picture", "a poem about the rain please"):
        assert with_outside(text)[1] < without(text)[1]


def test_questions_of_an_intent_score_above_others() -> None:
    predict = safir(ITEMS, OUTSIDE)
    inside = [predict(text) for text in ("what time does the museum open", "ticket price for a child", "which tram goes to it")]
    assert [intent for intent, _ in inside] == list(TEXTS)
    outside = [predict(text)[1] for text in ("who painted it", "a poem about rain", "tell me the capital of chile")]
    assert auroc([score for _, score in inside], outside) == 1.0


def test_the_threshold_is_the_one_that_makes_most_right() -> None:
    scored = {"a": ("x", 0.9), "b": ("x", 0.6), "c": ("y", 0.5), "d": ("y", 0.2)}
    validation = [Item("a", "x"), Item("b", "x"), Item("c", None), Item("d", None)]
    assert threshold(validation, scored.__getitem__) == 0.6


def test_two_intents_that_are_equally_likely_make_a_question_less_certain() -> None:
    predict = safir(ITEMS)
    assert predict("what does a ticket cost")[1] > predict("the museum")[1]
