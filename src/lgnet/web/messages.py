"""Sentences for the codes operations raise. Codes are of the domain, sentences of the web.

Each page group adds its own table with :func:`explain`; a test finds codes without a sentence.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lgnet.lib.errors import LgnetError

_SENTENCES: dict[str, Any] = {}


def explain(sentences: Mapping[str, Any]) -> None:
    """Add sentences, ``{name}`` standing for the error's parameters."""
    _SENTENCES.update(sentences)


def sentence(error: LgnetError) -> str:
    """Return what to tell the person, in their language."""
    template = _SENTENCES.get(error.code)
    if template is None:
        return _(
            "Non è possibile: la situazione è cambiata o i dati non vanno bene ({code})."
        ).format(code=error.code)
    return str(template).format(**error.params)


def known_codes() -> frozenset[str]:
    """Return the codes that have a sentence."""
    return frozenset(_SENTENCES)


explain(
    {
        "access.denied": gettext_lazy("Il tuo ruolo non comprende questa azione."),
        "state.no_such_move": gettext_lazy(
            "Da questo stato non si può: ricarica la pagina per vedere com’è ora."
        ),
        "state.changed_meanwhile": gettext_lazy(
            "Qualcun altro ha appena cambiato questo dato. Ricarica la pagina."
        ),
        "vault.erased": gettext_lazy(
            "I testi di questa persona sono stati cancellati: non se ne scrivono altri."
        ),
        "once.other_body": gettext_lazy(
            "Questo modulo era già stato inviato con altri dati. Apri una pagina nuova."
        ),
        "once.missing": gettext_lazy("Il modulo è incompleto. Ricarica la pagina e riprova."),
        "security.username_not_free": gettext_lazy(
            "Questo nome utente non si può usare. Prova {suggestion}."
        ),
        "paging.cursor": gettext_lazy("Questo indirizzo non porta a nessuna pagina dell’elenco."),
        "paging.id": gettext_lazy("Questo indirizzo non porta a nessun dato."),
    }
)
