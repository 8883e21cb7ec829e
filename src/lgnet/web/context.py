"""What the frame of every page prints."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from lgnet.domain.network.queries import municipality_name
from lgnet.lib.actor import actor_or_none
from lgnet.web.nav import navigation


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return who works here, where they may go, and whether the data is for trying out."""
    actor = actor_or_none()
    context: dict[str, Any] = {"demo": settings.LGNET_DEMO, "actor": actor}
    if actor is not None and actor.user_id is not None:
        context["nav"] = navigation(request, actor)
        context["tenant_name"] = (
            municipality_name(actor.municipality_id) if actor.municipality_id else ""
        )
    return context
