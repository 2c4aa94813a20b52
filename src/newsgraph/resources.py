"""Where the shipped ontology, mappings and shapes lie: in the wheel, or beside src/ in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped_project() -> Path:
    """The folder that holds ontology/, mapping/ and shapes/ as they were released."""
    in_wheel = _PACKAGE / "_project"
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent.parent
