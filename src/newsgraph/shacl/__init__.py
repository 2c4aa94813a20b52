"""SHACL: shapes, reports, and the gate through which everything goes that is written; knows no news."""

from newsgraph.shacl.documents import base_of, read_documents
from newsgraph.shacl.gate import Conforming, Rejected, Shapes, Verdict
from newsgraph.shacl.path import Path
from newsgraph.shacl.report import INFO, VIOLATION, WARNING, Report, Result
from newsgraph.shacl.targets import Checked, Targets

__all__ = [
    "INFO",
    "VIOLATION",
    "WARNING",
    "Checked",
    "Conforming",
    "Path",
    "Rejected",
    "Report",
    "Result",
    "Shapes",
    "Targets",
    "Verdict",
    "base_of",
    "read_documents",
]
