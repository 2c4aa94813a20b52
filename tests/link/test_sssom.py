"""The link file keeps every decision that was made, and says which holds."""

from __future__ import annotations

import dataclasses
import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgraph.errors import LinkFileError
from newsgraph.link import sssom
from newsgraph.link.sssom import BY_PERSON, BY_RULES, CLOSE_MATCH, DIFFERENT_FROM, SAME_AS, Link, LinkFile

BASE = "https://w3id.org/newsgraph/id/"
PUTIN = f"{BASE}person/vladimir-putin"


def line(item: str | None, *, person: bool = False, negated: bool = False, predicate: str = SAME_AS) -> Link:
    return Link(PUTIN, item, predicate, negated=negated, justification=BY_PERSON if person else BY_RULES)


def holds(*lines: Link) -> str | None:
    found = LinkFile(lines).decided(PUTIN)
    return None if found is None else found.object


def test_the_last_line_of_a_rank_holds() -> None:
    assert holds(line("Q1"), line("Q2")) == "Q2"
    assert holds(line("Q1", person=True), line("Q2", person=True)) == "Q2"


def test_a_line_of_a_person_wins_whenever_it_was_made() -> None:
    assert holds(line("Q1", person=True), line("Q2")) == "Q1"
    assert holds(line("Q2"), line("Q1", person=True)) == "Q1"


def test_a_person_who_finds_no_term_wins_too() -> None:
    """None of the items that rules find later is taken."""
    file = LinkFile((line(None, person=True), line("Q2")))
    found = file.decided(PUTIN)
    assert found is not None
    assert found.object is None
    assert not found.accepts


@pytest.mark.parametrize("denial", [{"negated": True}, {"predicate": DIFFERENT_FROM}])
def test_what_a_person_denies_no_rule_decides(denial: dict[str, str]) -> None:
    denied = dataclasses.replace(line("Q1", person=True), **denial)
    assert holds(denied, line("Q1")) is None
    assert holds(denied, line("Q2")) == "Q2"
    assert LinkFile((denied,)).denied(PUTIN) == {"Q1"}


def test_a_choice_that_is_taken_back_leaves_no_earlier_one_in_its_place() -> None:
    file = LinkFile((line("Q1", person=True), line("Q2", person=True), line("Q2", person=True, negated=True)))
    assert file.decided(PUTIN) is None
    assert [link.object for link in file.superseded] == ["Q1", "Q2"]


def test_a_person_can_change_a_denial() -> None:
    file = LinkFile((line("Q1", person=True, negated=True), line("Q1", person=True)))
    assert file.decided(PUTIN) == line("Q1", person=True)
    assert file.denied(PUTIN) == frozenset()


def test_a_rule_cannot_change_the_denial_of_a_person() -> None:
    file = LinkFile((line("Q1", person=True, negated=True), line("Q1"), line("Q1", predicate=CLOSE_MATCH)))
    assert file.decided(PUTIN) is None
    assert file.denied(PUTIN) == {"Q1"}


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1).map(
    lambda text: " ".join(text.split()) or "x"
)
LINKS = st.builds(
    Link,
    st.sampled_from([PUTIN, f"{BASE}article/2018-09-26-a/person-trump", f"{BASE}person/nicolás-maduro"]),
    st.sampled_from([None, "Q1", "Q2", f"{BASE}person/putin"]),
    st.sampled_from(sssom.PREDICATES),
    negated=st.booleans(),
    justification=st.sampled_from([BY_PERSON, BY_RULES]),
    confidence=st.none() | st.floats(0, 1),
    date=st.sampled_from(["", "2026-11-25"]),
    author=TEXTS,
    tool=TEXTS,
    subject_label=TEXTS,
    object_label=TEXTS,
    comment=TEXTS,
)


@given(st.lists(st.lists(LINKS, max_size=3), max_size=4))
def test_lines_come_back_as_they_were_written(batches: list[list[Link]]) -> None:
    """Appending keeps all bytes that stood there, and reading gives all lines in their order."""
    text = sssom.opening(BASE)
    for links in batches:
        longer = sssom.appended(text, links)
        assert longer.startswith(text)
        text = longer
    assert sssom.parse(text).lines == tuple(link for links in batches for link in links)


@given(st.lists(LINKS, max_size=8))
def test_what_holds_is_never_what_is_denied(links: list[Link]) -> None:
    file = LinkFile(tuple(links))
    for link in file.holding:
        assert link.object not in file.denied(link.subject)
        assert not link.denies


def test_that_two_of_ours_are_one_stands_beside_their_item() -> None:
    """The later line does not take the place of the earlier one, for they speak of different things."""
    item, other = line("Q1"), line(f"{BASE}person/putin")
    file = LinkFile((item, other))
    assert file.decided(PUTIN) == item
    assert file.holding == (item, other)
    assert file.superseded == ()
    assert LinkFile((item, other, line(f"{BASE}person/putin", negated=True))).holding == (item,)


def test_file_is_made_and_appended_to(tmp_path: Path) -> None:
    path = tmp_path / sssom.FILE
    assert sssom.read(path).lines == ()
    sssom.append(path, [line("Q1")], base=BASE)
    before = path.read_bytes()
    sssom.append(path, [line("Q2", person=True)], base=BASE)
    assert path.read_bytes().startswith(before)
    assert sssom.read(path).lines == (line("Q1"), line("Q2", person=True))


