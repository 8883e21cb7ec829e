"""Sentences of the way in."""

from django.utils.translation import gettext_lazy as _

from lgnet.web.messages import explain

explain(
    {
        "security.busy": _(
            "In questo momento stanno entrando in molti. Riprova tra qualche secondo."
        ),
        "security.wrong_code": _(
            "Il codice non va bene. Controlla che l’ora del telefono sia giusta e scrivi quello di adesso."
        ),
        "security.wrong_password": _("Non è la tua password attuale."),
        "security.weak_password": _(
            "Troppo corta o troppo usata. Servono almeno 12 caratteri, non una delle password più comuni."
        ),
        "security.bad_passkey": _("La passkey non è stata accettata. Riprova."),
        "security.too_many_factors": _("Ne hai già dieci: togline una che non usi."),
        "security.no_such_factor": _("Non c’è più. Ricarica la pagina."),
        "security.no_such_user": _("Questo accesso non c’è, o non è del tuo Comune."),
        "security.last_factor": _(
            "È l’unico che hai e il tuo ruolo ne chiede uno: prima aggiungine un altro."
        ),
        "security.set_up_over": _("È passato troppo tempo: inquadra il nuovo quadrato."),
        "security.not_oneself": _(
            "Per il tuo accesso serve un collega: qui non puoi farlo da solo."
        ),
        "security.not_active": _("L’accesso è chiuso: prima riaprilo."),
        "security.bad_email": _("L’e-mail non è scritta bene, o è già di un altro accesso."),
        "security.bad_role": _("Questo ruolo qui non c’è."),
        "security.identity_taken": _("Questo accesso è già collegato a un’altra identità."),
        "oidc.refused": _("L’identità non è stata accettata."),
    }
)
