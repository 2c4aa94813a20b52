"""Facts that a noun states: "talks between X and Y", "U.S. sanctions on X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extract import outcome
from newsgraph.extract.clauses.lists import list_right
from newsgraph.extract.match.cancellation import is_behind, plan_of_event
from newsgraph.extract.match.conditions import asked_phrases, has_other_sense, is_excluded
from newsgraph.extract.match.event_dates import from_relative, own_dates, span, span_of
from newsgraph.extract.match.fillers import fill, spoken_of
from newsgraph.extract.match.functions import with_nouns
from newsgraph.extract.match.governors import governor_of
from newsgraph.extract.match.occurrence import COMING, lies_ahead, standing, taking_place
from newsgraph.extract.match.places import is_at_a_distance
from newsgraph.extract.match.several import each_of, is_alternative, is_crowd, is_parted
from newsgraph.extract.match.statement import Candidate, Trigger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.match.setting import Setting
    from newsgraph.extract.rules import Frame

_HELD = frozenset({"hold", "host", "have", "conclude", "begin", "start", "resume", "schedule", "plan", "cancel"})
_PROPOSED = frozenset({"propose", "seek", "suggest", "request", "demand"})
_OF_CAUSE_OR_TIME = frozenset({"after", "as", "because", "before", "since", "when", "while"})
_TOGETHER = frozenset({"agree", "discuss", "negotiate", "sign", "fail", "emerge", "strike", "reach"})


def of_noun(setting: Setting, frame: Frame, i: int) -> Iterator[Candidate]:
    """The facts that a frame finds in the noun phrase at i: one, or one for each of several who were met singly."""
    trigger = trigger_of_noun(setting, frame, i)
    if trigger is None or trigger.partial or trigger.realis is None:
        return
    for functions in each_of(setting.clauses, frame, i, trigger.functions):
        found = _fact(setting, frame, i, trigger, functions)
        if found is not None:
            yield found


def _fact(
    setting: Setting, frame: Frame, i: int, trigger: Trigger, functions: dict[str, list[Chunk]]
) -> Candidate | None:
    clauses = setting.clauses
    realis = trigger.realis or ""
    known = spoken_of(setting, clauses.chunks[i], functions)
    filled = fill(setting, frame, functions, None, i, known)
    if filled is None or (known and realis == "possible"):
        return None  # "the meeting was requested by X" says nothing new of it
    fillers = filled.fillers
    if is_crowd(frame, fillers) and is_parted(clauses, i, clauses.arguments(i).end):
        return None
    if is_alternative(clauses, frame, functions, fillers, realis):
        return None
    remote = is_at_a_distance(clauses, functions, clauses.chunks[i])
    return Candidate(
        frame,
        realis,
        fillers,
        trigger.date,
        i,
        i,
        trigger.ahead,
        filled.grounds,
        plan=trigger.plan,
        remote=remote,
        known=bool(known),
    )


def trigger_of_noun(setting: Setting, frame: Frame, i: int) -> Trigger | None:
    """What the noun phrase at i says by a frame; None where it is not in the company that the frame asks for."""
    clauses = setting.clauses
    chunk = clauses.chunks[i]
    if is_excluded(clauses, frame, chunk) or (chunk.neg and frame.stands) or has_other_sense(clauses, frame):
        return None
    after = clauses.arguments(i)
    nouns = asked_phrases(clauses, frame, after.phrases)
    if nouns is None:
        return None
    if frame.under:
        realis: str | None = "actual" if _is_under(clauses, frame, i) else None
    else:
        realis = standing(setting, i, frame) if frame.stands else taking_place(clauses, i, frame)
    if chunk.neg:
        realis = "denied" if realis in ("actual", "planned") else None
    realis = outcome.in_scopes(outcome.as_frame_says(realis, frame), setting.around(i))
    functions = _functions_of(clauses, chunk, i, [chunk, *nouns])
    dates = _beyond(clauses, frame, i, realis, functions)
    date = span(clauses, dates[0]) if dates else (span_of(chunk.date) if chunk.date else None)
    if realis == "postponed":
        realis = "denied" if date is not None and _was_planned(clauses, i) else None
    plan = plan_of_event(clauses, i) if realis == "planned" else ""
    plan = "off" if realis == "denied" and _was_planned(clauses, i) else plan
    ahead = realis in ("planned", "possible") or (plan == "off" and lies_ahead(clauses, i, date))
    ahead = ahead and not is_behind(clauses, plan, date)
    return Trigger(frame, i, i, realis, ahead, after.partial, functions, (chunk, *nouns), date, plan=plan)


def _was_planned(clauses: Clauses, i: int) -> bool:
    """Whether the event at i is said to have been planned: "talks that were to be held", "scheduled for Monday"."""
    k = clauses.arguments(i).end
    k += clauses.kind(k) == "COMMA"
    if clauses.kind(k) == "REL":
        return True
    return any(
        group.kind == "VG" and group.form in ("n", "dn") and clauses.lexicon.has("event_planned", group.lemma)
        for group in (*clauses.chunks[i + 1 : i + 2], *clauses.chunks[k : k + 1])
    )


def _functions_of(clauses: Clauses, chunk: Chunk, i: int, nouns: list[Chunk]) -> dict[str, list[Chunk]]:
    """The phrases that belong to the noun at i itself, by function."""
    functions = {name: list(items) for name, items in clauses.arguments(i).phrases.items()}
    if chunk.possessor is not None:
        functions["possessor"] = [chunk.possessor]
    if "of" in functions:
        own = list_right(clauses, i + 2, pair=True)[0] if clauses.word(i + 1) == "of" else []
        functions["of"] = [part for part in functions["of"] if any(part is mine for mine in own)]
    functions = with_nouns(clauses, functions, nouns)
    functions["modifier"] = nouns
    return functions


def _beyond(clauses: Clauses, frame: Frame, i: int, realis: str | None, functions: dict[str, list[Chunk]]) -> list[int]:
    """The dates of the event at i; adds to the noun's functions what the clause around it says of place and parties."""
    after = clauses.arguments(i)
    how, governor = governor_of(clauses, i)
    dates = [] if frame.under else list(after.dates)
    if not frame.stands:
        from_relative(clauses, after, functions, dates)
    if not (frame.stands or frame.under) and how == "subject" and governor is not None:
        dates += _told_by_verb(clauses, governor, realis, functions)
    if not frame.stands and clauses.chunks[i].possessor is None and "between" not in functions:
        implied = _whose(clauses, i) or _adverse(clauses, i, how) or _implied_parties(clauses, i)
        functions |= implied
        if implied and how == "after" and not dates and governor is not None:
            together = clauses.chunks[governor].lemma in _TOGETHER
            dates += clauses.arguments(governor).dates if together else []
    if how == "object" and governor is not None and dates == after.dates:
        told = clauses.lexicon.has("event_told", clauses.chunks[governor].lemma) and not _was_planned(clauses, i)
        dates = [] if told and clauses.kind(after.end) in ("END", "STOP", "COMMA", "SUB", "CC") else dates
    return own_dates(clauses, dates, lasting=False)


