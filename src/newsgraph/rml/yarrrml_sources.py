"""Sources of YARRRML: named, in short and in full, as files, URLs and databases.

https://rml.io/yarrrml/spec/#data-sources
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from newsgraph import compression
from newsgraph.errors import MappingError, Place
from newsgraph.nearest import did_you_mean
from newsgraph.rml import databases, encodings
from newsgraph.rml.dialects import check_delimiter
from newsgraph.rml.formulations import FORMULATIONS, by_ending
from newsgraph.rml.model import Dialect, LogicalSource, Reference, Source
from newsgraph.rml.yarrrml_keys import CREDENTIALS, SOURCE, Fields, fields, items, scalar
from newsgraph.urls import is_remote
from newsgraph.yamltree import Mapping, Scalar, Tree
from newsgraph.yamltree import Sequence as Items

_FORMULATIONS = {name: formulation.name for formulation in FORMULATIONS.values() for name in formulation.names}
_FILES = frozenset({"localfile", "file"})
_DATABASES = frozenset({"sqlite", "duckdb"})
# https://rml.io/yarrrml/spec/#type: what needs a server
_SERVERS = frozenset(
    {"oracle", "mysql", "hsql", "postgresql", "db2", "informix", "ingres", "sapase", "sapsqlanywhere", "firebird"}
    | {"mssqlserver", "mssql", "virtuoso"}
)
_OTHERS = {"sparql": "SPARQL endpoints", "wot": "Web of Things descriptions"}
_TYPES = _FILES | _DATABASES | {"remotefile"}


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources that a document names, and what those that stand in its mappings are read with."""

    named: dict[str, LogicalSource]
    namespaces: dict[str, str]
    directory: Path
    database: Path | None

    @classmethod
    def of(
        cls, declared: Tree | None, namespaces: dict[str, str], directory: Path, database: Path | None = None
    ) -> Sources:
        """The sources; `database` is the file of a table or a query that names none, as those of R2RML.

        Raises MappingError for the first source that is wrong.
        """
        reader = cls({}, namespaces, directory, database)
        if declared is None:
            return reader
        if not isinstance(declared, Mapping):
            raise MappingError("the sources of a document are named: each has a key", declared.place)
        return cls({key.text: reader.one(value) for key, value in declared}, namespaces, directory, database)

    def listed(self, value: Tree) -> list[LogicalSource]:
        """The sources of a mapping: named, in short, in full, or several of these."""
        if isinstance(value, Items) and all(isinstance(item, Scalar) for item in value) and _is_short(value):
            return [self.one(value)]
        found: list[LogicalSource] = []
        for item in items(value):
            if isinstance(item, Items) and not _is_short(item):
                found += self.listed(item)
            else:
                found.append(self.one(item))
        return found

    def one(self, value: Tree) -> LogicalSource:
        if isinstance(value, Scalar) and "~" not in value.text:
            if value.text not in self.named:
                hint = did_you_mean(value.text, self.named)
                raise MappingError(f"no source '{value.text}' is declared{hint}", value.place)
            return self.named[value.text]
        if isinstance(value, Mapping):
            return self._in_full(value)
        parts = list(items(value))
        access = scalar(parts[0], "a source in short")
        path, _, formulation = access.text.rpartition("~")
        iterator = scalar(parts[1], "an iterator") if len(parts) > 1 else None
        if len(parts) > 2:
            raise MappingError("a source in short is [access~formulation, iterator]", value.place)
        source = Source.at(_location(path, access.place), self.directory, access.place)
        return self._logical_source(source, formulation, iterator, access.place)

    def _in_full(self, value: Mapping) -> LogicalSource:
        entry = fields(value, SOURCE, "a source")
        access = entry.get("access")
        if access is None and ("table" in entry or "query" in entry):
            return self._logical_table(entry, value.place)
        if access is None:
            raise MappingError("a source needs the key 'access'", value.place)
        path = scalar(access, "the access of a source")
        kind = _type(entry, path)
        _check_credentials(entry)
        source = replace(
            Source.at(_location(path.text, path.place), self.directory, path.place),
            encoding=_encoding(entry.get("encoding")),
            dialect=Dialect(_delimiter(entry.get("delimiter"))),
            compression=compression_of(entry.get("compression")),
        )
        formulation = entry.get("referenceFormulation")
        word = None if formulation is None else scalar(formulation, "a reference formulation")
        if "query" in entry or "table" in entry or kind in _DATABASES:
            return _queried(source, entry, word, value.place)
        if word is None:
            raise MappingError("a source needs the key 'referenceFormulation'", value.place)
        iterator = entry.get("iterator")
        found = None if iterator is None else scalar(iterator, "an iterator")
        return self._logical_source(source, word.text, found, word.place)

    def _logical_table(self, entry: Fields, place: Place) -> LogicalSource:
        """https://www.w3.org/TR/r2rml/#logical-tables: R2RML leaves it to its processor where the database is."""
        if self.database is None:
            raise MappingError("this table or query names no database; --database gives it one", place)
        formulation = entry.get("referenceFormulation")
        word = None if formulation is None else scalar(formulation, "a reference formulation")
        return _queried(Source(self.database.name, self.database.parent, place), entry, word, place)

    def _logical_source(self, source: Source, word: str, iterator: Scalar | None, place: Place) -> LogicalSource:
        formulation = _FORMULATIONS.get(word.lower())
        if formulation is None:
            hint = did_you_mean(word, _FORMULATIONS) or f"; there are {', '.join(_FORMULATIONS)}"
            raise MappingError(f"no reference formulation '{word}'{hint}", place)
        reference = None if iterator is None else Reference(iterator.text, iterator.place)
        # XPath takes the prefixes of the mapping for its namespaces; it has no empty one.
        namespaces = tuple((prefix, iri) for prefix, iri in self.namespaces.items() if prefix)
        found = by_ending(formulation, source)
        return LogicalSource(source, found, reference, place, namespaces if found == "XPath" else ())


