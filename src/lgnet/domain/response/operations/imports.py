"""Reports from a list: a phone log, another service's register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lgnet.domain.response.access import check_can_assess, check_can_receive
from lgnet.domain.response.enums import Channel
from lgnet.domain.response.models import Report
from lgnet.domain.response.operations import checks
from lgnet.domain.response.operations.reports import create_report
from lgnet.lib import audit
from lgnet.lib.actor import operation
from lgnet.lib.errors import Invalid

_TEXTS = {
    "what": checks.MAX_TEXT,
    "place": checks.MAX_SHORT,
    "reporter_name": checks.MAX_SHORT,
    "reporter_contact": checks.MAX_SHORT,
}


@dataclass(slots=True)
class ImportedReports:
    """What an import did, or would do: counts, and rows that cannot be taken with the reason."""

    created: int = 0
    updated: int = 0
    same: int = 0
    problems: list[tuple[int, Invalid]] = field(default_factory=list)


@operation
def import_reports(
    *, rows: Sequence[Mapping[str, Any]], dry_run: bool, at: datetime
) -> ImportedReports:
    """Take in reports row by row; a row with the external id of an earlier one updates its texts.

    Nothing is written when one row is wrong, or on a dry run.

    Parameters
    ----------
    rows
        ``external_id``, ``received_at``, ``what``, ``place``, and optionally ``signs``,
        ``persons``, ``languages``, ``latitude``, ``longitude``, ``reporter_name``,
        ``reporter_contact``; ``row`` is the line of the file, for messages.
    dry_run
        Only count, and tell what is wrong.
    at
        Now; no report comes from the future.
    """
    check_can_receive()
    check_can_assess()
    known = {
        report.external_id: report
        for report in Report.objects.filter(
            external_id__in=[str(row.get("external_id", "")) for row in rows]
        )
    }
    result, seen, ready = ImportedReports(), set[str](), []
    for place, row in enumerate(rows, 2):
        try:
            values = _checked(row, at=at)
            if values["external_id"] in seen:
                raise Invalid("response.twice_in_file", field="external_id")
            seen.add(values["external_id"])
            ready.append(values)
        except Invalid as error:
            result.problems.append((int(row.get("row", place)), error))
            continue
        earlier = known.get(values["external_id"])
        if earlier is None:
            result.created += 1
        elif _changes(earlier, values):
            result.updated += 1
        else:
            result.same += 1
    if dry_run or result.problems:
        return result
    for values in ready:
        earlier = known.get(values["external_id"])
        if earlier is None:
            create_report(channel=Channel.IMPORT, **values)
        elif changes := _changes(earlier, values):
            for name, value in changes.items():
                setattr(earlier, name, value)
            earlier.save(update_fields=list(changes))
            audit.record("response.import_updated", earlier, at=at, fields=list(changes))
    return result


def _changes(report: Report, values: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts an import brings that differ; what was decided meanwhile stays."""
    new = {name: checks.text(values[name], field=name, most=most) for name, most in _TEXTS.items()}
    return {name: text for name, text in new.items() if text and text != getattr(report, name)}


def _checked(row: Mapping[str, Any], *, at: datetime) -> dict[str, Any]:
    """Return a row as arguments of a report, or raise :class:`Invalid` with the field."""
    external_id = checks.text(str(row.get("external_id") or ""), field="external_id", most=40)
    if external_id is None:
        raise Invalid("response.external_id_needed", field="external_id")
    received_at = row.get("received_at") or at
    if not isinstance(received_at, datetime):
        raise Invalid("response.absurd_date", field="received_at")
    texts = {
        name: checks.text(row.get(name), field=name, most=most) for name, most in _TEXTS.items()
    }
    latitude, longitude, _ = checks.position(row.get("latitude"), row.get("longitude"), None)
    values = {
        "external_id": external_id,
        "at": checks.moment(received_at, field="received_at", now=at),
        "signs": checks.signs(row.get("signs") or ()),
        "persons": checks.persons(row.get("persons")),
        "languages": checks.languages(row.get("languages") or ()),
        "latitude": latitude,
        "longitude": longitude,
        **texts,
    }
    if values["place"] is None and latitude is None:
        raise Invalid("response.place_needed", field="place")
    if values["what"] is None and not values["signs"]:
        raise Invalid("response.what_needed", field="what")
    return values
