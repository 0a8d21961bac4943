# SPDX-License-Identifier: EUPL-1.2
"""A hook for letters (`BRIEF_MAILHAAK`): hands one to a secure mail service over HTTPS, in JSON. Another service gets a function of its own.

The service gets the PDF, the address and a reference of no person; never plain mail. `Idempotency-Key` is that reference: a service that knows it
sends a letter once. Refused for certain is an answer of 400 to 499, or no connection at all; after that nobody knows.
"""

from __future__ import annotations

import base64
import json
import socket
import ssl
import urllib.error
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

from wijkregie.koppelingen.roep import Vraag, roep
from wijkregie.stukken.haak import NietAangenomen, Zending

GEDULD: Final = 15
"""Seconds that the service may take for a whole answer."""


def verstuur(z: Zending) -> None:
    """Raises NietAangenomen; of any other error nobody knows what came of it."""
    adres: str = settings.BRIEF_MAIL_ADRES
    if urlsplit(adres).scheme != "https" and not settings.BRIEF_MAIL_ZONDER_TLS:
        raise NietAangenomen("het adres van de maildienst begint niet met https")
    naam, _, waarde = str(settings.BRIEF_MAIL_KOP).partition(":")
    kop = {"Content-Type": "application/json", "Idempotency-Key": str(z.kenmerk), **({naam.strip(): waarde.strip()} if naam else {})}
    blad = {"naam": z.naam, "soort": "application/pdf", "inhoud": base64.b64encode(z.pdf).decode()}
    bericht = json.dumps({"kenmerk": str(z.kenmerk), "naar": z.naar, "bijlage": blad}).encode()
    try:
        roep(Vraag(adres, bericht, kop), hoogstens=GEDULD, grootst=65536)
    except urllib.error.HTTPError as e:
        if 400 <= e.code < 500 and e.code != 408:
            raise NietAangenomen(f"de maildienst weigerde hem (antwoord {e.code})") from None
        raise
    except urllib.error.URLError as e:
        if isinstance(e.reason, ConnectionRefusedError | socket.gaierror | ssl.SSLCertVerificationError):  # nothing was sent yet
            raise NietAangenomen("de maildienst is niet bereikbaar") from None
        raise
