"""What is counted, as data. Adding an indicator is adding a line.

Source: Reg. (EU) 516/2014 Annex IV (persons assisted, unduplicated, by age and sex) and the
network's own monitoring: from the first meeting to a home, and how long it took.
"""

from dataclasses import dataclass
from enum import StrEnum

from lgnet.domain.ledger.enums import FactKind


class Measure(StrEnum):
    """How facts become a figure."""

    SUBJECTS = "subjects"  # different persons, each at their first fact of the period
    STOCK = "stock"  # persons whose last fact so far opened something that is not closed
    FACTS = "facts"  # how many facts
    QUANTITY = "quantity"  # what their quantities add up to
    MEDIAN = "median"  # the median of a number each fact carries


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure.

    Parameters
    ----------
    code
        Its stable name.
    measure
        How it is computed.
    kind
        The facts it counts; for a stock, those that open.
    closed_by
        For a stock, the facts that close.
    dimension
        For a median, the number each fact carries.
    only, among
        A dimension and its values: no other fact counts. Figures that are parts of one whole take
        it apart (autonomy, elsewhere) and leave the whole out, so that no subtraction tells a
        small one.
    sub_action
        Of the project sheet.
    about_persons
        Small counts would point at somebody and are hidden from the network.
    """

    code: str
    measure: Measure
    kind: FactKind
    sub_action: int
    closed_by: tuple[FactKind, ...] = ()
    dimension: str = ""
    only: str = ""
    among: tuple[str, ...] = ()
    about_persons: bool = True

    @property
    def counts_people(self) -> bool:
        """Tell whether it is a number of persons, each once."""
        return self.measure in (Measure.SUBJECTS, Measure.STOCK)


INDICATORS = (
    Indicator("persons_met", Measure.SUBJECTS, FactKind.PERSON_MET, 3),
    Indicator("taken_in_charge", Measure.SUBJECTS, FactKind.CASE_OPENED, 3),
    Indicator("placed", Measure.SUBJECTS, FactKind.STAY_STARTED, 4),
    Indicator(
        "waiting",
        Measure.STOCK,
        FactKind.REQUEST_OPENED,
        4,
        closed_by=(FactKind.REQUEST_WITHDRAWN, FactKind.STAY_STARTED),
    ),
    Indicator("days_to_place", Measure.MEDIAN, FactKind.STAY_STARTED, 4, dimension="days_waited"),
    Indicator("bed_nights", Measure.QUANTITY, FactKind.BED_NIGHT, 4),
    Indicator("transferred", Measure.SUBJECTS, FactKind.TRANSFERRED, 4),
    Indicator(
        "exits_autonomy",
        Measure.SUBJECTS,
        FactKind.STAY_ENDED,
        4,
        only="destination",
        among=("AUTONOMY",),
    ),
    Indicator(
        "exits_other",
        Measure.SUBJECTS,
        FactKind.STAY_ENDED,
        4,
        only="destination",
        among=(
            "FAMILY",
            "SERVICE",
            "TRANSFER",
            "LEFT",
            "RETURNED",
            "STREET",
            "DIED",
            "UNKNOWN",
        ),
    ),
    *(
        Indicator(
            f"{code}_{months}",
            Measure.SUBJECTS,
            FactKind.FOLLOWED_UP,
            4,
            only="after",
            among=(f"{months}:{code}",),
        )
        for months in (6, 12)
        for code in ("housed", "not_housed", "not_reached")
    ),
    Indicator("reports", Measure.FACTS, FactKind.REPORT_RECEIVED, 3, about_persons=False),
    Indicator("visits", Measure.FACTS, FactKind.VISIT_DONE, 3, about_persons=False),
)
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
