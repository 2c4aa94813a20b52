"""The mapping engine: RML and YARRRML to a plan, a plan and records to quads."""

from newsgraph.rml.algebra import Origin
from newsgraph.rml.bulk import Limits
from newsgraph.rml.delivery import Delivery
from newsgraph.rml.functions import PythonFunction
from newsgraph.rml.model import Target
from newsgraph.rml.output import Choice, Written, check_columns, explain, write
from newsgraph.rml.plan import Engine, Format, MappingText, Plan, Results, map_files, parse, read_files
from newsgraph.rml.report import MappingWarning, Report
from newsgraph.rml.statements import NotAccepted

__all__ = [
    "Choice",
    "Delivery",
    "Engine",
    "Format",
    "Limits",
    "MappingText",
    "MappingWarning",
    "NotAccepted",
    "Origin",
    "Plan",
    "PythonFunction",
    "Report",
    "Results",
    "Target",
    "Written",
    "check_columns",
    "explain",
    "map_files",
    "parse",
    "read_files",
    "write",
]
