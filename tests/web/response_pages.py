"""Posting forms the way a browser does."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client


def post(client: Client, url: str, *, key: str | None = None, **data: Any) -> HttpResponse:
    """Send a form with its idempotency key."""
    return client.post(url, {"_key": key or str(uuid4()), **data})
