"""What placement is asked about: households that wait, units with nights, and assumptions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lgnet.cores.kernel import AgeRange, Point, Span, TravelModel

ADULT = 18


class PlacementInputError(ValueError):
    """The households, units or parameters given cannot be placed with."""


class Sex(StrEnum):
    """Sex as declared, for rooms that are kept apart; unknown stays unknown."""

    FEMALE = "FEMALE"
    MALE = "MALE"
    OTHER = "OTHER"
    UNKNOWN = "UNKNOWN"


class UnitSex(StrEnum):
    """Whom a unit is meant for."""

    ANY = "ANY"
    WOMEN = "WOMEN"
    MEN = "MEN"
    WOMEN_AND_CHILDREN = "WOMEN_AND_CHILDREN"
    FAMILIES = "FAMILIES"


class Demand(StrEnum):
    """How strongly a household asks for something: not at all, gladly, or as a condition."""

    NO = "NO"
    WISH = "WISH"
    MUST = "MUST"


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a household, as far as a room must know.

    Attributes
    ----------
    id : str
        Identifier of the person, opaque here.
    sex : Sex
    age : AgeRange
        Ages possible on the day of the proposal.
    step_free : bool
        Whether the person needs a place without steps.
    """

    id: str
    sex: Sex
    age: AgeRange
    step_free: bool = False

    @property
    def may_be_minor(self) -> bool:
        """Say whether the person is or could be under 18; unknown counts as yes."""
        return self.age.is_under(ADULT) is not False

    @property
    def may_be_adult(self) -> bool:
        """Say whether the person is or could be an adult; unknown counts as yes."""
        return self.age.is_under(ADULT) is not True


@dataclass(frozen=True, slots=True)
class Household:
    """People who must stay together and wait for one unit.

    Attributes
    ----------
    id : str
    members : tuple of Member
    priority_class : int
        0 goes first. Given by people under a published rule, never computed here.
    waiting_since : date
    nights : int
        Planned stay in nights (the 75th percentile of such stays).
    needed_by : date or None
        Last day with a roof: from this date on each night without a place counts.
    protected_category : bool
        Whether somebody belongs to a category the law protects; for the comparison of plans.
    whole_unit : bool or None
        Whether they must have the unit for themselves; ``None`` means: when they are several,
        or when one may be a minor.
    private_bathroom, private_kitchen : Demand
    near : Point or None
        School or work the daily way goes to.
    max_minutes : int or None
        Longest daily way, minutes one way by public transport.
    near_demand : Demand
        Whether that limit is a wish or a condition.
    protected_address : bool
        Whether only a unit with a secret address is safe.
    women_setting : bool
        Whether they go only among women, or where nobody else lives.
    municipalities : frozenset of str
        Codes of the municipalities accepted; empty means any.
    home : str or None
        Municipality in charge of them; ``None`` means that any city may host them.
    transfer_to : frozenset of str
        Other municipalities an agreement covers and they consented to be transferred to.
    avoid_facilities : frozenset of str
        Facilities where a conflict or a danger is known.
    languages : frozenset of str
        Codes of languages somebody of the facility should speak.
    min_stay_nights : int
        A unit that cannot host them this long is no solution.
    enter_from : date or None
        First night they could enter; ``None`` means at once.
    """

    id: str
    members: tuple[Member, ...]
    priority_class: int
    waiting_since: date
    nights: int = 120
    needed_by: date | None = None
    protected_category: bool = False
    whole_unit: bool | None = None
    private_bathroom: Demand = Demand.NO
    private_kitchen: Demand = Demand.NO
    near: Point | None = None
    max_minutes: int | None = None
    near_demand: Demand = Demand.WISH
    protected_address: bool = False
    women_setting: bool = False
    municipalities: frozenset[str] = frozenset()
    home: str | None = None
    transfer_to: frozenset[str] = frozenset()
    avoid_facilities: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    min_stay_nights: int = 1
    enter_from: date | None = None

    def __post_init__(self) -> None:
        """Refuse a household that cannot be placed or ranked."""
        if not self.members:
            raise PlacementInputError(f"household {self.id} has no members")
        if len({member.id for member in self.members}) != len(self.members):
            raise PlacementInputError(f"household {self.id} lists a member twice")
        if self.priority_class < 0:
            raise PlacementInputError(f"household {self.id} has a negative priority class")
        if self.nights < 1 or not 1 <= self.min_stay_nights <= self.nights:
            raise PlacementInputError(f"household {self.id} has impossible nights")

    @property
    def size(self) -> int:
        """Return how many persons need a bed."""
        return len(self.members)

    @property
    def has_minors(self) -> bool:
        """Say whether a member is or may be a minor."""
        return any(member.may_be_minor for member in self.members)

    @property
    def has_adults(self) -> bool:
        """Say whether a member is or may be an adult."""
        return any(member.may_be_adult for member in self.members)

    @property
    def sexes(self) -> frozenset[Sex]:
        """Return the sexes a room is kept apart by: the adults', or the minors' among minors."""
        adults = [member for member in self.members if member.may_be_adult]
        return frozenset(member.sex for member in adults or self.members)

    @property
    def needs_whole_unit(self) -> bool:
        """Say whether nobody else may sleep in their unit."""
        if self.whole_unit is not None:
            return self.whole_unit
        return self.size > 1 or self.has_minors


