"""Public pages: what is here for me, the project, how to tell us about somebody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lgnet.lib.access import public


@public("the front door says nothing about anybody")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show the front page."""
    return render(request, "public/home.html")
