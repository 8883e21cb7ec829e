"""Rows of housing: the inventory, who asks, what is kept and lived in, night by night."""

from lgnet.domain.housing.models.agreements import TransferConsent, TransferTerm
from lgnet.domain.housing.models.inventory import Bed, Facility, Unit
from lgnet.domain.housing.models.nights import Absence, BedNight, EveningCheck, Occupancy
from lgnet.domain.housing.models.plans import NetworkPlan, PlanRun
from lgnet.domain.housing.models.requests import HousingRequest, ProposalRun
from lgnet.domain.housing.models.stays import Hold, Stay

__all__ = [
    "Absence",
    "Bed",
    "BedNight",
    "EveningCheck",
    "Facility",
    "Hold",
    "HousingRequest",
    "NetworkPlan",
    "Occupancy",
    "PlanRun",
    "ProposalRun",
    "Stay",
    "TransferConsent",
    "TransferTerm",
    "Unit",
]
