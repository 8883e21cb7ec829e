"""What is held about a person, in words, for the person: as data and as a paper."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lgnet.domain.cases.enums import CaseState, Origin
from lgnet.domain.people.enums import (
    ErasureReason,
    ErasureState,
    HoldReason,
    IdentifierKind,
    IdentityStage,
    RegisterActKind,
    UnknownReason,
)
from lgnet.domain.privacy.enums import EmergencyGround, SecludedFor
from lgnet.domain.security.queries import names_of
from lgnet.flows.subject_report import Held
from lgnet.web.desk.access_words import look_lines
from lgnet.web.desk.case_page import identity_rows
from lgnet.web.desk.course import lines
from lgnet.web.desk.partner_words import rows_of_copy
from lgnet.web.desk.place_lines import place_lines
from lgnet.web.desk.subject_stays import rows_of
from lgnet.web.desk.words import capital, category_label, label, long_day, title_label

Section = dict[str, Any]


def report(held: Held, *, city: str, at: datetime, lang: str) -> dict[str, Any]:
    """Return the whole report in the language of the moment, as data a paper prints too."""
    names = names_of(_users(held))
    sections = [
        _who(held, localdate(at)),
        *_records(held, localdate(at)),
        _numbers(held),
        _titles(held),
        _vulnerabilities(held),
        _places(held),
        _files(held, names),
        _course(held, names, localdate(at)),
        _requests(held, names),
        _acts(held, names),
        _protection(held, names),
        _partners(held, names),
        _accesses(held, names, localdate(at)),
    ]
    return {
        "lang": lang,
        "title": _("I dati che abbiamo su di te"),
        "intro": [
            _("{city}, {moment}. Persona: {name}.").format(
                city=city,
                moment=long_day(localtime(at), "j F Y, H:i"),
                name=held.person.full_name,
            ),
            _(
                "È tutto quello che il Comune tiene scritto su di te in questo sistema, e chi lo ha"
                " visto (art. 15 del regolamento UE 2016/679). Puoi chiedere di correggerlo, di"
                " cancellarlo o di limitarne l’uso; se pensi che non sia in regola puoi rivolgerti"
                " al Garante per la protezione dei dati personali."
            ),
            _("Quello che riguarda altre persone non è in questo documento."),
        ],
        "foot": _(
            "Documento per la persona interessata: contiene dati che possono metterla in pericolo."
        ),
        "sections": [section for section in sections if section["pairs"] or section["rows"]],
    }


def _users(held: Held) -> set[Any]:
    found = {look.user_id for look in held.looks} | {item.by for item in held.items}
    found |= {case.case_worker for case in held.cases} | {row.user_id for row in held.readers}
    found |= {row.user_id for row in held.emergencies} | {row.by for row in held.acts}
    found |= {one.opened_by for one in held.requests} | {one.asked_by for one in held.inquiries}
    return found | {run.decided_by for row in held.requests for run in row.runs.all()}


def _section(
    title: str,
    *,
    note: str = "",
    pairs: Iterable[tuple[str, str]] = (),
    heads: Sequence[str] = (),
    widths: Sequence[int] = (),
    rows: Iterable[Sequence[str]] = (),
) -> Section:
    return {
        "title": title,
        "note": note,
        "pairs": [[name, value] for name, value in pairs if value],
        "heads": list(heads),
        "widths": list(widths) or [1] * len(heads),
        "rows": [[str(cell) for cell in row] for row in rows],
    }


def _day(value: date | datetime | None) -> str:
    if value is None:
        return ""
    shown = localtime(value) if isinstance(value, datetime) else value
    return long_day(shown)


def _moment(value: datetime) -> str:
    return long_day(localtime(value), "j F Y, H:i")


def _who(held: Held, on: date) -> Section:
    pairs = [
        *identity_rows(held.person, on=on),
        (_("Registrata il"), _moment(held.person.registered_at)),
    ]
    if held.people_at_home:
        many = ngettext("{n} persona", "{n} persone", held.people_at_home)
        pairs.append((_("Nucleo"), many.format(n=held.people_at_home)))
    return _section(
        _("Chi sei"),
        pairs=pairs,
        note=_("Sotto, quello che era scritto prima.") if held.earlier else "",
        heads=[_("Fino al"), _("Nome"), _("Alias"), _("Identità")],
        rows=[
            [
                _moment(row.at),
                " ".join(part for part in (row.given_name, row.family_name) if part),
                " · ".join(part for part in (row.alias, row.native_name, row.phone) if part),
                label(IdentityStage(row.stage)),
            ]
            for row in held.earlier
        ],
    )


def _records(held: Held, on: date) -> list[Section]:
    return [
        _section(
            _("Un’altra tua scheda, unita a questa"),
            pairs=[
                *identity_rows(row, on=on),
                (_("Registrata il"), _moment(row.registered_at)),
            ],
        )
        for row in held.records
    ]


def _numbers(held: Held) -> Section:
    return _section(
        _("Documenti e numeri"),
        heads=[_("Che cosa"), _("Numero"), _("Scritto il")],
        rows=[
            [
                capital(label(IdentifierKind(row.kind))),
                row.value or label(UnknownReason(row.unknown_reason)),
                _day(row.recorded_at),
            ]
            for row in held.identifiers
        ],
    )


def _titles(held: Held) -> Section:
    return _section(
        _("Titoli di soggiorno"),
        heads=[_("Titolo"), _("Dal"), _("Al"), _("Numero")],
        rows=[
            [
                capital(title_label(row.title)),
                _day(row.from_on),
                _day(row.to_on),
                row.number
                or (label(UnknownReason(row.unknown_reason)) if row.unknown_reason else ""),
            ]
            for row in held.titles
        ],
    )


def _vulnerabilities(held: Held) -> Section:
    return _section(
        _("Situazioni di vulnerabilità"),
        heads=[_("Che cosa"), _("Valutata il"), _("Da chi"), _("Fino al")],
        rows=[
            [
                capital(category_label(row.category)),
                _day(row.assessed_on),
                row.assessed_by or "",
                _day(row.ended_on),
            ]
            for row in held.vulnerabilities
        ],
    )


def _places(held: Held) -> Section:
    told = place_lines(held.earlier_places)
    return _section(
        _("Dove sei stata o stato prima"),
        heads=[_("Che accoglienza"), _("Dove"), _("Quando"), _("Chi lo dice")],
        rows=[
            [
                _("{kind} (tolto)").format(kind=line["kind"]) if row.withdrawn_at else line["kind"],
                line["place"],
                line["when"],
                line["source"],
            ]
            for row, line in zip(held.earlier_places, told, strict=True)
        ],
    )


def _files(held: Held, names: Mapping[Any, str]) -> Section:
    nights = ngettext("{n} notte", "{n} notti", held.nights).format(n=held.nights)
    return _section(
        _("Cartelle"),
        pairs=[(_("Notti scritte per il tuo nucleo"), nights if held.nights else "")],
        heads=[
            _("Codice"),
            _("Aperta"),
            _("Stato"),
            _("Come sei arrivata o arrivato"),
            _("Chi ti segue"),
        ],
        rows=[
            [
                case.code,
                _day(case.opened_at),
                label(CaseState(case.state)),
                " · ".join(part for part in (label(Origin(case.origin)), case.summary) if part),
                names.get(case.case_worker, ""),
            ]
            for case in held.cases
        ],
    )


def _course(held: Held, names: Mapping[Any, str], on: date) -> Section:
    months = lines(
        held.items, case_id=held.cases[0].pk if held.cases else held.person.pk, names=names, on=on
    )
    return _section(
        _("Che cosa è successo"),
        heads=[_("Quando"), _("Che cosa"), _("Nota"), _("Chi")],
        widths=[2, 4, 4, 2],
        rows=[
            [
                long_day(localtime(datetime.fromisoformat(line.iso)), "j M Y, H:i"),
                f"{line.title}{line.text}",
                line.note,
                line.who,
            ]
            for month in months
            for line in month.lines
        ],
    )


def _requests(held: Held, names: Mapping[Any, str]) -> Section:
    """Return what was asked for the household, and why each thing was decided."""
    rows = [row for request in held.requests for row in rows_of(request, names)]
    return _section(
        _("Richieste di un posto"),
        heads=[_("Quando"), _("Che cosa"), _("Perché"), _("Chi")],
        widths=[2, 4, 4, 2],
        rows=[[_moment(at), *cells] for at, *cells in rows],
    )


def _acts(held: Held, names: Mapping[Any, str]) -> Section:
    return _section(
        _("Unioni e separazioni della tua scheda"),
        note=_("Due schede della stessa persona si uniscono; due persone in una si separano."),
        heads=[_("Quando"), _("Che cosa"), _("Perché"), _("Chi")],
        widths=[2, 2, 4, 2],
        rows=[
            [
                _moment(act.at),
                label(RegisterActKind(act.kind)),
                act.reason or "",
                names.get(act.by, ""),
            ]
            for act in held.acts
        ],
    )


def _protection(held: Held, names: Mapping[Any, str]) -> Section:
    rows = []
    if held.seclusion is not None:
        ground = label(SecludedFor(held.seclusion.ground))
        who = ", ".join(names.get(row.user_id, "") for row in held.readers)
        rows.append(
            [
                _day(held.seclusion.placed_at),
                _("cartella riservata: {ground}. {reason}").format(
                    ground=ground, reason=held.seclusion.reason or ""
                ),
            ]
        )
        rows.append(["", _("la vedono solo chi ti segue e: {who}").format(who=who)])
    rows += [
        [
            _moment(row.opened_at),
            _("aperta in emergenza fino alle {hour} da {who}: {ground}. {reason}").format(
                hour=date_format(localtime(row.closed_at or row.until), "H:i"),
                who=names.get(row.user_id, ""),
                ground=label(EmergencyGround(row.ground)),
                reason=row.reason,
            ),
        ]
        for row in held.emergencies
    ]
    rows += [
        [_day(row.from_at), _("da conservare: {why}").format(why=label(HoldReason(row.reason)))]
        for row in held.holds
    ]
    rows += [
        [
            _day(row.decided_at or row.proposed_at),
            _("cancellazione {state}: {why}").format(
                state=label(ErasureState(row.state)), why=label(ErasureReason(row.reason))
            ),
        ]
        for row in held.erasures
    ]
    return _section(
        _("Come sono protetti"), heads=[_("Quando"), _("Che cosa")], widths=[1, 4], rows=rows
    )


def _partners(held: Held, names: Mapping[Any, str]) -> Section:
    return _section(
        _("Altri Comuni"),
        note=_("Nessun altro Comune vede i tuoi dati: qui sta che cosa si è chiesto."),
        heads=[_("Quando"), _("Comune"), _("Che cosa"), _("Chi e perché")],
        widths=[2, 2, 2, 4],
        rows=rows_of_copy(held.hints, held.inquiries, names),
    )


def _accesses(held: Held, names: Mapping[Any, str], on: date) -> Section:
    return _section(
        _("Chi ha visto o cambiato i tuoi dati"),
        note=_("Sono le più recenti: le altre si chiedono al Comune.")
        if held.looks_cut
        else _("Ogni consultazione è scritta quando avviene, e non si può cambiare."),
        heads=[_("Quando"), _("Chi"), _("Ruolo"), _("Che cosa")],
        widths=[2, 2, 2, 3],
        rows=[
            [
                long_day(localtime(datetime.fromisoformat(line.iso)), "j M Y, H:i"),
                line.who,
                line.role,
                line.what,
            ]
            for line in look_lines(held.looks, names=names, on=on)
        ],
    )
