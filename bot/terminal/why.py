"""`safir why`: how a question was read and why it was answered so, for curators."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.terminal.show import console, show
from knowledge.answering.answerer import Answerer
from knowledge.answering.explain import Contribution, Explanation, explain

LISTED = 7  # pieces of evidence on a line


def why(answerer: Answerer, question: str, as_json: bool) -> None:
    """Prints the explanation, as a page for people or as one line of JSON."""
    explanation = explain(answerer, question)
    if as_json:
        print(explanation.model_dump_json())
    else:
        _page(explanation, console())


def _page(explanation: Explanation, out: Console) -> None:
    out.print("[bold]How it was read[/bold]")
    table = Table("typed", "read as", "role", "weight", "known", box=None, pad_edge=False)
    for token in explanation.tokens:
        known = "yes" if token.known else "no"
        table.add_row(escape(token.typed), escape(token.read_as), token.role, f"{token.weight:.2f}", known)
    out.print(table)
    facets = {
        "spelling": ", ".join(f"{wrong} → {right}" for wrong, right in explanation.repaired.items()),
        "wants": ", ".join(explanation.asks),
        "dates": ", ".join(explanation.dates),
        "amounts": ", ".join(f"{amount:g}" for amount in explanation.amounts),
        "sums": ", ".join(explanation.operations),
        "kind": ", ".join(name for name in ("yes_no", "opinion", "prediction") if getattr(explanation, name)),
    }
    for name, value in facets.items():
        if value:
            out.print(f"{name}: {escape(value)}")
    out.print("\n[bold]What was found[/bold]")
    for candidate in explanation.candidates:
        out.print(f"[bold]{candidate.share:6.1%}[/bold]  {escape(candidate.id)}  (score {candidate.score:.2f})")
        out.print(f"        most like: {escape(candidate.example)}")
        out.print(f"        {_listed(candidate.evidence)}")
    out.print("\n[bold]What was decided[/bold]")
    out.print(f"the base answers it: {explanation.scope:.1%}; {_listed(explanation.scope_evidence)}")
    out.print(f"and no known gap does: {explanation.known:.1%} (needed: {explanation.least_known:.0%})")
    answer = explanation.answer
    if answer.untold:
        out.print(f"but what was found does not tell what was asked of it: {escape(answer.untold)}")
    out.print(f"{answer.status} ({answer.reason}), probability {answer.score:.1%}\n")
    show(answer, out)


def _listed(evidence: Sequence[Contribution]) -> str:
    return ", ".join(f"{one.name} {one.value:.2f} → {one.adds:+.2f}" for one in evidence[:LISTED])
