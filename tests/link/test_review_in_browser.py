"""The review page of links in a real browser: by the keyboard alone, by the mouse, and with names that are hostile."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from pages import BASE, HOSTILE, decided, write_page

from newsgraph.link import sssom
from newsgraph.link.sssom import BY_PERSON, DIFFERENT_FROM, SAME_AS, Link

A, B, C, EXCLUDED = "Q9000000001", "Q9000000002", "Q9000000003", "Q9000000009"
FILE = "links.sssom.tsv"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Four people, each with three candidates and one that is excluded."""
    people = (decided(f"{name.title()} Firefly", name, A, B, C) for name in ("ana", "bo", "cy", "di"))
    return write_page(tmp_path / "review.html", *people)


def text(browser: Any, identifier: str) -> str:
    return str(browser.run("return document.getElementById(arguments[0]).textContent", identifier))


def fill(browser: Any, name: str, value: str) -> None:
    """Put text into the field of that name, in place of what is there."""
    browser.tab_to(name)
    browser.press("a", control=True)
    browser.press(value)


def saved(browser: Any, *, by: str = "A. Editor", on: str = "2026-11-25") -> sssom.LinkFile:
    """What is downloaded, as the link file that it is."""
    fill(browser, "Your name", by)
    fill(browser, "Date, as 2026-11-25", on)
    browser.tab_to("Download links.sssom.tsv")
    browser.press("Enter")
    return sssom.read(browser.downloaded(FILE))


def line(person: str, item: str | None, predicate: str = SAME_AS, label: str | None = None) -> Link:
    name = f"{person.title()} Firefly"
    return Link(
        subject=f"{BASE}person/{person}",
        object=item,
        predicate=predicate,
        justification=BY_PERSON,
        date="2026-11-25",
        author="A. Editor",
        subject_label=name,
        object_label=("" if item is None else name) if label is None else label,
    )


def test_a_person_needs_no_mouse(browser: Any, page: Path) -> None:
    """Accepts one and rejects another, takes the excluded one, says that there is none, and leaves the last."""
    browser.open(page)
    browser.press("Down", "a")
    assert text(browser, "status") == f"Ana Firefly: {A} accepted."
    assert browser.focused() == f"Candidate 1 of 3: Ana Firefly, {A}, accepted"
    browser.press("Down", "Down", "r")
    assert browser.focused() == f"Candidate 3 of 3: Ana Firefly, {C}, rejected"

    browser.press("Right")
    assert browser.run("return document.activeElement.id") == "name"
    assert text(browser, "name") == "Bo Firefly"
    browser.tab_to("Excluded: 1")
    browser.press("Enter")
    browser.press("Up", "Down", "Down", "Down", "Down", "a")
    assert text(browser, "status") == f"Bo Firefly: {EXCLUDED} accepted."

    browser.press("Right", "n")
    assert text(browser, "status") == "Cy Firefly: none of these."
    browser.press("Right", "Down", "r", "l")
    assert text(browser, "status") == "Di Firefly: left."
    browser.press("Right")
    assert text(browser, "name") == "Di Firefly"
    assert text(browser, "progress") == "3 of 4 entities decided."

    assert saved(browser).lines == (
        line("ana", C, DIFFERENT_FROM),
        line("ana", A),
        line("bo", EXCLUDED),
        line("cy", None),
    )
    assert text(browser, "status") == "links.sssom.tsv: 4 lines on 3 of 4 entities."
    assert browser.logged() == []


def test_buttons_do_what_keys_do(browser: Any, page: Path) -> None:
    browser.open(page)
    browser.tab_to(f"Accept Ana Firefly, {B}")
    browser.press("Enter")
    assert browser.focused() == f"Accept Ana Firefly, {B}"
    browser.tab_to("None of these")
    browser.press("Enter")
    assert text(browser, "status") == "Ana Firefly: none of these."
    browser.tab_to("Leave it")
    browser.press("Enter")
    assert text(browser, "status") == "Ana Firefly: left."
    browser.run("document.getElementById('next').click()")
    browser.run("document.querySelector('[data-do=rejected]').click()")
    assert saved(browser).lines == (line("bo", A, DIFFERENT_FROM),)


def test_one_item_is_accepted_at_a_time_and_a_second_time_undoes_it(browser: Any, page: Path) -> None:
    browser.open(page)
    browser.press("Down", "a", "Down", "a")
    assert text(browser, "status") == f"Ana Firefly: {B} accepted."
    browser.press("r")
    assert text(browser, "status") == f"Ana Firefly: {B} rejected."
    browser.press("r")
    assert text(browser, "status") == "Ana Firefly: left."


def test_another_item_is_accepted_by_its_id(browser: Any, page: Path) -> None:
    browser.open(page)
    fill(browser, "Another item, as Q42", "Ana")
    browser.tab_to("Accept that item")
    browser.press("Enter")
    assert text(browser, "other-problem") == "This is no item; write it as Q42."
    assert browser.focused() == "Another item, as Q42"
    fill(browser, "Another item, as Q42", "https://www.wikidata.org/wiki/q42")
    browser.tab_to("Accept that item")
    browser.press("Enter")
    assert browser.focused() == "Candidate 4 of 4: no label, Q42, accepted"
    assert saved(browser).lines == (line("ana", "Q42", label=""),)


