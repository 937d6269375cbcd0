"""The phrase table of a base: the names of its entities and the synonyms of its lexicon."""

from __future__ import annotations

from knowledge.base import KnowledgeBase
from knowledge.text import clean, words
from knowledge.understanding.language import Language, Stemmer, phrase_key
from knowledge.understanding.phrases import PhraseTable
from knowledge.understanding.reader import CONCEPT, ENTITY


def phrase_table(base: KnowledgeBase, language: Language, stemmer: Stemmer) -> PhraseTable:
    """Every name (meaning `e:<entity>`) and synonym (meaning `c:<concept>`) of the base; names win over synonyms."""
    table = PhraseTable()
    for entity in base.pack.entities:
        for name in entity.names(language.code):
            table.add(phrase_key(clean(name), stemmer), ENTITY + entity.id)
            table.surfaces.append(" ".join(words(clean(name))))
    for group in base.pack.lexicon.synonyms:
        for word in group.words.get(language.code, ()):
            if clean(word).casefold() in language.function_words:
                continue  # "right now" is no "right to rule"
            table.add(phrase_key(clean(word), stemmer), CONCEPT + group.concept)
            table.surfaces.append(" ".join(words(clean(word))))
    return table
