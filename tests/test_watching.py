"""The alerts and the dashboard ask for what is measured, in expressions that Prometheus reads."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import promql_parser
import pytest
import yaml
from prometheus_client.core import Metric

from bot.client import SafirBot
from bot.metrics import Metrics, note_answer
from bot.settings import load_settings
from bot.start import load_answerer
from knowledge import DEFAULT_PACK
from knowledge.answering.answerer import Answerer

DEPLOY = Path(__file__).parents[1] / "deploy"
OF_PROMETHEUS = {"up": {"job", "instance"}}  # what it says itself of everything that it asks
OF_TARGETS = {"job", "instance"}  # labels that it gives to all
COUNTING = {"rate", "increase"}  # which only counters and histograms are fit for


@pytest.fixture(scope="module")
def measured() -> dict[str, tuple[str, set[str]]]:
    """Every name that is told, with its kind and its labels."""
    settings = load_settings(pack=DEFAULT_PACK)
    answerer: Answerer = load_answerer(settings)
    bot = SafirBot(answerer, settings)
    bot.metrics = Metrics(time.monotonic)
    bot.metrics.watch(bot)
    bot.link.edits["fact"] += 1
    with bot.metrics.question("mention"):
        note_answer(answerer.answer("Who won the chess championship in Oslo?"))
    found: dict[str, tuple[str, set[str]]] = {}
    families: list[Metric] = list(bot.metrics.registry.collect())
    for family in families:
        names = {sample.name: set(sample.labels) for sample in family.samples}
        found |= {name: (family.type, labels) for name, labels in names.items()}
    text = bot.metrics.text().decode()
    for name, kind in re.findall(r"^# TYPE (\w+) (\w+)$", text, re.MULTILINE):
        found.setdefault(name, (kind, {"shard"}))  # of shards there are none before the bot has connected
        found.setdefault(f"{name}_bucket", (kind, set()))
    return found


def alerts() -> Iterator[tuple[str, str]]:
    for group in yaml.safe_load((DEPLOY / "alerts.yaml").read_text(encoding="utf-8"))["groups"]:
        for rule in group["rules"]:
            assert set(rule) <= {"alert", "expr", "for", "labels", "annotations"}
            assert re.fullmatch(r"\d+[smh]", rule.get("for", "1m"))
            assert rule["labels"]["severity"] in ("warning", "critical")
            assert rule["annotations"]["summary"].endswith((".", "?"))
            yield rule["alert"], rule["expr"]


def panels() -> Iterator[tuple[str, str]]:
    found = json.loads((DEPLOY / "dashboard.json").read_text(encoding="utf-8"))["panels"]
    assert len({panel["id"] for panel in found}) == len(found)
    for panel in found:
        for target in panel["targets"]:
            yield f"{panel['title']} {target['refId']}", target["expr"]


EXPRESSIONS = [*alerts(), *panels()]


def parts(expression: Any, within: str = "") -> Iterator[tuple[Any, str]]:
    """Every part of a parsed expression, with the function that it is given to."""
    yield expression, within
    within = expression.func.name if isinstance(expression, promql_parser.Call) else within
    inner = [getattr(expression, name, None) for name in ("lhs", "rhs", "expr", "param", "vector_selector")]
    for part in [*inner, *(getattr(expression, "args", None) or [])]:
        if part is not None:
            yield from parts(part, within)


def test_there_is_something_to_watch() -> None:
    assert len(list(alerts())) >= 8
    assert len(list(panels())) >= 12
    assert len({name for name, _ in EXPRESSIONS}) == len(EXPRESSIONS)


@pytest.mark.parametrize(("name", "expression"), EXPRESSIONS, ids=[name for name, _ in EXPRESSIONS])
def test_it_is_read_and_asks_for_what_is_measured(name: str, expression: str, measured: dict[str, tuple[str, set[str]]]) -> None:
    parsed = list(parts(promql_parser.parse(expression)))  # raises where it is none
    selectors = [(part, within) for part, within in parsed if isinstance(part, promql_parser.VectorSelector)]
    assert selectors
    labels: set[str] = set(OF_TARGETS)
    for selector, within in selectors:
        asked = str(selector.name)
        kind, own = measured.get(asked, ("gauge", OF_PROMETHEUS.get(asked, set())))
        assert asked in measured or asked in OF_PROMETHEUS, f"{name}: nobody measures {asked}"
        assert (kind in ("counter", "histogram")) == (within in COUNTING), f"{name}: {asked} is a {kind}"
        labels |= own | ({"le"} if kind == "histogram" else set())
        assert {matcher.name for matcher in selector.matchers.matchers} <= labels
    for part, _ in parsed:
        if isinstance(part, promql_parser.AggregateExpr) and part.modifier is not None:
            assert set(part.modifier.labels) <= labels, f"{name}: there are no such labels"


@pytest.mark.parametrize("wrong", ["rate(safir_questions_total[5m]", "rate(safir_questions_total)", "sum by (x"])
def test_what_is_no_expression_is_seen(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        promql_parser.parse(wrong)
