"""An entity and those it has to do with, drawn as SVG when the site is made.

What is drawn is the ontology's short cuts, which are asserted of what is actual alone. A relation for which only
speakers stand is dashed, and named so. The picture says nothing that the list beside it does not say in words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from newsgraph.publish.html import text

MOST = 12  # neighbours that can be told apart
_WIDTH, _HEIGHT, _ACROSS, _DOWN = 720, 420, 240, 150
_LONGEST = 26  # characters of a name


class Tie(NamedTuple):
    """A relation to a neighbour: its name, its word, and whether only speakers stand for it."""

    name: str
    word: str
    attributed: bool


def draw(centre: str, ties: Sequence[Tie], title: str) -> str:
    """The picture; nothing where there is nobody."""
    neighbours: dict[str, list[Tie]] = {}
    for tie in ties:
        neighbours.setdefault(tie.name, []).append(tie)
    shown = list(neighbours.items())[:MOST]
    if not shown:
        return ""
    left = len(neighbours) - len(shown)
    described = "; ".join(f"{_words(found)} {name}" for name, found in shown) + (f"; and {left} more" if left else "")
    lines, nodes = [], []
    for number, (name, found) in enumerate(shown):
        angle = 2 * math.pi * number / len(shown) - math.pi / 2
        x, y = _WIDTH / 2 + _ACROSS * math.cos(angle), _HEIGHT / 2 + _DOWN * math.sin(angle)
        class_ = "tie attributed" if all(tie.attributed for tie in found) else "tie"
        lines.append(f'<line class="{class_}" x1="{_WIDTH // 2}" y1="{_HEIGHT // 2}" x2="{x:.0f}" y2="{y:.0f}"/>')
        half = (_WIDTH / 2 + (x - _WIDTH / 2) * 0.55, _HEIGHT / 2 + (y - _HEIGHT / 2) * 0.55)
        nodes.append(
            f'<text class="word" x="{half[0]:.0f}" y="{half[1]:.0f}">{text(_shortened(_words(found), 34))}</text>'
        )
        nodes.append(_node(x, y, name))
    return (
        f'<svg class="ego" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-labelledby="ego-title ego-desc">\n'
        f'<title id="ego-title">{text(title)}</title>\n<desc id="ego-desc">{text(described)}</desc>\n'
        f"{''.join(lines)}\n{''.join(nodes)}{_node(_WIDTH / 2, _HEIGHT / 2, centre, 'centre')}\n</svg>\n"
    )


def _node(x: float, y: float, name: str, class_: str = "node") -> str:
    shown = _shortened(name, _LONGEST)
    width = 7.6 * len(shown) + 20
    return (
        f'<rect class="{class_}" x="{x - width / 2:.0f}" y="{y - 14:.0f}" width="{width:.0f}" height="28" rx="6"/>'
        f'<text class="{class_}" x="{x:.0f}" y="{y + 5:.0f}">{text(shown)}</text>'
    )


def _shortened(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _words(ties: Sequence[Tie]) -> str:
    return ", ".join(tie.word + (" (attributed)" if tie.attributed else "") for tie in ties)