def test_letters_are_no_keys_in_a_field_nor_when_they_are_turned_off(browser: Any, page: Path) -> None:
    """https://www.w3.org/TR/WCAG22/#character-key-shortcuts."""
    browser.open(page)
    fill(browser, "Another item, as Q42", "anlr")
    assert text(browser, "progress") == "0 of 4 entities decided."
    browser.run("document.getElementById('keys').click(); document.activeElement.blur()")
    browser.press("n", "Down")
    assert text(browser, "progress") == "0 of 4 entities decided."


def test_a_key_needs_a_candidate(browser: Any, page: Path) -> None:
    browser.open(page)
    browser.press("a")
    assert text(browser, "status") == "Choose a candidate first, by the arrow down."


def test_what_was_decided_is_kept(browser: Any, page: Path) -> None:
    browser.open(page)
    browser.press("Down", "a", "Right", "n")
    browser.open(page)
    assert text(browser, "progress") == "2 of 4 entities decided."


def test_who_and_when_are_asked_for(browser: Any, page: Path) -> None:
    browser.open(page)
    browser.press("Down", "a")
    browser.tab_to("Download links.sssom.tsv")
    browser.press("Enter")
    assert (browser.focused(), text(browser, "by-problem")) == (
        "Your name",
        "Each line says who decided: give your name.",
    )
    fill(browser, "Your name", "A. Editor")
    for wrong in ("2026", "2026-02-30"):
        fill(browser, "Date, as 2026-11-25", wrong)
        browser.tab_to("Download links.sssom.tsv")
        browser.press("Enter")
        assert text(browser, "on-problem") == f"No day: “{wrong}”; write it as 2026-11-25."
    assert not (browser.downloads / FILE).exists()


def test_hostile_names_are_shown_and_do_nothing(browser: Any, tmp_path: Path) -> None:
    """Neither on the page nor in the file, where white space in a name is one space."""
    browser.open(write_page(tmp_path / "review.html", decided(HOSTILE)))
    browser.press("Down", "a", "Down", "r")
    assert browser.run("return window.hacked === undefined && document.images.length === 0")
    assert browser.run("return document.scripts.length") == 3
    assert text(browser, "name") == HOSTILE
    shown = browser.run("return document.querySelector('.card h3 bdi').textContent")
    assert shown == HOSTILE
    accepted = saved(browser, by='A. "The" Editor').decided(f"{BASE}person/rufus")
    assert accepted is not None
    assert (accepted.object, accepted.author) == (A, 'A. "The" Editor')
    plain = " ".join(HOSTILE.replace("\ufeff", " ").split())
    assert accepted.subject_label == plain
    assert browser.logged() == []


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_window(browser: Any, tmp_path: Path, width: int) -> None:
    browser.resize(width, 800)
    browser.open(write_page(tmp_path / "review.html", decided("Rufus " + "Firefly" * 30), decided(HOSTILE, "b")))
    browser.run("document.getElementById('excluded-box').open = true")
    assert browser.run("return document.documentElement.scrollWidth <= innerWidth")


def test_a_page_without_entities_says_so(browser: Any, tmp_path: Path) -> None:
    browser.open(write_page(tmp_path / "review.html"))
    browser.press("Down", "a")
    assert text(browser, "status") == "There is no entity on this page."
    assert browser.logged() == []


def test_what_the_page_saves_is_what_link_takes(browser: Any, newsgraph: Any, root: Path, tmp_path: Path) -> None:
    """From the samples to the page, to the file, and to the next run, in which the person's lines win."""
    output = shutil.copytree(root / "output", tmp_path / "output")
    run = newsgraph("link", output, "--review", tmp_path / "review.html")
    assert (run.returncode, run.stderr) == (0, "")
    browser.open(tmp_path / "review.html")
    choose = (
        "const list = document.getElementById('entity');"
        "list.value = [...list.options].find((one) => one.textContent.startsWith(arguments[0])).value;"
        "list.dispatchEvent(new Event('change'))"
    )
    browser.run(choose, "Jack Sock")
    browser.press("n")
    browser.run(choose, "NATO")
    assert "joined NATO" in text(browser, "articles")
    browser.press("Down", "r")
    browser.run(choose, "Roger Federer")
    fill(browser, "Another item, as Q42", "Q42")
    browser.tab_to("Accept that item")
    browser.press("Enter")
    file = saved(browser)
    assert len(file.lines) == 3

    taken = newsgraph("link", output, "--take", browser.downloads / FILE)
    assert (taken.returncode, taken.stdout) == (0, f"3 lines added to {output / FILE}\n")
    alone = newsgraph("link", output, "--links", browser.downloads / FILE)
    both = newsgraph("link", output)
    for run in (alone, both):
        assert (run.returncode, run.stderr) == (0, "")
        told = {row.split()[0] for row in run.stdout.splitlines() if "A. Editor" in row}
        assert told == {"accept", "nil"}
        assert [row.split()[0] for row in run.stdout.splitlines() if "NATO (Organization)" in row] == ["review"]
