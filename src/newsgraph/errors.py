"""Every reason for which Newsgraph cannot go on.

NewsgraphError
├── UsageError            the call's own words are wrong
├── InputError            something given cannot be read or used; knows its place
│   ├── ArticleError      a file is no news article
│   ├── FactsError        a facts document breaks its schema or its laws
│   ├── RuleError         an extraction rule or the gazetteer is wrong
│   ├── MappingError      a mapping is wrong, or names what its source lacks
│   ├── SourceError       a logical source cannot be read
│   ├── OntologyError     the ontology is wrong
│   ├── ShapesError       the shapes are wrong
│   ├── RdfSyntaxError    an RDF document does not parse
│   ├── QueryError        a SPARQL query does not parse or cannot be answered
│   ├── LinkFileError     a link file is wrong
│   └── ConfigError       the project's configuration is wrong
├── ServiceError          a service that was asked gives no answer that can be used
│   └── AccessError       it serves nothing of the kind, whatever is asked
├── LookupFailedError     whether Wikidata knows something is not known
└── OutputError           something cannot be written

Data that does not conform is no exception: it is a value, `Rejected`, and the stream goes on.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file's name, and a line and a column that both start at 1.

    Columns count code points. A line or column of None is not known.
    """

    file: str
    line: int | None = None
    column: int | None = None

    @classmethod
    def at(cls, file: str, text: str, offset: int) -> Place:
        """The place of `text[offset]`, where `text` is all of the file."""
        return cls(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))

    def within(self, text: str, offset: int) -> Place:
        """The place of `text[offset]`, where `text` starts here, at the start of a line."""
        inside = Place.at(self.file, text, offset)
        return Place(self.file, (self.line or 1) + (inside.line or 1) - 1, inside.column)

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


class NewsgraphError(Exception):
    """Newsgraph cannot go on; `str()` of it is one message for a person."""


class UsageError(NewsgraphError):
    """The options or arguments of a call contradict each other or name what is not there."""


class InputError(NewsgraphError):
    """Something given cannot be used; `place` tells where, when it is known.

    >>> str(InputError("no column 'authorty'; did you mean 'authority'?", Place("sanction.yml", 12, 9)))
    "sanction.yml:12:9: no column 'authorty'; did you mean 'authority'?"
    """

    def __init__(self, message: str, place: Place | None = None) -> None:
        super().__init__(message if place is None else f"{place}: {message}")
        self.message = message
        self.place = place


class ArticleError(InputError):
    """A file holds no news article."""


class FactsError(InputError):
    """A facts document breaks its schema or one of its laws."""


class RuleError(InputError):
    """An extraction rule or a row of the gazetteer is wrong."""


class MappingError(InputError):
    """A mapping is wrong, or names what its source does not have."""


class SourceError(InputError):
    """A logical source cannot be read as what the mapping calls it."""


class OntologyError(InputError):
    """The ontology, or its JSON-LD context, is wrong."""


class ShapesError(InputError):
    """The shapes do not parse, or are no well-formed shapes."""


class RdfSyntaxError(InputError):
    """An RDF document does not parse."""


class QueryError(InputError):
    """A SPARQL query does not parse, or cannot be answered."""


class LinkFileError(InputError):
    """A link file is no SSSOM, or a line of it means nothing."""


class ConfigError(InputError):
    """The project's configuration is wrong."""


class ServiceError(NewsgraphError):
    """A service that was asked gives no answer that can be used, however often it was asked."""


class AccessError(ServiceError):
    """A service does not let us in, or has not what the configuration names: no other question will fare better."""


class LookupFailedError(NewsgraphError):
    """A look-up gave no answer, so that what it asked for is unknown; it is not known to be absent."""


class OutputError(NewsgraphError):
    """Something cannot be written; what stood there before is untouched."""
