"""Reads an utterance into a Query with the words of a language and of a base."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.text import clean, words
from knowledge.understanding.dates import find_dates
from knowledge.understanding.frequency import informativeness
from knowledge.understanding.language import Language, Stemmer, phrase_key
from knowledge.understanding.phrases import PhraseTable
from knowledge.understanding.query import Query, Role, Token
from knowledge.understanding.spelling import Speller
from knowledge.when import When

ENTITY, CONCEPT, ASK, YEAR, NUMBER = "e:", "c:", "?", "y:", "n:"

UNWEIGHED = 0.8  # a telling word of which nothing more is known
MAX_WORDS = 400  # of an utterance; Discord allows 4,000 characters, and nobody's question needs more
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
    ) -> None:
        self.language = language
        self.stemmer = stemmer
        self.phrases = phrases or PhraseTable()
        self.weights = weights or {}
        own = {word for phrase in _own_words(language) for word in phrase.split()}
        self.speller = Speller({*vocabulary, *own}, language.code)
        self._fillers = _table(((phrase, "filler") for phrase in language.fillers), str.split)
        self._asks = _table(((phrase, kind) for kind, group in language.asks.items() for phrase in group), str.split)
        self._operations = _table(
            ((phrase, name) for name, group in language.operations.items() for phrase in group), self._stems_of
        )
        self._opinion = _table(((phrase, "opinion") for phrase in language.opinion_cues), str.split)
        self._prediction = _table(((phrase, "prediction") for phrase in language.prediction_cues), str.split)
        self._stated = _table(((phrase, "stated") for phrase in language.stated_expectation_cues), str.split)
        self._nouns = {stemmer(noun): kind for kind, nouns in language.entity_nouns.items() for noun in nouns}

    def _stems_of(self, phrase: str) -> list[str]:
        return list(phrase_key(phrase, self.stemmer))

    def read(self, utterance: str, repair: bool = True) -> Query:
        """The query that `utterance` stands for. Any Unicode text can be read; what is not understood has no tokens."""
        text = clean(utterance)
        raw = _expanded(words(text)[:MAX_WORDS], self.language)
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
        for start, end, _ in self._fillers.find(row):
            taken.setdefault(start, (end, []))
        for start, end, meaning in self.phrases.find(stems):
            if not self._is_pronoun(row[start:end], meaning, shouted):
                role = Role.ENTITY if meaning.startswith(ENTITY) else Role.CONTENT
                surface = " ".join(row[start:end])
                token = Token(surface, meaning, role, self.weights.get(meaning, UNWEIGHED), meaning in self.weights)
                if start not in taken or end > taken[start][0]:
                    taken[start] = (end, [token])
        asks, heads = self._asked(row, stems, taken)
        tokens, amounts = self._tokens(row, stems, taken)
        return Query(
            utterance=utterance,
            text=text,
            tokens=tuple(tokens),
            entities=tuple(dict.fromkeys(t.term.removeprefix(ENTITY) for t in tokens if t.role is Role.ENTITY)),
            dates=tuple(dict.fromkeys(mention.when for mention in dates)),
            amounts=tuple(amounts),
            asks=frozenset(asks),
            head=heads,
            yes_no=self._starts_yes_no(row, asks),
            repaired=repaired,
            operations=frozenset(name for _, _, name in self._operations.find(stems)),
            opinion=any(True for _ in self._opinion.find(row)),
            prediction=any(True for _ in self._prediction.find(row)) and not any(True for _ in self._stated.find(row)),
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

    def _is_pronoun(self, row: Sequence[str], meaning: str, shouted: set[str]) -> bool:
        """ "us" is a country only when it is typed as one."""
        functional = all(word in self.language.function_words for word in row)
        return functional and meaning.startswith(ENTITY) and not all(word in shouted for word in row)

    def _asked(
        self, row: Sequence[str], stems: Sequence[str], taken: dict[int, tuple[int, list[Token]]]
    ) -> tuple[set[str], str | None]:
        """The kinds of answer that the question words want, and the noun that an answer has to be."""
        asks: set[str] = set()
        head = None
        for start, end, kind in self._asks.find(row):
            asks.add(kind)
            surface = " ".join(row[start:end])
            if start not in taken or taken[start][0] <= end:
                taken[start] = (end, [Token(surface, ASK + kind, Role.ASK, 0.0)])
        for place, (word, following) in enumerate(pairwise(row)):
            if word in {"which", "what", "whose"} and place not in taken and head is None:
                modifies = place + 2 < len(row) and row[place + 2] in self.language.light_words
                if (kind := self._nouns.get(stems[place + 1])) and not modifies:
                    asks.add(kind)
                    head = kind
                    taken[place] = (place + 1, [Token(word, ASK + kind, Role.ASK, 0.0)])
                elif following not in self.language.function_words and following not in self.language.light_words:
                    head = stems[place + 1]
        return asks, head

    def _starts_yes_no(self, row: Sequence[str], asks: set[str]) -> bool:
        starts = [word for word in row if word not in {"so", "and", "but", "then", "well", "ok", "okay"}]
        return bool(starts) and starts[0] in self.language.yes_no_starts and not asks & {"person", "date", "place"}

    def _tokens(
        self, row: Sequence[str], stems: Sequence[str], taken: dict[int, tuple[int, list[Token]]]
    ) -> tuple[list[Token], list[float]]:
        tokens: list[Token] = []
        amounts: list[float] = []
        place = 0
        while place < len(row):
            if place in taken:
                end, found = taken[place]
                tokens += found
                place = end
                continue
            word, stem = row[place], stems[place]
            if number := _AMOUNT.match(word):
                amount, length = self._amount(number, row, place)
                amounts.append(amount)
                term = NUMBER + f"{amount:g}"
                tokens.append(Token(word, term, Role.NUMBER, 0.6, term in self.weights))
                place += length
                continue
            tokens.append(self._word(word, stem))
            place += 1
        return tokens, amounts

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
            replace(token, weight=weights[token.term], known=True)
            if token.weight > 0 and token.role is not Role.NUMBER and token.term in weights
            else replace(token, known=token.term in weights)
            for token in query.tokens
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
    groups += [*language.operations.values(), language.about_bot, language.followup_starts, language.opinion_cues]
    singles = [*language.function_words, *language.light_words, *language.numbers, *language.magnitudes]
    return [*singles, *(phrase for group in groups for phrase in group), *language.expansions.values()]


def _table(phrases: object, split: object) -> PhraseTable:
    table = PhraseTable()
    for phrase, meaning in phrases:  # type: ignore[attr-defined]
        table.add(tuple(split(phrase)), meaning)  # type: ignore[operator]
    return table


__all__ = ["Reader", "When"]
