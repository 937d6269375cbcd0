"""What the load benchmark asks, and where: everything anew, or as people ask, the popular again and again."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

ASKED = tuple[int, str]  # the number of a server, and a question


def distinct(servers: int, questions: Sequence[str]) -> Iterator[ASKED]:
    """Each question in letters in which it was never asked before, in one server after the other."""
    drawn, number = random.Random(11), 0
    while True:
        number += 1
        text = questions[number % len(questions)]
        cased = "".join(letter.upper() if drawn.random() < 0.3 else letter for letter in text)
        yield (number * 7919) % servers, cased  # all servers, one after another in no order


def popular(servers: int, questions: Sequence[str]) -> Iterator[ASKED]:
    """Some questions and some servers more than others: the second half as often as the first, the third a third as often …"""
    drawn = random.Random(12)
    of_questions = [1 / rank for rank in range(1, len(questions) + 1)]
    of_servers = [1 / rank for rank in range(1, servers + 1)]
    order = drawn.sample(questions, len(questions))
    while True:
        wheres = drawn.choices(range(servers), of_servers, k=1_000)
        yield from zip(wheres, drawn.choices(order, of_questions, k=1_000), strict=True)


class Counted:
    """Traffic, and how much of it came again: the same question in the same server."""

    def __init__(self, traffic: Iterator[ASKED]) -> None:
        self._traffic = traffic
        self._seen: set[ASKED] = set()
        self._asked = 0
        self._again = 0

    def __iter__(self) -> Iterator[ASKED]:
        return self

    def __next__(self) -> ASKED:
        one = next(self._traffic)
        self._asked += 1
        self._again += one in self._seen
        self._seen.add(one)
        return one

    def since(self) -> float:
        """The share that came again since this was asked last."""
        share = self._again / max(1, self._asked)
        self._asked = self._again = 0
        return share
