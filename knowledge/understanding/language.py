"""What a language contributes to reading questions: function words, question words, months, chat. Data, not code.

The resource files lie in knowledge/languages/; a pack's lexicon adds the words of its subject.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Annotated, Any

import Stemmer as snowball
from pydantic import BeforeValidator, Field

from knowledge.model import Frozen
from knowledge.understanding.checking import CheckWords
from knowledge.understanding.order_words import OrderWords
from knowledge.understanding.portion_words import PortionWords
from knowledge.understanding.year_words import YearWords

LANGUAGES = Path(__file__).parent.parent / "languages"


def _split(value: Any) -> Any:
    return value.split() if isinstance(value, str) else value


WordSet = Annotated[frozenset[str], BeforeValidator(_split)]
Phrases = tuple[str, ...]


class Attribute(Frozen):
    """What can be asked of things of all kinds: the phrases that ask for it, and words that show that a text tells of it."""

    asked: Phrases
    shown: WordSet


SHORTEST_RESPELT = 7  # letters: "prize" and "size" have one spelling


class Language(Frozen):
    """A language's resource file, as it stands there (see languages/en.yaml for what each part means)."""

    code: str
    stemmer: str
    function_words: WordSet
    light_words: WordSet
    faint_words: WordSet
    fillers: Phrases
    expansions: dict[str, str]
    months: Phrases
    numbers: dict[str, float]
    magnitudes: dict[str, float]
    asks: dict[str, Phrases]
    properties: dict[str, Phrases]
    attributes: dict[str, Attribute]
    firm_attributes: WordSet = frozenset()
    opposites: dict[str, tuple[WordSet, ...]]
    reason_marks: WordSet
    future_marks: WordSet
    entity_nouns: dict[str, Phrases]
    choosers: frozenset[str]
    ordinals: frozenset[str]
    saying: frozenset[str]
    definite: frozenset[str]
    articles: frozenset[str] = frozenset()
    plural_endings: Phrases
    anybody: WordSet
    openers_of_clauses: WordSet = frozenset()
    costless: WordSet = frozenset()
    excluding: Phrases = ()
    asks_for_one: Phrases
    yes_no_starts: WordSet
    cleft_starts: Phrases
    cleft_marks: Phrases
    yes_no_tags: Phrases
    yes: str
    no: str
    operations: dict[str, Phrases]
    further_operations: dict[str, Phrases]
    left_over: WordSet
    alternative_marks: WordSet
    either: WordSet
    given_words: WordSet
    asks_source: Phrases
    asks_attribution: Phrases
    about_bot: Phrases
    asks_whether_ai: Phrases
    asks_privacy: Phrases
    doubts: Phrases
    byes: Phrases
    thanks: Phrases
    greetings: Phrases
    followup_starts: Phrases
    pronouns: WordSet
    lone_pronouns: WordSet
    relatives: WordSet = frozenset()  # pronouns that can also join a clause to its noun: "towns that have …"
    joins: Phrases
    openers: frozenset[str]
    inner_openers: Phrases = ()  # what the question of a clause begins with, behind a lead-in: "I can't find when …"
    requests: Phrases = ()  # … or stands behind: "please send me the date"
    asides: Phrases = ()  # … and is ended by: "because I …"
    others: frozenset[str] = frozenset()  # behind an opener, what asks for more of the same: "and who else?"
    things: frozenset[str] = frozenset()  # … and beside it, for other things rather than for others: "anything else"
    now_words: WordSet = frozenset()
    year_after: Phrases
    year_before: Phrases
    same_year: Phrases
    compares_back: Phrases
    one: WordSet
    he_or_she: frozenset[str]
    opinion_cues: Phrases
    own_view_cues: Phrases
    prediction_cues: Phrases
    stated_expectation_cues: Phrases
    timeline_cues: Phrases
    timeline_names: Phrases
    bot_names: Phrases
    date_words: dict[str, Phrases]
    parts_of_year: dict[str, tuple[int, int]]
    durations: dict[str, Phrases]
    span_cues: Phrases = ()  # what asks for the time between two things without naming a unit
    spellings: dict[str, str]
    irregular: dict[str, WordSet]
    at_least: frozenset[str]
    more_than: frozenset[str]
    below: frozenset[str]
    turning_words: WordSet
    unique_words: frozenset[str]
    event_starts: frozenset[str]
    identity_starts: frozenset[str]
    indefinite: frozenset[str]
    place_words: frozenset[str]
    ways: dict[str, frozenset[str]] = Field(default_factory=dict)  # "to" and "from": words before a name that say so of it
    comes_first: frozenset[str]
    comes_later: frozenset[str]
    comparing_words: frozenset[str]
    rising: WordSet
    falling: WordSet
    unit_words: dict[str, WordSet]
    ordering_words: frozenset[str]
    negations: frozenset[str]
    denials: frozenset[str]
    currencies: dict[str, str]
    units: dict[str, str]
    percent_signs: Phrases
    big_numbers: tuple[tuple[int, str], ...]
    says: dict[str, str]
    untold: dict[str, str] = Field(default_factory=dict)
    endings: WordSet
    known_names: dict[str, Phrases]
    checking: CheckWords = CheckWords()
    portions: PortionWords = PortionWords()
    order: OrderWords = OrderWords()
    years: YearWords = YearWords()

    def __setstate__(self, state: dict[Any, Any]) -> None:
        """Whoever asks for the language later gets the one that came with a kept index: to read it takes a while."""
        super().__setstate__(state)
        _read.setdefault(self.code, self)

    @functools.cached_property
    def operation_words(self) -> frozenset[str]:
        """The words with which something is asked to be worked out."""
        return frozenset(word for group in self.operations.values() for phrase in group for word in phrase.split())

    @functools.cached_property
    def operation_phrases(self) -> dict[str, list[tuple[str, str]]]:
        """The phrases that ask for an operation, each with it, by their first word."""
        found: dict[str, list[tuple[str, str]]] = {}
        for groups in (self.operations, self.further_operations):
            for name, phrases in groups.items():
                for phrase in phrases:
                    found.setdefault(phrase.split()[0], []).append((phrase, name))
        return found

    @functools.cached_property
    def timeline_words(self) -> frozenset[str]:
        """The words with which somebody asks for a timeline."""
        return frozenset(word for cue in (*self.timeline_cues, *self.parts_of_year) for word in cue.split())


