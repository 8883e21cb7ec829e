"""Residence titles of the drawn people. Codes as the reference table of titles; shares assumed."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from lgnet.flows.demo.dice import pick

CODES = (
    "RICH_ASILO",
    "ASILO",
    "SUSS",
    "SPEC",
    "CS_18",
    "CS_18BIS",
    "CURE",
    "PTEMP",
    "MINETA",
    "PROS",
    "FAM",
    "LAV",
    "ATTOCC",
    "RIC_RILASCIO",
    "RIC_RINNOVO",
    "NESSUNO",
)
_MONTHS = {
    "RICH_ASILO": 6,
    "ASILO": 60,
    "SUSS": 60,
    "SPEC": 24,
    "CS_18": 6,
    "CS_18BIS": 12,
    "CURE": 12,
    "PTEMP": 12,
    "MINETA": 12,
    "PROS": 12,
    "FAM": 24,
    "LAV": 24,
    "ATTOCC": 12,
}
_ADULTS = (
    ("RICH_ASILO", 0.36),
    ("ASILO", 0.10),
    ("SUSS", 0.11),
    ("SPEC", 0.14),
    ("RIC_RINNOVO", 0.09),
    ("RIC_RILASCIO", 0.05),
    ("ATTOCC", 0.03),
    ("LAV", 0.03),
    ("FAM", 0.02),
    ("CURE", 0.01),
    ("NESSUNO", 0.06),
)
_MINORS_ALONE = (("MINETA", 0.62), ("RICH_ASILO", 0.26), ("NESSUNO", 0.12))
_MIX_BY_ORIGIN = {
    "UKR": (("PTEMP", 0.86), ("SPEC", 0.06), ("LAV", 0.04), ("NESSUNO", 0.04)),
    "AFG": (("RICH_ASILO", 0.30), ("ASILO", 0.44), ("SUSS", 0.18), ("RIC_RINNOVO", 0.08)),
    "SOM": (("RICH_ASILO", 0.30), ("ASILO", 0.22), ("SUSS", 0.38), ("RIC_RINNOVO", 0.10)),
    "ERI": (("RICH_ASILO", 0.22), ("ASILO", 0.62), ("SUSS", 0.08), ("RIC_RINNOVO", 0.08)),
}


@dataclass(frozen=True)
class StatusDraft:
    """A title with its half-open span; unknown dates stay unknown, with the reason."""

    code: str
    issued_on: date | None
    expires_on: date | None
    unknown_reason: str | None = None


def draw_status(rng: Random, *, age: int, kind: str, origin: str, on: date) -> StatusDraft:
    """Draw the title held on a date; three in a hundred have run out already."""
    if kind == "MINOR_ALONE":
        code = pick(rng, _MINORS_ALONE)
    elif age in {18, 19} and kind == "SINGLE" and rng.random() < 0.3:
        code = "PROS"
    else:
        code = pick(rng, _MIX_BY_ORIGIN.get(origin, _ADULTS))
    if code == "NESSUNO":
        return StatusDraft(code, None, None, "non dichiarato")
    if code.startswith("RIC_"):
        issued = on - timedelta(days=rng.randrange(5, 240))
        return StatusDraft(code, issued, None, "in attesa della Questura")
    if rng.random() < 0.08:
        return StatusDraft(code, None, None, "documento non esibito")
    months = _MONTHS[code]
    lasting = int(months * 30.44)
    elapsed = rng.randrange(0, lasting)
    if rng.random() < 0.03:
        elapsed = lasting + rng.randrange(1, 60)
    issued = on - timedelta(days=elapsed)
    return StatusDraft(code, issued, issued + timedelta(days=lasting))
