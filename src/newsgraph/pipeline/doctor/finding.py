"""What a check found: that something is well, or what is wrong with it and how it is mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Verdict: TypeAlias = Literal["well", "note", "wrong"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `note` is for what need not be mended; `fix` says how to mend the rest."""

    about: str
    verdict: Verdict
    says: str
    fix: str = ""

    def line(self) -> str:
        """The finding on one line."""
        mark = {"well": "ok   ", "note": "note ", "wrong": "WRONG"}[self.verdict]
        return f"{mark}  {self.about}: {self.says}" + (f"; {self.fix}" if self.fix else "")


def well(about: str, says: str) -> Finding:
    return Finding(about, "well", says)


def wrong(about: str, says: str, fix: str) -> Finding:
    return Finding(about, "wrong", says, fix)


def note(about: str, says: str, fix: str = "") -> Finding:
    return Finding(about, "note", says, fix)


def judged(about: str, holds: bool, says: str, otherwise: str, fix: str) -> Finding:  # noqa: FBT001 - the question
    """That something holds or, where it does not, what is wrong."""
    return well(about, says) if holds else wrong(about, otherwise, fix)


Checks: TypeAlias = Callable[[], Iterator[Finding]]