_read: dict[str, Language] = {}


def load_language(code: str) -> Language:
    """The resource of the language `code`. Raises LookupError when there is none."""
    if (language := _read.get(code)) is not None:
        return language
    from knowledge.yaml_tree import read_yaml  # not needed where a kept index is loaded

    path = LANGUAGES / f"{code}.yaml"
    if not code.isalpha() or not path.is_file():
        known = ", ".join(sorted(file.stem for file in LANGUAGES.glob("*.yaml")))
        raise LookupError(f"there is no language '{code}'; there are: {known}")
    return _read.setdefault(code, Language.model_validate(read_yaml(path).data))


class Stemmer:
    """Snowball stems, remembered: questions use the same few thousand words again and again."""

    LIMIT = 50_000  # words kept; what people type is not bounded

    def __init__(self, language: Language) -> None:
        self._algorithm = language.stemmer
        self._stem: Any = snowball.Stemmer(language.stemmer).stemWord
        self._known: dict[str, str] = {}
        self._irregular = {form: base for base, forms in language.irregular.items() for form in forms}
        self._spellings = tuple(language.spellings.items())

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled without the compiled stemmer, which cannot be, and without what is remembered."""
        return _stemmer, (self._algorithm, self._irregular, self._spellings)

    def base(self, word: str) -> str:
        """The word without a possessive, in one spelling, irregular forms as the word that they are a form of."""
        bare = word.removesuffix("'s").removesuffix("'")
        if len(bare) >= SHORTEST_RESPELT:
            for ending, other in self._spellings:
                if bare.endswith(ending):
                    return bare.removesuffix(ending) + other
        return self._irregular.get(bare, bare)

    def __call__(self, word: str) -> str:
        """The stem of a word in lower case."""
        stem = self._known.get(word)
        if stem is None:
            if len(self._known) >= self.LIMIT:
                self._known.clear()
            bare = self.base(word)
            try:
                stem = self._stem(bare) if len(bare) > 2 else bare
            except UnicodeEncodeError:  # half of a surrogate pair: no word of any language
                stem = bare
            self._known[word] = stem
        return stem


def _stemmer(algorithm: str, irregular: dict[str, str], spellings: tuple[tuple[str, str], ...]) -> Stemmer:
    made = Stemmer.__new__(Stemmer)
    made._algorithm, made._irregular, made._spellings, made._known = algorithm, irregular, spellings, {}
    made._stem = snowball.Stemmer(algorithm).stemWord
    return made
