"""What a municipality settles for its housing: terms of the classes, nights away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lgnet.domain.housing import operations, queries
from lgnet.lib.access import requires
from lgnet.lib.errors import Invalid
from lgnet.web.desk.housing_forms import put
from lgnet.web.desk.stay_forms import SettingsForm
from lgnet.web.once import once


@require_http_methods(["GET", "POST"])
@requires("housing.configure")
@once
def settings(request: HttpRequest) -> HttpResponse:
    """Show and change the terms."""
    now = queries.settings_now()
    initial: dict[str, Any] = {name: getattr(now, name) for name in SettingsForm.base_fields}
    form = SettingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            operations.save_settings(at=timezone.now(), **form.cleaned_data)
        except Invalid as error:
            put(form, error)
        else:
            messages.success(request, _("Impostazioni salvate."))
            return redirect("housing:settings")
    return render(request, "desk/housing/settings.html", {"form": form, "changed": now.changed_at})
