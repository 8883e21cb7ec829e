"""Roles."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person does in the network; what each may do stands in ``roles.py``."""

    CASE_WORKER = "CASE_WORKER", _("operatore di sportello")
    HOUSING_COORDINATOR = "HOUSING_COORDINATOR", _("coordinatore dell’abitare")
    TEAM_MEMBER = "TEAM_MEMBER", _("operatore di strada")
    CITY_MANAGER = "CITY_MANAGER", _("referente del Comune")
    NETWORK_COORDINATOR = "NETWORK_COORDINATOR", _("coordinamento della rete")
    NETWORK_OBSERVER = "NETWORK_OBSERVER", _("osservatore della rete")


NETWORK_ROLES = frozenset({Role.NETWORK_COORDINATOR, Role.NETWORK_OBSERVER})


class FactorKind(TextChoices):
    """What somebody proves besides their password."""

    TOTP = "TOTP", _("app di autenticazione")
    PASSKEY = "PASSKEY", _("passkey")
