"""SHACL: shapes, reports, and the gate through which everything goes that is written; knows no news."""

from newsgraph.shacl.documents import base_of
from newsgraph.shacl.gate import Conforming, Rejected, Shapes, Verdict
from newsgraph.shacl.path import Path
from newsgraph.shacl.report import INFO, VIOLATION, WARNING, Report, Result

__all__ = [
    "INFO",
    "VIOLATION",
    "WARNING",
    "Conforming",
    "Path",
    "Rejected",
    "Report",
    "Result",
    "Shapes",
    "Verdict",
    "base_of",
]
