"""The way in and out, one's own access, and that of who one keeps accounts for."""

from django.urls import include, path

from lgnet.web.accounts import colleagues, confirming, outside, own, passkeys, views

own_urls = (
    [
        path("io/", own.mine, name="mine"),
        path("io/inizio/", own.begin, name="begin"),
        path("io/password/", own.password, name="password"),
        path("io/app/", own.app, name="app"),
        path("io/passkey/", own.passkey, name="passkey"),
        path("io/codici/", own.recovery_codes, name="codes"),
        path("io/togli/", own.remove, name="remove"),
        path("io/chiudi/", own.end, name="end"),
        path("conferma/", confirming.confirm, name="confirm"),
        path("colleghi/", colleagues.colleagues, name="colleagues"),
        path("colleghi/<uuid:user_id>/", colleagues.colleague, name="colleague"),
        path("colleghi/<uuid:user_id>/aiuta/", colleagues.help_colleague, name="help"),
    ],
    "account",
)

urlpatterns = [
    path("accesso/", views.sign_in, name="login"),
    path("accesso/secondo/", views.second_step, name="second_step"),
    path("accesso/codice/", views.with_code, name="with_code"),
    path("accesso/passkey/", views.passkey, name="passkey_login"),
    path("accesso/passkey/domanda/", passkeys.options, name="passkey_options"),
    path("accesso/fuori/", outside.leave, name="outside"),
    path("accesso/fuori/ritorno/", outside.come_back, name="outside_back"),
    path("accesso/fuori/entra/", outside.enter, name="outside_enter"),
    path("accesso/", include(own_urls)),
    path("uscita/", views.sign_out, name="logout"),
    path("inizio/", views.home, name="home"),
    path("lingua/", views.language, name="set_language"),
]
