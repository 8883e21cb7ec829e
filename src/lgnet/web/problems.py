"""Error pages: what happened, what was kept, what to do next. Never a value from the data."""

import sys
from urllib.parse import urlencode

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string

from lgnet.lib.errors import LgnetError, Unavailable
from lgnet.lib.faults import report
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
    """500: our fault; 503 when a guard or the database failed. Nothing was changed either way.

    What happened is logged without values, under an id the page shows.
    """
    error = sys.exc_info()[1]
    closed = isinstance(error, DatabaseError | InterfaceError | Unavailable)
    status = 503 if closed else 500
    fault = report(error, where=_where(request)) if error is not None else ""
    html = render_to_string(f"{status}.html", {"status": status, "fault": fault})
    return HttpResponse(html, status=status, headers={"Retry-After": "5"} if closed else {})


def _where(request: HttpRequest) -> str:
    """Return the name of the route; its address may hold ids."""
    found = request.resolver_match
    return f"{request.method} {found.view_name or found.func.__name__ if found else 'no route'}"
