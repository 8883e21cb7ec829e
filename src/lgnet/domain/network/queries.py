"""Reads of the network."""

from functools import lru_cache
from uuid import UUID

from django.db.models import Case, QuerySet, When

from lgnet.domain.network.enums import PartnerRole
from lgnet.domain.network.models import Municipality, Organisation, Partner, Project, SheetItem
from lgnet.lib.errors import NotFound


@lru_cache(maxsize=512)
def municipality_name(istat_code: str) -> str:
    """Return a Comune's name; Comuni change names rarely, processes restart daily."""
    return Municipality.objects.values_list("name", flat=True).get(pk=istat_code)


@lru_cache(maxsize=512)
def municipality_prefix(istat_code: str) -> str:
    """Return the letters that open a Comune's codes, e.g. ``FI``; its province's if it has none."""
    row = Municipality.objects.values_list("prefix", "province_code").get(pk=istat_code)
    return str(row[0] or row[1])


def get_municipality(*, istat_code: str) -> Municipality:
    """Return a Comune by its ISTAT code."""
    return Municipality.objects.get(pk=istat_code)


def list_tenants() -> QuerySet[Municipality]:
    """Return the Comuni that work with the system, by name."""
    return Municipality.objects.filter(is_tenant=True).order_by("name")


def get_project(*, code: str) -> Project:
    """Return a project by its code."""
    return Project.objects.get(code=code)


def list_partners(*, project: Project) -> QuerySet[Partner]:
    """Return who takes part, lead first, then by name."""
    order = Case(
        When(role=PartnerRole.LEAD, then=0), When(role=PartnerRole.SUPPORT, then=1), default=2
    )
    return project.partners.select_related("organisation__municipality", "acts_through").order_by(
        order, "organisation__name_it", "from_on"
    )


def get_tenant(*, istat_code: str) -> Municipality:
    """Return a Comune of the network, or raise :class:`NotFound`."""
    place = Municipality.objects.filter(pk=istat_code, is_tenant=True).first()
    if place is None:
        raise NotFound("network.unknown_municipality")
    return place


def current_project() -> Project | None:
    """Return the project the public sheet shows: the latest to start."""
    return Project.objects.order_by("-starts_on", "code").first()


def list_items(*, project: Project) -> list[SheetItem]:
    """Return objectives and sub-actions in their order."""
    return list(project.items.order_by("kind", "number"))


def is_known(*, istat_code: str) -> bool:
    """Tell whether ISTAT's list has the Comune."""
    return Municipality.objects.filter(pk=istat_code).exists()


def organisations_of(*, istat_code: str) -> dict[str, UUID]:
    """Return the organisations that work for a Comune, and the Comune itself, by Italian name."""
    found = Organisation.objects.filter(municipality_id=istat_code)
    return dict(found.values_list("name_it", "pk"))
