"""A function's name and its inputs, as any syntax writes them, to an execution: each input with its parameter.

https://kg-construct.github.io/rml-fnml/spec/docs/#function-execution
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsgraph.errors import MappingError, Place
from newsgraph.nearest import did_you_mean
from newsgraph.rdf.terms import iri_value, is_literal, literal_parts
from newsgraph.rml.functions import Function, Library, local_name, parameter_index, sequence_of
from newsgraph.rml.model import Constant, Expression, FunctionExecution, Template

# A few aliases in YAML, or executions that share others, can stand for more calls than there are atoms.
_MOST_CALLS = 1000


@dataclass(frozen=True, slots=True)
class Input:
    """An input: the parameter's name and where it stands, and the value."""

    parameter: str
    place: Place
    value: Expression


def function(library: Library, name: str, place: Place) -> Function:
    """The function of that name.

    Raises MappingError for one that is not there, ConfigError for one of the user's that cannot be loaded.
    """
    found = library.find(name)
    if found is None:
        raise MappingError(f"no function '{name}'{library.nearest(name)}", place)
    return found


def execution(called: Function, inputs: Sequence[Input], place: Place) -> FunctionExecution:
    """The function with its inputs.

    Raises MappingError for a parameter that it does not have, that is missing or is given twice, and for a constant
    that it cannot take.
    """
    given: dict[int, list[Expression]] = {}
    for each in inputs:
        index = parameter_index(called, each.parameter, frozenset(given))
        if index is None:
            raise MappingError(
                f"the function {called.name} has no parameter '{each.parameter}'{_hint(called, each)}", each.place
            )
        parameter = called.parameters[index]
        if index in given and not parameter.many:
            raise MappingError(f"the parameter '{each.parameter}' of {called.name} is given twice", each.place)
        constant = constant_text(each.value)
        if parameter.check is not None and constant is not None:
            try:
                parameter.check(constant)
            except ValueError as error:
                raise MappingError(
                    f"the function {called.name} takes no such {parameter.names[0]}: {error}", each.place
                ) from error
        given.setdefault(index, []).append(each.value)
    for index, parameter in enumerate(called.parameters):
        if parameter.required and index not in given:
            raise MappingError(f"the function {called.name} needs its parameter '{parameter.names[0]}'", place)
    values = tuple(_all(given.get(index, ()), place) for index in range(len(called.parameters)))
    made = FunctionExecution(called, values, place)
    if _calls(made) > _MOST_CALLS:
        raise MappingError(f"more than {_MOST_CALLS} calls stand in each other here", place)
    return made


def _calls(expression: Expression | None) -> int:
    """How many calls an expression makes; those that stand in it are at most so many each, so this takes no time."""
    if not isinstance(expression, FunctionExecution):
        return 0
    return 1 + sum(map(_calls, expression.inputs))


def outputs(called: Function) -> str:
    """The tail of an error's message: the outputs that the function has."""
    return f"; there are {', '.join(sorted(called.output.value))}" if called.output is not None else ""


def _all(values: Sequence[Expression], place: Place) -> Expression | None:
    """The one value, or the list of several."""
    if len(values) <= 1:
        return next(iter(values), None)
    return FunctionExecution(sequence_of(len(values)), tuple(values), place)


def _hint(called: Function, given: Input) -> str:
    names = [name for parameter in called.parameters for name in parameter.names]
    own = ", ".join(parameter.names[0] for parameter in called.parameters)
    return did_you_mean(local_name(given.parameter), names) or (f"; there are {own}" if own else "; it has none")


def constant_text(value: Expression) -> str | None:
    """The text of a value that is the same for every record."""
    if isinstance(value, Constant):
        term = value.term
        return literal_parts(term).lexical if is_literal(term) else iri_value(term)
    if isinstance(value, Template) and all(isinstance(part, str) for part in value.parts):
        return "".join(str(part) for part in value.parts)
    return None
