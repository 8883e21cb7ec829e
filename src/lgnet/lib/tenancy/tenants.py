"""Which tenants exist, for jobs that visit them one by one."""

from django.apps import apps
from django.conf import settings

from lgnet.lib.actor import Actor, Scope, act_as


def all_tenants() -> list[str]:
    """Return the keys of the tenants that work with the system, in order."""
    with act_as(Actor(Scope.SYSTEM, role="tenants")):
        model = apps.get_model(settings.LGNET_TENANT_MODEL)
        return list(
            model._default_manager.filter(is_tenant=True)
            .order_by("pk")
            .values_list("pk", flat=True)
        )


def all_places() -> list[str]:
    """Return the keys of every place that is, was or may become a tenant, in order."""
    with act_as(Actor(Scope.SYSTEM, role="tenants")):
        model = apps.get_model(settings.LGNET_TENANT_MODEL)
        return list(model._default_manager.order_by("pk").values_list("pk", flat=True))
