"""The phrase table of a base: the names of its entities, the synonyms of its lexicon, and names of states it does not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.base import KnowledgeBase
from knowledge.localised import text_in
from knowledge.model import EntityKind
from knowledge.text import clean, words
from knowledge.understanding.language import Language, Stemmer
from knowledge.understanding.phrases import PhraseTable

ENTITY, CONCEPT, STRANGER = "e:", "c:", "x:"


def phrase_table(base: KnowledgeBase, language: Language, stemmer: Stemmer) -> PhraseTable:
    """Every name (meaning `e:<entity>`) and synonym (`c:<concept>`) of the base; names win over synonyms.

    A metonym (a capital) means itself and what it stands for, in this order, with a space between.
    The language's names of states are added to the entity that has one of them, or stand for a stranger (`x:<name>`).
    """
    table = PhraseTable(endings=language.endings)

    def add(phrase: str, meaning: str, nickname: bool = False) -> None:
        row = [stemmer.base(word) for word in words(clean(phrase))]
        table.add(row, [stemmer(word) for word in row], meaning)
        (table.nicknames if nickname else table.surfaces).append(phrase)

    owners = {}
    for entity in base.pack.entities:
        meaning = ENTITY + entity.id + (f" {ENTITY}{entity.stands_for}" if entity.stands_for else "")
        for name in entity.names(language.code):
            add(name, meaning, nickname=name != text_in(entity.name, language.code))
            owners[" ".join(words(clean(name)))] = entity.id
        if entity.kind is EntityKind.PERSON:
            for name in _combined(entity.names(language.code)):
                add(name, meaning, nickname=True)
    for group in base.pack.lexicon.synonyms:
        for word in group.words.get(language.code, ()):
            if clean(word).casefold() not in language.function_words:  # "right now" is no "right to rule"
                add(word, CONCEPT + group.concept)
    for phrase, meaning in _strangers(language, owners):
        add(phrase, meaning)
    return table


def _combined(names: Iterable[str]) -> Iterator[str]:
    """Every spelling of a person's first name with every spelling of the last, of the names that are two words."""
    pairs = [pair for name in names if len(pair := name.split()) == 2 and name.isascii()]
    for first in dict.fromkeys(pair[0] for pair in pairs):
        for last in dict.fromkeys(pair[1] for pair in pairs):
            yield f"{first} {last}"


def _strangers(language: Language, owners: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, forms in language.known_names.items():
        owner = next((owners[form] for form in forms if form in owners), None)
        for form in forms:
            yield form, ENTITY + owner if owner else STRANGER + name