def _told_by_verb(clauses: Clauses, governor: int, realis: str | None, functions: dict[str, list[Chunk]]) -> list[int]:
    """The dates of an event from the verb that it is the subject of; adds its place: "the talks were held in X"."""
    lemma = clauses.chunks[governor].lemma
    beyond = clauses.arguments(governor)
    dates = [] if clauses.lexicon.has("event_told", lemma) else list(beyond.dates)
    if realis == "planned" and clauses.word(governor + 1) == "for" and clauses.kind(governor + 2) == "DATE":
        dates.append(governor + 2)
        beyond = clauses.arguments(governor + 2)
    if clauses.chunks[governor + 1 : governor + 2] and clauses.chunks[governor + 1].to:
        beyond = clauses.arguments(governor + 1)  # "is expected to take place in X"
        dates = dates or list(beyond.dates)
    held = clauses.lexicon.has("happen", lemma) or clauses.lexicon.has("event_planned", lemma)
    for name in ("in", "at") if held and not ("in" in functions or "at" in functions) else ():
        functions.setdefault(name, []).extend(beyond.phrases.get(name, ()))
    if held and "between" in beyond.phrases and not ({"between", "with", "possessor", "of"} & functions.keys()):
        functions["between"] = list(beyond.phrases["between"])  # "no meeting is planned between X and Y"
    return dates


