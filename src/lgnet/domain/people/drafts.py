"""Somebody about to be registered, as far as it helps to see whether they are known."""

from dataclasses import dataclass, field

from lgnet.domain.people.birth import Birth
from lgnet.domain.people.enums import Sex


@dataclass(frozen=True, slots=True)
class Draft:
    """What was told of a person not registered yet."""

    given_name: str = ""
    family_name: str = ""
    native_name: str = ""
    alias: str = ""
    birth: Birth = field(default_factory=Birth)
    sex: str = Sex.UNKNOWN
    nationality: str = ""
    phone: str = ""
    identifiers: tuple[str, ...] = ()
