"""The tables of newsgraph.toml to how models and Wikidata are reached, and what a site says of itself.

    [extract.openai]                        # any service with /chat/completions
    endpoint = "http://localhost:11434/v1"
    model = "a-model"
    api_key_env = "DESK_API_KEY"            # the variable of the environment that holds the key; none: no key is sent

    [extract.spacy]
    pipeline = "en_core_web_sm"             # a package that is installed, or a folder of the project

    [link]
    contact = "desk@example.org"            # a mail address or a URL, told to Wikidata; without it nothing goes online
    languages = ["en", "sr"]                # of names that are looked up, the first one first

    [site]
    title = "The desk's facts"
    address = "https://facts.example/"      # where it will stand
    license = "https://creativecommons.org/licenses/by/4.0/"
    publisher = "The Desk"

A key stands in no file and on no command line: only the name of its variable does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlsplit

from newsgraph.errors import ConfigError, Place
from newsgraph.nearest import did_you_mean

_LANGUAGE = re.compile(r"[a-z]{2,}(-[a-z0-9]+)*\Z")


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


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """How Wikidata, or a mirror of it, is reached.

    `contact` is who asks, as https://foundation.wikimedia.org/wiki/Policy:User-Agent_policy wants it; `rate` is in
    requests a second, `timeout` in seconds. `index` and `cache` are paths, relative to the project.
    """

    contact: str | None = None
    wikidata: str = "https://www.wikidata.org/w/api.php"
    reconciliation: str | None = None
    rate: float = 5
    timeout: float = 30
    retries: int = 4
    languages: tuple[str, ...] = ("en",)
    index: str | None = None
    cache: str | None = None


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What a site says of itself: its name, what it is, the URL of its root, a licence's URL, and who publishes it."""

    title: str = "Newsgraph"
    description: str = "What news articles say of people, organizations and countries, each fact with its sentence."
    address: str | None = None
    license: str | None = None
    publisher: str | None = None


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
    endpoint = _url(values, "endpoint", "https://api.example/v1", where)
    parts = urlsplit(endpoint)
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


def link_settings(table: object, where: Callable[[str], Place]) -> LinkSettings:
    """Read the table; `where` tells the place of a key.

    Raises ConfigError with file and line for a key that means nothing, or a value that is not of its kind.
    """
    values = _values(table, LinkSettings, "link", where)
    default = LinkSettings()
    return LinkSettings(
        contact=_contact(values, where) if "contact" in values else None,
        wikidata=_service(values, "wikidata", default.wikidata, where) if "wikidata" in values else default.wikidata,
        reconciliation=_service(values, "reconciliation", "https://names.example/en/api", where)
        if "reconciliation" in values
        else None,
        rate=_number(values, "rate", default.rate, where, least=0.001, most=1000),
        timeout=_number(values, "timeout", default.timeout, where, least=0.1, most=3600),
        retries=_whole(values, "retries", default.retries, where, least=0, most=20),
        languages=_languages(values, where) if "languages" in values else default.languages,
        index=_text(values, "index", where) if "index" in values else None,
        cache=_text(values, "cache", where) if "cache" in values else None,
    )


def site_settings(table: object, where: Callable[[str], Place]) -> SiteSettings:
    """Read the table; `where` tells the place of a key.

    Raises ConfigError with file and line for a key that means nothing, or a value that is not of its kind.
    """
    values = _values(table, SiteSettings, "site", where)
    default = SiteSettings()
    licence = "https://creativecommons.org/licenses/by/4.0/"
    return SiteSettings(
        title=_text(values, "title", where) if "title" in values else default.title,
        description=_text(values, "description", where) if "description" in values else default.description,
        address=_url(values, "address", "https://facts.example/", where) if "address" in values else None,
        license=_url(values, "license", licence, where) if "license" in values else None,
        publisher=_text(values, "publisher", where) if "publisher" in values else None,
    )


def _contact(values: Mapping[str, object], where: Callable[[str], Place]) -> str:
    """A mail address or a URL, of characters that a header takes."""
    contact = _text(values, "contact", where)
    reachable = contact.startswith(("http://", "https://")) or "@" in contact.strip("@")
    if not (reachable and contact.isascii() and contact.isprintable() and not set(contact) & set(" ()")):
        message = f"contact is {contact!r}; expected a mail address or a URL at which you can be reached"
        raise ConfigError(message, where("contact"))
    return contact


def _languages(values: Mapping[str, object], where: Callable[[str], Place]) -> tuple[str, ...]:
    found = values["languages"]
    codes = tuple(found) if isinstance(found, list) else ()
    if not codes or not all(isinstance(code, str) and _LANGUAGE.match(code) for code in codes):
        message = f'languages is {found!r}; expected codes of languages, as ["en", "sr"]'
        raise ConfigError(message, where("languages"))
    return codes


def _service(values: Mapping[str, object], key: str, example: str, where: Callable[[str], Place]) -> str:
    url = _url(values, key, example, where)
    if urlsplit(url).query or urlsplit(url).username is not None:
        raise ConfigError(f"{key} is {url!r}; expected a URL without query, name and password", where(key))
    return url


def _url(values: Mapping[str, object], key: str, example: str, where: Callable[[str], Place]) -> str:
    url = _text(values, key, where)
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not host:
        raise ConfigError(f"{key} is {url!r}; expected a URL, as {example}", where(key))
    return url


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
