"""Value types the cores share: money, spans of nights, places, ages, coded reasons, seeds.

For: small immutable values with one meaning each, validated where they are made.
Never: a rule of the domain, a sentence for a reader, the current date, or any input/output.
"""

from lgnet.cores.kernel.age import AgeRange, Birth, BirthError, age_on
from lgnet.cores.kernel.digest import DigestError, canonical_hash
from lgnet.cores.kernel.geo import GeoError, Point, TravelModel, haversine_metres
from lgnet.cores.kernel.money import (
    MoneyError,
    Rounding,
    parse_money,
    percentage_of,
    round_cents,
    split,
)
from lgnet.cores.kernel.randomness import seeded
from lgnet.cores.kernel.reasons import Effect, ParamValue, Reason
from lgnet.cores.kernel.spans import Span, SpanError

__all__ = [
    "AgeRange",
    "Birth",
    "BirthError",
    "DigestError",
    "Effect",
    "GeoError",
    "MoneyError",
    "ParamValue",
    "Point",
    "Reason",
    "Rounding",
    "Span",
    "SpanError",
    "TravelModel",
    "age_on",
    "canonical_hash",
    "haversine_metres",
    "parse_money",
    "percentage_of",
    "round_cents",
    "seeded",
    "split",
]
