"""The review page in a real browser, driven by the keyboard alone, from extract to build."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsgraph import facts
from newsgraph.errors import FactsError

BODY = (
    "\U0001f600 Freedonia imposed sanctions on Rufus Firefly on Monday.\n\n"
    "Sylvania <b>met</b> Firefly's \u202ehostile</script> aide.\n\n"
    "Sylvania sanctioned Freedonia.\n\nGloria Teasdale was put under sanctions by Sylvania, \U0001f3db too."
)


def quote(words: str) -> dict[str, Any]:
    start = BODY.index(words)
    return {"exact": words, "start": start, "end": start + len(words)}


def fact(identifier: str, by: str, target: str, sentence: str, **more: Any) -> dict[str, Any]:
    filled = [("imposedBy", by), ("target", target)]
    names = dict(ENTITIES)
    return {
        "id": identifier,
        "type": "Sanction",
        "realis": "actual",
        "arguments": [
            {"role": role, "entity": one, "basis": {**quote(names[one]), "way": "name"}} for role, one in filled
        ],
        "evidence": [quote(sentence)],
        "rule": "mapping/text/sanction.yml#imposed-on",
    } | more


ENTITIES = [("e1", "Freedonia"), ("e2", "Rufus Firefly"), ("e3", "Sylvania"), ("e4", "Gloria Teasdale")]
KINDS = {"e1": "Country", "e2": "Person", "e3": "Country", "e4": "Person"}
DOCUMENT: dict[str, Any] = {
    "article": {"id": "a", "headline": "Sanctions <i>", "published": "2024-09-04", "body": BODY},
    "entities": [{"id": i, "type": KINDS[i], "name": name, "mentions": [quote(name)]} for i, name in ENTITIES],
    "facts": [
        fact("f1", "e1", "e2", "Freedonia imposed sanctions on Rufus Firefly on Monday."),
        fact("f2", "e3", "e2", "Sylvania <b>met</b> Firefly's \u202ehostile</script> aide."),
        fact("f3", "e1", "e3", "Sylvania sanctioned Freedonia."),
    ],
}
LAST = "Gloria Teasdale was put under sanctions by Sylvania, \U0001f3db too."


@pytest.fixture
def page(newsgraph: Any, tmp_path: Path) -> Path:
    (tmp_path / "facts.jsonl").write_text(json.dumps(DOCUMENT) + "\n", encoding="utf-8")
    run = newsgraph("extract", tmp_path / "facts.jsonl", "--review", tmp_path / "review.html")
    assert (run.returncode, run.stderr) == (0, "")
    return tmp_path / "review.html"


def status(browser: Any) -> str:
    return str(browser.run("return document.getElementById('status').textContent"))


def write(browser: Any, text: str) -> None:
    """Put text into the field that has the focus, in place of what is there."""
    browser.press("a", control=True)
    browser.press(text)


def test_an_editor_needs_no_mouse(browser: Any, page: Path, newsgraph: Any, tmp_path: Path) -> None:
    browser.open(page)
    browser.tab_to("Accept fact 1")
    browser.press("Enter")
    assert (status(browser), browser.focused()) == ("Fact 1, Sanction, actual: accepted.", "Accept fact 1")

    browser.tab_to("Reject fact 2")
    browser.press("Space")
    assert status(browser) == "Fact 2, Sanction, actual: rejected."

    browser.tab_to("Correct fact 3")
    browser.press("Enter")
    assert browser.focused() == "Fact 3 as JSON"
    wrong = copy.deepcopy(DOCUMENT["facts"][2])
    wrong["arguments"] = [{"role": "imposedBy", "entity": "e3"}, {"role": "target", "entity": "e9"}]
    wrong["date"] = {"text": "Monday", "value": "2024-02-30"}
    write(browser, json.dumps(wrong))
    browser.tab_to("Save")
    browser.press("Enter")
    told = browser.run("return [...document.querySelectorAll('.editor li')].map((item) => item.textContent)")
    assert [line.partition(": ")[0] for line in told] == ["arguments[1].entity", "date.value"]
    assert browser.focused() == "Fact 3 as JSON"
    right = wrong | {"date": None, "evidence": [{"exact": "Sylvania sanctioned Freedonia.", "start": 0, "end": 0}]}
    right["arguments"][1]["entity"] = "e1"
    write(browser, json.dumps(right))
    browser.tab_to("Save")
    browser.press("Enter")
    assert status(browser) == "Fact 3, Sanction, actual: corrected."

    browser.tab_to("Words that say so")
    browser.press("Gloria")
    browser.tab_to("Type")
    browser.press("Sanction")
    browser.tab_to("Write the fact")
    browser.press("Enter")
    assert browser.focused() == "New fact as JSON"
    draft = json.loads(browser.run("return document.activeElement.value"))
    assert draft["evidence"] == [quote(LAST)]
    draft["arguments"] = [{"role": "imposedBy", "entity": "e3"}, {"role": "target", "entity": "e4"}]
    write(browser, json.dumps(draft))
    browser.tab_to("Save")
    browser.press("Enter")
    assert status(browser) == "Fact 4, Sanction, actual: added."

    browser.open(page)  # what was done is kept
    assert browser.run("return document.getElementById('progress').textContent") == (
        "4 of 4 facts judged: 1 accepted, 1 rejected, 1 corrected, 1 added."
    )
    browser.tab_to("Your name (optional)")
    browser.press("A. Editor")
    browser.tab_to("Download facts.reviewed.jsonl")
    browser.press("Enter")
    file = browser.downloaded("facts.reviewed.jsonl")
    document = facts.decode(file.read_bytes())
    assert [(one.id, one.review) for one in document.facts] == [
        ("f1", "accepted"),
        ("f3", "corrected"),
        ("f4", "added"),
    ]
    assert document.reviewed == facts.Review(by="A. Editor")
    assert browser.logged() == []

    run = newsgraph("build", file, "-o", tmp_path / "out")
    assert (run.returncode, run.stdout[:11]) == (0, "1 published")
    published = (tmp_path / "out" / "a.ttl").read_text(encoding="utf-8")
    assert ("claim-f2" in published, "claim-f4" in published) == (False, True)


def test_the_focus_goes_from_a_fact_to_its_words_and_back(browser: Any, page: Path) -> None:
    browser.open(page)
    browser.tab_to("Fact 3, Sanction, actual: show in the text")
    browser.press("Enter")
    assert browser.focused() == "Fact 3, Sanction, actual: go to the fact"
    marked = "return [...document.querySelectorAll('mark.active')].map((mark) => mark.textContent).join('')"
    assert browser.run(marked) == "Sylvania sanctioned Freedonia."
    browser.press("Enter")
    assert browser.run("return document.activeElement.dataset.fact") == "f3"


def test_the_article_on_the_page_is_the_article(browser: Any, page: Path) -> None:
    """Neither markup in it nor the numbers of the facts change its text."""
    browser.open(page)
    assert browser.run("return document.getElementById('body').textContent") == BODY
    assert browser.run("return document.getElementById('headline').textContent") == "Sanctions <i>"


@pytest.mark.parametrize("words", ["Gloria Teasdale", "hostile</script>", LAST, BODY])
def test_a_selection_is_counted_in_code_points(browser: Any, page: Path, words: str) -> None:
    """The page's strings count UTF-16; the article's faces are one character each, as in every document."""
    browser.open(page)
    browser.run(_SELECT, BODY[: BODY.index(words)], words)
    browser.run("document.getElementById('add').click()")
    draft = json.loads(browser.run("return document.querySelector('.editor textarea').value"))
    assert draft["evidence"] == [quote(words)]


_SELECT = """
const at = (units) => {
  const walk = document.createTreeWalker(document.getElementById("body"), NodeFilter.SHOW_TEXT);
  let node, left = units;
  while ((node = walk.nextNode())) { if (left <= node.length) return [node, left]; left -= node.length; }
};
const [before, words] = arguments;
getSelection().setBaseAndExtent(...at(before.length), ...at(before.length + words.length));
return new Promise((done) => setTimeout(done, 50));
"""

Change = Callable[[dict[str, Any]], object]
SLIPS: list[Change] = [
    lambda d: d.update(surprise=1),
    lambda d: d["facts"][0].update(realis="maybe"),
    lambda d: d["facts"][0].update(evidence=[]),
    lambda d: d["facts"][0].update(evidence=[quote("Sylvania") | {"exact": "Freedonia"}]),
    lambda d: d["facts"][0].update(evidence=[{"exact": "x", "start": 3, "end": 999}]),
    lambda d: d["facts"][0].update(id="f 1"),
    lambda d: d["facts"][0].update(id="f2"),
    lambda d: d["facts"][0].update(statedBy="e9"),
    lambda d: d["facts"][0].update(date={"value": "2024-09-04"}),
    lambda d: d["facts"][0].update(date={"text": "x", "value": "0000"}),
    lambda d: d["facts"][0].update(date={"text": "x", "latest": "2023-02-29"}),
    lambda d: d["facts"][0].update(date={"text": "x", "basis": quote("Monday") | {"way": "guess"}}),
    lambda d: d["facts"][0].update(attribution=quote("Monday") | {"way": "name", "start": 0}),
    lambda d: d["facts"][0].update(arguments=[{"role": "target"}]),
    lambda d: d["facts"][0].update(arguments=[{"role": "target", "entity": 2}]),
    lambda d: d["facts"][0]["arguments"][0]["basis"].update(start=1),
    lambda d: d["facts"][0].pop("rule"),
    lambda d: d["facts"][0].update(review="perhaps"),
    lambda d: d["entities"][0].update(type="Ship"),
    lambda d: d["entities"][0].update(id="e2"),
    lambda d: d["entities"][0].update(name=" "),
    lambda d: d["entities"][0].update(roles=[{"title": "x", "of": "e9", "evidence": quote("Monday")}]),
    lambda d: d.update(reviewed={"on": "today"}),
]


def test_the_page_knows_what_a_document_may_say(browser: Any, page: Path) -> None:
    """Whatever `decode` does not take, the page does not let through; and what is good, it does."""
    broken = [copy.deepcopy(DOCUMENT) for _ in SLIPS]
    for document, slip in zip(broken, SLIPS, strict=True):
        slip(document)
        with pytest.raises(FactsError):
            facts.decode(json.dumps(document))
    browser.open(page)
    found = browser.run("return arguments[0].map((one) => newsgraphReview.problems(one).length)", [DOCUMENT, *broken])
    assert found[0] == 0
    assert [slip for slip, count in enumerate(found[1:]) if count == 0] == []


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_window(browser: Any, page: Path, width: int) -> None:
    browser.resize(width, 800)
    browser.open(page)
    browser.run("document.querySelector('[data-do=correct]').click()")
    assert browser.run("return document.documentElement.scrollWidth <= innerWidth")


def test_a_second_review_keeps_what_the_first_one_wrote(browser: Any, newsgraph: Any, tmp_path: Path) -> None:
    """A fact that a person corrected or added cannot become one that a rule found."""
    document = copy.deepcopy(DOCUMENT) | {"reviewed": {"by": "A. Editor"}}
    for fact_, verdict in zip(document["facts"], ("accepted", "corrected", "added"), strict=True):
        fact_["review"] = verdict
    (tmp_path / "one.jsonl").write_text(json.dumps(document) + "\n", encoding="utf-8")
    assert newsgraph("extract", tmp_path / "one.jsonl", "--review", tmp_path / "two.html").returncode == 0
    browser.open(tmp_path / "two.html")
    browser.tab_to("Reject fact 2")
    browser.press("Enter", "Enter")
    browser.tab_to("Download facts.reviewed.jsonl")
    browser.press("Enter")
    read = facts.decode(browser.downloaded("facts.reviewed.jsonl").read_bytes())
    assert [one.review for one in read.facts] == ["accepted", "corrected", "added"]
    assert read.reviewed == facts.Review(by="A. Editor")


def test_a_missed_person_is_added_by_name(browser: Any, page: Path) -> None:
    browser.open(page)
    browser.tab_to("Name of another, as in the article")
    browser.press("Nobody", "Enter")
    browser.tab_to("Add the entity")
    browser.press("Enter")
    assert status(browser) == "The article does not say “Nobody”."
    assert browser.focused() == "Name of another, as in the article"
    write(browser, "Firefly")
    browser.tab_to("Add the entity")
    browser.press("Enter")
    assert status(browser) == "Firefly is entity e5."
    added = browser.run("return JSON.parse(document.getElementById('entities-json').value)[4]")
    assert [mention["start"] for mention in added["mentions"]] == [
        BODY.index("Firefly"),
        BODY.index("Firefly's"),
    ]


def test_an_open_correction_is_not_lost(browser: Any, page: Path) -> None:
    browser.open(page)
    browser.tab_to("Correct fact 1")
    browser.press("Enter")
    write(browser, "{")
    browser.tab_to("Download facts.reviewed.jsonl")
    browser.press("Enter")
    assert status(browser) == "A correction is open: save or cancel it first."
    assert browser.focused() == "Fact 1 as JSON"
