# SPDX-License-Identifier: EUPL-1.2
"""What holds of every answer, whatever was asked."""

from __future__ import annotations

import logging
import re
from typing import Any, Final

from django.conf import settings

from wijkregie.project.logboek import Stil

from .stad import NAMEN, Stad
from .verzoeken import MERK, Verzoek

VEILIG: Final = ("GET", "HEAD", "OPTIONS", "TRACE")
# Not part of a case: sessions and when they were used, the count of attempts to log in, who read what.
DAARNAAST: Final = ("django_session", "partijen_poging", "partijen_aanmelding", "partijen_gebruik", "partijen_gebeurtenis", "privacy_lezing")
KOPREGELS: Final = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Afdruk:
    """A mark of all rows that matter: it differs when a row was added, changed or removed."""

    def __init__(self, stad: Stad) -> None:
        self.db = stad.databank
        tabellen = [r[0] for r in self.db.beheer("select tablename from pg_tables where schemaname = 'public'")]
        delen = [f"select '{t}', count(*), sum(hashtextextended(x::text, 0)) from {t} x" for t in sorted(tabellen) if t not in DAARNAAST]
        self.sql = " union all ".join(delen)

    def neem(self) -> dict[str, tuple[int, Any]]:
        return {t: (n, som) for t, n, som in self.db.beheer(self.sql)}


STRENGER = {"Referrer-Policy": "no-referrer"}  # who leaves the public form in a hurry says nowhere where he was


class Logregels(logging.Handler):
    """Every line as it would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(Stil("%(levelname)s %(name)s %(message)s"))
        self.regels: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.regels.append(self.format(record))


def kopregels(antwoord: Any) -> list[str]:
    """What lacks of the headers that every page has."""
    mist = [f"{n}: {antwoord.get(n)!r}" for n, w in KOPREGELS.items() if antwoord.get(n) not in (w, STRENGER.get(n))]
    csp = antwoord.get("Content-Security-Policy", "")
    if "default-src 'none'" not in csp or "unsafe" in csp or ("frame-ancestors 'none'" not in csp and "sandbox" not in csp):
        mist.append(f"CSP {csp!r}")
    if "no-store" not in antwoord.get("Cache-Control", ""):
        mist.append(f"Cache-Control {antwoord.get('Cache-Control')!r}")
    if "Permissions-Policy" not in antwoord:
        mist.append("Permissions-Policy")
    return mist


def bezwaren(v: Verzoek, antwoord: Any, regels: list[str]) -> list[str]:
    """What is wrong with this answer."""
    uit = [f"status {antwoord.status_code}"] if antwoord.status_code >= 500 else []
    inhoud = antwoord.content.decode("utf-8", "replace")
    pagina = antwoord.get("Content-Type", "").startswith("text/html")
    uit += [f"header {m}" for m in kopregels(antwoord)]
    if antwoord.status_code >= 400 and v.methode != "HEAD":
        deel = "HTTP_HX_TARGET" in v.kop
        taal = "en" if v.pad.startswith("/report/") and '<html lang="en"' in inhoud else "nl"
        gegevens = antwoord.get("Content-Type", "") == "application/json" and inhoud == "{}"  # asked by a script, which tells it in Dutch
        if not gegevens and (not pagina or (not deel and f'<html lang="{taal}"' not in inhoud)):
            uit.append(f"error {antwoord.status_code} is not the Dutch page")
    if pagina and re.search(r"<script>alert|<img src=x|<svg onload", inhoud):
        uit.append("markup that was typed came back as markup")
    if pagina and re.search(r"Traceback|psycopg|/wijkregie/\w+/\w+\.py|SELECT .* FROM", inhoud):
        uit.append("internals on the page")
    doel = antwoord.get("Location", "/")
    doel = "/" if doel == settings.MELDEN_WEG else doel  # the way out of the public form, by a setting and never by a request
    if not re.match(r"/(?![/\\])", doel):
        uit.append(f"sends one elsewhere: {doel[:60]}")
    if any(k.startswith(("x", "kwaad")) for k in antwoord.cookies):
        uit.append("cookie from outside")
    for regel in regels:
        if any(n in regel for n in (*NAMEN, MERK)):
            uit.append(f"log tells: {regel.splitlines()[0][:50]}")
        if re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", regel) or "\nERROR vals" in regel:
            uit.append(f"log holds control characters: {regel[:30]!r}")
    return uit


def geweigerd(v: Verzoek, antwoord: Any) -> bool:
    """Nothing may have changed: it was refused, sent to log in, or asks by its method only to look."""
    return antwoord.status_code >= 400 or v.methode.upper() in VEILIG or antwoord.get("Location", "").startswith("/inloggen/")
