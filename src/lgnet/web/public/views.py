"""Public pages: what is here for me, the project, privacy, accessibility."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lgnet.lib.access import public
from lgnet.web.coordination.outline import OUTLINE
from lgnet.web.public.project import results, sheet


@public("the front door says nothing about anybody")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show the front page."""
    return render(request, "public/home.html", {"sheet": sheet(), "results": results()})


@public("the project sheet is public by the rules of the fund")
@require_GET
def project(request: HttpRequest) -> HttpResponse:
    """Show the project sheet."""
    context = {"sheet": sheet(), "results": results(), "outline": OUTLINE}
    return render(request, "public/project.html", context)


@public("GDPR art. 13: what is done with personal data")
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """Show the privacy notice."""
    return render(request, "public/privacy.html")


@public("the declaration every public body owes (L. 4/2004)")
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility declaration."""
    return render(request, "public/accessibility.html")
