"""Bytes to files, atomically: the one place where Newsgraph writes.

Law: a kill at any instant leaves at each path the old file or the new one, whole. New bytes are written under a
hidden name and renamed when they are complete; what a killed build left behind is removed by the next. The law is
about processes: nothing is forced through the cache of the operating system, which a power cut loses.
"""

from __future__ import annotations

import errno
import glob
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from newsgraph.errors import OutputError

try:
    import fcntl
except ImportError:  # no POSIX: two builds into one folder are not told apart there
    fcntl = None  # type: ignore[assignment]


def write(path: Path, content: bytes) -> None:
    """Write one file whole, or leave what is there; raises OutputError."""
    with stream(path) as writer:
        writer.write(content)


def make_folder(path: Path) -> None:
    """Make a folder and those above it, where they are not there; raises OutputError."""
    with _as_output_error(path):
        path.mkdir(parents=True, exist_ok=True)


def remove(path: Path) -> None:
    """Take a file away, if it is there; raises OutputError."""
    with _as_output_error(path):
        path.unlink(missing_ok=True)


def remove_folder(path: Path) -> None:
    """Take a folder away, if it is there and empty."""
    with suppress(OSError):
        path.rmdir()


def move(path: Path, target: Path) -> None:
    """Give a file another name, in the place of what has that name; raises OutputError."""
    make_folder(target.parent)
    with _as_output_error(target):
        path.replace(target)


@contextmanager
def stream(path: Path, partial: Path | None = None) -> Iterator[Writer]:
    """A file to write piece by piece, under the hidden name `partial` until the block ends.

    It never appears under its own name when the block raises. A device or a pipe is written to at once.
    """
    if partial is None:
        with _as_output_error(path):
            special = path.exists() and not path.is_file()  # a device or a pipe must not become a file
        if not special:
            with replacing(path) as folder, _writing(path, folder / path.resolve().name) as writer:
                yield writer
            return
        partial = path
    with _writing(path, partial) as writer:
        yield writer
    if partial != path:
        with _as_output_error(path):
            partial.replace(path)


@contextmanager
def _writing(path: Path, partial: Path) -> Iterator[Writer]:
    """A writer into `partial`, of which nothing stays when the block raises."""
    with _as_output_error(path):
        file = partial.open("wb")
    try:
        yield Writer(file, path)
        with _as_output_error(path):
            file.close()
    except BaseException:
        with suppress(OSError):  # what it has not written it would try to write once more
            file.close()
        if partial != path:
            partial.unlink(missing_ok=True)
        raise


def join(parts: Sequence[Path], target: Path) -> None:
    """Put files one after another into `target`, in the same folder; they are gone then. Raises OutputError."""
    with _as_output_error(target):
        if not parts:
            target.touch()
            return
        parts[0].replace(target)
        with target.open("ab") as file:
            for part in parts[1:]:
                with part.open("rb") as content:
                    shutil.copyfileobj(content, file, _CHUNK)
                part.unlink()


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A hidden folder beside `path`; the file of its name in it takes its place when the block ends well.

    What a killed process left of such folders for the same file is removed first.
    """
    with ExitStack() as closing:
        with _as_output_error(path):
            path = path.resolve()  # a link stays one
            _remove_leftovers(path)
            folder = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
            closing.callback(shutil.rmtree, folder, ignore_errors=True)  # even if it is interrupted as it is made
            _make_locked(folder, closing)
        yield folder
        with _as_output_error(path):
            (folder / path.name).replace(path)


def _make_locked(folder: Path, closing: ExitStack) -> None:
    """Make a folder that is locked while it is in use, so that others know that it is."""
    while not folder.is_dir():  # or who took it for a leftover removed it before it was locked
        folder.mkdir()
        lock = _locked(folder)
        if lock is not None:
            closing.callback(os.close, lock)


def _remove_leftovers(path: Path) -> None:
    for folder in path.parent.glob(f".{glob.escape(path.name)}.*.partial"):
        lock = _locked(folder) if folder.is_dir() else None
        if lock is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)


def _locked(folder: Path) -> int | None:
    """A descriptor that locks a folder until it is closed; None where another process has it, or none can."""
    if fcntl is None:
        return None
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # removed this moment, or not ours
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


_CHUNK = 1 << 20


class Writer:
    """A file that is being written; its errors name the file that it will be."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self._file = file
        self._path = path

    def write(self, content: bytes) -> None:
        with _as_output_error(self._path):
            self._file.write(content)

    def flush(self) -> None:
        """Let others see what was written."""
        with _as_output_error(self._path):
            self._file.flush()


