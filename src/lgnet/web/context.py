"""What the frame of every page prints."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from lgnet.domain.network.queries import municipality_name
from lgnet.domain.response.queries import count_waiting
from lgnet.domain.security.enums import Role
from lgnet.lib.actor import Actor, actor_or_none
from lgnet.web.frame import Frame
from lgnet.web.nav import base_for, navigation, new_links, user_links


def _waiting(actor: Actor) -> dict[str, int]:
    """Return what every page of the desk counts in its navigation: reports nobody decided."""
    return {"desk:reports": count_waiting()} if actor.may("response.assess") else {}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return who works here, where they may go, and whether the data is for trying out."""
    actor = actor_or_none()
    if actor is None or actor.user_id is None:
        return {"actor": actor, "demo": settings.LGNET_DEMO, "base": base_for(actor)}
    city = municipality_name(actor.municipality_id) if actor.municipality_id else None
    return {
        "actor": actor,
        "demo": settings.LGNET_DEMO,
        "base": base_for(actor),
        # Read when a page prints it: pages of errors do not, and may stand on a broken database.
        "nav": SimpleLazyObject(lambda: navigation(request, actor, _waiting(actor))),
        "frame": Frame(
            tenant=_("Comune di {name}").format(name=city) if city else _("Rete LGNet"),
            office=str(Role(actor.role).label),
            demo=settings.LGNET_DEMO,
            user_name=request.user.display_name,
            user_initials=request.user.initials,
            user_role=str(Role(actor.role).label),
            user_links=user_links(actor),
            new_links=new_links(actor),
        ),
    }
