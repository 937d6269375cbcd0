"""What is counted and measured, in the form that Prometheus reads. Nothing in it is about a person, a server or a question."""

from __future__ import annotations

import math
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import discord
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.error_report import reported
from bot.package import version
from bot.question_queue import Full
from knowledge.answering.answer import Answer
from knowledge.store import failures

if TYPE_CHECKING:
    from bot.client import SafirBot

SECONDS: Final = (0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3.0, 6.0, 12.0)  # to Discord and back is most of it
SHOWN, LIMITED, TURNED_AWAY, REFUSED, FAILED = "shown", "limited", "turned away", "refused", "failed"


@dataclass(slots=True)
class _Asked:
    outcome: str = SHOWN
    reason: str = ""


_asked: ContextVar[_Asked | None] = ContextVar("the question that is being answered", default=None)


def note_answer(answer: Answer) -> None:
    """What became of the question that is being answered in this task."""
    if (asked := _asked.get()) is not None:
        asked.outcome = answer.status.value
        asked.reason = answer.reason.value if answer.reason is not None else ""


def note_outcome(outcome: str) -> None:
    """The same for what is no answer."""
    if (asked := _asked.get()) is not None:
        asked.outcome = outcome


class Metrics:
    """The measurements of one bot."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.registry = CollectorRegistry(auto_describe=True)
        self._questions = Counter(
            "safir_questions",
            "Questions and topic commands, by the way they came in and by outcome",
            ("way", "outcome"),
            registry=self.registry,
        )
        self._declined = Counter("safir_declined", "Declined questions by reason", ("reason",), registry=self.registry)
        self._seconds = Histogram(
            "safir_question_seconds",
            "From a question's arrival until Discord has its answer",
            ("way",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self._of_outcome, self._of_way = cache(self._questions.labels), cache(self._seconds.labels)  # some dozen

    @contextmanager
    def question(self, way: str) -> Iterator[None]:
        """Count and time a question while the block runs. What it raises is counted and raised."""
        asked, start = _Asked(), self._clock()
        before = _asked.set(asked)
        try:
            yield
        except Full:
            asked.outcome = TURNED_AWAY
            raise
        except (discord.Forbidden, discord.RateLimited):
            asked.outcome = REFUSED
            raise
        except Exception:
            asked.outcome = FAILED
            raise
        finally:
            _asked.reset(before)
            self._of_outcome(way, asked.outcome).inc()
            if asked.outcome not in (LIMITED, TURNED_AWAY):
                self._of_way(way).observe(self._clock() - start)
            if asked.reason:
                self._declined.labels(asked.reason).inc()

    def questions(self) -> int:
        """How many there were since the start."""
        samples = [sample for one in self._questions.collect() for sample in one.samples if sample.name.endswith("_total")]
        return round(sum(sample.value for sample in samples))

    def watch(self, bot: SafirBot) -> None:
        """Tell of the state of `bot`, too, and of the process."""
        self.registry.register(_State(bot))
        ProcessCollector(registry=self.registry)

    def text(self) -> bytes:
        """Everything in Prometheus' text format."""
        return generate_latest(self.registry)


class _State(Collector):
    """The state of a bot at the moment at which it is asked for."""

    def __init__(self, bot: SafirBot) -> None:
        self._bot = bot

    def describe(self) -> Iterator[Metric]:
        return iter(())

    def collect(self) -> Iterator[Metric]:
        bot, queue = self._bot, self._bot.asking.queue
        build = {"version": version(), "python": platform.python_version(), "discord_py": discord.__version__}
        yield InfoMetricFamily("safir_build", "Versions", value=build)
        yield _gauge("safir_ready", "1 where all shards are connected and questions are taken", bot.well)
        yield _gauge("safir_guilds", "Servers that the bot is in", len(bot.guilds))
        yield _gauge("safir_facts", "Facts of the pack", len(bot.answerers.pack.base.facts))
        yield _gauge("safir_queue_waiting", "Questions that wait for their turn", queue.waiting)
        yield _gauge("safir_queue_under_way", "Questions whose answer Discord does not have yet", queue.under_way)
        yield CounterMetricFamily("safir_turned_away", "Questions for which the queue had no room", value=queue.turned_away)
        yield CounterMetricFamily("safir_errors", "Errors of our own, each logged under a number", value=reported.total)
        yield _gauge("safir_database_up", "1 where edits can be read and saved", bot.link.editor is not None)
        yield CounterMetricFamily("safir_database_errors", "Failures of the database", value=failures.count.total)
        edits = CounterMetricFamily("safir_edits", "Changes that this process saved", labels=("kind",))
        for kind, count in sorted(bot.link.edits.items()):
            edits.add_metric([kind], count)
        yield edits
        up = GaugeMetricFamily("safir_shard_up", "1 where a shard is connected", labels=("shard",))
        latency = GaugeMetricFamily("safir_shard_latency_seconds", "From a heartbeat to its answer", labels=("shard",))
        for number, shard in sorted(bot.shards.items()):
            up.add_metric([str(number)], float(not shard.is_closed()))
            if math.isfinite(shard.latency):
                latency.add_metric([str(number)], shard.latency)
        yield up
        yield latency


def _gauge(name: str, text: str, value: float) -> Metric:
    return GaugeMetricFamily(name, text, value=float(value))
