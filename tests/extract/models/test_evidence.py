"""What passes from a claim to a fact, and the law that holds whatever a model says."""

from __future__ import annotations

import string

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph import extract
from newsgraph.extract import Extraction
from newsgraph.extract.models import evidence
from newsgraph.extract.models.claims import Claim, Claims, Filler, Named
from newsgraph.extract.models.quotes import Quotes
from newsgraph.facts import Article

from .conftest import BODY, MET, NAMES, RIGHT, claim, claims

MORE = (
    "Macron will meet Viktor Orban in Budapest on Friday. “I met Anton Siluyanov,” Zuzana Caputova said. "
    "An adviser to Olaf Scholz met Viktor Orban. The bloc may lift sanctions on Belarus. "
    "Viktor Orban refused to meet Olaf Scholz. Did Emmanuel Macron meet Anton Siluyanov? "
    "The European Union lifted its sanctions on Belarus in March."
)


def checked(rules: extract.Rules, body: str, *facts: Claim, names: tuple[Named, ...] = NAMES) -> Extraction:
    article = Article(id="a", published="2024-09-04", body=body)
    return evidence.check(article, [claims(*facts, names=names)], rules, "model")


def meeting(*who: str, quote: str, realis: str = "actual", stated_by: str | None = None) -> Claim:
    return claim("Meeting", tuple(("participant", name) for name in who), quote, realis=realis, stated_by=stated_by)


# -- What passes -------------------------------------------------------------------------------------------------------


def test_a_quote_is_found_whatever_its_spaces_and_quotation_marks(rules: extract.Rules) -> None:
    """The body's own text is stored."""
    body = "Emmanuel Macron’s aides said\n\n“Olaf  Scholz\tmet Viktor Orban.”"
    assert Quotes(body).find('aides said "Olaf Scholz met') == [(18, 47)]
    found = checked(
        rules,
        "Olaf  Scholz met\tViktor Orban.",
        meeting("Olaf Scholz", "Viktor Orban", quote="Olaf Scholz met Viktor Orban."),
    )
    assert found.document.facts[0].evidence[0].exact == "Olaf  Scholz met\tViktor Orban."


@pytest.mark.parametrize("quote", ["olaf scholz met", "Scholz met Vikto", "Scholz", ""])
def test_a_quote_must_be_exact_words_and_more_than_one(rules: extract.Rules, quote: str) -> None:
    found = checked(rules, "Olaf Scholz met Viktor Orban.", meeting("Olaf Scholz", "Viktor Orban", quote=quote))
    assert [dropped.cause for dropped in found.dropped] == [evidence.NO_QUOTE]


def test_a_surname_and_an_office_pass_and_tell_what_they_rest_on(
    rules: extract.Rules,
) -> None:
    """The words are the article's, and the way is what they are in it, whatever the model was looking at."""
    body = "Olaf Scholz, the German chancellor, spoke. The chancellor met Viktor Orban. Scholz met Emmanuel Macron."
    found = checked(
        rules,
        body,
        meeting("Olaf Scholz", "Viktor Orban", quote="The chancellor met Viktor Orban."),
        meeting("Olaf Scholz", "Emmanuel Macron", quote="Scholz met Emmanuel Macron."),
    )
    assert (len(found.document.facts), found.dropped) == (2, ())
    bases = [[argument.basis for argument in fact.arguments] for fact in found.document.facts]
    assert [[(one.exact, one.way) for one in several if one is not None] for several in bases] == [
        [("The chancellor", "office"), ("Viktor Orban", "name")],
        [("Scholz", "part"), ("Emmanuel Macron", "name")],
    ]
    assert [fact.grade for fact in found.document.facts] == ["resolved", "read"]


def test_a_name_that_the_rules_do_not_know_passes_where_the_article_has_it(rules: extract.Rules) -> None:
    body = "The European Union imposed sanctions on Kvasir Bank."
    target = Named("Kvasir Bank", "Organization")
    one = claim("Sanction", (("imposedBy", "European Union"), ("target", "Kvasir Bank")), body)
    document = checked(rules, body, one, names=(*NAMES, target)).document
    assert {(entity.type, entity.name) for entity in document.entities} >= {("Organization", "Kvasir Bank")}


