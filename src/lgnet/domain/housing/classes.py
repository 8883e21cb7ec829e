"""The published table of priority classes: which line puts a household into which class.

Rules as data: a table has a version, the days it holds for, and its source. A person chooses the
line; the class follows from it. Sentences belong to web. Changing the table is adding one with a
later ``from_on``, never editing what requests were judged by.
"""

from dataclasses import dataclass
from datetime import date

from lgnet.domain.housing.enums import PriorityClass


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One situation of the table, and the class it gives."""

    code: str
    priority_class: str


@dataclass(frozen=True, slots=True)
class ClassTable:
    """A version of the table.

    Parameters
    ----------
    version
        Its name, stored with each class set by it.
    from_on, to_on
        The days it holds for; ``to_on`` is the first day after, None while it holds.
    source
        Who settled it, as a code web puts into words.
    lines
        The situations, most pressing first.
    """

    version: str
    from_on: date
    to_on: date | None
    source: str
    lines: tuple[ClassLine, ...]

    def line(self, code: str) -> ClassLine | None:
        """Return a line by its code."""
        return next((line for line in self.lines if line.code == code), None)


TABLES = (
    ClassTable(
        version="classi-1",
        from_on=date(2019, 7, 1),
        to_on=None,
        source="NETWORK_PROPOSAL",
        lines=(
            ClassLine("VIOLENCE", PriorityClass.ZERO),
            ClassLine("TRAFFICKING", PriorityClass.ZERO),
            ClassLine("LONE_MINOR", PriorityClass.ZERO),
            ClassLine("HEALTH_TONIGHT", PriorityClass.ZERO),
            ClassLine("MINORS_WEEK", PriorityClass.ONE),
            ClassLine("PREGNANCY_WEEK", PriorityClass.ONE),
            ClassLine("ILLNESS_WEEK", PriorityClass.ONE),
            ClassLine("NO_ROOF_MONTH", PriorityClass.TWO),
            ClassLine("RECEPTION_EXIT", PriorityClass.TWO),
            ClassLine("UNSUITABLE", PriorityClass.THREE),
        ),
    ),
)


def table_on(day: date) -> ClassTable:
    """Return the table that holds on a day; the first one for any day before."""
    for table in reversed(TABLES):
        if table.from_on <= day and (table.to_on is None or day < table.to_on):
            return table
    return TABLES[0]
