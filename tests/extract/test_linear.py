"""Twice the text takes twice the work, counted in steps of the interpreter: no clock, no luck."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable
from string import ascii_lowercase
from types import FrameType
from typing import TYPE_CHECKING

import pytest

from newsgraph import extract
from newsgraph.facts import Article

if TYPE_CHECKING:
    from _typeshed import TraceFunction

NAMES = tuple("".join(letters).title() for letters in itertools.product(ascii_lowercase, "aeiou", "bdglnr"))


def steps(body: str, rules: extract.Rules) -> int:
    """The byte code instructions that reading a body takes, those of the standard library left out."""
    count = 0

    def step(_frame: FrameType, event: str, _argument: object) -> TraceFunction:
        nonlocal count
        count += event == "opcode"
        return step

    def enter(frame: FrameType, _event: str, _argument: object) -> TraceFunction:
        frame.f_trace_opcodes = True
        return step

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        extract.facts(Article(id="a", published="2024-09-04", body=body), rules)
    finally:
        sys.settrace(before)
    return count


def each(line: str) -> Callable[[int], str]:
    """A line for each of n names."""
    return lambda n: "".join(line.replace("*", name) for name in NAMES[:n])


TEXTS: dict[str, Callable[[int], str]] = {
    "sentences": lambda n: "President Vladimir Putin met Emmanuel Macron in Paris on Monday. " * n,
    "paragraphs": lambda n: "“We met in Paris,” he said.\n" * n,
    "one line": lambda n: "the minister of the country said that " * n * 5,
    "commas": lambda n: "," * n * 50,
    "quotes": lambda n: "“" * n * 20 + "x" + "”" * n * 20,
    "marks apart": lambda n: "x. ' " * n,
    "people of one surname": each("President * Smith met Ann. President Smith left.\n"),
    "people of one given name": each("John * met Ann Ab. President John left.\n"),
    "people of one office": each("President John * met Ann. The president left.\n"),
    "unknown organizations": each("The * Bank joined the alliance. The bloc met.\n"),
    "meetings of two": each("John * met Xavier Ab. The two met in Paris.\n"),
}


@pytest.mark.parametrize("make", TEXTS.values(), ids=TEXTS.keys())
def test_twice_the_text_takes_twice_the_steps(make: Callable[[int], str], rules: extract.Rules) -> None:
    steps(make(10), rules)  # what is remembered of words is remembered from here on
    once = steps(make(100), rules)
    assert steps(make(200), rules) < 2.4 * once


@pytest.mark.parametrize(
    "clause",
    ["Putin, who met Macron, ", "he said that ", "to meet ", "imposed sanctions on Russia, ", "Russia’s ", "if "],
)
def test_the_longest_sentence_takes_no_more_than_its_share(clause: str, rules: extract.Rules) -> None:
    """Up to `LONGEST_SENTENCE` a sentence may look back and forth, within bounds: no word costs 20 times as much."""
    count = extract.LONGEST_SENTENCE // len(clause) - 1
    short = steps(f"He said: {clause * 5}.\n" * (count // 5), rules)
    assert steps(f"He said: {clause * count}.", rules) < 20 * short
