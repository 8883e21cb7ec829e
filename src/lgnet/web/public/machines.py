"""What machines ask: may crawlers come in, is the system well, whom to tell of a weakness."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_safe

from lgnet.lib.access import public
from lgnet.lib.vault.root import root_key

_TEXT = "text/plain; charset=utf-8"
_ROBOTS = """User-agent: *
Disallow: /sportello/
Disallow: /abitare/
Disallow: /strada/
Disallow: /rete/
Disallow: /accesso/
Disallow: /segnala/
Disallow: /offerta/
"""
SECURITY_TEXT_DAYS = 180


@public("says which pages are for anybody")
@require_GET
@cache_control(public=True, max_age=86400)
def robots(request: HttpRequest) -> HttpResponse:
    """Ask crawlers to keep to the public pages."""
    body = "User-agent: *\nDisallow: /\n" if settings.LGNET_DEMO else _ROBOTS
    return HttpResponse(body, content_type=_TEXT)


@public("says that it is well, and nothing else")
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 while the database and the root key can be reached; what fails answers 503.

    The database was reached before this view began: every request opens a transaction.
    """
    root_key()
    return HttpResponse("ok\n", content_type=_TEXT)


@public("RFC 9116: whom to tell of a weakness")
@require_safe
def security_text(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a weakness; 404 while nobody is named in the settings."""
    if not settings.LGNET_CONTACT:
        raise Http404
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    expires = (midnight + timedelta(days=SECURITY_TEXT_DAYS)).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = [
        *(f"Contact: {contact}" for contact in settings.LGNET_CONTACT),
        f"Expires: {expires}",
        "Preferred-Languages: it, en",
        f"Canonical: {request.build_absolute_uri(reverse('public:security_text'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=_TEXT)
