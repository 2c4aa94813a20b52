"""What a clause says of the world: that it is so, that it is not, that it is planned, or that it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses
    from newsgraph.extract.clauses.grammar import Subject
    from newsgraph.extract.rules import Frame
    from newsgraph.extract.speech import Scope

_WILL = frozenset({"will", "shall", "'ll", "wo", "sha"})
_COMMON_TENSES = {"past": "actual", "present": "actual", "progressive": "actual", "future": "planned"}


def of_group(
    clauses: Clauses, i: int, subject: Subject, tenses: dict[str, str], *, reported: bool, dated: bool = False
) -> str | None:
    """actual, denied, planned or possible for the verb group at i; None where it says none of them clearly.

    Where it is `dated`, a present progressive may be `scheduled`: "is meeting X on Thursday".
    """
    group = clauses.chunks[i]
    if dated and "scheduled" in tenses:
        tenses = {**tenses, "progressive": tenses["scheduled"]}
    source = clauses.chunks[subject.features_of] if subject.features_of is not None else group
    planned = _was_to_have(clauses, i, subject)
    base = "actual" if planned else _base(group, source, subject, {**_COMMON_TENSES, **tenses}, reported=reported)
    would = "planned" if reported else "possible"
    for kind, negated in reversed(subject.control):
        base = _under(base, would if kind == "would" else kind, negated=negated)
    if base == "denied" and tenses.get("negated") == "none":
        return None
    if _words(clauses, i) & clauses.lexicon.words["near_misses"]:
        return None
    if base is not None and _words(clauses, i) & clauses.lexicon.words["hedges"]:
        base = "possible" if base in ("actual", "planned", "possible") else None
    return base


def is_overtaken(clauses: Clauses, i: int, subject: Subject) -> bool:
    """Whether a plan is told from later on, when it came to nothing or was carried out: "had been due to meet"."""
    if subject.parent is None or not any(kind == "planned" for kind, _ in subject.control):
        return False
    plan = clauses.chunks[subject.parent]
    if plan.kind != "VG":
        return False
    had_been = plan.perfect and plan.form == "d" and (plan.passive or plan.lemma == "be")
    return had_been or _was_to_have(clauses, i, subject)


def _was_to_have(clauses: Clauses, i: int, subject: Subject) -> bool:
    """Whether the verb at i is "met" of "was to have met"."""
    source = clauses.chunks[subject.features_of if subject.features_of is not None else i]
    plan = clauses.chunks[subject.parent] if subject.parent is not None else source
    return source.to and source.perfect and plan.kind == "VG" and plan.form in ("d", "dn") and not plan.perfect


def is_future(group: Chunk) -> bool:
    """Whether a verb group speaks of the future: "will not meet", "said he would not meet"."""
    return group.modal in _WILL or group.modal in ("would", "'d")


def _base(group: Chunk, source: Chunk, subject: Subject, tenses: dict[str, str], *, reported: bool) -> str | None:
    negated = group.neg or source.neg
    if source.modal:
        if source.modal in _WILL or (source.modal in ("would", "'d") and reported):
            return "denied" if negated else tenses["future"]
        if source.modal in ("ca", "can", "could") and negated:
            return None
        return None if negated or source.perfect else "possible"
    if source.to and source.perfect:
        return None  # "was to have met"
    if source.form == "j":
        return None if negated else "possible"  # "demanded that he meet"
    if source.to or group.to or group.form == "g" or subject.reduced or group.form == "n":
        return "denied" if negated else "actual"
    if negated:
        return "denied"
    if source.lemma == "be" and source.form == "d" and not source.perfect and not reported and "was" in tenses:
        outcome = tenses["was"]
    elif source.progressive and (source.form != "d" or reported):
        outcome = tenses["progressive"]
    elif source.progressive and tenses["progressive"] == "planned":
        return None  # "was leaving": it may have left since, or not
    elif source.perfect or source.form in ("d", "dn", "n"):
        outcome = tenses["past"]
    else:
        outcome = tenses["present"]
    return None if outcome == "none" else outcome


def _under(base: str | None, kind: str, *, negated: bool) -> str | None:
    """What a governing verb makes of what it governs: "refused to", "plans to", "did not agree to"."""
    if base is None or base == "none" or kind == "ended":
        return None
    if kind == "denied":
        return "denied" if base in ("actual", "planned") and not negated else None
    if kind == "planned":
        if negated:
            return "denied" if base == "actual" else None
        return "planned" if base == "actual" else base
    if kind == "possible":
        return None if negated or base == "denied" else "possible"
    if negated:
        return "denied" if base == "actual" else None
    return base


def as_frame_says(realis: str | None, frame: Frame) -> str | None:
    """What a clause says by a verb such as "threatened with": who did not threaten denied nothing."""
    if frame.realis is None or realis is None:
        return realis
    if frame.realis == "possible":
        return "possible" if realis in ("actual", "planned", "possible") else None
    return frame.realis if realis == "actual" else realis


def in_scopes(base: str | None, scopes: Iterable[Scope]) -> str | None:
    """What remains of a clause's outcome inside "denied that", "threatened that", "if ...", the widest scope first.

    Where it is denied or only possible that somebody said something, nothing follows about what he said; and a promise
    that something was so is no plan.
    """
    open_to_doubt = False
    for scope in scopes:
        if scope.kind == "conditional":
            base = "possible" if base == "planned" else base
        elif scope.kind == "said":
            base = None if open_to_doubt else base
        else:
            open_to_doubt = True
            unfit = scope.kind == "none" or (scope.kind == "planned" and base == "actual")
            base = None if unfit else _under(base, scope.kind, negated=False)
    return base


def _words(clauses: Clauses, i: int) -> set[str]:
    """The words of a verb group with the adverbs before it, and after a form of "be": "is almost a member"."""
    chunk = clauses.chunks[i]
    first = chunk.first
    k = i - 1
    while clauses.kind(k) == "ADV":
        first = clauses.chunks[k].first
        k -= 1
    last = chunk.last
    if chunk.lemma == "be" and clauses.kind(i + 1) == "ADV":
        last = clauses.chunks[i + 1].last
    return {token.low for token in clauses.tokens[first : last + 1]}