def test_columns_of_others_and_their_order_are_kept() -> None:
    """A file that somebody wrote with another tool is appended to in its own columns."""
    text = (
        f"#curie_map:\n#  desk: {BASE}\n"
        "object_id\tpredicate_id\tsubject_id\tother\tmapping_justification\n"
        f"wd:Q7747\towl:sameAs\tdesk:person/vladimir-putin\tx\t{BY_PERSON}"
    )
    assert sssom.parse(text).lines == (line("Q7747", person=True),)
    assert sssom.appended(text, [line("Q1")]).endswith(
        f"\nwd:Q1\towl:sameAs\tdesk:person/vladimir-putin\t\t{BY_RULES}\n"
    )


@pytest.mark.parametrize("base", [BASE, "urn:desk:", "https://desk.example/#"])
def test_header_takes_every_base(base: str) -> None:
    link = Link(f"{base}person/a", "Q1")
    assert sssom.parse(sssom.appended(sssom.opening(base), [link])).lines == (link,)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"owl:sameAs": "owl:sameas"}, "links.tsv:12: the predicate 'owl:sameas' decides nothing"),
        ({"wd:Q7747": "wd:L7747"}, "links.tsv:12: 'wd:L7747' is no item of Wikidata"),
        ({"wd:Q7747": "wdd:Q7747"}, "links.tsv:12: the prefix of 'wdd:Q7747' is not in curie_map; did you mean 'wd'?"),
        ({"wd:Q7747": ""}, "links.tsv:12: nothing stands in 'object_id'"),
        ({"2026-11-25": "25.11."}, "links.tsv:12: mapping_date is '25.11.'; expected a day"),
        ({"0.5": "5"}, "links.tsv:12: confidence is '5'; expected a number from 0 to 1"),
        ({"0.5": "half"}, "links.tsv:12: confidence is 'half'"),
        ({"\tNot\t": "\tnot\t"}, "links.tsv:12: the modifier 'not' is unknown"),
        ({"0.5\t": ""}, "links.tsv:12: 11 columns; expected 12"),
        ({"predicate_id": "predicate"}, "links.tsv:11: no column 'predicate_id'; did you mean 'predicate'?"),
        ({"  id: ": "  id: [1, "}, "links.tsv:1: the header is no YAML"),
        ({"curie_map:": "curie_map: x\n#more:"}, "links.tsv:1: the header has no curie_map"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(wrong: dict[str, str], message: str) -> None:
    link = dataclasses.replace(line("Q7747", negated=True), date="2026-11-25", confidence=0.5)
    text = sssom.appended(sssom.opening(BASE), [link])
    (old, new), *_ = wrong.items()
    with pytest.raises(LinkFileError) as error:
        sssom.parse(text.replace(old, new), "links.tsv")
    assert str(error.value).startswith(message)


def test_entity_of_another_base_is_refused() -> None:
    """Its line would be read as another entity's."""
    with pytest.raises(LinkFileError, match="no prefix of curie_map fits"):
        sssom.appended(sssom.opening(BASE), [Link("https://other.example/person/x", "Q1")])


def test_names_are_ascii_in_the_file() -> None:
    """Readers of SSSOM leave out a line whose CURIE is none, and say nothing of it by their exit status."""
    link = Link(f"{BASE}person/nicolás-maduro", "Q1")
    text = sssom.appended(sssom.opening(BASE), [link])
    assert "id:person/nicol%C3%A1s-maduro\t" in text
    assert sssom.parse(text).lines == (link,)


def test_iri_that_is_encoded_already_is_refused() -> None:
    with pytest.raises(LinkFileError, match="cannot be told from another"):
        sssom.appended(sssom.opening(BASE), [Link(f"{BASE}person/nicol%C3%A1s", "Q1")])


def test_file_is_valid_for_sssom_py(tmp_path: Path) -> None:
    """NEWSGRAPH_SSSOM names its command, in an environment of its own: it brings a hundred packages."""
    command = os.environ.get("NEWSGRAPH_SSSOM")
    if command is None:
        pytest.skip("NEWSGRAPH_SSSOM does not name sssom-py's command")
    links = [
        Link(f"{BASE}person/nicolás-maduro", "Q1", confidence=0.83, date="2026-11-25", tool="newsgraph 0.1.0"),
        Link(f"{BASE}article/2018-a/person-trump", None, justification=BY_PERSON, author='A "desk"'),
        dataclasses.replace(line("Q2", person=True, negated=True), comment="died in 1999", subject_label="Putin"),
        line("Q3", predicate=CLOSE_MATCH),
        line(f"{BASE}person/putin", predicate=DIFFERENT_FROM),
    ]
    sssom.append(tmp_path / sssom.FILE, links, base=BASE)
    run = subprocess.run([command, "validate", tmp_path / sssom.FILE], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")  # what it leaves out it only tells


def test_column_that_a_line_needs_is_never_left_out() -> None:
    text = "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
    with pytest.raises(LinkFileError, match="no column predicate_modifier"):
        sssom.appended(f"#curie_map:\n#  id: {BASE}\n{text}", [line("Q1", negated=True)])