@dataclass(frozen=True, slots=True)
class Occupancy:
    """People already in a unit, or promised it, for some nights."""

    household_id: str
    span: Span
    persons: int
    sexes: frozenset[Sex] = frozenset({Sex.UNKNOWN})
    has_minors: bool = False
    has_adults: bool = True
    whole_unit: bool = False

    @classmethod
    def of(cls, household: Household, span: Span) -> Occupancy:
        """Return the nights a household would take."""
        return cls(
            household_id=household.id,
            span=span,
            persons=household.size,
            sexes=household.sexes,
            has_minors=household.has_minors,
            has_adults=household.has_adults,
            whole_unit=household.needs_whole_unit,
        )


@dataclass(frozen=True, slots=True)
class Block:
    """Nights on which some beds of a unit cannot be used; ``beds=None`` means all of them."""

    span: Span
    beds: int | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A room or a flat: what a household is placed in.

    Attributes
    ----------
    id, facility_id : str
    municipality : str
        Code of the municipality it stands in.
    capacity : int
        Beds.
    exclusive : bool
        Whether it hosts one household at a time (a flat) rather than unrelated people.
    sex : UnitSex
    open : Span or None
        Nights on which it can be used at all; ``None`` means no limit is known.
    max_stay_nights : int or None
    hours_since_confirmed : int or None
        Age of the last confirmation that the picture is true; ``None`` means never.
    occupancies : tuple of Occupancy
    blocked : tuple of Block
    """

    id: str
    facility_id: str
    municipality: str
    capacity: int
    exclusive: bool = True
    sex: UnitSex = UnitSex.ANY
    step_free: bool = False
    protected_address: bool = False
    private_bathroom: bool = False
    private_kitchen: bool = False
    open: Span | None = None
    max_stay_nights: int | None = None
    hours_since_confirmed: int | None = 0
    occupancies: tuple[Occupancy, ...] = ()
    blocked: tuple[Block, ...] = ()
    point: Point | None = None
    languages: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a unit without beds or with impossible figures."""
        if self.capacity < 1:
            raise PlacementInputError(f"unit {self.id} has no beds")
        if self.max_stay_nights is not None and self.max_stay_nights < 1:
            raise PlacementInputError(f"unit {self.id} has an impossible maximum stay")
        if any(occupancy.persons < 1 for occupancy in self.occupancies):
            raise PlacementInputError(f"unit {self.id} has an occupancy without persons")
        if any(block.beds is not None and block.beds < 1 for block in self.blocked):
            raise PlacementInputError(f"unit {self.id} has a block without beds")


@dataclass(frozen=True, slots=True)
class PlacementParams:
    """Assumptions of a proposal; each is shown to who decides.

    Attributes
    ----------
    horizon_nights : int
        How many nights ahead a first night may lie.
    confirm_within_hours : int
        A unit confirmed longer ago is not proposed.
    max_starts : int
        First nights tried per household and unit in the batch, earliest first.
    max_stays, max_columns : int
        Stays kept per household in the batch, and in all; 40 per household at least.
    later_nights, farther_minutes : int
        Sizes of the what-ifs "some nights later" and "a longer daily way".
    travel : TravelModel
    """

    horizon_nights: int = 45
    confirm_within_hours: int = 24
    max_starts: int = 4
    max_stays: int = 200
    max_columns: int = 80_000
    later_nights: int = 3
    farther_minutes: int = 20
    travel: TravelModel = field(default_factory=TravelModel)

    def __post_init__(self) -> None:
        """Refuse a horizon or a number of starts that leaves nothing to try."""
        if (
            self.horizon_nights < 1
            or min(self.max_starts, self.max_stays) < 1
            or self.confirm_within_hours < 0
        ):
            raise PlacementInputError("horizon and starts must be positive")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One household in one unit for some nights, to be checked."""

    household: Household
    unit: Unit
    span: Span

    @property
    def meanwhile(self) -> tuple[Occupancy, ...]:
        """Return who else is in the unit on any of those nights, themselves excepted."""
        return tuple(
            occupancy
            for occupancy in self.unit.occupancies
            if occupancy.household_id != self.household.id and occupancy.span.overlaps(self.span)
        )


def ordered_households(households: Sequence[Household]) -> tuple[Household, ...]:
    """Return households in the order of the queue: class, then days waited, then id.

    Raises
    ------
    PlacementInputError
        When an id appears twice.
    """
    if len({household.id for household in households}) != len(households):
        raise PlacementInputError("a household appears twice")
    return tuple(sorted(households, key=lambda h: (h.priority_class, h.waiting_since, h.id)))


def ordered_units(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return units sorted by id.

    Raises
    ------
    PlacementInputError
        When an id appears twice.
    """
    if len({unit.id for unit in units}) != len(units):
        raise PlacementInputError("a unit appears twice")
    return tuple(sorted(units, key=lambda unit: unit.id))
