"""What an import would do: each fact of a file is checked as if it were saved, before anything is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.moderation import file_wording
from bot.moderation.import_file import Entry
from bot.moderation.proposal import as_revision
from bot.translation import t
from knowledge.store import drafts, wording
from knowledge.store.content import plain
from knowledge.store.drafts import LayerView, Seen
from knowledge.store.errors import FieldProblem, InvalidFact, StoreError
from knowledge.store.overlay import grown, lay
from knowledge.store.revision import By, Draft, Kind


@dataclass(frozen=True)
class Checked:
    """One fact of a file after the dry run.

    before: what it changes (None: it is new). problems: why it is left out. same: because it stands so already.
    """

    entry: Entry
    draft: Draft | None = None
    seen: Seen | None = None
    before: dict[str, object] | None = None
    same: bool = False
    problems: tuple[FieldProblem, ...] = ()


def dry_run(view: LayerView, found: Sequence[Entry], by: By) -> tuple[Checked, ...]:
    """What would become of each, one after another: a fact is checked against those of the file before it too."""
    result = []
    places: dict[str, str] = {}
    for entry in found:
        name = str(entry.content.get("id", ""))
        first = places.setdefault(name, entry.where)
        try:
            if name and first != entry.where:
                raise InvalidFact([FieldProblem("id", t(file_wording.TWICE, place=first))])
            checked = _checked(view, entry, by)
        except InvalidFact as error:
            same = [problem.message for problem in error.problems] == [wording.SAME]
            checked = Checked(entry, same=same, problems=error.problems)
        except StoreError as error:
            checked = Checked(entry, problems=(FieldProblem("", str(error)),))
        if checked.draft is not None:
            drafted = as_revision(checked.draft)
            view = replace(view, effective=grown(view.effective, view.own, [drafted]) or lay(view.effective, [drafted]))
        result.append(checked)
    return tuple(result)


def _checked(view: LayerView, entry: Entry, by: By) -> Checked:
    if entry.problems:
        return Checked(entry, problems=entry.problems)
    key = (Kind.FACT, str(entry.content.get("id", "")))
    standing = view.effective.items.get(key)
    if standing is None:
        return Checked(entry, drafts.add(view, Kind.FACT, entry.content, by))
    seen = view.seen(key)
    return Checked(entry, drafts.edit(view, Kind.FACT, entry.content, seen, by), seen, plain(standing))
