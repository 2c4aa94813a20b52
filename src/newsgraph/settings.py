"""The table `extract` of newsgraph.toml to how models are reached.

    [extract.openai]                        # any service with /chat/completions
    endpoint = "http://localhost:11434/v1"
    model = "a-model"
    api_key_env = "DESK_API_KEY"            # the variable of the environment that holds the key; none: no key is sent

    [extract.spacy]
    pipeline = "en_core_web_sm"             # a package that is installed, or a folder of the project

A key stands in no file and on no command line: only the name of its variable does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlsplit

from newsgraph.errors import ConfigError, Place
from newsgraph.nearest import did_you_mean


@dataclass(frozen=True, slots=True)
class OpenAISettings:
    """A service that speaks OpenAI's protocol. Times are in seconds; prices are for a million tokens, in any currency.

    `reasoning` is for models that take `max_completion_tokens` and no temperature.
    """

    endpoint: str
    model: str
    api_key_env: str = ""
    timeout: float = 60
    retries: int = 4
    max_tokens: int = 4096
    reasoning: bool = False
    price_per_million_in: float = 0
    price_per_million_out: float = 0


@dataclass(frozen=True, slots=True)
class SpacySettings:
    """A spaCy pipeline that is installed: the name of its package, or a folder, relative to the project."""

    pipeline: str


@dataclass(frozen=True, slots=True)
class ExtractSettings:
    """What the table has; None where it says nothing."""

    openai: OpenAISettings | None = None
    spacy: SpacySettings | None = None


def extract_settings(table: object, where: Callable[[str], Place]) -> ExtractSettings:
    """Read the table; `where` tells the place of a key.

    Raises ConfigError with file and line for a key that means nothing, or a value that is not of its kind.
    """
    found = _table(table, "extract", ("openai", "spacy"), where)
    openai = _values(found["openai"], OpenAISettings, "extract.openai", where) if "openai" in found else None
    spacy = _values(found["spacy"], SpacySettings, "extract.spacy", where) if "spacy" in found else None
    return ExtractSettings(
        None if openai is None else _openai(openai, where),
        None if spacy is None else SpacySettings(_text(spacy, "pipeline", where)),
    )


def _openai(values: Mapping[str, object], where: Callable[[str], Place]) -> OpenAISettings:
    endpoint = _text(values, "endpoint", where)
    try:
        parts = urlsplit(endpoint)
        host = parts.hostname
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not host:
        raise ConfigError(f"endpoint is {endpoint!r}; expected a URL, as https://api.example/v1", where("endpoint"))
    if parts.username or parts.password or parts.query:
        message = "endpoint has a name, a password or a query; put the key into a variable, and name it in api_key_env"
        raise ConfigError(message, where("endpoint"))
    reasoning = values.get("reasoning", False)
    if not isinstance(reasoning, bool):
        raise ConfigError("reasoning is true or false", where("reasoning"))
    return OpenAISettings(
        endpoint=endpoint.rstrip("/"),
        model=_text(values, "model", where),
        api_key_env=_text(values, "api_key_env", where) if "api_key_env" in values else "",
        timeout=_number(values, "timeout", 60, where, least=0.1, most=3600),
        retries=_whole(values, "retries", 4, where, least=0, most=20),
        max_tokens=_whole(values, "max_tokens", 4096, where, least=1, most=1_000_000),
        reasoning=reasoning,
        price_per_million_in=_number(values, "price_per_million_in", 0, where, least=0, most=1e9),
        price_per_million_out=_number(values, "price_per_million_out", 0, where, least=0, most=1e9),
    )


def _values(table: object, kind: type, name: str, where: Callable[[str], Place]) -> Mapping[str, object]:
    return _table(table, name, tuple(field.name for field in fields(kind)), where)


def _table(table: object, name: str, known: tuple[str, ...], where: Callable[[str], Place]) -> Mapping[str, object]:
    if not isinstance(table, dict):
        raise ConfigError(f"{name} is a table: [{name}]", where(name))
    for key in table:
        if key not in known:
            hint = did_you_mean(key, known) or f"; there are: {', '.join(known)}"
            raise ConfigError(f"{name} has no setting '{key}'{hint}", where(key))
    return table


def _text(values: Mapping[str, object], key: str, where: Callable[[str], Place]) -> str:
    value = values.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f"{key} must be a text, and not empty", where(key))
    return value.strip()


def _number(
    values: Mapping[str, object], key: str, default: float, where: Callable[[str], Place], *, least: float, most: float
) -> float:
    value = values.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise ConfigError(f"{key} is {value!r}; expected a number from {least:g} to {most:g}", where(key))
    return float(value)


def _whole(
    values: Mapping[str, object], key: str, default: int, where: Callable[[str], Place], *, least: int, most: int
) -> int:
    value = values.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ConfigError(f"{key} is {value!r}; expected a whole number from {least} to {most}", where(key))
    return value
