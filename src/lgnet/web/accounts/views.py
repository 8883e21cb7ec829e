"""Sign in, sign out, language, and the door to each role's home."""

from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from lgnet.lib.access import public
from lgnet.lib.actor import current_actor

_HOMES = (
    ("desk.use", "desk:today"),
    ("field.use", "field:tonight"),
    ("network.coordinate", "coordination:network"),
)


class SignInForm(AuthenticationForm):
    """Name and password, in the reader's words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Nome utente")


sign_in = public("the door")(
    never_cache(
        LoginView.as_view(
            template_name="accounts/login.html",
            authentication_form=SignInForm,
            redirect_authenticated_user=True,
            extra_context={"form_action": "", "providers": (), "next_url": ""},
        )
    )
)
language = public("a person's language is their choice")(set_language)


@public("leaving is always possible")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session on the server and clear what the browser kept."""
    logout(request)
    response = redirect("/")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@public("sends each role to its own home, or to the sign-in page")
@require_GET
def home(request: HttpRequest) -> HttpResponseRedirect:
    """Open the home of the signed-in role."""
    actor = current_actor()
    for permission, route in _HOMES:
        if actor.may(permission):
            return redirect(route)
    return redirect("login" if actor.user_id is None else "/")
