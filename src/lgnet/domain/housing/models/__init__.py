"""Rows of housing: the inventory, who asks, what is kept and lived in, night by night."""

from lgnet.domain.housing.models.freshness import Confirmation, ConfirmationLink, Discrepancy
from lgnet.domain.housing.models.inventory import Bed, Facility, Unit
from lgnet.domain.housing.models.nights import Absence, BedNight, EveningCheck, Occupancy
from lgnet.domain.housing.models.register import Convention, Reading, RegisterStep, Upkeep
from lgnet.domain.housing.models.requests import HousingRequest, ProposalRun
from lgnet.domain.housing.models.stays import Hold, Stay

__all__ = [
    "Absence",
    "Bed",
    "BedNight",
    "Confirmation",
    "ConfirmationLink",
    "Convention",
    "Discrepancy",
    "EveningCheck",
    "Facility",
    "Hold",
    "HousingRequest",
    "Occupancy",
    "ProposalRun",
    "Reading",
    "RegisterStep",
    "Stay",
    "Unit",
    "Upkeep",
]
