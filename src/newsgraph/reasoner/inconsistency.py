"""What a rule finds contradictory, in words that name the rule and what it is about.

https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from newsgraph.rdf.terms import Term


@dataclass(frozen=True, slots=True, order=True)
class Inconsistency:
    """A contradiction: a sentence for people, the node that it is about, the rule of OWL 2 RL that found it."""

    message: str
    focus_node: Term
    rule: str


class Finding(NamedTuple):
    """What a rule finds: its name, the node `x` that it is about, and up to three more that `_SENTENCES` names."""

    rule: str
    x: str
    a: str | None = None
    b: str | None = None
    c: str | None = None


_SENTENCES = {
    "cax-dw": "{x} is both {a} and {b}, and nothing can be both",
    "cls-nothing2": "{x} is of the class owl:Nothing, which nothing can be",
    "cls-com": "{x} is both {a} and its complement {b}",
    "prp-irp": "{x} has {a} to itself, which nothing can",
    "prp-asyp": "{x} and {b} have {a} to each other, which goes one way only",
    "prp-pdw": "{x} has both {a} and {b} to {c}, and nothing can have both",
    "prp-npa": "{x} has {a} to {b}, which is denied",
    "eq-diff1": "{x} and {a} are said to be the same and to be different",
    "cls-maxc1": "{x} is a value of a property that may have none by {a}",
    "cls-maxqc1": "{x}, as {b}, is a value of a property that may have none of these by {a}",
}

# The rules that speak of a pair of classes or properties, which they find from both sides.
_SYMMETRIC = {"cax-dw", "prp-pdw"}


def explained(findings: Iterable[Finding], name_of: Callable[[str], str]) -> Iterator[tuple[str, Finding]]:
    """Each finding once, with its sentence; `name_of` is what people call a node.

    What is different from another node with which it is the same is not told to be different from itself too.
    """
    once = {_in_order(finding) for finding in findings}
    of_pairs = {finding.x for finding in once if finding.rule == "eq-diff1" and finding.x != finding.a}
    for finding in once:
        if not (finding.rule == "eq-diff1" and finding.x == finding.a and finding.x in of_pairs):
            x, a, b, c = (None if node is None else name_of(node) for node in finding[1:])
            yield f"{_SENTENCES[finding.rule].format(x=x, a=a, b=b, c=c)} (OWL RL rule {finding.rule})", finding


def _in_order(finding: Finding) -> Finding:
    rule, x, a, b, c = finding
    return Finding(rule, x, b, a, c) if rule in _SYMMETRIC and a and b and b < a else finding
