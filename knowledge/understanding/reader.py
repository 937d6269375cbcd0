"""Reads an utterance into a Query with the words of a language and of a base."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from knowledge.over import Over
from knowledge.remembered import Remembered
from knowledge.shared import NOTHING, shared
from knowledge.text import clean, words
from knowledge.understanding.asking import Asking
from knowledge.understanding.attributes import FUTURE, Attributes
from knowledge.understanding.dates import EARLIEST, LATEST, find_dates, open_range
from knowledge.understanding.days import day_period
from knowledge.understanding.gathering import gathered
from knowledge.understanding.language import Language, Stemmer
from knowledge.understanding.names import ENTITY, STRANGER
from knowledge.understanding.phrasebook import Phrasebook
from knowledge.understanding.phrases import PhraseTable
from knowledge.understanding.query import Query
from knowledge.understanding.spelling import Speller
from knowledge.understanding.tokens import Taken, TokenMaker, Word
from knowledge.understanding.written import counted, strange_names

LONGEST_WORD = 40  # characters; what is longer is no word that any list holds
MAX_WORDS = 150  # of an utterance; Discord allows 4,000 characters, and nobody's question needs more
MANY = 8  # words of an utterance that were not met before, from which all of them are looked up at once
SHORT = 400  # characters of a text whose pieces are remembered: what strangers can fill a memory with is bounded
REMEMBERED, FEW = 20_000, 300  # words, with what they are misspellings of; of readers that extend others there may be thousands
_SPAN = re.compile(r"\b(\d{4})\s*-\s*(\d{4})\b")
_SHOUTED = re.compile(r"\b[A-Z][A-Z.]+\b")
_YEARS = frozenset(map(str, range(EARLIEST, LATEST + 1)))


class Reader:
    """Reads utterances. Build one for a base: `phrases` finds its names and synonyms, `vocabulary` is every word it uses.

    `weights` gives the informativeness (0 to 1) of the terms that the base knows; other words go by how rare they are.
    """

    def __init__(
        self,
        language: Language,
        stemmer: Stemmer,
        phrases: PhraseTable | None = None,
        vocabulary: Sequence[str] = (),
        weights: Mapping[str, float] | None = None,
        known: Sequence[str] = (),
    ) -> None:
        self.language = language
        self.stemmer = stemmer
        self.phrases = phrases or PhraseTable()
        self.weights = weights or {}
        own = {word for phrase in _own_words(language) for word in phrase.split()}
        self.speller = Speller({*vocabulary, *own}, language.code, known)
        self._tokens = TokenMaker(language, stemmer, self.phrases, self.weights)
        self._mended: Remembered[str, str | None] = Remembered(REMEMBERED)
        self._phrasebook = Phrasebook(language)
        self._orders = language.comes_first | language.comes_later
        self._asking = Asking(language, stemmer)
        self._attributes = Attributes(language, stemmer)
        self._small = language.function_words | language.light_words
        self._anybody = {stemmer(word) for word in language.anybody}
        self._symbols = [symbol for symbol in language.currencies.values() if len(symbol) > 1]

    def extended(self, vocabulary: Iterable[str], weights: Mapping[str, float]) -> Reader:
        """A reader with more words, and with weights that are new or have changed; all else is shared, not built again."""
        made = copy.copy(self)
        made.speller = self.speller.extended(vocabulary)
        if weights:
            made.weights = Over(weights, self.weights)
            made._tokens = self._tokens.extended(weights)
        made._mended = Remembered(FEW)
        return made

    def read(self, utterance: str, repair: bool = True) -> Query:
        """The query that `utterance` stands for. Any Unicode text can be read; what is not understood has no tokens.

        Texts of a base are read without repair. Only of these is kept what they show, of questions only what they want.
        """
        text = self.plain(utterance)
        row = self._row(text)
        row, repaired = self._repaired(row) if repair else (row, ())
        known = self._tokens.words(row)
        stems = [word.stem for word in known]
        phrases = self._phrasebook.find(row)
        taken: Taken = {}
        inside: set[str] = set()
        dates = [] if _YEARS.isdisjoint(row) else find_dates(row, self.language)  # without a year nothing is a date
        for mention in dates:
            surface = " ".join(row[mention.start : mention.end])
            taken[mention.start] = mention.end, self._tokens.of_date(surface, mention.when)
        for start, end, _ in phrases.get("filler", ()):
            taken.setdefault(start, (end, ()))
        for start, end, meaning in self.phrases.find([word.base for word in known], stems, [word.meaning for word in known]):
            typed = row[start:end]
            behind_article = start > 0 and row[start - 1] in self.language.articles
            meant = not self._small.issuperset(typed) or self._is_meant(typed, known[start:end], meaning, text, behind_article)
            if meant and (start not in taken or end > taken[start][0]):
                taken[start] = end, self._tokens.of_name(" ".join(typed), known[start:end], meaning)
                if end - start > 1:
                    inside.update([stem for word, stem in zip(typed, stems[start:end], strict=True) if word not in self._small])
        for start, end, name in phrases.get("property", ()):
            if start not in taken or end > taken[start][0]:
                taken[start] = end, self._tokens.of_property(" ".join(row[start:end]), name)
        asks, openers = self._asking.kinds(row, stems, phrases.get("ask", ()), taken)
        tokens, amounts, heads = gathered(known, taken, openers, self._tokens, self.language.magnitudes)
        if "count" in asks:
            heads -= self._anybody  # "how many people work there": there may be 640 employees
        cues = {cue for _, _, cue in phrases.get("cue", ())}
        attributes = phrases.get("attribute", ())
        yes_no = self._asking.yes_or_no(row, asks)
        wants = self._attributes.demanded(row, attributes, yes_no)
        if "prediction" in cues and "stated" not in cues:
            wants.add(FUTURE)
        return Query(
            utterance=utterance,
            text=text,
            tokens=tuple(tokens),
            entities=tuple(dict.fromkeys([t.term[2:] for t in tokens if t.term.startswith(ENTITY) and not t.part])),
            dates=tuple(dict.fromkeys([mention.when for mention in dates])),
            period=(day_period(row, self.language) or open_range(row, dates[0], self.language)) if dates else None,
            amounts=tuple(amounts),
            asks=shared(frozenset(asks)),
            heads=shared(frozenset(heads)),
            yes_no=yes_no,
            repaired=repaired,
            operations=shared(frozenset([name for _, _, name in phrases.get("operation", ())])),
            negated=not self.language.negations.isdisjoint(row),
            opinion=not cues.isdisjoint({"opinion", "own_view"}),
            own_view="own_view" in cues,
            expects="stated" in cues,
            prediction=FUTURE in wants,
            wants=shared(frozenset(wants)),
            shows=NOTHING if repair else shared(frozenset(self._attributes.shown(row, stems, attributes))),
            inside=NOTHING if repair else shared(frozenset(inside)),
            counted=NOTHING if repair else shared(frozenset(counted(tokens, self.language.numbers))),
            orders=() if self._orders.isdisjoint(row) else tuple([word for word in row if word in self._orders]),
            proper=strange_names(tokens, text) if repair else 0,
        )

    def plain(self, utterance: str) -> str:
        """The utterance without what is no part of its words."""
        text = clean(utterance)
        for symbol in self._symbols:
            text = text.replace(symbol, " ")
        return _SPAN.sub(rf"\1 {self.language.date_words['to'][0]} \2", text) if "-" in text else text

    def _row(self, text: str) -> list[str]:
        """The words of a cleaned text, with the short forms of chat written out."""
        if len(text) <= SHORT:
            row = [word for piece in text.split() for word in _words_of(piece)][:MAX_WORDS]
        else:
            row = [word[:LONGEST_WORD] for word in words(text)[:MAX_WORDS]]
        expansions = self.language.expansions
        if expansions.keys().isdisjoint(row):
            return row
        return [part for word in row for part in (expansions[word].split() if word in expansions else (word,))]

    def _repaired(self, row: list[str]) -> tuple[list[str], tuple[tuple[str, str], ...]]:
        known = self._mended
        if len(row) > MANY and len(new := [word for word in row if word not in known]) > MANY:
            self.speller.learn([word.removesuffix("'s") for word in new])
        mended = [known[word] if word in known else known.keep(word, self._mend(word)) for word in row]
        if not any(mended):
            return row, ()
        repairs = tuple((word, other) for word, other in zip(row, mended, strict=True) if other)
        return [other or word for word, other in zip(row, mended, strict=True)], repairs

    def _mend(self, word: str) -> str | None:
        """What a word is a misspelling of, if it is one."""
        bare = word.removesuffix("'s")
        mended = self.speller.repair(bare)
        if mended is None and bare.endswith("s") and not self.speller.knows(bare) and self.stemmer(bare) not in self.weights:
            mended = None if self.speller.is_word(bare) else self.speller.repair(bare[:-1])
        return mended or None

    def _is_meant(self, row: Sequence[str], known: Sequence[Word], meaning: str, text: str, behind_article: bool) -> bool:
        """Small words stand for a name only when typed as one ("US", "the us"), and for a synonym only as the pack lists them."""
        if self.language.function_words.issuperset(row):
            if (behind_article or row[0] in self.language.articles) and meaning.startswith((ENTITY, STRANGER)):
                return True
            if text.isupper() or not meaning.startswith((ENTITY, STRANGER)):
                return False
            return not {word.casefold() for word in _SHOUTED.findall(text)}.isdisjoint(row)
        return self.phrases.lists([word.base for word in known], [word.stem for word in known])


@lru_cache(maxsize=50_000)
def _words_of(piece: str) -> tuple[str, ...]:
    """The words of what stands between two spaces: no word reaches beyond them."""
    return tuple(word[:LONGEST_WORD] for word in words(piece))


def _own_words(language: Language) -> list[str]:
    groups = [language.fillers, language.months, *language.asks.values(), *language.entity_nouns.values()]
    groups += language.properties.values()
    # A word out of a phrase ("step down") is nothing to repair to: it would be as near as one of the base.
    groups += [tuple(phrase for phrase in one.asked if " " not in phrase) for one in language.attributes.values()]
    groups += [*language.operations.values(), language.about_bot, language.followup_starts, language.opinion_cues]
    singles = [*language.function_words, *language.light_words, *language.numbers, *language.magnitudes]
    return [*singles, *(phrase for group in groups for phrase in group), *language.expansions.values()]
