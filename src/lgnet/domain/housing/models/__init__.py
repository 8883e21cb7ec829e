"""Rows of housing: the inventory, who asks, what is kept and lived in, night by night."""

from lgnet.domain.housing.models.aftercare import (
    ContributionLine,
    ExitQuestionnaire,
    FollowUp,
    StayCorrection,
)
from lgnet.domain.housing.models.inventory import Bed, Facility, Unit
from lgnet.domain.housing.models.nights import (
    Absence,
    BedNight,
    CardReading,
    EveningCheck,
    Occupancy,
    PresenceCard,
)
from lgnet.domain.housing.models.reception import ReceptionExit
from lgnet.domain.housing.models.requests import (
    EarlierClass,
    HousingRequest,
    ProposalRun,
    RequestNeed,
)
from lgnet.domain.housing.models.setting import HousingSettings
from lgnet.domain.housing.models.stays import (
    MOST_EXTENSIONS,
    Hold,
    HoldExtension,
    Offer,
    Stay,
)

__all__ = [
    "MOST_EXTENSIONS",
    "Absence",
    "Bed",
    "BedNight",
    "CardReading",
    "ContributionLine",
    "EarlierClass",
    "EveningCheck",
    "ExitQuestionnaire",
    "Facility",
    "FollowUp",
    "Hold",
    "HoldExtension",
    "HousingRequest",
    "HousingSettings",
    "Occupancy",
    "Offer",
    "PresenceCard",
    "ProposalRun",
    "ReceptionExit",
    "RequestNeed",
    "Stay",
    "StayCorrection",
    "Unit",
]