def _is_under(clauses: Clauses, frame: Frame, i: int) -> bool:
    """Whether the noun phrase at i is the object of a verb of `under`, or what it "paves the way for"."""
    k = clauses.back(i - 1)
    if clauses.word(k) == "for" and clauses.chunks[k - 1].lemma == "way":
        k = clauses.back(k - 2)
    return clauses.kind(k) == "VG" and clauses.chunks[k].lemma in frame.under


def _implied_parties(clauses: Clauses, i: int) -> dict[str, list[Chunk]]:
    """Who took part in an event named without its own subject: "after a meeting with X, Y said"."""
    how, k = governor_of(clauses, i)
    events = ("event_denied", "event_postponed", "event_planned", "event_actual")
    lemma = clauses.chunks[k].lemma if k is not None else ""
    held = how == "call-for" or (
        how == "object" and (lemma in _PROPOSED or any(clauses.lexicon.has(name, lemma) for name in events))
    )
    quits = clauses.lexicon.has("event_left", lemma)
    left = how == "out-of" or (how == "from" and (lemma in COMING or quits))
    if (how not in ("after", "during", "following", "at", "in") and not held and not left) or k is None:
        return {}
    subject = clauses.subject(k)
    chunk = clauses.chunks[i]
    several = subject is not None and (len(subject.phrases) > 1 or _is_plural(subject.phrases[0]))
    together = several and (lemma in _TOGETHER or (how == "at" and chunk.lemma == "talk"))
    others = clauses.arguments(i).phrases
    called = chunk.lemma == "call" and "to" in others
    if "with" not in others and lemma not in _HELD and not together and not called:
        return {}  # who attends a meeting, or speaks after it, need not meet whoever else does
    return {} if subject is None else {"subject": list(subject.phrases)}


def _whose(clauses: Clauses, i: int) -> dict[str, list[Chunk]]:
    """Whose an event is that opens a clause of time or cause: X of "X left after his meeting with Y was called off".

    Where somebody else is named in between, it may be that one's.
    """
    if clauses.chunks[i].det not in ("his", "her", "their") or clauses.word(i - 1) not in _OF_CAUSE_OR_TIME:
        return {}
    main = next((k for k in range(i - 2, -1, -1) if clauses.chunks[k].finite and clauses.chunks[k].lemma), None)
    subject = clauses.subject(main) if main is not None else None
    if main is None or subject is None or (len(subject.phrases) > 1) != (clauses.chunks[i].det == "their"):
        return {}
    between = clauses.tokens[clauses.chunks[main].first : clauses.chunks[i].first]
    named = any(token.mention is not None and token.mention.kind in ("person", "unknown") for token in between)
    return {} if named else {"subject": list(subject.phrases)}


def _adverse(clauses: Clauses, i: int, how: str) -> dict[str, list[Chunk]]:
    """Who does not meet X in "Y will go, but no meeting with X is planned": the subject of what comes before."""
    if how != "subject" or not clauses.chunks[i].neg or clauses.word(i - 1) != "but":
        return {}
    main = next((k for k, chunk in enumerate(clauses.chunks[:i]) if chunk.finite and chunk.lemma), None)
    subject = clauses.subject(main) if main is not None else None
    return {"subject": list(subject.phrases)} if subject is not None and len(subject.phrases) == 1 else {}


def _is_plural(phrase: Chunk) -> bool:
    return phrase.mention is None and phrase.head is not None and phrase.lemma != phrase.head.low
