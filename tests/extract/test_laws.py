"""Laws of extraction: evidence is exact, no text crashes it, time is linear, and equal input gives equal output."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgraph import extract
from newsgraph.facts import Article, Document, encode

# fmt: off
WORDS = (
    "Serbia", "Russia", "NATO", "Moscow", "U.S.", "the", "a", "of", "and", "or", ",", ".", ";", ":", "?",
    "\u201c", "\u201d", '"', "'", "\u2019", "\u2014", "(", ")", "Vladimir", "Putin", "Emmanuel", "Macron",
    "president", "who", "which", "that", "said", "met", "meets", "meet", "will", "not", "never", "refused",
    "to", "impose", "imposed", "sanctions", "on", "against", "is", "an", "ally", "under", "lifted", "joined",
    "on", "Wednesday", "last", "July", "2014", "after", "as", "he", "they", "it", "the", "two", "leaders", "-",
    "\n", "\r", "\t", "\u200f", "\u0301", "\u2019s", "'s", "n't", "said,", "according", "to", "if", "talks",
    "with", "between", "in", "Paris", "Gen.", "Mr.", "J.", "5", "March", "U.S.-sanctioned",
)
# fmt: on

PIECES = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


@given(body=st.one_of(st.text(max_size=400), PIECES))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_and_its_evidence_is_exact(body: str, rules: extract.Rules) -> None:
    found = extract.facts(Article(id="a", published="2024-09-04", body=body), rules)
    found.check()


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_spliced_sentences_are_read_and_their_evidence_is_exact(data: st.DataObject, rules: extract.Rules) -> None:
    """Halves of real sentences put together: clauses that begin and never end, two subjects, no verb."""
    halves = st.tuples(st.sampled_from(rules.examples), st.integers(0, 200), st.booleans())
    parts = [
        example.text[at:] if later else example.text[:at]
        for example, at, later in data.draw(st.lists(halves, min_size=2, max_size=8))
    ]
    body = data.draw(st.sampled_from(("", " ", ", ", "\n", " “", "” "))).join(parts)
    extract.facts(Article(id="a", published="2024-02-29", body=body), rules).check()


@given(bodies=st.lists(PIECES, max_size=5))
@settings(max_examples=50, deadline=None)
def test_no_article_depends_on_another(bodies: list[str], rules: extract.Rules) -> None:
    articles = [Article(id=str(n), published="2024-09-04", body=body) for n, body in enumerate(bodies)]
    together = [encode(found) for found in extract.extract(articles, rules)]
    assert together == [encode(extract.facts(article, rules)) for article in articles]


BODY = (
    "Serbian President Aleksandar Vučić met French President Emmanuel Macron in Belgrade on Monday.\n"
    "“Serbia will never join NATO,” Vučić said. The United States imposed sanctions on Milorad Dodik."
)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_letters_give_the_same_facts(form: str, document: Callable[[str], Document]) -> None:
    body = unicodedata.normalize(form, BODY)
    found = document(body)
    assert [(fact.type, fact.realis) for fact in found.facts] == [
        ("Meeting", "actual"),
        ("Alliance", "denied"),
        ("Sanction", "actual"),
    ]
    assert all(body[e.start : e.end] == e.exact for fact in found.facts for e in fact.evidence)


@pytest.mark.parametrize("mark", ["\u200f", "\u200b", "\u2066", "\ufeff", "\x00", "\x1b"])
def test_invisible_marks_change_nothing(mark: str, document: Callable[[str], Document]) -> None:
    body = BODY.replace(" ", f" {mark}")
    found = document(body)
    assert [(fact.type, fact.realis) for fact in found.facts] == [
        ("Meeting", "actual"),
        ("Alliance", "denied"),
        ("Sanction", "actual"),
    ]


def test_straight_quotes_and_carriage_returns_change_nothing(document: Callable[[str], Document]) -> None:
    body = BODY.replace("“", '"').replace("”", '"').replace(" ", "\r ")
    assert len(document(body).facts) == 3


@pytest.mark.parametrize(
    "body",
    [
        "a " * 500_000,
        "," * 300_000,
        "X, " * 100_000,
        "“" * 10_000 + "x" + "”" * 10_000,
        "Putin met Macron. " * 4_000,
        "Serbia and Russia and " * 20_000,
        "(" * 100_000,
        "who which that " * 30_000,
        "Vladimir " * 50_000,
        "'" * 100_000,
        "A." * 100_000,
    ],
    ids=["words", "commas", "names", "quotes", "sentences", "and", "brackets", "relatives", "given", "primes", "dots"],
)
def test_time_grows_with_the_text_and_no_faster(body: str, rules: extract.Rules) -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        extract.facts(Article(id="a", published="2024-09-04", body=text), rules).check()
        return time.process_time() - start

    half = seconds(body[: len(body) // 2])
    whole = seconds(body)
    assert whole < 3.5 * half + 0.5


SCRIPT = """
import sys
from pathlib import Path
from newsgraph import extract
from newsgraph.facts import Article, encode
root = Path(sys.argv[1])
tables = {f.name: f.read_text(encoding="utf-8") for f in sorted((root / "ontology/gazetteer").glob("*.tsv"))}
files = [(f.read_text(encoding="utf-8"), f.name) for f in sorted((root / "mapping/text").glob("*.yml"))]
rules = extract.Rules.load(files, extract.Gazetteer.load(tables))
sys.stdout.buffer.write(encode(extract.facts(Article(id="a", published="2024-09-04", body=sys.argv[2]), rules)))
"""


def test_the_hash_seed_changes_nothing() -> None:
    root = Path(__file__).parents[2]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(root), BODY],
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "1", "12345")
    }
    assert len(outputs) == 1
