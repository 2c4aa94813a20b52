"""The mapping engine: RML and YARRRML to a plan, a plan and records to quads."""

from newsgraph.rml.algebra import Origin
from newsgraph.rml.plan import Format, MappingText, Plan, Results, map_files, parse
from newsgraph.rml.report import MappingWarning, Report
from newsgraph.rml.statements import NotAccepted

__all__ = [
    "Format",
    "MappingText",
    "MappingWarning",
    "NotAccepted",
    "Origin",
    "Plan",
    "Report",
    "Results",
    "map_files",
    "parse",
]
