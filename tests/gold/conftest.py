"""Makes `scoring` importable beside the tests here, and gives the shipped extractor."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsgraph import extract, news
from newsgraph.facts import Document
from newsgraph.project import Project

sys.path.insert(0, str(Path(__file__).parent))

Reader = Callable[[Path], Document]


@pytest.fixture(scope="session")
def read_article() -> Reader:
    """An article’s file to its facts, by the shipped rules and gazetteer."""
    project = Project.load()
    gazetteer = extract.Gazetteer.load(project.gazetteer)
    rules = extract.Rules.load(((text, file) for file, text in project.extraction_rules.items()), gazetteer)

    def read(file: Path) -> Document:
        return extract.facts(news.read(file.read_bytes(), file=str(file), given=news.Given(file.stem)).article, rules)

    return read
