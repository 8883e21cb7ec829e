"""Rows of housing: the inventory, who asks, what is kept and lived in, night by night."""

from lgnet.domain.housing.models.aftercare import (
    ContributionLine,
    ExitQuestionnaire,
    FollowUp,
    StayCorrection,
)
from lgnet.domain.housing.models.agreements import TransferConsent, TransferTerm
from lgnet.domain.housing.models.freshness import Confirmation, ConfirmationLink, Discrepancy
from lgnet.domain.housing.models.inventory import Bed, Facility, Unit
from lgnet.domain.housing.models.nights import (
    Absence,
    BedNight,
    CardReading,
    EveningCheck,
    Occupancy,
    PresenceCard,
)
from lgnet.domain.housing.models.plans import NetworkPlan, PlanRun
from lgnet.domain.housing.models.reception import ReceptionExit
from lgnet.domain.housing.models.register import Convention, Reading, RegisterStep, Upkeep
from lgnet.domain.housing.models.requests import (
    EarlierClass,
    HousingRequest,
    ProposalRun,
    RequestNeed,
)
from lgnet.domain.housing.models.setting import HousingSettings
from lgnet.domain.housing.models.stays import MOST_EXTENSIONS, Hold, HoldExtension, Offer, Stay

__all__ = [
    "MOST_EXTENSIONS",
    "Absence",
    "Bed",
    "BedNight",
    "CardReading",
    "Confirmation",
    "ConfirmationLink",
    "ContributionLine",
    "Convention",
    "Discrepancy",
    "EarlierClass",
    "EveningCheck",
    "ExitQuestionnaire",
    "Facility",
    "FollowUp",
    "Hold",
    "HoldExtension",
    "HousingRequest",
    "HousingSettings",
    "NetworkPlan",
    "Occupancy",
    "Offer",
    "PlanRun",
    "PresenceCard",
    "ProposalRun",
    "Reading",
    "ReceptionExit",
    "RegisterStep",
    "RequestNeed",
    "Stay",
    "StayCorrection",
    "TransferConsent",
    "TransferTerm",
    "Unit",
    "Upkeep",
]
