"""The subject of a verb group, by its form: finite, infinitive, gerund or participle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsgraph.extract.chunks import DAYTIMES
from newsgraph.extract.clauses import series
from newsgraph.extract.clauses.control import lifted
from newsgraph.extract.clauses.coordination import coordinated
from newsgraph.extract.clauses.enclosures import enclosed
from newsgraph.extract.clauses.grammar import COMPANY, DATE_PREPOSITIONS, FAR, MEMBERS, Subject
from newsgraph.extract.clauses.infinitives import by_preposition, governed, of_infinitive
from newsgraph.extract.clauses.lists import above_list, list_left, list_right
from newsgraph.extract.clauses.noun_phrases import is_person
from newsgraph.extract.clauses.participles import is_inverted, is_reduced
from newsgraph.extract.clauses.relatives import antecedent, of_relative

if TYPE_CHECKING:
    from newsgraph.extract.chunks import Chunk
    from newsgraph.extract.clauses import Clauses

_SIMULTANEOUS = frozenset({"after", "while", "when", "by", "since", "following", "upon", "on"})


def subject_of(clauses: Clauses, i: int) -> Subject | None:
    """The subject of the verb group at i; None where the clause is not understood."""
    group = clauses.chunks[i]
    if not group.lemma:
        return None
    if group.to:
        return of_infinitive(clauses, i)
    if group.form == "g":
        return _of_gerund(clauses, i)
    if group.form == "n" or (group.form == "dn" and is_reduced(clauses, i)):
        return _of_participle(clauses, i)
    return _of_finite(clauses, i)


def _of_finite(clauses: Clauses, i: int) -> Subject | None:
    j = clauses.back(i - 1)
    j -= clauses.word(j) == "so" and clauses.kind(j - 1) == "CC"  # "and so did not meet"
    if clauses.word(j - 1) == "among-them" and clauses.kind(j - 2) == "NP":
        phrases, left = list_left(clauses, j - 2)  # "88 officials, X and Y among them, have been"
        return None if left is None else Subject(phrases, left)
    if clauses.kind(j) in ("COMMA", "NP") and not (clauses.kind(j - 1) == "CC" and above_list(clauses, j) is not None):
        run = series.listed(clauses, j + 1)
        if run is not None:
            return Subject(*run)
    company: tuple[Chunk, ...] = ()
    for _ in range(4):
        kind = clauses.kind(j)
        if kind != "COMMA":
            break
        opening = enclosed(clauses, j)
        if opening is None:
            return coordinated(clauses, i, j)
        company = (*_in_company(clauses, opening, j), *company)
        j = clauses.back(opening - 1)
    kind = clauses.kind(j)
    if kind == "REL":
        return of_relative(clauses, j)
    if kind == "CC":
        return coordinated(clauses, i, j)
    if (
        kind == "VG"
        and clauses.kind(j - 1) == "NP"
        and clauses.chunks[j].form in ("n", "dn")
        and is_reduced(clauses, j)
    ):
        j -= 1  # "the men sanctioned on Monday include"
    if clauses.kind(j) != "NP":
        return None
    subject = _phrases_before(clauses, j) or _past_relative(clauses, i, j)
    return replace(subject, phrases=(*subject.phrases, *company)) if subject is not None and company else subject


def _in_company(clauses: Clauses, opening: int, closing: int) -> tuple[Chunk, ...]:
    """Who is named with the subject between two commas: "X, along with Y, met Z"."""
    if clauses.word(opening + 1) not in COMPANY or clauses.kind(opening + 2) != "NP":
        return ()
    listed, end, _ = list_right(clauses, opening + 2)
    return tuple(listed) if end == closing else ()


def _past_relative(clauses: Clauses, i: int, j: int) -> Subject | None:
    """What a relative clause that ends at j is said of: "a summit that was to be held in X was put off"."""
    verbs = 0
    for k in range(j, max(0, j - FAR), -1):
        kind = clauses.kind(k)
        if kind in ("COMMA", "STOP", "SUB"):
            return None
        verbs += clauses.chunks[k].finite
        if kind == "REL" and clauses.word(k) in ("that", "which", "who"):
            last = k - 1 - (clauses.kind(k - 1) == "P")
            named = verbs == 1 and clauses.kind(last) == "NP" and clauses.chunks[i].quote == clauses.chunks[k].quote
            return _phrases_before(clauses, last) if named else None
    return None


def _phrases_before(clauses: Clauses, j: int) -> Subject | None:
    """The subject whose last noun phrase is at j."""
    head = _head(clauses, j)
    if head is None:
        return None
    phrases, left = list_left(clauses, head)
    if left is None:
        return None
    if clauses.word(left - 1) == "nor":
        return _neither(clauses, head)
    before = clauses.back(left - 1)
    kind = clauses.kind(before)
    if kind in ("END", "COMMA", "SUB", "CC", "STOP"):
        return Subject(phrases, left)
    if kind == "VG" and clauses.is_speech(before):
        return Subject(phrases, left, parent=before)
    if kind == "REL" and clauses.word(before) in ("that", "which", "whom"):
        return Subject(phrases, left)
    if kind == "REL" and clauses.word(before) == "whose" and phrases[0].possessor is not None:
        return Subject(phrases, left)
    if kind == "NP" and clauses.chunks[left].quote != clauses.chunks[before].quote:
        return Subject(phrases, left)
    if before == 0 and clauses.word(0) == "there" and clauses.chunks[0].mention is None:
        return Subject(phrases, left)  # "There she met"
    if kind in ("NP", "DATE") and _ends_adverbial(clauses, before, left):
        return Subject(phrases, left)
    return None


def _ends_adverbial(clauses: Clauses, before: int, left: int) -> bool:
    """Whether what opens the sentence ends right before the name at left: "Before leaving Rome X had met"."""
    speech = clauses.lexicon.has("speech_nouns", clauses.chunks[before].lemma)  # "In a statement Moscow announced"
    if speech and left - before == 1 == before and clauses.kind(0) == "P":
        return clauses.chunks[left].mention is not None
    daytime = clauses.word(before) in DAYTIMES and clauses.word(before - 1) in DATE_PREPOSITIONS
    named = clauses.chunks[before].mention is not None or clauses.kind(before) == "DATE"
    opens = clauses.kind(clauses.forward(0)) in ("P", "SUB") and not any(
        chunk.finite or chunk.kind == "COMMA" for chunk in clauses.chunks[:left]
    )
    acting = is_person(clauses, left) or (daytime and clauses.word(left) in ("he", "she", "they"))
    return (named or daytime) and opens and acting and (left - before == 1 or clauses.kind(left - 1) == "DATE")


def _neither(clauses: Clauses, j: int) -> Subject | None:
    """Read "neither X nor Y", of whom what follows is denied; None where "nor" joins anything else."""
    first = j - 2
    opens = clauses.kind(first) == "NP" and clauses.chunks[first].det == "neither"
    if not opens and clauses.kind(first) == "NP" and clauses.word(first - 1) == "neither":
        first, opens = first - 1, True
    if not opens or clauses.kind(first - 1) not in ("END", "COMMA"):
        return None
    phrases = (clauses.chunks[j - 2], clauses.chunks[j])
    if any(phrase.mention is None for phrase in phrases):
        return None
    return Subject(phrases, first, (("denied", False),))


def _head(clauses: Clauses, j: int) -> int | None:
    """From the last noun phrase of a chain ("the president of Serbia") to its head."""
    for _ in range(FAR):
        before = clauses.kind(j - 1)
        if before == "CC" and clauses.word(j - 3) == "between" and clauses.kind(j - 2) == "NP":
            j, before = j - 2, "P"  # "a meeting on Monday between X and Y"
        if before == "P" and clauses.word(j - 1) not in MEMBERS:
            planned = _before_planned(clauses, j - 2)
            if planned is not None:
                j = planned
                continue
            if clauses.kind(j - 2) == "NP":
                j -= 2
                continue
            if (
                clauses.kind(j - 2) == "VG"
                and clauses.chunks[j - 2].form in ("n", "dn", "g", "b")
                and clauses.kind(j - 3) == "NP"
                and not is_person(clauses, j - 3)
            ):
                j -= 3
                continue
            return None
        if (
            before == "VG"
            and clauses.kind(j - 2) == "NP"
            and (clauses.chunks[j - 1].to or clauses.chunks[j - 1].form in ("n", "g"))
        ):
            j -= 2
            continue
        if (
            before == "SUB"
            and clauses.word(j - 1) == "as"
            and clauses.kind(j - 2) == "VG"
            and (clauses.chunks[j - 2].form in ("g", "n", "dn") and clauses.kind(j - 3) == "NP")
        ):
            j -= 3  # "a comedian posing as X"
            continue
        if before == "SUB" and _alone_since(clauses, j):
            j -= 2
            continue
        if before == "CC" and clauses.word(j - 1) not in ("but", "yet"):
            above = above_list(clauses, j)
            if above is not None:
                j = above
                continue
        return j
    return None


def _before_planned(clauses: Clauses, k: int) -> int | None:
    """The event before a participle and a date that end at k: "talks planned for Monday between", "in"."""
    if clauses.kind(k) != "DATE":
        return None
    k = k - 1 - (clauses.kind(k - 1) == "P")
    if clauses.kind(k) == "VG" and clauses.chunks[k].form in ("n", "dn"):
        k -= 1
    return k if clauses.kind(k) == "NP" and clauses.chunks[k].mention is None else None


def _alone_since(clauses: Clauses, j: int) -> bool:
    """Whether "since" before the noun phrase at j opens no clause: the one verb has its subject further left."""
    if clauses.word(j - 1) not in ("since", "after", "before") or clauses.kind(j - 2) not in ("NP", "DATE"):
        return False
    return clauses.kind(j - 2) == "NP" and sum(chunk.finite for chunk in clauses.chunks) == 1


def _of_gerund(clauses: Clauses, i: int) -> Subject | None:
    j = clauses.back(i - 1)
    kind, word = clauses.kind(j), clauses.word(j)
    if kind == "VG":
        return governed(clauses, i, j)
    if kind in ("P", "SUB"):
        after_verb = by_preposition(clauses, j)
        if after_verb is not None:
            return after_verb
        if word in _SIMULTANEOUS and not (word in ("on", "upon") and clauses.kind(j - 1) in ("VG", "NP")):
            return _of_main(clauses, i, j)
        return None
    if kind == "COMMA":
        if clauses.kind(j - 1) == "NP" and not any(clauses.chunks[k].finite for k in range(j)):
            return _phrases_before(clauses, j - 1)
        return _of_main(clauses, i, j)
    if kind == "END":
        return _of_main(clauses, i, j)
    if kind == "NP" and clauses.word(j - 1) == "with" and clauses.kind(j - 2) == "COMMA":
        return _beside(clauses, i, j)
    if kind == "NP" and clauses.lexicon.has("instruments", clauses.chunks[j].lemma):
        return Subject((clauses.chunks[j],), j)  # "a decree imposing sanctions"
    return None


def _beside(clauses: Clauses, i: int, j: int) -> Subject | None:
    """Who did what a clause adds to one in the past, with a day of its own: "was founded, with X joining in 2010"."""
    main = next((k for k in range(j - 2, -1, -1) if clauses.chunks[k].finite and clauses.chunks[k].lemma), None)
    group = clauses.chunks[main] if main is not None else None
    past = group is not None and group.form in ("d", "dn") and not (group.modal or group.neg or group.progressive)
    return Subject((clauses.chunks[j],), j) if past and clauses.arguments(i).dates else None


def _of_participle(clauses: Clauses, i: int) -> Subject | None:
    j = clauses.back(i - 1)
    if is_inverted(clauses, i):
        return Subject(tuple(list_right(clauses, i + 2)[0]), i, reduced=True)
    kind = clauses.kind(j)
    if kind == "NP" or (kind == "COMMA" and clauses.kind(j - 1) == "NP"):
        k = antecedent(clauses, j if kind == "NP" else j - 1, "")
        return None if k is None else Subject((clauses.chunks[k],), k, reduced=True)
    if kind == "END":
        subject = _of_main(clauses, i, j)
        return None if subject is None else replace(subject, reduced=True)
    if kind == "CC":
        subject = coordinated(clauses, i, j)
        return None if subject is None else replace(subject, reduced=True)
    return None


def _of_main(clauses: Clauses, i: int, j: int) -> Subject | None:
    """The subject of the finite verb that an adverbial belongs to: the one before it, or after its comma."""
    for k in range(j - 1, max(-1, j - FAR), -1):
        if clauses.chunks[k].kind == "STOP":
            break
        if clauses.chunks[k].kind == "REL":
            return None
        if clauses.chunks[k].finite and clauses.chunks[k].lemma:
            subject = clauses.subject(k)
            if subject is None:
                return None
            return Subject(subject.phrases, subject.left, lifted(clauses, k, subject), k)
    for k in range(i + 1, min(len(clauses.chunks), i + FAR)):
        if (
            clauses.chunks[k].finite
            and clauses.chunks[k].lemma
            and not (clauses.kind(k - 1) == "REL" or is_reduced(clauses, k))
        ):
            return None  # what looks like an adverbial is the subject itself
        if clauses.chunks[k].kind == "COMMA":
            for m in range(k + 1, min(len(clauses.chunks), k + FAR)):
                if clauses.chunks[m].finite:
                    subject = clauses.subject(m)
                    if subject is None or subject.left != k + 1:
                        return None
                    return Subject(subject.phrases, subject.left, lifted(clauses, m, subject), m)
            return None
    return None
