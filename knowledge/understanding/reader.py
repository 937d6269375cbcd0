"""Reads an utterance into a Query with the words of a language and of a base."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from knowledge.text import clean, words
from knowledge.understanding.dates import find_dates, open_range
from knowledge.understanding.frequency import informativeness
from knowledge.understanding.language import Language, Stemmer
from knowledge.understanding.names import ENTITY, STRANGER
from knowledge.understanding.phrases import PhraseTable
from knowledge.understanding.query import Query, Role, Token
from knowledge.understanding.spelling import Speller

ASK, YEAR, NUMBER, PROPERTY = "?", "y:", "n:", "p:"

UNWEIGHED = 0.8  # a telling word of which nothing more is known
HEAD_WORDS = 4  # "which first deputy prime minister": how far the noun of an answer may stand from its question word
LONGEST_WORD = 40  # characters; what is longer is no word that any list holds
MAX_WORDS = 150  # of an utterance; Discord allows 4,000 characters, and nobody's question needs more
_YEARS = re.compile(r"\b(\d{4})\s*-\s*(\d{4})\b")
_AMOUNT = re.compile(r"^(\d+(?:[.,]\d+)*)([a-z]*)$")


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
        self._fillers = self._table({"filler": language.fillers})
        self._asks = self._table(language.asks)
        self._properties = self._table(language.properties)
        self._operations = self._table(language.operations)
        self._cues = self._table(
            {
                "opinion": language.opinion_cues,
                "prediction": language.prediction_cues,
                "stated": language.stated_expectation_cues,
            }
        )
        self._small = language.function_words | language.light_words
        self._tags = frozenset(language.yes_no_tags)
        self._tag_ends = frozenset(tag.split()[-1] for tag in language.yes_no_tags)
        self._continuations = {start for start in language.followup_starts if " " not in start}
        self._nouns = {stemmer(noun): kind for kind, nouns in language.entity_nouns.items() for noun in nouns}

    def _table(self, groups: Mapping[str, Sequence[str]]) -> PhraseTable:
        """Phrases of the language itself: they must be met word for word."""
        table = PhraseTable()
        for meaning, group in groups.items():
            for phrase in group:
                table.add(phrase.split(), phrase.split(), meaning)
        return table

    def read(self, utterance: str, repair: bool = True) -> Query:
        """The query that `utterance` stands for. Any Unicode text can be read; what is not understood has no tokens."""
        text = clean(utterance)
        for symbol in self.language.currencies.values():
            text = text.replace(symbol, " ") if len(symbol) > 1 else text
        text = _YEARS.sub(rf"\1 {self.language.date_words['to'][0]} \2", text)
        raw = _expanded([word[:LONGEST_WORD] for word in words(text)[:MAX_WORDS]], self.language)
        shouted = {word.casefold() for word in re.findall(r"\b[A-Z][A-Z.]+\b", text)} if not text.isupper() else set()
        row, repaired = self._repaired(raw) if repair else (raw, ())
        stems = [self.stemmer(word) for word in row]
        taken: dict[int, tuple[int, list[Token]]] = {}
        dates = find_dates(row, self.language)
        for mention in dates:
            terms = [YEAR + str(year) for year in list(mention.when.years)[:3]]
            if mention.when.precision == "month":
                terms.append(self.stemmer(self.language.months[mention.when.first.month - 1]))
            surface = " ".join(row[mention.start : mention.end])
            tokens = [Token(surface, term, Role.DATE, 1.0, term in self.weights) for term in terms]
            taken[mention.start] = (mention.end, tokens)
        for start, end, _ in self._fillers.find(row, row):
            taken.setdefault(start, (end, []))
        bases = [self.stemmer.base(word) for word in row]
        for start, end, meaning in self.phrases.find(bases, stems):
            longest = start not in taken or end > taken[start][0]
            if longest and self._is_meant(row[start:end], bases[start:end], stems[start:end], meaning, shouted):
                named = self._named(" ".join(row[start:end]), meaning)
                taken[start] = (end, [*named, *self._inside(bases[start:end], stems[start:end])])
        for start, end, name in self._properties.find(row, row):
            if start not in taken or end > taken[start][0]:
                taken[start] = (end, [self._property(" ".join(row[start:end]), name)])
        asks, openers = self._asked(row, stems, taken)
        tokens, amounts, heads = self._tokens(row, stems, taken, openers)
        cues = {cue for _, _, cue in self._cues.find(row, row)}
        return Query(
            utterance=utterance,
            text=text,
            tokens=tuple(tokens),
            entities=tuple(dict.fromkeys(t.term[2:] for t in tokens if t.term.startswith(ENTITY) and not t.part)),
            dates=tuple(dict.fromkeys(mention.when for mention in dates)),
            period=open_range(row, dates[0], self.language) if dates else None,
            amounts=tuple(amounts),
            asks=frozenset(asks),
            heads=heads,
            yes_no=self._starts_yes_no(row, asks),
            repaired=repaired,
            operations=frozenset(name for _, _, name in self._operations.find(row, row)),
            negated=not self.language.negations.isdisjoint(row),
            opinion="opinion" in cues,
            expects="stated" in cues,
            prediction="prediction" in cues and "stated" not in cues,
        )

    def _repaired(self, row: list[str]) -> tuple[list[str], tuple[tuple[str, str], ...]]:
        result, repairs = [], []
        for word in row:
            bare = word.removesuffix("'s")
            mended = self.speller.repair(bare)
            if mended is None and bare.endswith("s") and bare not in self.speller.known:
                mended = self.speller.repair(bare[:-1]) if self.stemmer(bare) not in self.weights else None
            result.append(mended or word)
            if mended:
                repairs.append((word, mended))
        return result, tuple(repairs)

    def _is_meant(self, row: Sequence[str], bases: Sequence[str], stems: Sequence[str], meaning: str, shouted: set[str]) -> bool:
        """Small words stand for a name only when typed as one ("US"), and for a synonym only as the pack lists them."""
        if not self._small.issuperset(row):
            return True
        if all(word in self.language.function_words for word in row):
            return meaning.startswith((ENTITY, STRANGER)) and any(word in shouted for word in row)
        return self.phrases.lists(bases, stems)

    def _named(self, surface: str, meaning: str) -> list[Token]:
        """The token of a name or synonym; a metonym brings along what it stands for, which weighs nothing by itself."""
        term, _, stands_for = meaning.partition(" ")
        known = term in self.weights or stands_for in self.weights
        if term.startswith(STRANGER):
            return [Token(surface, term, Role.ENTITY, 1.0, False)]
        role = Role.ENTITY if term.startswith(ENTITY) else Role.CONTENT
        weight = self.weights.get(term, self.weights.get(stands_for, UNWEIGHED))
        tokens = [Token(surface, term, role, weight, known, stands_for=stands_for)]
        return [*tokens, Token(surface, stands_for, role, 0.0)] if stands_for else tokens

    def _inside(self, bases: Sequence[str], stems: Sequence[str]) -> list[Token]:
        """What a longer name is made of ("the ambassador in Paris"): it weighs nothing, but is matched and continued from."""
        if len(bases) < 2:
            return []
        whole = self.phrases.meaning(bases, stems)
        parts: list[Token] = []
        for start in range(len(bases)):
            meaning = self.phrases.meaning(bases[start : start + 1], stems[start : start + 1])
            if meaning and meaning != whole:
                role = Role.ENTITY if meaning.startswith((ENTITY, STRANGER)) else Role.CONTENT
                parts.append(Token(bases[start], meaning.partition(" ")[0], role, 0.0, part=True))
        return parts

    def _property(self, surface: str, name: str) -> Token:
        term = PROPERTY + name
        return Token(surface, term, Role.CONTENT, self.weights.get(term, UNWEIGHED), term in self.weights)

    def _asked(
        self, row: Sequence[str], stems: Sequence[str], taken: dict[int, tuple[int, list[Token]]]
    ) -> tuple[set[str], set[int]]:
        """The kinds of answer that the question words want, and the places after which the noun of the answer stands."""
        asks: set[str] = set()
        openers: set[int] = set()
        for start, end, kind in self._asks.find(row, row):
            asks.add(kind)
            surface = " ".join(row[start:end])
            if start not in taken or taken[start][0] <= end:
                taken[start] = (end, [Token(surface, ASK + kind, Role.ASK, 0.0)])
            if kind in {"count", "amount"}:
                openers.add(end)
        for place, word in enumerate(row[:-1]):
            if word in self.language.choosers and place not in taken:
                openers.add(place + 1)
                modifies = place + 2 < len(row) and row[place + 2] in self.language.light_words
                noun = self._nouns.get(stems[place + 1])
                if noun and not modifies:
                    asks.add(noun)
                    taken[place] = (place + 1, [Token(word, ASK + noun, Role.ASK, 0.0)])
        return asks, openers

    def _starts_yes_no(self, row: Sequence[str], asks: set[str]) -> bool:
        tagged = len(row) > 2 and row[-1] in self._tag_ends
        if tagged and any(" ".join(row[-length:]) in self._tags for length in (1, 2, 3)):
            return not asks
        start = next((word for word in row if word not in self._continuations), "")
        return start in self.language.yes_no_starts and not asks & {"person", "date", "place"}

    def _tokens(
        self,
        row: Sequence[str],
        stems: Sequence[str],
        taken: dict[int, tuple[int, list[Token]]],
        openers: set[int],
    ) -> tuple[list[Token], list[float], frozenset[str]]:
        tokens: list[Token] = []
        amounts: list[float] = []
        heads: set[str] = set()
        place, near = 0, 0  # how many more words may belong to the noun of the answer
        while place < len(row):
            near = HEAD_WORDS if place in openers else near
            word = row[place]
            if place in taken:
                place, found = taken[place]
            elif number := _AMOUNT.match(word):
                amount, length = self._amount(number, row, place)
                amounts.append(amount)
                term = NUMBER + f"{amount:g}"
                found = [Token(word, term, Role.NUMBER, 0.6, term in self.weights)]
                place += length
            else:
                found = [self._word(word, stems[place])]
                place += 1
            tokens += found
            near = 0 if any(token.role is Role.FUNCTION for token in found) else near - 1
            if near >= 0:
                heads |= {token.term for token in found if token.role is Role.CONTENT and not token.part}
        return tokens, amounts, frozenset(heads)

    def _word(self, word: str, stem: str) -> Token:
        if word in self.language.function_words:
            return Token(word, stem, Role.FUNCTION)
        if word in self.language.light_words:
            return Token(word, stem, Role.LIGHT, 0.0, stem in self.weights)
        if (weight := self.weights.get(stem)) is not None:
            return Token(word, stem, Role.CONTENT, weight)
        weight = informativeness(word, self.language.code) if self.weights else UNWEIGHED
        return Token(word, stem, Role.CONTENT, weight, False)

    def weighed(self, query: Query) -> Query:
        """A query that was read without weights, with those of this reader: as if this reader had read it."""
        weights = self.weights
        tokens = tuple(
            Token(
                t.surface,
                t.term,
                t.role,
                weights.get(t.term, t.weight) if t.weight > 0 and t.role is not Role.NUMBER else t.weight,
                t.term in weights,
                t.part,
                t.stands_for,
            )
            for t in query.tokens
        )
        return replace(query, tokens=tokens)

    def _amount(self, number: re.Match[str], row: Sequence[str], place: int) -> tuple[float, int]:
        digits, suffix = number.groups()
        value = _parsed(digits)
        if suffix in self.language.magnitudes:
            return value * self.language.magnitudes[suffix], 1
        if place + 1 < len(row) and row[place + 1] in self.language.magnitudes:
            return value * self.language.magnitudes[row[place + 1]], 2
        return value, 1


def _parsed(digits: str) -> float:
    """ "86.6" and "86,6" are decimals; "2,075" and "1,000,000" are thousands."""
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", digits):
        return float(digits.replace(",", ""))
    whole, _, rest = digits.replace(",", ".").partition(".")
    return float(f"{whole}.{rest.replace('.', '')}" if rest else whole)


def _expanded(row: Sequence[str], language: Language) -> list[str]:
    result: list[str] = []
    for word in row:
        result += language.expansions[word].split() if word in language.expansions else [word]
    return result


def _own_words(language: Language) -> list[str]:
    groups = [language.fillers, language.months, *language.asks.values(), *language.entity_nouns.values()]
    groups += language.properties.values()
    groups += [*language.operations.values(), language.about_bot, language.followup_starts, language.opinion_cues]
    singles = [*language.function_words, *language.light_words, *language.numbers, *language.magnitudes]
    return [*singles, *(phrase for group in groups for phrase in group), *language.expansions.values()]
