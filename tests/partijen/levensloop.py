# SPDX-License-Identifier: EUPL-1.2
"""Two organisations with their administrators, and what a test does on their pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from wijkregie.dossier.inrichten import richt_in
from wijkregie.klok import ZONE, met_klok
from wijkregie.partijen.importeren import importeer

MAART = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
GOED, NIEUW = "een lang proefwachtwoord", "een eigen nieuw wachtwoord"
PARTIJEN = """
gemeente: {code: amsterdam, naam: Duinveste}
gebieden:
  west: {soort: stadsdeel, naam: Duinveste West}
organisaties:
  helm: {naam: Woningstichting Helm (fictief), kort: Helm, soort: woningcorporatie}
  eik: {naam: Woonstichting De Eik (fictief), kort: De Eik, soort: woningcorporatie}
logins:
  ada@helm.example: {naam: Ada Beheer, lidmaatschappen: [{organisatie: helm, van: 2026-01-01, rollen: [{rol: beheerder, van: 2026-01-01}]}]}
  bas@helm.example: {naam: Bas Beheer, lidmaatschappen: [{organisatie: helm, van: 2026-01-01, rollen: [{rol: beheerder, van: 2026-01-01}]}]}
  cora@helm.example: {naam: Cora Proef, lidmaatschappen: [{organisatie: helm, van: 2026-01-01, rollen: [{rol: contactpersoon, van: 2026-01-01}]}]}
  eva@eik.example: {naam: Eva Beheer, lidmaatschappen: [{organisatie: eik, van: 2026-01-01, rollen: [{rol: beheerder, van: 2026-01-01}]}]}
  ivo@eik.example: {naam: Ivo Beheer, lidmaatschappen: [{organisatie: eik, van: 2026-01-01, rollen: [{rol: beheerder, van: 2026-01-01}]}]}
"""


@pytest.fixture
def helm(databank: Any, schrijf: Callable[[str], Any]) -> Iterator[Any]:
    from django.contrib.auth.hashers import make_password

    importeer(schrijf(PARTIJEN))
    richt_in()
    databank.beheer("UPDATE partijen_login SET password = %s", make_password(GOED))
    with met_klok(MAART):
        yield databank


@pytest.fixture(autouse=True)
def post(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    """What these pages mailed in this test: (to, subject, text). The outbox of Django is shared with what other tests left running."""
    verstuurd: list[tuple[str, str, str]] = []

    def stuur(aan: str, onderwerp: str, tekst: str) -> bool:
        if settings.MAIL_GAAT_UIT:
            verstuurd.append((aan, onderwerp, tekst))
        return bool(settings.MAIL_GAAT_UIT)

    monkeypatch.setattr("wijkregie.scherm.paginas.beheer.stuur", stuur)
    return verstuurd


def als(wie: str) -> Client:
    client = Client()
    assert client.post("/inloggen/", {"naam": wie, "wachtwoord": GOED}).status_code == 302
    return client


def pagina(client: Client, adres: str = "/beheer/") -> str:
    return re.sub(r"</?bdi>", "", client.get(adres).content.decode())


def stel_voor(client: Client, **anders: str) -> Any:
    return client.post("/beheer/nieuw/", {"naam": "Dina Nieuw", "mail": "Dina@Helm.example", "rol": "contactpersoon", "waar": "overal", **anders})


def besluit(client: Client, wat: str = "akkoord", voorstel: Any = None, databank: Any = None) -> str:
    nummer = voorstel or databank.beheer("SELECT max(id) FROM partijen_voorstel")[0][0]
    client.post("/beheer/besluit/", {"voorstel": nummer, "wat": wat, "zeker": "ja"})
    return pagina(client)


def link(post: list[tuple[str, str, str]]) -> str:
    """What stands behind the # of the link, and again below it for who has no script."""
    gevonden = re.search(r"http://testserver/uitnodiging/openen/#(\S+)", post[-1][2])
    assert gevonden and post[-1][2].count(gevonden[1]) == 2
    return gevonden[1]


def open_(client: Client, teken: str) -> Any:
    return client.post("/uitnodiging/openen/", {"teken": teken})


def lid_van(databank: Any, wie: str, organisatie: str) -> int:
    return int(databank.beheer(
        "SELECT m.id FROM partijen_lidmaatschap m JOIN partijen_login l ON l.id = m.login JOIN partijen_organisatie o ON o.id = m.organisatie"
        " WHERE gebruikersnaam LIKE %s AND o.code = %s ORDER BY m.id DESC", f"{wie}%", organisatie,
    )[0][0])  # fmt: skip
