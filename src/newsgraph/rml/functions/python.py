"""A user's own Python function, named by the project's configuration and never by a mapping."""

from __future__ import annotations

import functools
import importlib
import inspect
import sys
import types
import typing
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from newsgraph.errors import ConfigError, Place
from newsgraph.nearest import did_you_mean
from newsgraph.rml.functions.signature import Call, CallFailedError, Function, One, Parameter, Result, local_name

_ONE = (str, bool, int, float, Decimal)


@dataclass(frozen=True, slots=True)
class PythonFunction:
    """A function's IRI, and the callable that computes it: `module:name`, importable from `folder`.

    Its parameters are those of the callable unless they are listed; a parameter with a default may be left out, and
    then is not passed. Every argument is a text, or None where the record has no value; a parameter that is annotated
    as a list, a tuple or a sequence gets all values at once, and so does `*values`.
    """

    iri: str
    target: str
    folder: Path
    place: Place
    parameters: tuple[str, ...] | None = None

    def load(self) -> Function:
        """Import the callable, once.

        Raises ConfigError with the line of the configuration for a module that is not there or cannot be imported,
        for a name that is no callable in it, and for parameters that it does not have.
        """
        return _load(self)


@functools.lru_cache(maxsize=256)
def _load(declared: PythonFunction) -> Function:
    found = _callable(declared)
    parameters, arguments = _parameters(declared, found)
    return Function(declared.iri, parameters, _call(declared.target, found, arguments), takes_null=_takes_none(found))


def _callable(declared: PythonFunction) -> Callable[..., object]:
    module_name, colon, name = declared.target.partition(":")
    if not (colon and all(part.isidentifier() for part in (*module_name.split("."), *name.split(".")))):
        raise ConfigError(f"'{declared.target}' is not module:callable", declared.place)
    module = _module(declared, module_name)
    found: object = module
    for part in name.split("."):
        if not hasattr(found, part):
            names = [known for known in vars(module) if callable(getattr(module, known)) and known[0] != "_"]
            raise ConfigError(f"no '{name}' in the module {module_name}{did_you_mean(name, names)}", declared.place)
        found = getattr(found, part)
    if not callable(found):
        raise ConfigError(f"'{declared.target}' is {_article(found)}, and cannot be called", declared.place)
    return found


def _module(declared: PythonFunction, name: str) -> types.ModuleType:
    top = name.partition(".")[0]
    folder = declared.folder.resolve()
    own = next((path for path in (folder / top, folder / f"{top}.py") if path.exists()), None)
    if own is not None and top in sys.stdlib_module_names:
        raise ConfigError(f"the module {top} has the name of one of Python's own; give it another", declared.place)
    try:
        with _importable_from(folder, top if own is not None else None):
            return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{name}.".startswith(f"{error.name}."):
            raise ConfigError(f"the module {name} needs {error.name}, which is not there", declared.place) from error
        near = did_you_mean(top, (path.stem for path in folder.glob("*.py")))
        raise ConfigError(f"no module {name} in {declared.folder}{near}", declared.place) from error
    except Exception as error:  # a user's module raises what it likes
        message = f"the module {name} cannot be imported: {type(error).__name__}: {error}"
        raise ConfigError(message, declared.place) from error


@contextmanager
def _importable_from(folder: Path, top: str | None) -> Iterator[None]:
    """Modules of the folder come first; a module of that name from elsewhere, as of another project, is forgotten."""
    if top is not None and top in sys.modules:
        file = getattr(sys.modules[top], "__file__", None)
        if file is None or not Path(file).resolve().is_relative_to(folder):
            for name in [name for name in sys.modules if name == top or name.startswith(f"{top}.")]:
                del sys.modules[name]
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(str(folder))


_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


@dataclass(frozen=True, slots=True)
class _Argument:
    """How one parameter is passed."""

    keyword: str | None
    spread: bool
    has_default: bool
    default: object


def _parameters(
    declared: PythonFunction, found: Callable[..., object]
) -> tuple[tuple[Parameter, ...], tuple[_Argument, ...]]:
    try:
        signature = inspect.signature(found, eval_str=True)
    except (TypeError, ValueError, NameError) as error:
        raise ConfigError(f"the signature of {declared.target} cannot be read: {error}", declared.place) from error
    named = [each for each in signature.parameters.values() if each.kind is not inspect.Parameter.VAR_KEYWORD]
    given = declared.parameters
    if given is not None and len(given) != len(named):
        has = f"{declared.target} has {len(named)} parameters"
        raise ConfigError(f"{len(given)} parameters are listed, and {has}", declared.place)
    names = [local_name(name) for name in given or ()]
    if len(set(names)) != len(names):
        raise ConfigError("two parameters are listed by one name", declared.place)
    parameters: list[Parameter] = []
    arguments: list[_Argument] = []
    for index, each in enumerate(named):
        spread = each.kind is inspect.Parameter.VAR_POSITIONAL
        has_default = spread or each.default is not inspect.Parameter.empty
        many = spread or _is_list(each.annotation)
        own = (each.name,) if given is None else tuple(dict.fromkeys((names[index], each.name)))
        parameters.append(Parameter(own, required=not has_default, many=many))
        positional = spread or each.kind in _POSITIONAL
        arguments.append(_Argument(None if positional else each.name, spread, has_default, each.default))
    return tuple(parameters), tuple(arguments)


def _is_list(annotation: object) -> bool:
    origin = typing.get_origin(annotation) or annotation
    return origin in {list, tuple, Sequence}


def _takes_none(found: Callable[..., object]) -> bool:
    """Whether a parameter without a default says that it takes None; else nothing is called for what is null."""
    hints = (each.annotation for each in inspect.signature(found, eval_str=True).parameters.values())
    return any(type(None) in typing.get_args(hint) for hint in hints)


def _call(target: str, found: Callable[..., object], arguments: tuple[_Argument, ...]) -> Call:
    def call(*values: object) -> Result:
        positional: list[object] = []
        named: dict[str, object] = {}
        for argument, value in zip(arguments, values, strict=True):
            if argument.spread:
                positional.extend(value if isinstance(value, tuple) else ())
                continue
            passed = argument.default if argument.has_default and value in (None, ()) else value
            if argument.keyword is None:
                positional.append(passed)
            else:
                named[argument.keyword] = passed
        try:
            return _result(found(*positional, **named))
        except (ValueError, CallFailedError):
            raise
        except Exception as error:  # a user's function raises what it likes
            raise CallFailedError(f"{target} raised {type(error).__name__}: {error}") from error

    def _result(made: object) -> Result:
        if made is None:
            return None
        if isinstance(made, (list, tuple)):
            return tuple(_one(target, value) for value in made if value is not None)
        return _one(target, made)

    return call


def _one(target: str, value: object) -> One:
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"{target} gave {value}")
    if isinstance(value, _ONE):
        return value
    raise CallFailedError(
        f"{target} gave {_article(value)}; expected a text, a number, a truth, a list of these or None"
    )


def _article(value: object) -> str:
    name = type(value).__name__
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"