class OutputFolder:
    """A folder that one build at a time writes to. Unfinished files lie in its hidden folder `.newsgraph`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._partial = root / ".newsgraph"

    @classmethod
    @contextmanager
    def open(cls, root: Path) -> Iterator[OutputFolder]:
        """Take the folder, made if it is not there; raises OutputError where another build holds it."""
        folder = cls(root)
        with folder._locked():
            folder._clear()
            try:
                yield folder
            finally:
                folder._leave()

    def write(self, name: str, content: bytes) -> None:
        """Write one file whole; by few calls, for a build writes millions."""
        path, partial = self.root / name, self._partial / name.replace("/", "\x1f")
        with _as_output_error(path):
            try:
                with partial.open("wb") as file:
                    file.write(content)
                try:
                    partial.replace(path)
                except FileNotFoundError:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    partial.replace(path)
            except BaseException:
                with suppress(OSError):
                    partial.unlink()
                raise

    @contextmanager
    def stream(self, name: str) -> Iterator[Writer]:
        """A file to write piece by piece; it appears under its name when the block ends, and not when it raises."""
        path = self.root / name
        with _as_output_error(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        with stream(path, self._partial / name.replace("/", "\x1f")) as writer:
            yield writer

    def remove(self, name: str) -> None:
        """Take a file away, if it is there, and its folder if that is empty then."""
        path = self.root / name
        with _as_output_error(path):
            try:
                path.unlink()
            except FileNotFoundError:
                return
        if path.parent != self.root:
            remove_folder(path.parent)

    def names(self, suffix: str) -> Iterator[str]:
        """The names of the files in the folder itself that end so, as they come; there may be millions."""
        with _as_output_error(self.root), os.scandir(self.root) as entries:
            for entry in entries:
                if entry.name.endswith(suffix) and not entry.name.startswith("."):
                    yield entry.name

    @contextmanager
    def stage(self) -> Iterator[Path]:
        """A hidden folder for files that are to take their places later; it is gone when the block ends."""
        folder = self._partial / "stage"
        with _as_output_error(folder):
            folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock. Who gives it up removes its file, so what was locked must still be what lies there."""
        path = self._partial / "lock"
        while True:
            with _as_output_error(self.root):
                self._partial.mkdir(parents=True, exist_ok=True)
                try:
                    lock = path.open("wb")
                except FileNotFoundError:  # removed this moment
                    continue
            with lock:
                self._take(lock)
                if self._is_there(path, lock):
                    yield
                    return

    @staticmethod
    def _is_there(path: Path, lock: BinaryIO) -> bool:
        try:
            return os.path.samestat(path.stat(), os.fstat(lock.fileno()))
        except FileNotFoundError:
            return False

    def _take(self, lock: BinaryIO) -> None:
        if fcntl is None:
            return
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OutputError(
                f"{self.root}: another build is writing here; wait for it or choose another folder"
            ) from error

    def _leave(self) -> None:
        """Remove what is ours; what cannot be removed now is cleared by the next build."""
        with suppress(OSError):
            (self._partial / "lock").unlink()
            self._partial.rmdir()

    def _clear(self) -> None:
        with _as_output_error(self.root):
            for path in self._partial.iterdir():
                if path.is_dir():
                    shutil.rmtree(path)
                elif path.name not in {"lock", _TAKING_PLACE}:
                    path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Renewal:
    """A folder of very many files that is renewed: new files are staged, and take their places when all are there.

    A folder that is new takes its place as a whole, by one rename. `interrupted` tells that an earlier renewal was
    killed while its files took their places, so that what is in the folder may be of either.
    """

    root: Path
    stage: Path
    fresh: bool
    interrupted: bool

    @classmethod
    @contextmanager
    def of(cls, root: Path) -> Iterator[Renewal]:
        """Take the folder; raises OutputError where another build holds it."""
        if not root.exists() or (root.is_dir() and not any(root.iterdir())):
            make_folder(root.parent)
            with replacing(root) as folder:
                stage = folder / root.resolve().name
                make_folder(stage)
                yield cls(root, stage, fresh=True, interrupted=False)
            return
        interrupted = (root / ".newsgraph" / _TAKING_PLACE).exists()
        with OutputFolder.open(root) as output, output.stage() as stage:
            yield cls(root, stage, fresh=False, interrupted=interrupted)

    def put(self, name: str, content: bytes) -> None:
        """Stage a file."""
        stage(self.stage, name, content)

    def finish(self, changed: Iterable[str], last: str, stale: Iterable[str]) -> None:
        """Let the staged files take their places, `last` after all others, then remove those that are stale."""
        if self.fresh:
            return
        marker = self.root / ".newsgraph" / _TAKING_PLACE
        folders: set[Path] = set()
        with _as_output_error(marker):
            marker.touch()
        for name in (*changed, last):
            path = self.root / name
            with _as_output_error(path):
                if path.parent not in folders:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    folders.add(path.parent)
                (self.stage / name).replace(path)
        for name in stale:
            path = self.root / name
            with _as_output_error(path):
                path.unlink(missing_ok=True)
                while (path := path.parent) != self.root and path.is_dir() and not any(path.iterdir()):
                    path.rmdir()
        with _as_output_error(marker):
            marker.unlink()


_TAKING_PLACE = "taking-place"


def stage(folder: Path, name: str, content: bytes) -> None:
    """Write a file into a hidden folder from which it will take its place, so it need not be atomic by itself."""
    path = f"{folder}/{name}"
    with _as_output_error(Path(path)):
        try:
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - a Path costs as much as the file
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        with open(file, "wb", buffering=0) as writer:  # noqa: PTH123 - a descriptor
            writer.write(content)


@contextmanager
def _as_output_error(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = "the disk is full" if error.errno == errno.ENOSPC else (error.strerror or str(error)).lower()
        raise OutputError(f"{path}: cannot be written: {reason}; what was there before is untouched") from error