@pytest.mark.parametrize(
    ("body", "name", "kind"),
    [
        ("The European Union imposed sanctions on Kvasir Bank Norway.", "Kvasir Bank", "Organization"),
        ("The European Union imposed sanctions on Ruritania.", "Ruritania", "Country"),
        ("The European Union imposed sanctions on the company.", "the company", "Organization"),
        ("The European Union imposed sanctions on Belarus.", "Belarus", "Organization"),
        ("The European Union imposed sanctions on Siluyanov.", "Siluyanov", "Person"),
    ],
    ids=["a part of a name", "no country", "no name", "another type", "one word for a person"],
)
def test_a_name_must_be_one(rules: extract.Rules, body: str, name: str, kind: str) -> None:
    one = claim("Sanction", (("imposedBy", "European Union"), ("target", name)), body)
    assert checked(rules, body, one, names=(*NAMES, Named(name, kind))).document.facts == ()


def test_who_speaks_is_read_from_the_sentence_where_the_claim_leaves_it_open(rules: extract.Rules) -> None:
    """A model that forgets the speaker does not make the article say it."""
    body = "Emmanuel Macron said that Olaf Scholz had met Viktor Orban."
    document = checked(rules, body, meeting("Olaf Scholz", "Viktor Orban", quote=body)).document
    speaker = next(entity.id for entity in document.entities if entity.name == "Emmanuel Macron")
    assert document.facts[0].statedBy == speaker


def test_one_fact_claimed_twice_is_one_fact(rules: extract.Rules) -> None:
    assert len(checked(rules, BODY, *RIGHT, *RIGHT).document.facts) == 2


# -- What does not -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "Olaf Scholz did not meet Viktor Orban.",
        "Olaf Scholz never met Viktor Orban.",
        "Olaf Scholz will never meet Viktor Orban.",
        "Olaf Scholz refused to meet Viktor Orban.",
        "Olaf Scholz denied having met Viktor Orban.",
        "Olaf Scholz may meet Viktor Orban.",
        "Olaf Scholz plans to meet Viktor Orban.",
        "Olaf Scholz reportedly met Viktor Orban.",
        "Olaf Scholz almost met Viktor Orban.",
        "If Olaf Scholz met Viktor Orban, he would say so.",
        "Officials said it was false that Olaf Scholz met Viktor Orban.",
        "A meeting between Olaf Scholz and Viktor Orban was cancelled.",
        "Did Olaf Scholz meet Viktor Orban?",
        "An adviser to Olaf Scholz met Viktor Orban.",
        "Olaf Scholz's wife met Viktor Orban.",
        "Olaf Scholz, whose brother met Viktor Orban, spoke.",
        "Olaf Scholz met a friend of Viktor Orban.",
        "Olaf Scholz spoke after Emmanuel Macron met Viktor Orban.",
        "Olaf Scholz praised Viktor Orban.",
        "Olaf Scholz beat Viktor Orban in a film in which they met.",
    ],
)
def test_what_a_sentence_does_not_state_as_actual_is_not_published_as_actual(rules: extract.Rules, body: str) -> None:
    found = checked(rules, body, meeting("Olaf Scholz", "Viktor Orban", quote=body))
    assert (found.document.facts, len(found.dropped)) == ((), 1)


def test_one_sentence_that_denies_speaks_against_another_that_states(rules: extract.Rules) -> None:
    body = "Olaf Scholz met Viktor Orban. Olaf Scholz did not meet Viktor Orban."
    both = claim(
        "Meeting",
        (("participant", "Olaf Scholz"), ("participant", "Viktor Orban")),
        "Olaf Scholz met Viktor Orban.",
        "Olaf Scholz did not meet Viktor Orban.",
    )
    assert checked(rules, body, both).document.facts == ()


