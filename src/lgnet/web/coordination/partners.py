"""Partner: who takes part in the project, from when to when, through whom, with what money."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lgnet.domain.network.queries import current_project, list_partners
from lgnet.lib.access import requires
from lgnet.lib.actor import current_actor
from lgnet.lib.errors import NotFound
from lgnet.lib.sheets import FORMATS, write
from lgnet.web.localised import localised


def rows() -> tuple[Any, list[dict[str, Any]]]:
    """Return the project and a line per part."""
    project, mine = current_project(), current_actor().municipality_id
    if project is None:
        return None, []
    return project, [
        {
            "name": localised(part.organisation, "name"),
            "city": part.organisation.municipality,
            "role": part.get_role_display(),
            "role_code": part.role,
            "department": localised(part, "department"),
            "body": localised(part.acts_through, "name") if part.acts_through else "",
            "from_on": part.from_on,
            "to_on": part.to_on,
            "open": mine in (None, part.organisation.municipality_id),
            "budget": part.budget_eur,
        }
        for part in list_partners(project=project)
    ]


@requires("network.coordinate")
@require_GET
def partners(request: HttpRequest) -> HttpResponse:
    """Show who takes part."""
    project, found = rows()
    known = [row["budget"] for row in found if row["budget"] is not None]
    context = {
        "project": project,
        "project_name": localised(project, "title") if project else "",
        "rows": found,
        "cities": sum(row["role_code"] == "CITY" for row in found),
        "known_budget": sum(known, Decimal(0)),
        "unknown_budgets": len(found) - len(known),
    }
    return render(request, "coordination/partners.html", context)


@requires("network.coordinate")
@require_GET
def export(request: HttpRequest, fmt: str) -> HttpResponse:
    """Hand out the list of partners."""
    if fmt not in FORMATS:
        raise NotFound("network.no_such_export")
    _project, found = rows()
    head = [
        _("Organizzazione"),
        _("Ruolo"),
        _("Ufficio"),
        _("Agisce tramite"),
        _("Dal"),
        _("Al"),
        _("Budget €"),
    ]
    fields = ("name", "role", "department", "body", "from_on", "to_on", "budget")
    body = [[row[name] for name in fields] for row in found]
    response = HttpResponse(write(fmt, _("Partner"), head, body), content_type=FORMATS[fmt])
    response.headers["Content-Disposition"] = f'attachment; filename="lgnet-partner.{fmt}"'
    return response
