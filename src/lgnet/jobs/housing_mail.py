"""The e-mail that asks a facility how many places are free: a link, no person, no number."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from lgnet.domain.housing.queries import Letter


def send_link(letter: Letter) -> None:
    """Send one; both languages of the interface, the Italian first."""
    url = settings.LGNET_SITE + reverse("public:confirm_places", args=[letter.token])
    with override("it"):
        subject = _("{name}: quanti posti liberi stasera?").format(name=letter.facility_name)
    texts = []
    for language in ("it", "en"):
        with override(language):
            texts.append(
                _(
                    "Buongiorno,\n\n"
                    "c’è chi cerca un posto e non sappiamo se quello che risulta a {name} è ancora vero."
                    " Bastano dieci secondi, senza accesso:\n\n"
                    "{url}\n\n"
                    "Il link vale fino al {until} e solo per questa struttura. Non scriveteci nomi di"
                    " persone: bastano i numeri.\n\n"
                    "Lo sportello del Comune di {city}"
                ).format(
                    name=letter.facility_name,
                    url=url,
                    until=date_format(timezone.localtime(letter.expires_at), "j F, H:i"),
                    city=letter.city,
                )
            )
    EmailMessage(
        subject=" ".join(subject.split()), body="\n\n—\n\n".join(texts), to=[letter.to]
    ).send()
