"""Pronouns to whom they mean: the subject of the clause around theirs, or of the sentence before; else nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract.match.focus import main_subject

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.clauses.grammar import Subject
    from newsgraph.extract.match.setting import Setting
    from newsgraph.extract.mentions import Entity, Mention


def meant_by_pronoun(setting: Setting, phrase: Chunk, subject: Subject | None, i: int) -> tuple[Entity, ...]:
    """Whom a pronoun means: the subject of the clause it depends on, or who speaks; else nobody."""
    clauses = setting.clauses
    if not clauses.holds(phrase):
        return _carried(setting, phrase, i)
    if phrase.word in ("him", "her"):
        return _other(setting, phrase, subject, i)
    k = clauses.index(phrase)
    k = clauses.back(k - 1) + 1
    before = clauses.kind(k - 1)
    main: int | None = None
    if before == "SUB" and clauses.word(k - 1) in (
        "as",
        "when",
        "while",
        "after",
        "before",
        "because",
        "since",
        "that",
        "although",
        "though",
        "where",
    ):
        main = next((m for m in range(k - 2, -1, -1) if clauses.chunks[m].finite), None)
    elif before == "VG" and clauses.is_speech(k - 1):
        main = k - 1
    elif before == "COMMA" and phrase.word == "it":
        main = _concessive(clauses, k)
    if main is None:
        return _carried(setting, phrase, i)
    above = clauses.subject(main)
    if above is None or any(part.pronoun and part.word != phrase.word for part in above.phrases):
        return _carried(setting, phrase, i)
    entities = tuple(who for part in above.phrases for who in setting.meant(part, above, main))
    told = clauses.is_speech(main) and (before == "VG" or clauses.word(k - 1) == "that")
    if not told and before != "COMMA" and _has_rival(setting, phrase, main, entities):
        return ()
    if phrase.word == "they" and len(entities) == 1 and before == "SUB":
        return _both_sides(setting, main, entities[0])
    if phrase.word == "they":
        return entities if len(entities) > 1 and len(entities) >= len(above.phrases) else ()
    wanted = {"he": ("Person",), "she": ("Person",), "it": ("Country", "Organization")}.get(phrase.word, ())
    if not entities:
        return _carried(setting, phrase, i)
    return entities if len(entities) == 1 and entities[0].type in wanted else ()


def _both_sides(setting: Setting, main: int, who: Entity) -> tuple[Entity, ...]:
    """The two whom "they" means in "X has not met Y since they spoke": the subject and the one object."""
    phrases = setting.clauses.arguments(main).phrases
    beside = [part for name in ("object", "with") for part in phrases.get(name, ())]
    others = {other for part in beside for other in setting.meant(part)}
    other = next(iter(others)) if len(others) == 1 else None
    return (who, other) if other is not None and other is not who and other.type == who.type else ()


def _concessive(clauses: Clauses, k: int) -> int | None:
    """The verb of the clause that opens the sentence before k: "Although X wants to join Y, it has"."""
    if clauses.word(0) not in ("although", "though", "while", "even-though") or clauses.kind(k + 1) != "VG":
        return None
    main = next((m for m in range(1, k) if clauses.chunks[m].finite), None)
    if main is None or any(clauses.kind(m) == "COMMA" for m in range(1, k - 1)):
        return None
    subject = clauses.subject(main)
    return main if subject is not None and subject.left == 1 else None


def _has_rival(setting: Setting, phrase: Chunk, main: int, subjects: tuple[Entity, ...]) -> bool:
    """Whether a pronoun may mean somebody named after the main verb: "X accused Y after he met Z"."""
    clauses, resolver = setting.clauses, setting.resolver
    between = clauses.tokens[clauses.chunks[main].first : phrase.first]
    named = {id(t.mention.entity): t.mention.entity for t in between if t.mention is not None}
    rivals = [who for who in named.values() if who is not None and all(who is not known for known in subjects)]
    personal = phrase.word in ("he", "she")
    if personal and any(t.mention is not None and t.mention.kind == "unknown" for t in between):
        return True
    if phrase.word == "they":
        return len(rivals) > 1
    if personal:
        return any(who.type == "Person" and resolver.is_called(who, phrase.word) for who in rivals)
    return any(who.type not in ("Person", "Place") for who in rivals)


def _other(setting: Setting, phrase: Chunk, subject: Subject | None, i: int) -> tuple[Entity, ...]:
    """Whom "him" means: the one person named before it, in the sentence or else the one before, and no subject."""
    if subject is None or phrase.quote:
        return ()
    acting = [
        who
        for part in subject.phrases
        if not part.pronoun or part.word in ("he", "she")
        for who in setting.meant(part, subject, i)
    ]
    tokens = setting.clauses.tokens[: phrase.first]
    named = dict.fromkeys(t.mention.entity for t in tokens if t.mention is not None and t.mention.kind == "person")
    others = [who for who in named if who is not None and who not in acting]
    if not others and acting and (main_subject(setting) or _is_first_subject(setting.clauses, subject)):
        spoken_of = [*main_subject(setting), *setting.resolver.discourse.before.main]
        others = [who for who in dict.fromkeys(spoken_of) if who.type == "Person" and who not in acting]
    fits = len(others) == 1 and len(acting) == 1 and setting.resolver.is_called(others[0], phrase.word)
    return (others[0],) if fits else ()


def _is_first_subject(clauses: Clauses, subject: Subject) -> bool:
    """Whether no other clause's subject stands before this one's."""
    return not any(chunk.finite for chunk in clauses.chunks[: subject.left])


def _carried(setting: Setting, phrase: Chunk, i: int) -> tuple[Entity, ...]:
    """Whom a pronoun of a main clause takes up from the sentence before, where nobody was named in between."""
    clauses = setting.clauses
    earlier = clauses.tokens[: phrase.first]
    if phrase.quote:
        return ()
    named = [t.mention for t in earlier if t.mention is not None and t.mention.kind in ("person", "unknown")]
    if named:
        return _only_one(setting, phrase.word, named)
    if any(t.tag == "REL" or t.low in ("that", "if") for t in earlier):
        return ()
    return setting.resolver.carried(phrase.word, _beside(clauses, i) if phrase.word in ("he", "she") else ())


def _beside(clauses: Clauses, i: int) -> tuple[Entity, ...]:
    """Whom the verb at i has beside its subject, who is somebody else: X of "he spoke with X"."""
    phrases = clauses.arguments(i).phrases.values() if clauses.kind(i) == "VG" else ()
    named = [phrase.mention.entity for found in phrases for phrase in found if phrase.mention is not None]
    return tuple(who for who in named if who is not None)


def _only_one(setting: Setting, word: str, named: list[Mention]) -> tuple[Entity, ...]:
    """The one person named before "he" whom it fits, where the sentence is about that person."""
    people = dict.fromkeys(mention.entity for mention in named)
    fitting = [who for who in people if who is None or setting.resolver.is_called(who, word)]
    if word not in ("he", "she") or len(fitting) != 1 or fitting[0] is None:
        return ()
    clauses = setting.clauses
    subject = clauses.subject(clauses.finite[0]) if clauses.finite else None
    mention = subject.phrases[0].mention if subject is not None and len(subject.phrases) == 1 else None
    return (fitting[0],) if mention is not None and mention.entity is fitting[0] else ()
