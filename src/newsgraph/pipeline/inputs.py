"""What a file holds to units of work, one for each article in it; what the file is, is told by its content."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TypeAlias

import msgspec

from newsgraph import news, sources
from newsgraph.errors import ArticleError, InputError, Place
from newsgraph.news import Given, newsml, ninjs, warc
from newsgraph.spooled import Lines

_TEXTS = frozenset({".txt", ".text", ""})  # plain text of other names is anything: a README, Turtle, a program
_FACTS = frozenset({".jsonl", ".ndjson"})
_NEWS = frozenset({".json", ".xml", ".nitf", ".html", ".htm", ".xhtml", ".warc", ".gz"})
_PACKED = (".warc.gz", ".warc")

Open: TypeAlias = Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Unit:
    """One article to be read, or a line of facts (at `given.line`). `content` is None for a file not yet read.

    `failure` is why it cannot be read, for what stands in a file that was opened before.
    """

    file: str
    content: bytes | None = None
    given: Given = field(default_factory=Given)
    is_facts: bool = False
    failure: InputError | None = None


class Meter:
    """How many bytes of the input were taken up so far; of a file that is being read, those before where one is."""

    def __init__(self) -> None:
        self._passed = 0
        self._stream: BinaryIO | None = None

    @property
    def taken(self) -> int:
        stream = self._stream
        return self._passed + (0 if stream is None or stream.closed else stream.tell())

    def opened(self, path: Path) -> BinaryIO:
        self._stream = sources.open_binary(path)
        return self._stream

    def passed(self, size: int) -> None:
        self._stream = None
        self._passed += size


def of_bytes(content: bytes, file: str, skipped: Lines) -> Iterator[Unit]:
    yield from _Input(file, "", None, lambda: io.BytesIO(content), skipped).units(content[: news.HEAD])


def of_file(path: Path, skipped: Lines, *, is_in_folder: bool, meter: Meter | None = None) -> Iterator[Unit]:
    meter = meter or Meter()
    name = path.name
    packed = next((ending for ending in _PACKED if name.lower().endswith(ending)), "")
    stem = name[: -len(packed)] if packed else path.stem
    try:
        head = sources.read_bytes(path, error=ArticleError, most=news.HEAD)
    except ArticleError as failure:
        if is_in_folder and path.suffix.lower() not in _TEXTS | _FACTS | _NEWS:
            skipped.append(str(path))
        else:
            yield Unit(str(path), failure=failure)
        return
    opened = _Input(str(path), path.suffix, stem, lambda: meter.opened(path), skipped, is_in_folder)
    yield from opened.units(head)
    meter.passed(len(head) if len(head) < news.HEAD else sources.size(path))


@dataclass(frozen=True, slots=True)
class _Input:
    """A file, or what has passed through standard input or a pipe; it is opened anew for each reading."""

    file: str
    suffix: str
    stem: str | None
    opened: Open
    skipped: Lines
    is_in_folder: bool = False

    def units(self, head: bytes) -> Iterator[Unit]:
        sniffed = news.sniff(head)
        try:
            if self.suffix in _FACTS or (sniffed.kind == "json" and _is_of_lines(head)):
                yield from self._lines()
            elif sniffed.kind == "json":
                yield from self._json()
            elif sniffed.kind == "warc":
                yield from self._pages()
            elif sniffed.root == "newsMessage":
                yield from self._message()
            elif self._holds_none(sniffed):
                kind = f" ({_a(sniffed.root)})" if sniffed.root in news.NEWS_ROOTS else ""
                self.skipped.append(f"{self.file}{kind}")
            else:
                yield self._whole(head)
        except InputError as failure:
            yield Unit(self.file, failure=failure)

    def _holds_none(self, sniffed: news.Sniffed) -> bool:
        """Whether a file in a folder is none of ours, or says that it is no article."""
        if not self.is_in_folder or sniffed.kind == "html":
            return False
        if sniffed.kind == "xml":
            return sniffed.root not in news.ARTICLE_ROOTS
        return sniffed.kind == "gzip" or self.suffix not in _TEXTS

    def _whole(self, head: bytes) -> Unit:
        """The file as one article; one that is long is read later."""
        given = Given(self.stem)
        if len(head) < news.HEAD:
            return Unit(self.file, head, given)
        return Unit(self.file, None if self.stem is not None else self._content(), given)

    def _content(self) -> bytes:
        with self.opened() as stream:
            return stream.read(news.MOST_BYTES + 1)

    def _lines(self) -> Iterator[Unit]:
        """A document on each line, of facts or of ninjs."""
        with self.opened() as stream:
            for number, text in enumerate(stream, start=1):
                line = text.removeprefix(codecs.BOM_UTF8) if number == 1 else text
                if line.strip():
                    yield from self._of_line(line, number)

    def _of_line(self, line: bytes, number: int) -> Iterator[Unit]:
        """The units of a line; what is no ninjs is for facts to tell what is wrong with it."""
        items = _items_of_line(line)
        if items == () and self.is_in_folder and self.suffix not in _FACTS:
            self.skipped.append(self.file if number == 1 else str(Place(self.file, number)))
        elif items:
            for position, item in enumerate(items):
                identifier = self._numbered(number, position) if position else self._numbered(number)
                yield from self._item(item, identifier, number)
        else:
            yield Unit(self.file, line, Given(line=number), is_facts=True)

    def _json(self) -> Iterator[Unit]:
        """One document: of facts, or of ninjs items."""
        content = self._content()
        try:
            value = ninjs.parse(content, self.file)
        except ArticleError:
            if self.is_in_folder and not ninjs.may_be_items(content):
                self.skipped.append(self.file)
                return
            raise
        if isinstance(value, Mapping) and "article" in value:
            yield Unit(self.file, content.removeprefix(codecs.BOM_UTF8), Given(line=1), is_facts=True)
            return
        found = ninjs.items(value)
        if not found and self.is_in_folder:
            self.skipped.append(self.file)
        elif not found:
            yield Unit(self.file, content)
        elif len(found) == 1 and not self.is_in_folder:
            yield Unit(self.file, found[0].content, Given(self.stem))
        else:
            for number, item in enumerate(found, start=1):
                yield from self._item(item, self.stem if len(found) == 1 else self._numbered(number), None)

    def _item(self, item: ninjs.Item, identifier: str | None, line: int | None) -> Iterator[Unit]:
        if item.other:
            self.skipped.append(f"{Place(self.file, line)} ({item.other})")
        else:
            yield Unit(self.file, item.content, Given(identifier, line=line))

    def _message(self) -> Iterator[Unit]:
        """The items of a newsMessage."""
        with self.opened() as stream:
            for number, item in enumerate(newsml.items(stream, self.file), start=1):
                if item.other:
                    self.skipped.append(f"{Place(self.file, item.line)} ({item.other})")
                else:
                    yield Unit(self.file, item.content, Given(self._numbered(number), line=item.line))

    def _pages(self) -> Iterator[Unit]:
        """The pages of a WARC file."""
        count = warc.Count()
        with self.opened() as stream:
            for number, page in enumerate(warc.pages(stream, self.file, count), start=1):
                given = Given(self._numbered(number), page.url, page.fetched, page.charset)
                yield Unit(self.file, page.content, given)
        if count.others:
            records = "1 record that is no page" if count.others == 1 else f"{count.others} records that are no pages"
            self.skipped.append(f"{self.file} ({records})")

    def _numbered(self, *numbers: int) -> str | None:
        """The id of an article among others of its file; what has no name leaves it to the article."""
        return None if self.stem is None else "-".join((self.stem, *(f"{number:04}" for number in numbers)))


_KEYS = msgspec.json.Decoder(dict[str, msgspec.Raw])


def _items_of_line(line: bytes) -> tuple[ninjs.Item, ...] | None:
    """The ninjs items of a line of JSON; None where it is of facts, or broken."""
    try:
        return None if "article" in _KEYS.decode(line) else ninjs.items(ninjs.parse(line, ""))
    except (msgspec.DecodeError, UnicodeDecodeError, ArticleError):
        return None


def _is_of_lines(head: bytes) -> bool:
    """Whether JSON is a document a line: its first line is one, or the second starts another."""
    lines = [line for line in head.removeprefix(codecs.BOM_UTF8).splitlines() if line.strip()]
    if not lines[0].lstrip().startswith(b"{"):
        return False
    if len(lines) == 1 or lines[1].startswith(b"{"):
        return True
    try:
        _KEYS.decode(lines[0])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True


def _a(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"