def test_the_dated_words_must_stand_in_the_sentence_and_be_a_date(rules: extract.Rules) -> None:
    for date in ("on Tuesday", "2024-09-02", "Paris", "Chancellor"):
        one = msgspec.structs.replace(RIGHT[0], date=date)
        assert [dropped.cause for dropped in checked(rules, BODY, one).dropped] == [evidence.NO_DATE]


# -- The law -----------------------------------------------------------------------------------------------------------

_TEXT = BODY + "\n" + MORE
_WORDS = st.sampled_from(_TEXT.split())
_SENTENCES = st.sampled_from([part + "." for part in _TEXT.replace("\n", " ").split(". ") if part])
_VALUES = st.one_of(
    st.sampled_from([named.name for named in NAMES] + ["Belarus", "Budapest", "Macron", "the bloc", "Friday"]),
    st.lists(_WORDS, min_size=1, max_size=4).map(" ".join),
    st.text(string.printable, max_size=12),
)
_QUOTES = st.one_of(
    _SENTENCES,
    st.just(MET),
    st.tuples(st.integers(0, len(_TEXT)), st.integers(0, 160)).map(lambda cut: _TEXT[cut[0] : cut[0] + cut[1]]),
    st.text(max_size=20),
)
_CLAIMS = st.builds(
    Claim,
    type=st.sampled_from(["Meeting", "Sanction", "Alliance", "Murder"]),
    realis=st.sampled_from(["actual", "denied", "planned", "possible", "sure"]),
    phase=st.sampled_from(["begun", "begun", "ended", "over"]),
    arguments=st.lists(
        st.builds(
            Filler,
            role=st.sampled_from("participant participant place imposedBy target reason member organization".split()),
            value=_VALUES,
        ),
        max_size=4,
    ).map(tuple),
    date=st.one_of(st.none(), _VALUES),
    stated_by=st.one_of(st.none(), _VALUES),
    quotes=st.lists(_QUOTES, max_size=3).map(tuple),
)
_MUTATED = st.builds(
    lambda right, other, keys: msgspec.structs.replace(right, **{key: getattr(other, key) for key in keys}),
    st.sampled_from(RIGHT),
    _CLAIMS,
    st.sets(st.sampled_from(["type", "realis", "phase", "arguments", "date", "stated_by", "quotes"]), max_size=2),
)
_NAMED = st.builds(Named, name=_VALUES, type=st.sampled_from(["Person", "Organization", "Country", "Place", "Ship"]))
_ANSWERS = st.builds(
    lambda names, facts: Claims((*NAMES, *names), tuple(facts)),
    st.lists(_NAMED, max_size=3),
    st.lists(st.one_of(_MUTATED, _CLAIMS), max_size=4),
)


@settings(max_examples=150, deadline=None)
@given(answer=_ANSWERS)
def test_every_published_fact_has_exact_evidence_and_its_arguments_in_it(rules: extract.Rules, answer: Claims) -> None:
    """Whatever a model answers; the names are those that this text has for whom it names."""
    extraction = evidence.check(Article(id="a", published="2024-09-04", body=_TEXT), [answer], rules, "model")
    document = extraction.document
    document.check()
    entities = {entity.id: entity for entity in document.entities}
    types = {kind.name: kind for kind in rules.fact_types}
    for fact in document.facts:
        assert fact.rule == "model"
        for piece in fact.evidence:
            assert _TEXT[piece.start : piece.end] == piece.exact
        for argument in fact.arguments:
            role = types[fact.type].role(argument.role)
            assert role is not None
            if argument.text is not None:
                assert any(argument.text in " ".join(piece.exact.split()) for piece in fact.evidence)
                continue
            entity = entities[argument.entity or ""]
            assert entity.type in role.entity_types
            inside = any(
                piece.start <= mention.start and mention.end <= piece.end
                for piece in fact.evidence
                for mention in entity.mentions
            )
            meant = entity.name == "European Union" and any("bloc" in piece.exact for piece in fact.evidence)
            assert inside or meant
    assert len(document.facts) + len(extraction.dropped) <= len(answer.facts)
