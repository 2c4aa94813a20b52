"""The mapping engine: RML and YARRRML to a plan, a plan and records to quads."""

from newsgraph.rml.algebra import Origin
from newsgraph.rml.delivery import Delivery
from newsgraph.rml.functions import PythonFunction
from newsgraph.rml.model import Target
from newsgraph.rml.plan import Format, MappingText, Plan, Results, map_files, parse, read_files
from newsgraph.rml.report import MappingWarning, Report
from newsgraph.rml.statements import NotAccepted

__all__ = [
    "Delivery",
    "Format",
    "MappingText",
    "MappingWarning",
    "NotAccepted",
    "Origin",
    "Plan",
    "PythonFunction",
    "Report",
    "Results",
    "Target",
    "map_files",
    "parse",
    "read_files",
]
