"""Reads of the network."""

from functools import lru_cache

from django.db.models import QuerySet

from lgnet.domain.network.models import Municipality, Partner, Project


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
    return project.partners.select_related("organisation", "organisation__municipality").order_by(
        "role", "organisation__name_it", "from_on"
    )
