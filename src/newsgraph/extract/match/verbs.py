"""Facts that a verb states with its subject and its arguments."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsgraph.extract import outcome
from newsgraph.extract.clauses.journeys import is_journey
from newsgraph.extract.match.authority import all_govern
from newsgraph.extract.match.cancellation import is_behind, plan_of
from newsgraph.extract.match.conditions import (
    asked_phrases,
    has_other_sense,
    holds_until,
    is_complete,
    is_nobody,
    is_over,
    is_private,
    is_represented,
    is_undone,
)
from newsgraph.extract.match.event_dates import LASTING, date_in_clause, date_of_relative, date_of_request, span
from newsgraph.extract.match.fillers import fill
from newsgraph.extract.match.functions import add_complements, by_signature, functions_of, of_asked_noun, with_nouns
from newsgraph.extract.match.places import (
    fronted,
    gone_to,
    is_at_a_distance,
    is_past_journey,
    is_place,
    on_island,
    opening_of,
)
from newsgraph.extract.match.several import is_alternative, is_crowd, is_one_more, is_parted
from newsgraph.extract.match.statement import Candidate, Trigger
from newsgraph.extract.match.told import is_spoken_of, left_open, points_back, told_before

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.clauses.grammar import Arguments, Subject
    from newsgraph.extract.match.setting import Setting
    from newsgraph.extract.rules import Frame

_REQUESTS = frozenset({"apply", "submit", "file", "lodge", "hand"})


def of_verb(setting: Setting, frame: Frame, i: int, arguments: Arguments) -> Candidate | None:
    """The fact that a frame finds in the clause of the verb at i, with those arguments."""
    trigger = trigger_of_verb(setting, frame, i, arguments)
    if trigger is None or trigger.partial or trigger.realis is None:
        return None
    frame = trigger.frame  # of the end of it, where that is what the clause says
    if frame.likewise:
        before = told_before(setting, frame, i)
        if before is None:
            return None
        frame = dataclasses.replace(frame, phase=before.frame.phase)
    filled = fill(setting, frame, trigger.functions, trigger.subject, i)
    if filled is None:
        return _of_group(setting, trigger)
    if frame.resumes and filled.told is None:
        return None
    fillers = filled.fillers
    if trigger.doubtful and not all_govern(setting.clauses, frame, fillers):
        return None
    setting.used.update(id(noun) for noun in trigger.nouns)
    if frame.beside and setting.resolver.discourse.pastime and is_private(setting.clauses, frame, fillers):
        return None
    if is_crowd(frame, fillers) and is_parted(setting.clauses, trigger.left, arguments.end + 2):
        return None
    if is_alternative(setting.clauses, frame, trigger.functions, fillers, trigger.realis):
        return None
    dated_anew = filled.told is not None and trigger.date is not None
    again = dated_anew or is_one_more(setting.clauses, trigger.left, arguments.end)
    told = (*trigger.nouns, setting.clauses.chunks[i])
    remote = any(is_at_a_distance(setting.clauses, trigger.functions, part) for part in told)
    return Candidate(
        frame,
        trigger.realis,
        fillers,
        trigger.date,
        i,
        trigger.left,
        trigger.ahead,
        filled.grounds,
        again,
        trigger.plan,
        remote,
        left_open(frame, trigger.functions, fillers),
        told=filled.told,
    )


def _of_group(setting: Setting, trigger: Trigger) -> Candidate | None:
    """What a clause tells of a group without names, for whoever is named later: "Britain sanctioned 49 people"."""
    frame = trigger.frame
    if trigger.realis is None or trigger.doubtful or frame.resumes or left_open(frame, trigger.functions, {}) is None:
        return None
    filled = fill(setting, frame, trigger.functions, trigger.subject, trigger.index, partly=True)
    if filled is None or not filled.fillers:
        return None
    role = left_open(frame, trigger.functions, filled.fillers)
    if role is None or role.name in filled.fillers:
        return None
    return Candidate(
        frame,
        trigger.realis,
        filled.fillers,
        trigger.date,
        trigger.index,
        trigger.left,
        trigger.ahead,
        filled.grounds,
        open=role,
        whole=False,
    )


def trigger_of_verb(setting: Setting, frame: Frame, i: int, arguments: Arguments) -> Trigger | None:
    """What the verb group at i says by a frame; None where it is not in the company that the frame asks for."""
    clauses = setting.clauses
    group = clauses.chunks[i]
    if (frame.spoken_of or frame.resumes) and not is_spoken_of(setting, frame):
        return None
    subject = arguments.subject or clauses.subject(i)
    if group.kind == "VG" and (subject is None or subject.reduced):
        subject = of_asked_noun(clauses, frame, i) or subject
    if subject is None:
        return None
    phrases = functions_of(clauses, group, subject, arguments)
    if frame.where and "subject" in [function for function, _ in frame.where]:
        add_complements(clauses, phrases, subject)
    front = fronted(clauses, subject) if frame.where else None
    if front is not None:
        phrases.setdefault(front[0], []).append(front[1])
    nouns = asked_phrases(clauses, frame, phrases)
    if nouns is None or not phrases.keys().isdisjoint(frame.absent):
        return None
    if frame.spoken_of and not all(points_back(clauses, noun) for noun in nouns):
        return None
    doubtful = has_other_sense(clauses, frame)
    if doubtful:
        setting.used.update(id(noun) for noun in nouns)  # what the clause says may be another thing
    if "date" in frame.needs and not arguments.dates:
        return None
    if frame.complete and not is_complete(clauses, arguments, subject):
        return None
    nobody = is_nobody(subject) and not any(phrase is noun for phrase in subject.phrases for noun in nouns)
    undone = (subject.reduced and is_undone(setting, subject)) or nobody or is_represented(clauses, subject)
    if is_over(clauses, i, subject):
        frame, realis = dataclasses.replace(frame, phase="ended"), _realis_of_end(setting, frame, i, subject)
    else:
        realis = _realis_of(setting, frame, i, subject, nouns)
    realis = None if undone else realis
    if realis == "none" or (realis == "denied" and holds_until(clauses, i, arguments)):
        realis = None
    journey = clauses.arguments(subject.parent or 0) if is_journey(clauses, subject) else None
    dates = _take_place(setting, i, subject, arguments, journey, phrases)
    if front is not None and any(front[1] is noun for noun in nouns):
        before = clauses.arguments(clauses.index(front[1]))
        dates = dates or ([] if arguments.dates else before.dates)
        phrases = {"in": before.phrases.get("in", []), "at": before.phrases.get("at", []), **phrases}
    if is_at_a_distance(clauses, phrases):
        phrases = {name: items for name, items in phrases.items() if name not in ("in", "at")}
    signed = by_signature(clauses, frame, phrases, nouns)
    if realis == "possible" and all(clauses.lexicon.has("instruments", p.lemma) for p in phrases.get("subject", ())):
        phrases.pop("subject", None)  # "a bill that would impose": by whom is not said
    source = group if subject.features_of is None else clauses.chunks[subject.features_of]
    ahead = _is_ahead(realis, subject, source)
    if realis == "planned" and journey is not None and is_past_journey(clauses, subject, arguments, journey):
        realis, ahead = "actual", False
    date = date_in_clause(clauses, i, subject, arguments) if frame.dated else None
    if date is None and frame.dated and journey is not None and journey.dates:
        date = span(clauses, journey.dates[0])  # the day of the journey is that of what it was made for
        ahead = ahead and not clauses.chunks[subject.parent or 0].form.startswith("d")
    if date is None and frame.dated and not arguments.dates:
        date = date_of_relative(clauses, nouns)
    if _is_vote(setting, subject):
        date = date or _date_of_vote(clauses, subject)
    elif subject.parent is not None and _is_request(clauses, subject.parent):
        date = date_of_request(clauses, subject, arguments)
        ahead = len(subject.control) > 1  # "will apply to join"
    elif subject.parent is not None and clauses.chunks[subject.parent].lemma == "vote":
        date = None  # "voted to join on Monday": that is when the vote was
    elif frame.dated and date is None:
        date = span(clauses, dates[0]) if len(dates) == 1 else signed
    functions = with_nouns(clauses, phrases, nouns)
    partial = arguments.partial
    plan = plan_of(clauses, i, subject) if realis == "planned" else ""
    ahead = ahead and not is_behind(clauses, plan, date)
    return Trigger(
        frame, i, subject.left, realis, ahead, partial, functions, tuple(nouns), date, subject, doubtful, plan
    )


def _is_request(clauses: Clauses, k: int) -> bool:
    """Whether the verb at k asks to be let in, or did so: an application has the day on which it was made."""
    group = clauses.chunks[k]
    asked = (
        clauses.lexicon.has("petitions", group.lemma)
        and not group.passive
        and (group.perfect or group.form in ("d", "dn"))
    )
    return group.lemma in _REQUESTS or asked


def _take_place(
    setting: Setting,
    i: int,
    subject: Subject,
    arguments: Arguments,
    journey: Arguments | None,
    phrases: dict[str, list[Chunk]],
) -> list[int]:
    """Add the place that stands before the clause, where it has none of its own; the dates that stand there."""
    clauses = setting.clauses
    opening, dates = opening_of(clauses, subject)
    parent = subject.parent
    if clauses.chunks[i].form == "g" and parent is not None and parent > i and not subject.control:
        beyond = clauses.arguments(parent)  # "Meeting X, Y agreed in Paris on Monday to"
        opening = opening or [part for part in beyond.phrases.get("in", ()) if is_place(setting, part)]
        dates = dates or ([] if arguments.dates else beyond.dates[:1])
    opening = opening or gone_to(setting, i, subject, journey) or on_island(clauses, phrases)
    if opening and not any(is_place(setting, part) for name in ("in", "at") for part in phrases.get(name, ())):
        phrases["in"] = opening
    return dates


def _is_ahead(realis: str | None, subject: Subject, source: Chunk) -> bool:
    """Whether what is said is still to come when it is said; `source` has the auxiliaries of the verb group."""
    if realis == "denied":
        return outcome.is_future(source)
    return realis in ("planned", "possible") and bool(
        subject.control or source.modal or source.progressive or (source.lemma == "be" and source.form == "s")
    )


def _realis_of(setting: Setting, frame: Frame, i: int, subject: Subject, nouns: list[Chunk]) -> str | None:
    """What the clause of the verb at i says of the world, within all that is said of the clause."""
    around = setting.around(i)
    said = any(scope.speech is not None for scope in around)  # "pledged that it would" as "said that it would"
    left = subject.left - 1
    reported = said or (setting.clauses.kind(left) == "SUB" and setting.clauses.word(left) == "that")
    dated = bool(setting.clauses.arguments(i).dates)
    realis = outcome.of_group(setting.clauses, i, subject, dict(frame.tenses), reported=reported, dated=dated)
    group = setting.clauses.chunks[i]
    if realis == "actual" and group.form == "s" and not (group.perfect or group.progressive):
        # "imposes sanctions if": what happens under a condition
        realis = "possible" if any(scope.kind == "conditional" for scope in around) else realis
    if realis == "planned" and _is_vote(setting, subject):
        realis = "actual"
    if any(noun.neg for noun in nouns):
        realis = "denied" if realis in ("actual", "planned") else None
    return outcome.in_scopes(outcome.as_frame_says(realis, frame), around)


def _realis_of_end(setting: Setting, frame: Frame, i: int, subject: Subject) -> str | None:
    """What the clause of the verb at i says of the end of a state; None of the end of anything else."""
    clauses = setting.clauses
    if clauses.chunks[i].lemma not in LASTING or frame.phase != "begun" or frame.realis is not None:
        return None
    if clauses.chunks[i].over:
        words = {token.low for token in clauses.tokens[clauses.chunks[i].first : clauses.chunks[i].last + 1]}
        realis = "actual" if not subject.control and words.isdisjoint(("was", "were", "been", "be")) else None
    else:
        ceased = replace(subject, control=subject.control[:-1])
        realis = outcome.of_group(clauses, i, ceased, dict(frame.tenses), reported=False)
    return outcome.in_scopes(realis, setting.around(i))


def _date_of_vote(clauses: Clauses, subject: Subject) -> tuple[int, int] | None:
    above = clauses.subject(subject.parent) if subject.parent is not None else None
    if above is None or subject.parent is None:
        return None
    return date_in_clause(clauses, subject.parent, above, clauses.arguments(subject.parent))


def _is_vote(setting: Setting, subject: Subject) -> bool:
    """Whether a body of states votes to do something: that is how it does it."""
    clauses = setting.clauses
    if subject.parent is None or clauses.chunks[subject.parent].lemma != "vote" or len(subject.control) != 1:
        return False
    voters = [who for part in subject.phrases for who in setting.resolver.resolve(part, clauses.tokens)]
    return bool(voters) and all(who.sort in ("international", "alliance", "bloc") for who in voters)