def _queried(source: Source, entry: Fields, formulation: Scalar | None, place: Place) -> LogicalSource:
    if formulation is not None and formulation.text.lower() not in {"csv", "sql"}:
        message = f"a query gives rows, which are referred to as csv, not as {formulation.text}"
        raise MappingError(message, formulation.place)
    given = [scalar(entry[key], f"a {key}") for key in ("query", "table") if key in entry]
    if len(given) != 1:
        raise MappingError(f"a database needs one of the keys 'query' and 'table', not {len(given)}", place)
    language = entry.get("queryFormulation")
    if language is not None and scalar(language, "a query formulation").text.lower().startswith("sparql"):
        raise MappingError("queries in SPARQL are not supported", language.place)
    named = Reference(given[0].text, given[0].place)
    return LogicalSource(source, "SQLQuery", databases.table_query(named) if "table" in entry else named, place)


def _type(entry: Fields, access: Scalar) -> str:
    """The type of a source, as it is said or as its access tells; https://rml.io/yarrrml/spec/#type."""
    is_url = is_remote(access.text)
    is_jdbc = access.text.lower().startswith("jdbc:")
    told = "sqlite" if is_jdbc else "remotefile" if is_url else "localfile"
    given = entry.get("type")
    if given is None:
        return told
    word = scalar(given, "the type of a source")
    kind = word.text.lower()
    if kind in _SERVERS:
        raise MappingError(f"a {kind} database is a server, which is not read; a SQLite or DuckDB file is", word.place)
    if kind in _OTHERS:
        raise MappingError(f"{_OTHERS[kind]} are no sources that are supported", word.place)
    if kind not in _TYPES:
        hint = did_you_mean(word.text, _TYPES) or f"; there are {', '.join(sorted(_TYPES))}"
        raise MappingError(f"no source of type '{word.text}'{hint}", word.place)
    if (kind == "remotefile") != is_url:
        raise MappingError(f"a source of type {kind} has no such access: {access.text}", access.place)
    return kind


def _check_credentials(entry: Fields) -> None:
    """They may stand there; no file asks for them."""
    credentials = entry.get("credentials")
    if credentials is not None:
        fields(credentials, CREDENTIALS, "credentials")


def _location(text: str, place: Place) -> str:
    """A path or a URL; the path of a file: URL, and of the name of a database."""
    if text.lower().startswith("jdbc:"):
        return databases.file_of(text, place)
    return unquote(urlsplit(text).path) if text.lower().startswith("file:") else text


def _is_short(value: Items) -> bool:
    first = value.items[0] if value.items else None
    return isinstance(first, Scalar) and "~" in first.text


def _encoding(value: Tree | None) -> str | None:
    if value is None:
        return None
    word = scalar(value, "an encoding")
    found = encodings.named(word.text)
    if found is None:
        raise MappingError(f"there is no encoding '{word.text}'", word.place)
    return found


def _delimiter(value: Tree | None) -> str | None:
    if value is None:
        return None
    word = scalar(value, "a delimiter")
    return check_delimiter(word.text, word.place)


def compression_of(value: Tree | None) -> str | None:
    """The compression of a name; MappingError for one that there is not."""
    if value is None:
        return None
    word = scalar(value, "a compression")
    if word.text.lower() == "none":
        return None
    found = compression.named(word.text)
    if found is None:
        known = compression.COMPRESSIONS
        hint = did_you_mean(word.text, known) or f"; there are {', '.join(known)}"
        raise MappingError(f"no compression '{word.text}'{hint}", word.place)
    return found
