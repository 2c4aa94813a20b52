"""What models took, and what of their claims was dropped, to lines for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsgraph.extract import Dropped, Usage
from newsgraph.settings import OpenAISettings

_MOST_QUOTED = 300


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one article."""

    file: str = ""
    usage: Usage = field(default_factory=Usage)
    dropped: tuple[Dropped, ...] = ()

    def lines(self) -> Iterator[str]:
        """Each claim that was dropped, with its cause and what was quoted for it."""
        for claim in self.dropped:
            quote = claim.quote if len(claim.quote) <= _MOST_QUOTED else f"{claim.quote[:_MOST_QUOTED]}..."
            yield f"{self.file}: dropped: {claim.cause}: {claim.claim[:_MOST_QUOTED]}: \u201c{quote}\u201d"


@dataclass(slots=True)
class Total:
    """Of a whole run."""

    usage: Usage = field(default_factory=Usage)
    causes: Counter[str] = field(default_factory=Counter)

    def add(self, tally: Tally) -> None:
        self.usage += tally.usage
        self.causes.update(claim.cause for claim in tally.dropped)

    def lines(self, settings: OpenAISettings | None) -> Iterator[str]:
        """Dropped claims by cause, and requests, tokens and cost; nothing where there were none."""
        if self.causes:
            yield f"{_count(self.causes.total(), 'claim')} of the model dropped:"
            for cause, count in self.causes.most_common():
                yield f"  {count:,}  {cause}"
        usage = self.usage
        if usage.answers and settings is not None:
            cost = usage.tokens_in * settings.price_per_million_in + usage.tokens_out * settings.price_per_million_out
            priced = settings.price_per_million_in or settings.price_per_million_out
            told = f", cost {cost / 1e6:,.4f}" if priced else ", cost not known: no price is configured"
            answers = _count(usage.answers, "answer")
            yield f"{settings.model}: {answers}, {usage.tokens_in:,} tokens in, {usage.tokens_out:,} out{told}"


def _count(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
