"""A title whose renewal was asked for: the receipt keeps its rights while the answer is awaited.

Source: art. 5 c. 9-bis d.lgs. 286/1998 (stay and work while renewal is pending, with the receipt),
asked for before the title ends or within sixty days after (art. 13 c. 2 lett. b), as the Ministry of
Labour sums it up ("Permessi di soggiorno in scadenza o scaduti", stranieriinitalia.it, 23 August
2021). The sixty days before the end of art. 5 c. 4 are no deadline that ends a right.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from lgnet.domain.people.models import LegalStatusPeriod
from lgnet.domain.people.titles import BY_CODE

LATEST = timedelta(days=60)


def receipt_of(
    title: LegalStatusPeriod | None, titles: Iterable[LegalStatusPeriod], *, on: date
) -> LegalStatusPeriod | None:
    """Return the receipt that keeps a title's rights on a day, if one does."""
    if title is None:
        return None
    found = [row for row in titles if row.renews_id == title.pk and _keeps(row, title, on)]
    return max(found, key=lambda row: row.recorded_at, default=None)


def _keeps(receipt: LegalStatusPeriod, title: LegalStatusPeriod, on: date) -> bool:
    asked, ended = receipt.from_on, title.to_on
    in_time = asked is None or ended is None or asked <= ended + LATEST
    begun = asked is None or asked <= on
    return in_time and begun and (receipt.to_on is None or receipt.to_on > on)


def kept_until(
    title: LegalStatusPeriod, titles: Iterable[LegalStatusPeriod], *, on: date
) -> date | None:
    """Return the day a title's rights end, its receipt included; None when no day is set."""
    receipt = receipt_of(title, titles, on=on)
    return title.to_on if receipt is None or title.to_on is None else receipt.to_on


def is_receipt(title: LegalStatusPeriod) -> bool:
    """Tell whether a title is a receipt, which stands for another one."""
    found = BY_CODE.get(title.title)
    return found is not None and found.receipt
