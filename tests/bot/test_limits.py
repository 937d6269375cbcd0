"""Rate limits."""

from __future__ import annotations

from bot.limits import Limits, RateLimiter, Standing


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_window_admits_its_limit_tells_once_and_is_silent_then() -> None:
    limiter = RateLimiter(2, 10, Clock())
    standings = [limiter.admit(1)[0] for _ in range(5)]
    assert standings == [Standing.WELCOME] * 2 + [Standing.TELL] + [Standing.SILENCE] * 2


def test_the_seconds_left_are_whole_and_at_least_one() -> None:
    clock = Clock()
    limiter = RateLimiter(1, 10, clock)
    limiter.admit(1)
    clock.now = 3.5
    assert limiter.admit(1) == (Standing.TELL, 7)
    clock.now = 9.99
    assert limiter.admit(1) == (Standing.SILENCE, 1)


def test_a_new_window_begins_with_a_clean_slate() -> None:
    clock = Clock()
    limiter = RateLimiter(1, 10, clock)
    for _ in range(3):
        limiter.admit(1)
    clock.now = 10
    assert [limiter.admit(1)[0] for _ in range(2)] == [Standing.WELCOME, Standing.TELL]


def test_memory_is_bounded_and_the_busy_are_remembered() -> None:
    limiter = RateLimiter(1, 10, Clock(), remember=100)
    for key in range(1_000):
        limiter.admit(key)
        limiter.admit(0)
    assert len(limiter) == 100
    assert limiter.admit(0)[0] is Standing.SILENCE


def test_what_a_person_is_refused_does_not_count_for_the_channel() -> None:
    clock = Clock()
    limits = Limits(RateLimiter(1, 10, clock), RateLimiter(2, 10, clock))
    for _ in range(5):
        limits.admit(1, 7)
    assert limits.admit(2, 7).standing is Standing.WELCOME
    verdict = limits.admit(3, 7)
    assert (verdict.standing, verdict.whose) == (Standing.TELL, "channel")
    assert limits.admit(4, None).standing is Standing.WELCOME
