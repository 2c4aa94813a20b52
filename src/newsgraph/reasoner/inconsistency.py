"""What owlrl says of a contradiction, in words that name the rule and what it is about.

owlrl has its error messages as strings alone; the patterns here take them apart again.

https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from newsgraph.rdf.terms import Term

_Names = Mapping[str, str]


@dataclass(frozen=True, slots=True, order=True)
class Inconsistency:
    """A contradiction: a sentence for people, the node that it is about, the rule of OWL 2 RL that found it."""

    message: str
    focus_node: Term
    rule: str


# Rule, owlrl's message, our sentence; {a} {b} … are the groups, of which `x` is the node it is about.
_PATTERNS: tuple[tuple[str, str, str], ...] = (
    (
        "cax-dw",
        r"Disjoint classes (?P<a>.+) and (?P<b>.+) have a common individual (?P<x>.+)",
        "{x} is both {a} and {b}, and nothing can be both",
    ),
    (
        "cls-nothing2",
        r"(?P<x>.+) is defined of type 'Nothing'",
        "{x} is of the class owl:Nothing, which nothing can be",
    ),
    (
        "cls-com",
        r"Violation of complementarity for classes (?P<a>.+) and (?P<b>.+) on element (?P<x>.+)",
        "{x} is both {a} and its complement {b}",
    ),
    ("prp-irp", r"Irreflexive property used on (?P<x>.+) with (?P<a>.+)", "{x} has {a} to itself, which nothing can"),
    (
        "prp-asyp",
        r"Erroneous usage of asymmetric property (?P<a>.+) on (?P<x>.+) and (?P<b>.+)",
        "{x} and {b} have {a} to each other, which goes one way only",
    ),
    (
        "prp-pdw",
        r"Erroneous usage of disjoint properties (?P<a>.+) and (?P<b>.+) on (?P<x>.+) and (?P<c>.+)",
        "{x} has both {a} and {b} to {c}, and nothing can have both",
    ),
    (
        "prp-npa",
        r"Negative \((?:object|datatype)\) property assertion violated for: \((?P<x>.+), (?P<a>.+), (?P<b>.+)\)",
        "{x} has {a} to {b}, which is denied",
    ),
    (
        "eq-diff1",
        r"'sameAs' and 'differentFrom' cannot be used on the same subject-object pair: \((?P<x>.+), (?P<a>.+)\)",
        "{x} and {a} are said to be the same and to be different",
    ),
    (
        "cls-maxc1",
        r"Erroneous usage of maximum cardinality with (?P<a>.+) and (?P<x>.+)",
        "{x} is a value of a property that may have none by {a}",
    ),
    (
        "cls-maxqc1",
        r"Erroneous usage of maximum qualified cardinality with (?P<a>.+), (?P<b>.+) and (?P<x>.+)",
        "{x}, as {b}, is a value of a property that may have none of these by {a}",
    ),
)
_COMPILED = tuple((rule, re.compile(pattern, re.DOTALL), sentence) for rule, pattern, sentence in _PATTERNS)

# The rules that speak of a pair, which owlrl finds from both sides.
_SYMMETRIC = {"cax-dw", "prp-pdw"}


def explained(message: str, *, term_of: Callable[[str], Term], name_of: Callable[[str], str]) -> Inconsistency:
    """One message of owlrl; `term_of` finds the node that owlrl has written, `name_of` what people call it."""
    for rule, pattern, sentence in _COMPILED:
        match = pattern.fullmatch(message)
        if match is not None:
            groups = match.groupdict()
            if rule in _SYMMETRIC:
                groups["a"], groups["b"] = sorted((groups["a"], groups["b"]))
            names = {key: name_of(value) for key, value in groups.items()}
            return Inconsistency(f"{sentence.format(**names)} (OWL RL rule {rule})", term_of(match["x"]), rule)
    return Inconsistency(f"{message} (OWL RL)", term_of(""), "")
