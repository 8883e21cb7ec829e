"""Report → priority with reasons: a fixed, published decision table.

For: proposing a class (P1, P2, P3) from the signs of a report, telling every reason, what is
not known, and which other answer would change the class.
Never: a decision (a person confirms or overrides), a score, a guess that lowers a class.
"""

from lgnet.cores.triage.assess import assess
from lgnet.cores.triage.tables import TABLES, table_on
from lgnet.cores.triage.types import (
    ActivePlans,
    Assessment,
    Counterfactual,
    Priority,
    ReportFacts,
    TriageInputError,
    TriageParams,
    TriageTable,
)

__all__ = [
    "TABLES",
    "ActivePlans",
    "Assessment",
    "Counterfactual",
    "Priority",
    "ReportFacts",
    "TriageInputError",
    "TriageParams",
    "TriageTable",
    "assess",
    "table_on",
]
