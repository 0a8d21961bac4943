# SPDX-License-Identifier: EUPL-1.2
"""Mail of the system itself. A subject names nobody and nothing; a mail holds no more than a link and what to do with it."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import EmailMessage

log = logging.getLogger("wijkregie.post")


def stuur(aan: str, onderwerp: str, tekst: str, agenda: str = "") -> bool:
    """Send one mail (`agenda`: with this calendar file); no if there is no server or it did not take it."""
    if not settings.MAIL_GAAT_UIT:
        return False
    try:
        mail = EmailMessage(onderwerp, tekst, to=[aan], headers={"Auto-Submitted": "auto-generated"})
        if agenda:
            mail.attach("overleg.ics", agenda, "text/calendar")
        return bool(mail.send())
    except OSError as e:  # of the mail server: who it was for does not go into the log
        log.warning("mail niet verzonden: %s", type(e).__name__)
        return False
