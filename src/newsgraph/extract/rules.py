"""Rule files of mapping/text to what the engine matches: fact types, verb and noun frames, and their examples.

A frame names a verb (or a noun) and, for each role, the grammatical functions that fill it: `subject`, `object`,
`possessor`, `modifier`, or a preposition. Functions are those of the active voice; the engine turns passives round.
A function written `else-modifier` fills its role only where those before it have not. `where` asks that the noun in a
function be one of some nouns: "impose" with an object "sanction".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from newsgraph import yamltree
from newsgraph.errors import InputError, Place, RuleError
from newsgraph.extract import lexicon as lexicons
from newsgraph.extract import rulefile
from newsgraph.facts import EntityType, Phase
from newsgraph.facttypes import FactType, RoleType
from newsgraph.yamltree import Mapping, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from newsgraph.extract.gazetteer import Gazetteer
    from newsgraph.extract.lexicon import Lexicon

_TYPE_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
_TAKEN = ("Article", "Claim", "Evidence", "Party", "Role", "Run", "Situation", "Software", "Text")
_ENTITY_TYPES: tuple[EntityType, ...] = get_args(EntityType)
_PHASES: tuple[Phase, ...] = get_args(Phase)
_FUNCTIONS = ("subject", "object", "object2", "possessor", "modifier", "topic", "named", "there", "to-do")
_TENSES = ("past", "present", "progressive", "scheduled", "future", "was", "negated")
_OUTCOMES = ("actual", "planned", "possible", "denied", "none")
_RULE_KEYS = (
    "verb",
    "noun",
    "compound",
    "where",
    "arguments",
    "phase",
    "tenses",
    "realis",
    "stands",
    "effects",
    "unless",
    "needs",
    "understood",
    "resumes",
    "spoken-of",
    "likewise",
    "under",
    "absent",
    "dated",
    "types",
    "beside",
    "complete",
    "each",
    "examples",
    "about",
)
_MARKS = ("represented", "authority", "sovereign", "apart")
_FILE_KEYS = ("type", "roles", "rules", "examples", "about", "place")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the facts that a rule file must find in it; none where it must find nothing."""

    text: str
    facts: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Frame:
    """One rule: its triggers, what they must stand with, and the functions that fill each role.

    `asked` holds the last words of the nouns of `where`, of each of which the sentence must have one.
    `stands`: whether the noun phrase by itself says that the situation is there ("U.S. sanctions on X"), and is no
    event that must be seen to take place. `effects`: whether such an event took place where it is said to have done
    something ("the talks angered X"); where it may have been only announced, it needs a year. `unless` lists words
    that, beside the noun, say that it is not there. A noun with `under` counts only as the object of one of these
    verbs, and whatever they say of it. The roles in `understood`, left out by the clause, are filled as
    the last fact of this type filled them; those in `resumes`, where the noun of `where` stands bare or as "them", as
    the one situation did that it can take up. A frame `spoken_of` counts only soon after a fact of its type, and one
    that is `likewise` says of others what the last fact of its type said, begun or ended. `tenses`
    says what a tense means for this verb where it differs from the common meaning. In the roles `represented` unnamed
    officials stand for their country; those in `authorities` are filled by states, their bodies and their leaders, and
    where anybody else would fill them ("the league's sanctions") there is no fact. In the roles `sovereign` a body of a
    state ("the Senate") stands for the state, and each filler of the roles `apart` makes a fact of its own.
    """

    name: str
    fact_type: FactType
    verbs: frozenset[str]
    nouns: frozenset[str]
    compounds: frozenset[str]
    where: tuple[tuple[str, frozenset[str]], ...]
    asked: tuple[frozenset[str], ...]
    arguments: tuple[tuple[RoleType, tuple[str, ...]], ...]
    phase: Phase
    tenses: tuple[tuple[str, str], ...]
    realis: str | None
    stands: bool
    effects: bool
    unless: frozenset[str]
    needs: tuple[str, ...]
    understood: tuple[str, ...]
    resumes: tuple[str, ...]
    spoken_of: bool
    likewise: bool
    under: frozenset[str]
    absent: tuple[str, ...]
    dated: bool
    types: dict[str, frozenset[str]]
    beside: frozenset[str]
    complete: bool
    each: bool
    represented: frozenset[str]
    authorities: frozenset[str]
    sovereign: frozenset[str]
    apart: frozenset[str]
    examples: tuple[Example, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything the engine knows about English and about the fact types.

    `asked` is that of all frames, and `asked_forms` has those nouns by their forms. `triggers` are the forms of the
    nouns that may state a fact. `described` are those that a frame
    of "be" asks for: an apposition may say by them what somebody is.
    """

    fact_types: tuple[FactType, ...]
    frames: tuple[Frame, ...]
    examples: tuple[Example, ...]
    lexicon: Lexicon
    gazetteer: Gazetteer
    asked: frozenset[str]
    asked_forms: dict[str, frozenset[str]]
    described: frozenset[str]
    triggers: frozenset[str]
    by_verb: dict[str, tuple[Frame, ...]]
    by_noun: dict[str, tuple[Frame, ...]]
    by_compound: dict[str, tuple[Frame, ...]]

    @classmethod
    def load(cls, rule_files: Iterable[tuple[str, str]], gazetteer: Gazetteer) -> Rules:
        """Compile rule files, given as (text, file name).

        Raises RuleError with file, line and column for YAML that does not parse, an unknown key, role, function or
        entity type, two files that declare one type, and rules without a lexicon.
        """
        trees: list[tuple[Mapping, str]] = []
        for text, file in rule_files:
            try:
                tree = yamltree.parse(text, file)
            except RuleError:
                raise
            except InputError as error:
                raise RuleError(error.message, error.place) from error
            trees.append((rulefile.mapping(tree, "a rule file", Place(file)), file))
        fact_types: list[FactType] = []
        frames: list[Frame] = []
        examples: list[Example] = []
        shared: list[Mapping] = []
        for tree, file in trees:
            if tree.get("type") is None:
                rulefile.only(tree, ("lexicon", "person", *_FILE_KEYS), "a rule file")
                if tree.get("rules") is not None or tree.get("roles") is not None:
                    raise RuleError("a file with roles or rules needs a 'type', what its facts are called", tree.place)
                shared.append(tree)
                continue
            rulefile.only(tree, _FILE_KEYS, "a file of fact rules")
            fact_type = _fact_type(tree)
            if any(known.name == fact_type.name for known in fact_types):
                raise RuleError(f"the type '{fact_type.name}' is declared in two files", tree.place)
            fact_types.append(fact_type)
            frames.extend(_frames(tree, file, fact_type))
            examples.extend(_examples(tree.get("examples"), fact_type))
        if not any(tree.get("lexicon") for tree in shared):
            file = trees[0][1] if trees else "mapping/text"
            raise RuleError("no rule file has a 'lexicon:'; the engine needs its verbs and function words", Place(file))
        lexicon = lexicons.load(
            shared,
            list(dict.fromkeys(verb for frame in frames for verb in sorted(frame.verbs))),
            dict.fromkeys(
                noun
                for frame in frames
                for group in (frame.nouns, *(w for _, w in frame.where))
                for noun in sorted(group)
            ),
        )
        for tree, _ in trees:
            _check_functions(tree, lexicon)
        by_verb = _index(frames, lambda frame: frame.verbs)
        by_noun = _index(frames, lambda frame: frame.nouns)
        asked = _all_asked(frames)
        return cls(
            tuple(fact_types),
            tuple(frames),
            (*examples, *(example for frame in frames for example in frame.examples)),
            lexicon,
            gazetteer,
            asked,
            _forms_of(asked, lexicon),
            _all_asked(by_verb.get("be", ())),
            frozenset(_forms_of(frozenset(by_noun), lexicon)),
            by_verb,
            by_noun,
            _index(frames, lambda frame: frame.compounds),
        )


def _check_functions(tree: Mapping, lexicon: Lexicon) -> None:
    """Raise RuleError at a function of a rule that is neither one of the engine's nor a preposition of the lexicon."""
    known = {*_FUNCTIONS, *lexicon.words["prepositions"], *lexicon.words["subordinators"], "to"}
    rules = tree.get("rules")
    for _, rule in rules if isinstance(rules, Mapping) else ():
        parts = [rule.get(key) for key in ("arguments", "where", "types")] if isinstance(rule, Mapping) else []
        for part in parts:
            for key, value in part if isinstance(part, Mapping) else ():
                names = rulefile.words(value, key.text) if part is parts[0] else (key.text,)
                names = tuple(name.removeprefix("else-").removesuffix("-doing") for name in names)
                for name in names:
                    if name not in known:
                        place = value.place if part is parts[0] else key.place
                        nearest = rulefile.nearest(name, known if len(name) > 3 else _FUNCTIONS)
                        raise RuleError(f"'{name}' is no grammatical function and no preposition{nearest}", place)


def _all_asked(frames: Iterable[Frame]) -> frozenset[str]:
    return frozenset(noun for frame in frames for asked in frame.asked for noun in asked)


def _forms_of(nouns: frozenset[str], lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Nouns by what they look like in a text: themselves and their plurals."""
    forms = {noun: {noun} for noun in nouns}
    for plural, noun in lexicon.plurals.items():
        if noun in nouns:
            forms.setdefault(plural, set()).add(noun)
    return {form: frozenset(meant) for form, meant in forms.items()}


def _index(frames: list[Frame], words: Callable[[Frame], frozenset[str]]) -> dict[str, tuple[Frame, ...]]:
    table: dict[str, list[Frame]] = {}
    for frame in frames:
        for word in sorted(words(frame)):
            table.setdefault(word, []).append(frame)
    return {word: tuple(group) for word, group in table.items()}


def _fact_type(tree: Mapping) -> FactType:
    name = rulefile.word(tree.get("type"), "type", tree.place)
    if _TYPE_NAME.fullmatch(name) is None or name in (*_ENTITY_TYPES, *_TAKEN):
        hint = "a type is named by letters and digits, a capital first, and not as something else is"
        raise RuleError(f"'{name}' cannot name a type of facts: {hint}", tree.place)
    body = rulefile.mapping(tree.get("roles"), "roles", tree.place)
    roles: list[RoleType] = []
    for key, value in body:
        role = rulefile.mapping(value, f"the role '{key.text}'", key.place)
        rulefile.only(role, ("entities", "text", "party", "minimum", *_MARKS, "about"), "a role")
        types: list[EntityType] = []
        for word in rulefile.words(role.get("entities"), "entities"):
            match = next((known for known in _ENTITY_TYPES if known == word), None)
            if match is None:
                raise RuleError(f"no entity type '{word}'{rulefile.nearest(word, _ENTITY_TYPES)}", role.place)
            types.append(match)
        text = rulefile.truth(role.get("text"), "text", default=False)
        if bool(types) == text:
            raise RuleError(f"the role '{key.text}' holds either entities or text", key.place)
        party = rulefile.truth(role.get("party"), "party", default=False)
        roles.append(
            RoleType(key.text, tuple(types), text, party, rulefile.number(role.get("minimum"), "minimum", default=0))
        )
    if not roles:
        raise RuleError(f"the type '{name}' needs a role", tree.place)
    return FactType(name, tuple(roles))


def _marked(tree: Mapping, mark: str) -> frozenset[str]:
    """The roles marked so in their type: one of `_MARKS` (see Frame)."""
    roles = rulefile.mapping(tree.get("roles"), "roles", tree.place)
    return frozenset(
        key.text
        for key, value in roles
        if isinstance(value, Mapping) and rulefile.truth(value.get(mark), mark, default=False)
    )


def _frames(tree: Mapping, file: str, fact_type: FactType) -> Iterable[Frame]:
    body = tree.get("rules")
    represented, authorities, sovereign, apart = (_marked(tree, mark) for mark in _MARKS)
    for key, value in rulefile.mapping(body, "rules", tree.place):
        rule = rulefile.mapping(value, f"the rule '{key.text}'", key.place)
        rulefile.only(rule, _RULE_KEYS, "a rule")
        if all(rule.get(trigger) is None for trigger in ("verb", "noun", "compound")):
            raise RuleError(f"the rule '{key.text}' needs a trigger: verb, noun or compound", key.place)
        chosen = _choice(rule, "phase", _PHASES, "begun")
        resumes = _role_names(rule, "resumes", fact_type)
        yield Frame(
            name=f"{file}#{key.text}",
            fact_type=fact_type,
            verbs=frozenset(rulefile.words(rule.get("verb"), "verb")),
            nouns=frozenset(rulefile.words(rule.get("noun"), "noun")),
            compounds=frozenset(rulefile.words(rule.get("compound"), "compound")),
            where=(where := _where(rule)),
            asked=() if resumes else _asked(where),
            arguments=_arguments(rule, fact_type),
            phase="ended" if chosen == "ended" else "begun",
            tenses=_tenses(rule),
            realis=_choice(rule, "realis", _OUTCOMES, None),
            stands=rulefile.truth(rule.get("stands"), "stands", default=False),
            effects=rulefile.truth(rule.get("effects"), "effects", default=True),
            unless=frozenset(rulefile.words(rule.get("unless"), "unless")),
            needs=_needs(rule, fact_type),
            understood=_role_names(rule, "understood", fact_type),
            resumes=resumes,
            spoken_of=rulefile.truth(rule.get("spoken-of"), "spoken-of", default=False),
            likewise=rulefile.truth(rule.get("likewise"), "likewise", default=False),
            under=frozenset(rulefile.words(rule.get("under"), "under")),
            absent=tuple(rulefile.words(rule.get("absent"), "absent")),
            dated=rulefile.truth(rule.get("dated"), "dated", default=True),
            types=_types(rule),
            each=rulefile.truth(rule.get("each"), "each", default=False),
            complete=rulefile.truth(rule.get("complete"), "complete", default=False),
            beside=frozenset(rulefile.words(rule.get("beside"), "beside")),
            represented=represented,
            sovereign=sovereign,
            apart=apart,
            authorities=authorities,
            examples=tuple(_examples(rule.get("examples"), fact_type)),
            place=key.place,
        )


def _needs(rule: Mapping, fact_type: FactType) -> tuple[str, ...]:
    tree = rule.get("needs")
    needed = rulefile.words(tree, "needs")
    known = (*(role.name for role in fact_type.roles), "date")
    for name in needed:
        if name not in known and tree is not None:
            raise RuleError(f"{fact_type.name} has no role '{name}'{rulefile.nearest(name, known)}", tree.place)
    return tuple(needed)


def _asked(where: tuple[tuple[str, frozenset[str]], ...]) -> tuple[frozenset[str], ...]:
    """The last words of the nouns of `where`, of each of which the sentence must have one."""
    return tuple(frozenset(noun.split()[-1] for noun in nouns) for _, nouns in where if nouns)


def _role_names(rule: Mapping, key: str, fact_type: FactType) -> tuple[str, ...]:
    tree = rule.get(key)
    names = rulefile.words(tree, key)
    known = [role.name for role in fact_type.roles if not role.text]
    for name in names:
        if name not in known and tree is not None:
            raise RuleError(f"{fact_type.name} has no role '{name}'{rulefile.nearest(name, known)}", tree.place)
    return tuple(names)


def _choice(rule: Mapping, key: str, known: tuple[str, ...], default: str | None) -> str | None:
    tree = rule.get(key)
    if tree is None:
        return default
    word = rulefile.word(tree, key, rule.place)
    if word not in known:
        raise RuleError(f"'{key}' cannot be '{word}'{rulefile.nearest(word, known)}", tree.place)
    return word


def _where(rule: Mapping) -> tuple[tuple[str, frozenset[str]], ...]:
    tree = rule.get("where")
    if tree is None:
        return ()
    body = rulefile.mapping(tree, "where", rule.place)
    return tuple((key.text, frozenset(rulefile.words(value, key.text))) for key, value in body)


def _types(rule: Mapping) -> dict[str, frozenset[str]]:
    """The entity types that a rule allows in a function, where it allows fewer than the role.

    "Body" is an organization of states or of a state, as the gazetteer's kinds have it, "Intergovernmental" one of
    states, and "Bloc" one whose members act together.
    """
    tree = rule.get("types")
    if tree is None:
        return {}
    found: dict[str, frozenset[str]] = {}
    for key, value in rulefile.mapping(tree, "types", rule.place):
        words = rulefile.words(value, key.text)
        for word in words:
            if word not in (*_ENTITY_TYPES, "Body", "Intergovernmental", "Bloc"):
                raise RuleError(f"no entity type '{word}'{rulefile.nearest(word, _ENTITY_TYPES)}", value.place)
        found[key.text] = frozenset(words)
    return found


def _tenses(rule: Mapping) -> tuple[tuple[str, str], ...]:
    tree = rule.get("tenses")
    if tree is None:
        return ()
    body = rulefile.mapping(tree, "tenses", rule.place)
    rulefile.only(body, _TENSES, "tenses")
    return tuple((key.text, _choice(body, key.text, _OUTCOMES, None) or "none") for key, _ in body)


def _arguments(rule: Mapping, fact_type: FactType) -> tuple[tuple[RoleType, tuple[str, ...]], ...]:
    body = rulefile.mapping(rule.get("arguments"), "arguments", rule.place)
    found: list[tuple[RoleType, tuple[str, ...]]] = []
    for key, value in body:
        role = fact_type.role(key.text)
        if role is None:
            names = [known.name for known in fact_type.roles]
            raise RuleError(f"{fact_type.name} has no role '{key.text}'{rulefile.nearest(key.text, names)}", key.place)
        functions = rulefile.words(value, key.text)
        found.append((role, functions))
    return tuple(found)


def _examples(tree: yamltree.Tree | None, fact_type: FactType) -> Iterable[Example]:
    if tree is None:
        return
    body = rulefile.mapping(tree, "examples", tree.place)
    rulefile.only(body, ("match", "none"), "examples")
    for text in rulefile.words(body.get("none"), "none"):
        yield Example(text, (), body.place)
    matching = body.get("match")
    if matching is None:
        return
    if not isinstance(matching, Sequence):
        raise RuleError("'match' must be a list of sentences with their facts", matching.place)
    for item in matching:
        entry = rulefile.mapping(item, "an example", item.place)
        rulefile.only(entry, ("text", "facts"), "an example")
        text = rulefile.word(entry.get("text"), "text", entry.place)
        listed = entry.get("facts")
        if not isinstance(listed, Sequence) or not len(listed):
            raise RuleError("an example that matches needs a list of facts", entry.place)
        facts = [_example_fact(rulefile.mapping(fact, "a fact", fact.place), fact_type) for fact in listed]
        yield Example(text, tuple(facts), entry.place)


def _example_fact(fact: Mapping, fact_type: FactType) -> tuple[tuple[str, tuple[str, ...]], ...]:
    rulefile.only(fact, ("realis", "phase", "statedBy", "date", *(role.name for role in fact_type.roles)), "a fact")
    values: list[tuple[str, tuple[str, ...]]] = [("type", (fact_type.name,))]
    values.extend((key.text, rulefile.words(value, key.text)) for key, value in fact)
    return tuple(values)
