"""Plans as text for people: what is read, what is made of it, and where quads are compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsgraph.rml.algebra import Generate, ParentJoin, SameRecord
from newsgraph.rml.model import (
    Constant,
    Expression,
    FunctionExecution,
    LogicalSource,
    Reference,
    Template,
    TermMap,
    TermType,
)
from newsgraph.rml.statements import (
    Distinct,
    Join,
    Keyed,
    Made,
    On,
    Rows,
    Scan,
    Side,
    Statement,
    Step,
    Steps,
)


def explain_steps(steps: Steps) -> str:
    """The steps of the DuckDB backend, in their order; each statement under what it is made in."""
    return "".join(f"{line}\n" for step in steps for line in _step(step))


def explain_generations(generations: Sequence[Generate]) -> str:
    """The triples maps as the row backend runs them, one record after another."""
    return "".join(f"{line}\n" for generation in generations for line in _generation(generation))


def _step(step: Step) -> Iterator[str]:
    if isinstance(step, Distinct):
        what = "the values of references" if step.on is On.REFERENCES else "terms"
        yield f"distinct, comparing {what}"
        for statement in step.statements:
            yield f"  {_rows(statement.rows)}"
            yield f"    {_statement(statement)}"
    elif isinstance(step, Keyed):
        partners = " or has two partners" if isinstance(step.statement.rows, Join) else ""
        yield f"{_rows(step.statement.rows)}, comparing where {_key(step.statement.subject)} repeats{partners}"
        yield f"  {_statement(step.statement)}"
    else:
        yield f"one wide scan of {_source(step.source)}"
        subjects = dict.fromkeys(part.statement.subject for part in step.parts)
        for subject in subjects:
            yield f"  comparing where {_key(subject)} repeats"
            for part in step.parts:
                if part.statement.subject == subject:
                    yield f"    {_statement(part.statement)}"


def _rows(rows: Rows) -> str:
    if isinstance(rows, Scan):
        return f"scan of {_source(rows.source)}"
    kind = "join" if isinstance(rows, Join) else "semi-join"
    keys = " and ".join(f"{_expression(key.child)} = {_expression(key.parent)}" for key in rows.keys)
    return f"{kind} of {_source(rows.child.source)} with {_source(rows.parent.source)} on {keys or 'nothing'}"


def _key(subject: Made) -> str:
    return f"({', '.join(reference.text for reference in subject.references)})"


def _statement(statement: Statement) -> str:
    return " ".join(_made(made) for made in statement.terms)


def _made(made: Made) -> str:
    text = _term_map(made.term_map)
    return f"{text} of the parent" if made.side is Side.PARENT else text


def _generation(generation: Generate) -> Iterator[str]:
    condition = "" if generation.condition is None else f" where {_expression(generation.condition)}"
    yield f"scan of {_source(generation.scan.source)}{condition}"
    yield f"  {_term_map(generation.subject)}"
    for emission in generation.emissions:
        predicates = [_term_map(term_map) for term_map in emission.predicates]
        predicates += [f"inverse {_term_map(term_map)}" for term_map in emission.inverse_predicates]
        objects = []
        for source in emission.objects:
            if isinstance(source, ParentJoin):
                keys = " and ".join(f"{_expression(key.child)} = {_expression(key.parent)}" for key in source.keys)
                joined = f"join with {_source(source.scan.source)} on {keys or 'nothing'}"
                objects.append(f"{_term_map(source.subject)} of the parent ({joined})")
            else:
                objects.append(_term_map(source.subject if isinstance(source, SameRecord) else source))
        graphs = f" in {', '.join(map(_term_map, emission.graphs))}" if emission.graphs else ""
        condition = "" if emission.condition is None else f" where {_expression(emission.condition)}"
        targets = f" to {', '.join(target.path for target in emission.targets)}" if emission.targets else ""
        yield f"    {', '.join(predicates)} {', '.join(objects)}{graphs}{condition}{targets}"


def _source(source: LogicalSource) -> str:
    iterator = "" if source.iterator is None else f" by {source.iterator.text}"
    return f"{source.source.path}{iterator} ({source.formulation})"


def _term_map(term_map: TermMap) -> str:
    expression = term_map.expression
    if expression is None:
        return "_:new"
    if isinstance(expression, Constant):
        return expression.term
    text = _expression(expression)
    if term_map.term_type is TermType.LITERAL:
        language = "" if term_map.language is None else f"@{_expression(term_map.language)}"
        datatype = "" if term_map.datatype is None else f"^^{_term_map(term_map.datatype)}"
        text = f'"{text}"{language}{datatype}'
    else:
        text = f"_:{text}" if term_map.term_type is TermType.BLANK_NODE else f"<{text}>"
    return text if term_map.condition is None else f"{text} where {_expression(term_map.condition)}"


def _expression(expression: Expression) -> str:
    if isinstance(expression, Reference):
        return f"{{{expression.text}}}"
    if isinstance(expression, Template):
        return "".join(part if isinstance(part, str) else _expression(part) for part in expression.parts)
    if isinstance(expression, FunctionExecution):
        given = (("null" if each is None else _expression(each)) for each in expression.inputs)
        return f"{expression.function.name}({', '.join(given)})"
    return expression.term if not expression.term.startswith('"') else expression.term.rpartition('"')[0][1:]
