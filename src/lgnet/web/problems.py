"""Error pages: what happened, what was kept, what to do next. Never a value from the data."""

import sys
from urllib.parse import urlencode

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string

from lgnet.lib.errors import LgnetError, Unavailable
from lgnet.web.messages import sentence


def _page(request: HttpRequest, status: int, **context: object) -> HttpResponse:
    html = render_to_string(f"{status}.html", {"status": status, **context}, request)
    return HttpResponse(html, status=status)


def sign_in(request: HttpRequest) -> HttpResponse:
    """Send a visitor to the sign-in page and back."""
    query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?{query}")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: absent, or another municipality's; the two are the same answer."""
    return _page(request, 404)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the role does not include this."""
    return _page(request, 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request cannot be understood."""
    return _page(request, 400)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose page was too old."""
    return _page(request, 403, reason="csrf")


def refused(request: HttpRequest, error: LgnetError) -> HttpResponse:
    """409 or 422: the operation said no, in words, and nothing was changed."""
    html = render_to_string(
        "409.html", {"status": error.status, "sentence": sentence(error)}, request
    )
    return HttpResponse(html, status=error.status)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; 503 when a guard or the database failed. Nothing was changed either way."""
    if isinstance(sys.exc_info()[1], DatabaseError | InterfaceError | Unavailable):
        return unavailable(request)
    return HttpResponse(render_to_string("500.html", {"status": 500}), status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: a guard or the database cannot be reached; nothing was changed."""
    html = render_to_string("503.html", {"status": 503})
    return HttpResponse(html, status=503, headers={"Retry-After": "5"})
