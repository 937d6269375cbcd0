"""The tokens of a reader: of words, names, properties, dates and amounts, with what each weighs.

The same few thousand words come again and again. Each token is therefore made once and then shared by all queries, which is
most of what makes reading fast, and a kept index small.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.over import Over
from knowledge.remembered import Remembered
from knowledge.understanding.amounts import Amount, amount_of
from knowledge.understanding.frequency import informativeness
from knowledge.understanding.language import Language, Stemmer
from knowledge.understanding.names import ENTITY, STRANGER
from knowledge.understanding.phrases import PhraseTable
from knowledge.understanding.query import Role, Token
from knowledge.understanding.word_vectors import load_vectors
from knowledge.when import When

# Python 3.11 looks a member of an enumeration up slowly, and here it is done for every token.
_NUMBER = Role.NUMBER
YEAR, NUMBER, PROPERTY = "y:", "n:", "p:"

FAINT = 0.25  # what a general word weighs that no text of the base uses
UNWEIGHED = 0.8  # a telling word of which nothing more is known
REMEMBERED, FEW = 50_000, 300  # words, and as many phrases; what people type is not bounded, and there may be thousands of layers

Tokens = tuple[Token, ...]
Taken = dict[int, tuple[int, Tokens]]  # by the place where a phrase starts: where it ends, and its tokens


@dataclass(slots=True)
class Word:
    """A word and what does not depend on its neighbours."""

    text: str
    base: str
    stem: str
    amount: Amount | None
    meaning: str | None  # the name or synonym that it is by itself
    token: Token | None = None  # made when it is first asked for: how rare a word is, is dear to find out


class TokenMaker:
    """Makes tokens with the weights of one reader, and remembers them."""

    def __init__(self, language: Language, stemmer: Stemmer, phrases: PhraseTable, weights: Mapping[str, float]) -> None:
        self._language = language
        self._stemmer = stemmer
        self._phrases = phrases
        self._weights = weights
        self._words: Remembered[str, Word] = Remembered(REMEMBERED)
        self._of_phrases: Remembered[tuple[str, str], Tokens] = Remembered(REMEMBERED)

    def extended(self, weights: Mapping[str, float]) -> TokenMaker:
        """A maker with a few more weights, or other ones. What does not depend on these is made, and remembered, by this one."""
        return ExtendedTokenMaker(self, weights)

    def words(self, row: Sequence[str]) -> list[Word]:
        """What is known of each word of a row."""
        words = self._words
        return [words.get(text) or self._word(text) for text in row]

    def _word(self, text: str) -> Word:
        base, stem = self._stemmer.base(text), self._stemmer(text)
        amount = amount_of(text, self._language.magnitudes)
        return self._words.keep(text, Word(text, base, stem, amount, self._phrases.meaning([base], [stem])))

    def of_word(self, word: Word) -> Token:
        """The token of a word that belongs to no phrase."""
        if word.token is None:
            word.token = self._of_word(word.text, word.stem)
        return word.token

    def _of_word(self, word: str, stem: str) -> Token:
        if word in self._language.function_words:
            return Token(word, stem, Role.FUNCTION)
        if word in self._language.light_words:
            return Token(word, stem, Role.LIGHT, 0.0, stem in self._weights)
        if (weight := self._weights.get(stem)) is not None:
            return Token(word, stem, Role.CONTENT, weight)
        if not self._weights:
            return Token(word, stem, Role.CONTENT, UNWEIGHED, False)
        vectors = load_vectors(self._language.code)
        common = (vectors.akin(word) if vectors else None) or word  # "fixes" says no more than "fix"
        if not self._language.faint_words.isdisjoint((word, common)):
            return Token(word, stem, Role.CONTENT, FAINT, False)
        code = self._language.code
        return Token(word, stem, Role.CONTENT, min(informativeness(one, code) for one in {word, common}), False)

    def of_amount(self, surface: str, amount: float) -> Tokens:
        """The token of an amount that starts with the word `surface`."""
        term = NUMBER + f"{amount:g}"
        if known := self._of_phrases.get((surface, term)):
            return known
        token = Token(surface, term, _NUMBER, 0.6, term in self._weights)
        return self._of_phrases.keep((surface, term), (token,))

    def of_property(self, surface: str, name: str) -> Tokens:
        """The token of a property that is asked for: "how wide"."""
        term = PROPERTY + name
        if known := self._of_phrases.get((surface, term)):
            return known
        token = Token(surface, term, Role.CONTENT, self._weights.get(term, UNWEIGHED), term in self._weights)
        return self._of_phrases.keep((surface, term), (token,))

    def of_date(self, surface: str, when: When) -> Tokens:
        """The tokens of a date: its first years, and its month."""
        if known := self._of_phrases.get((surface, when.text)):
            return known
        tokens = tuple(Token(surface, term, Role.DATE, 1.0, term in self._weights) for term in self._dated(when))
        return self._of_phrases.keep((surface, when.text), tokens)

    def of_name(self, surface: str, words: Sequence[Word], meaning: str) -> Tokens:
        """The tokens of a name or synonym; a metonym brings along what it stands for, which weighs nothing by itself."""
        if known := self._of_phrases.get((surface, meaning)):
            return known
        return self._of_phrases.keep((surface, meaning), (*self._named(surface, meaning), *self._inside(words)))

    def _named(self, surface: str, meaning: str) -> Tokens:
        term, _, stands_for = meaning.partition(" ")
        known = term in self._weights or stands_for in self._weights
        if term.startswith(STRANGER):
            return (Token(surface, term, Role.ENTITY, self._weights.get(term, 1.0), known),)
        role = Role.ENTITY if term.startswith(ENTITY) else Role.CONTENT
        weight = self._weights.get(term, self._weights.get(stands_for, UNWEIGHED))
        token = Token(surface, term, role, weight, known, stands_for=stands_for)
        return (token, Token(surface, stands_for, role, 0.0)) if stands_for else (token,)

    def _inside(self, words: Sequence[Word]) -> list[Token]:
        """What a longer name is made of ("the ambassador in Paris"): it weighs nothing, but is matched and continued from."""
        if len(words) < 2:
            return []
        whole = self._phrases.meaning([word.base for word in words], [word.stem for word in words])
        parts: list[Token] = []
        for word in words:
            if word.meaning and word.meaning != whole:
                role = Role.ENTITY if word.meaning.startswith((ENTITY, STRANGER)) else Role.CONTENT
                parts.append(Token(word.base, word.meaning.partition(" ")[0], role, 0.0, part=True))
        return parts

    def _dated(self, when: When) -> list[str]:
        terms = [YEAR + str(year) for year in when.years[:3]]
        return [*terms, self._stemmer(self._language.months[when.first.month - 1])] if when.precision == "month" else terms


class ExtendedTokenMaker(TokenMaker):
    """Makes what depends on weights that are new or have changed, and leaves all else to another maker."""

    def __init__(self, beneath: TokenMaker, weights: Mapping[str, float]) -> None:
        super().__init__(beneath._language, beneath._stemmer, beneath._phrases, Over(weights, beneath._weights))
        self._words, self._of_phrases = Remembered(FEW), Remembered(FEW)
        self._beneath = beneath
        self._new = weights

    def words(self, row: Sequence[str]) -> list[Word]:
        """As of any maker."""
        new = self._new
        return [self._own(word) if word.stem in new else word for word in self._beneath.words(row)]

    def _own(self, word: Word) -> Word:
        return self._words.get(word.text) or self._words.keep(word.text, replace(word, token=None))

    def of_amount(self, surface: str, amount: float) -> Tokens:
        """As of any maker."""
        is_new = NUMBER + f"{amount:g}" in self._new
        return super().of_amount(surface, amount) if is_new else self._beneath.of_amount(surface, amount)

    def of_property(self, surface: str, name: str) -> Tokens:
        """As of any maker."""
        is_new = PROPERTY + name in self._new
        return super().of_property(surface, name) if is_new else self._beneath.of_property(surface, name)

    def of_date(self, surface: str, when: When) -> Tokens:
        """As of any maker."""
        is_new = any(term in self._new for term in self._dated(when))
        return super().of_date(surface, when) if is_new else self._beneath.of_date(surface, when)

    def of_name(self, surface: str, words: Sequence[Word], meaning: str) -> Tokens:
        """As of any maker."""
        is_new = any(term in self._new for term in meaning.split(" "))
        return super().of_name(surface, words, meaning) if is_new else self._beneath.of_name(surface, words, meaning)
