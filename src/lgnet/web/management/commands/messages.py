"""``manage messages``: what English still lacks, ready to be pasted into a catalogue."""

import sys
from typing import Any

from babel.messages.pofile import escape
from django.core.management.base import BaseCommand

from lgnet.web.translations import missing


class Command(BaseCommand):
    """Print the untranslated texts as catalogue entries; exit 1 when there are any."""

    help = "Print the texts that have no English, as catalogue entries."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        lacking = missing("en")
        for text, place in lacking.items():
            self.stdout.write(f'#: {place}\nmsgid "{escape(text)[1:-1]}"\nmsgstr ""\n')
        if lacking:
            self.stderr.write(f"{len(lacking)} texts without English")
            sys.exit(1)
