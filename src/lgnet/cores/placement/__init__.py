"""Households × places over nights → proposals with reasons.

For: ranking the units for one household, planning all who wait, solving plain tables of
families and places; always with the reasons, the rules that failed and the effect on others.
Never: a decision about a person, a score of vulnerability, a reservation, any input/output.
Priority classes are given by people under a published rule; this core only respects them.
"""

from lgnet.cores.placement.batch import plan_figures, served_in_order, solve
from lgnet.cores.placement.checker import check_plan, check_tables
from lgnet.cores.placement.highs import SolverError, Stop
from lgnet.cores.placement.problem import BatchProblem, Fairness, Group, TransferQuota
from lgnet.cores.placement.ranking import first_entries, rank
from lgnet.cores.placement.results import (
    Assignment,
    BatchResult,
    EffectOnOther,
    Excluded,
    LevelOutcome,
    Option,
    PlanFigures,
    Ranking,
    WhatIf,
)
from lgnet.cores.placement.rules import HARD_RULES, HARD_RULES_VERSION
from lgnet.cores.placement.tables import (
    Family,
    Pair,
    Place,
    TablesError,
    TablesProblem,
    TablesResult,
)
from lgnet.cores.placement.tables_solver import solve_tables
from lgnet.cores.placement.types import (
    Block,
    Demand,
    Household,
    Member,
    Occupancy,
    PlacementInputError,
    PlacementParams,
    Sex,
    Unit,
    UnitSex,
)

__all__ = [
    "HARD_RULES",
    "HARD_RULES_VERSION",
    "Assignment",
    "BatchProblem",
    "BatchResult",
    "Block",
    "Demand",
    "EffectOnOther",
    "Excluded",
    "Fairness",
    "Family",
    "Group",
    "Household",
    "LevelOutcome",
    "Member",
    "Occupancy",
    "Option",
    "Pair",
    "Place",
    "PlacementInputError",
    "PlacementParams",
    "PlanFigures",
    "Ranking",
    "Sex",
    "SolverError",
    "Stop",
    "TablesError",
    "TablesProblem",
    "TablesResult",
    "TransferQuota",
    "Unit",
    "UnitSex",
    "WhatIf",
    "check_plan",
    "check_tables",
    "first_entries",
    "plan_figures",
    "rank",
    "served_in_order",
    "solve",
    "solve_tables",
]
