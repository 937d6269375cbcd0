"""Rate limits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

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


def test_after_the_whole_time_it_begins_with_a_clean_slate() -> None:
    clock = Clock()
    limiter = RateLimiter(1, 10, clock)
    for _ in range(3):
        limiter.admit(1)
    clock.now = 10
    assert [limiter.admit(1)[0] for _ in range(2)] == [Standing.WELCOME, Standing.TELL]


def test_the_edge_of_a_window_lets_no_double_burst_through() -> None:
    clock = Clock()
    limiter = RateLimiter(3, 10, clock)
    clock.now = 9
    assert [limiter.admit(1)[0] for _ in range(3)] == [Standing.WELCOME] * 3
    clock.now = 11
    assert limiter.admit(1) == (Standing.TELL, 8)


@given(st.integers(1, 5), st.lists(st.floats(0, 4), max_size=60))
def test_no_stretch_of_the_time_holds_more_than_the_limit_and_whoever_waits_as_told_is_welcome(
    limit: int, pauses: list[float]
) -> None:
    clock = Clock()
    limiter = RateLimiter(limit, 10, clock)
    admitted: list[float] = []
    for pause in pauses:
        clock.now += pause
        standing, seconds = limiter.admit(1)
        if standing is Standing.WELCOME:
            admitted.append(clock.now)
        else:
            # Nobody is refused who need not be.
            assert len([moment for moment in admitted if clock.now - moment < 10]) == limit
            assert clock.now + seconds >= admitted[-limit] + 10 - 1e-6
    for start in admitted:
        assert len([moment for moment in admitted if start <= moment < start + 10 - 1e-6]) <= limit


def test_somebody_who_never_stops_is_told_once_in_the_time_and_not_at_every_turn() -> None:
    clock = Clock()
    limiter = RateLimiter(2, 10, clock)
    told = 0
    for second in range(100):
        clock.now = second
        told += limiter.admit(1)[0] is Standing.TELL
    assert told == 10


def test_memory_is_bounded_and_the_busy_are_remembered() -> None:
    limiter = RateLimiter(1, 10, Clock(), remember=100)
    for key in range(1_000):
        limiter.admit(key)
        limiter.admit(0)
    assert len(limiter) == 100
    assert limiter.admit(0)[0] is Standing.SILENCE


def limits(clock: Clock, *, person: int = 9, channel: int = 9, server: int = 9) -> Limits:
    return Limits(*(RateLimiter(limit, 10, clock) for limit in (person, channel, server)))


def test_what_a_person_is_refused_does_not_count_for_the_channel() -> None:
    held = limits(Clock(), person=1, channel=2)
    for _ in range(5):
        held.admit(1, 7, 70)
    assert held.admit(2, 7, 70).standing is Standing.WELCOME
    verdict = held.admit(3, 7, 70)
    assert (verdict.standing, verdict.whose) == (Standing.TELL, "channel")
    assert held.admit(4, None, None).standing is Standing.WELCOME


def test_what_a_channel_or_a_server_is_refused_does_not_count_for_the_person() -> None:
    held = limits(Clock(), person=1, server=1)
    assert held.admit(1, 7, 70).standing is Standing.WELCOME
    verdict = held.admit(2, 8, 70)
    assert (verdict.standing, verdict.whose) == (Standing.TELL, "server")
    assert held.admit(2, 9, 71).standing is Standing.WELCOME, "another server is not concerned, nor is the person's limit"


def test_whoever_has_been_quiet_for_longest_is_forgotten_first() -> None:
    limiter = RateLimiter(1, 10, Clock(), remember=2)
    for key in (1, 2, 1, 3):  # whoever asks in vain is not quiet
        limiter.admit(key)
    assert len(limiter) == 2
    assert [limiter.admit(key)[0] is Standing.WELCOME for key in (1, 3, 2)] == [False, False, True]
