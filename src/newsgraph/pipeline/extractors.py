"""The extractors by their names on the command line: a project and its rules to what finds facts.

Models are reached only as newsgraph.toml says, and loaded only where they are chosen.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from newsgraph.errors import ConfigError, Place, UsageError
from newsgraph.extract import Extractor, RuleExtractor, Rules
from newsgraph.project import CONFIGURATION, Project

T = TypeVar("T")

RULES = "rules"


def _rules(project: Project, rules: Rules) -> Extractor:
    del project
    return RuleExtractor(rules)


def _openai(project: Project, rules: Rules) -> Extractor:
    from newsgraph import net
    from newsgraph.extract.models.openai import AnswerError, OpenAIExtractor

    settings = project.extract.openai
    if settings is None:
        raise _missing(project, "openai", "endpoint and model")
    headers = {"Content-Type": "application/json"}
    if settings.api_key_env:
        key = os.environ.get(settings.api_key_env, "").strip()
        if not key:
            raise UsageError(
                f"the variable {settings.api_key_env}, which {CONFIGURATION} names for the key, is not set"
            )
        if not (key.isascii() and key.isprintable()):
            raise UsageError(
                f"the variable {settings.api_key_env} holds what is no key: characters that no header takes"
            )
        headers["Authorization"] = f"Bearer {key}"
    patience = net.Patience(settings.retries, settings.timeout, settings.timeout * 5)

    def ask(question: bytes, accept: Callable[[bytes], T]) -> T:
        def accepted(body: bytes) -> T:
            try:
                return accept(body)
            except AnswerError as error:
                raise net.UnusableError(str(error)) from error

        url = f"{settings.endpoint}/chat/completions"
        return net.ask(url, question, accept=accepted, headers=headers, patience=patience)

    return OpenAIExtractor(rules, settings, ask)


def _spacy(project: Project, rules: Rules) -> Extractor:
    settings = project.extract.spacy
    if settings is None:
        raise _missing(project, "spacy", "pipeline")
    try:
        import spacy
    except ImportError as error:
        raise UsageError("spaCy is not installed; pip install 'newsgraph[spacy]'") from error
    from newsgraph.extract.models.dependencies import SpacyExtractor

    folder = project.root / settings.pipeline
    name: str | Path = folder if folder.is_dir() else settings.pipeline
    try:
        pipeline = spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        message = f"spaCy cannot load the pipeline {settings.pipeline!r}; is it installed, and made for this spaCy?"
        raise ConfigError(message, Place(str(project.root / CONFIGURATION))) from error
    meta = pipeline.meta
    return SpacyExtractor(rules, pipeline, f"{meta['lang']}_{meta['name']}-{meta['version']}")


def _missing(project: Project, name: str, keys: str) -> ConfigError:
    message = f"no [extract.{name}] here, which says how it is reached: {keys}; nothing goes online without it"
    return ConfigError(message, Place(str(project.root / CONFIGURATION)))


EXTRACTORS: Mapping[str, Callable[[Project, Rules], Extractor]] = {RULES: _rules, "openai": _openai, "spacy": _spacy}
