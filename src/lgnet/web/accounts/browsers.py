"""What is known of a browser that knocks: its address, its name, the mark it carries."""

import ipaddress
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_MARK_DAYS = 180
_FAMILIES = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def address_of(request: HttpRequest) -> str:
    """Return the network a request comes from, or '' when only our own proxy is known.

    Addresses of IPv6 count by their /64: one household has millions.
    """
    name = settings.LGNET_ADDRESS_HEADER
    told = request.headers.get(name, "") if name else request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(told.rpartition(",")[2].strip())
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if address.is_loopback:
        return ""
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def label_of(request: HttpRequest) -> str:
    """Return a browser's family and system, as its user knows them: ``Firefox · Windows``."""
    agent = request.headers.get("User-Agent", "")
    found = [
        next((name for mark, name in table if mark in agent), "") for table in (_FAMILIES, _SYSTEMS)
    ]
    return " · ".join(filter(None, found))


def mark_of(request: HttpRequest) -> str:
    """Return the mark a browser carries since somebody came in from it, or ''."""
    mark = request.COOKIES.get(settings.LGNET_DEVICE_COOKIE, "")
    return mark if 40 <= len(mark) <= 80 else ""


def new_mark() -> str:
    """Return a mark for a browser that carries none."""
    return secrets.token_urlsafe(32)


def set_mark(response: HttpResponse, mark: str) -> HttpResponse:
    """Have a browser carry its mark for half a year."""
    response.set_cookie(
        settings.LGNET_DEVICE_COOKIE,
        mark,
        max_age=_MARK_DAYS * 24 * 3600,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response
