"""Choices of the network."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    """What an organisation is."""

    MINISTRY = "MINISTRY", _("Ministero")
    ASSOCIATION = "ASSOCIATION", _("associazione di Comuni")
    FOUNDATION = "FOUNDATION", _("fondazione")
    COMPANY = "COMPANY", _("società")
    MUNICIPALITY = "MUNICIPALITY", _("Comune")
    BODY = "BODY", _("ente attuatore")


class PartnerRole(TextChoices):
    """What a partner does in a project."""

    LEAD = "LEAD", _("capofila")
    SUPPORT = "SUPPORT", _("partner di supporto")
    CITY = "CITY", _("Comune partner")
