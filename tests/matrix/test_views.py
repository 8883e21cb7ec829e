"""A view says which permission it needs, or it is never served."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from lgnet.domain.security.roles import PERMISSIONS, PUBLIC_PERMISSIONS
from lgnet.lib.access import PERMISSION_ATTRIBUTE, PUBLIC_ATTRIBUTE
from tests.builders import sign_in
from tests.matrix.routes import all_routes

KNOWN = frozenset().union(PUBLIC_PERMISSIONS, *PERMISSIONS.values())

urlpatterns = [
    path("forgotten/", lambda request: HttpResponse("everything"), name="forgotten"),
    path("", include("lgnet.config.urls")),
]


@pytest.mark.parametrize("route", all_routes(), ids=str)
def test_every_view_declares_who_may_open_it(route: object) -> None:
    view = route.view  # type: ignore[attr-defined]
    permission = getattr(view, PERMISSION_ATTRIBUTE, None)
    reason = getattr(view, PUBLIC_ATTRIBUTE, None)
    assert permission or reason, f"{route} declares neither a permission nor a reason to be public"
    assert permission is None or permission in KNOWN, f"{route} needs {permission}: no role has it"
    assert reason is None or len(reason) > 6


@pytest.mark.django_db
@pytest.mark.urls("tests.matrix.test_views")
def test_a_view_that_forgot_its_check_is_never_served(client: Client) -> None:
    response = sign_in(client).get("/forgotten/")
    assert response.status_code == 404
    assert b"everything" not in response.content
