# SPDX-License-Identifier: EUPL-1.2
"""Every address of the product, and how it is walked: by its name in the URL resolver. A name that is not here fails the test."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.urls import URLPattern, URLResolver, get_resolver

from .wereld import DAG, Wereld

ELKE_ZOVEEL = 60
"""Of kinds of facts and of single facts each persona walks one in so many, each another, so that together they walk all."""


@dataclass
class Bezoek:
    """One persona at the doors: what it asks, and what an ordinary page offered it."""

    w: Wereld
    c: Any
    wie: str
    hoeveelste: int

    def nummers(self) -> list[str]:
        return list(self.w.nummers.values())

    def zaak(self) -> tuple[str, str]:
        """One of the two cases, by turns: id and number."""
        zaken = sorted(self.w.zaken.values(), key=str)
        id_ = str(zaken[self.hoeveelste % len(zaken)])
        return id_, self.w.nummers[id_]

    def soorten(self) -> list[str]:
        """The kinds of facts that are this persona's share."""
        from wijkregie.dossier.afspraken import wereld

        alle = sorted(wereld("amsterdam").voc.feiten)
        return [s for i, s in enumerate(alle) if i % ELKE_ZOVEEL == self.hoeveelste % ELKE_ZOVEEL]

    def merken(self) -> list[Any]:
        return [m for i, m in enumerate(self.w.merken) if i % ELKE_ZOVEEL == self.hoeveelste % ELKE_ZOVEEL]

    def get(self, adres: str) -> Iterator[tuple[str, Any]]:
        yield f"GET {adres}", self.c.get(adres)

    def post(self, adres: str, **data: Any) -> Iterator[tuple[str, Any]]:
        yield f"POST {adres} {data.get('stap', '')}", self.c.post(adres, {"op": "23-01-2026", "sleutel": str(uuid4()), "kenmerk": "vals", **data})


Loper = Callable[[Bezoek], Iterator[tuple[str, Any]]]
DEUREN: dict[str, Loper] = {}


def deur(*namen: str) -> Callable[[Loper], Loper]:
    def om(f: Loper) -> Loper:
        DEUREN.update(dict.fromkeys(namen, f))
        return f

    return om


def namen_van_adressen() -> set[str]:
    """The names of all addresses, from the resolver itself."""

    def loop(patronen: list[Any]) -> Iterator[str]:
        for p in patronen:
            if isinstance(p, URLResolver):
                yield from loop(p.url_patterns)
            elif isinstance(p, URLPattern):
                yield p.name or str(p.pattern)

    return set(loop(get_resolver().url_patterns))


def _per_dossier(*staarten: str, alle: bool = False) -> Loper:
    def f(b: Bezoek) -> Iterator[tuple[str, Any]]:
        for n in b.nummers() if alle else [b.zaak()[1]]:
            for s in staarten:
                yield from b.get(f"/dossier/{n}/{s}")

    return f


def _vast(*adressen: str, ieder: bool = False) -> Loper:
    """`ieder`: for every persona; else for one in so many, where nothing of a dossier stands on the page."""

    def f(b: Bezoek) -> Iterator[tuple[str, Any]]:
        for a in adressen if ieder or b.hoeveelste % 8 == 0 else ():
            yield from b.get(a)

    return f


DEUREN |= {
    "begin": _vast("/", ieder=True),
    "werk": _vast("/werk/", "/werk/?van=team", "/werk/?van=alle", "/werk/?van=heel", ieder=True),
    "dossiers": _vast("/dossiers/?welke=open", "/dossiers/?welke=mij", "/dossiers/?welke=gesloten", "/dossiers/?blad=zzz", ieder=True),
    "dossier": _per_dossier("?feiten=alle", "?feiten=101", "?feiten=201", alle=True),
    "vers": _per_dossier("vers/"),
    "delen_uitleg": _per_dossier("delen/uitleg/"),
    "bekend_op": _per_dossier(f"bekend-op/?dag={DAG}", "bekend-op/?dag=2026-01-22"),
    "behandelaar": _per_dossier("behandelaar/"),
    "inloggen": _vast("/inloggen/"),
    "wachtwoord": _vast("/wachtwoord/"),
    "personas": _vast("/personas/"),
    "lidmaatschap": _vast("/lidmaatschap/"),
    "overdracht": _vast("/overdracht/", ieder=True),
    "afwezigheid": _vast("/afwezigheid/"),
    "nieuw": _vast("/dossiers/nieuw/"),
    "dubbel": _vast("/personen/dubbel/", ieder=True),
    "leeslog": _vast("/leeslog/", ieder=True),
    "patronen": _vast("/patronen/"),
    "patroon": _vast("/patronen/dossier/"),
}


DEUREN |= {
    "bewijs": _vast("/inloggen/bewijs/"),
    "via": _vast("/inloggen/via/1/"),
    "oidc_terug": _vast("/inloggen/terug/?state=vals&code=vals"),
    "beveiliging": _vast("/beveiliging/"),
    "sessie_over": _vast("/sessie/over/"),
    "beheer": _vast("/beheer/"),
    "beheer_nieuw": _vast("/beheer/nieuw/"),
    "gebeurtenissen": _vast("/beheer/gebeurtenissen/"),
    "uitnodiging": _vast("/uitnodiging/"),
    "uitnodiging_openen": _vast("/uitnodiging/openen/"),
    "vernietigen": _vast("/vernietigen/", ieder=True),
    "vernietigbesluit": _vast("/vernietigen/V-2026-0001/"),
    "gegevens_vernietigen": _vast("/vernietigen/V-2026-0001/gegevens/00000000-0000-4000-8000-000000000000/"),
    "nood": _vast("/noodtoegang/", ieder=True),
    "nood_openen": _per_dossier("noodtoegang/"),  # looked at, never sent: it would open the file
    "privacy": _vast("/privacy/", ieder=True),
    "privacy_nieuw": _vast("/privacy/nieuw/"),
    "privacy_verzoek": _vast("/privacy/V-2026-0001/"),
    "privacy_maak": _vast("/privacy/V-2026-0001/pakket/"),
    "privacy_gegeven": _vast("/privacy/V-2026-0001/pakket/P-1/gegeven/"),
    "privacy_haal": _vast("/privacy/V-2026-0001/pakket/P-1/pdf/"),
}
ZONDER_POST = {
    "bewijs_passkey": "inloggen/bewijs/passkey",
    "middel_toevoegen": "beveiliging/toevoegen",
    "passkey_opties": "beveiliging/toevoegen/passkey",
    "middel_weg": "beveiliging/weg",
    "herstelcodes": "beveiliging/herstelcodes",
    "sessie_weg": "beveiliging/sessie",
    "sessies_weg": "beveiliging/sessies",
    "sessie_verder": "sessie/verder",
    "beheer_doe": "beheer/doe",
    "beheer_besluit": "beheer/besluit",
}
"""Asked without the method that they want: they must not do anything, nor show anything."""
DEUREN |= {naam: _vast(f"/{adres}/") for naam, adres in ZONDER_POST.items()}


@deur("uitloggen", "afwezigheid_stop")
def _alleen_post(b: Bezoek) -> Iterator[tuple[str, Any]]:
    """Asked without the method it wants: it must not do anything, nor show anything."""
    yield from b.get("/uitloggen/")
    yield from b.get("/afwezigheid/stop/")


@deur("belang", "belang_eigen", "belang_opheffen")
def _belang(b: Bezoek) -> Iterator[tuple[str, Any]]:
    """Looked at, never sent: who says to be party as a citizen is shut out, and the walk would end."""
    yield from b.get(f"/dossier/{b.zaak()[1]}/belang/")
    yield from b.get("/belang/")
    yield from b.get("/belang/opheffen/")


@deur("privacy_stukken")
def _stukken(b: Bezoek) -> Iterator[tuple[str, Any]]:
    for n in b.nummers():
        yield from b.get(f"/privacy/V-2026-0001/gegevens/{n}/")


@deur("delen", "delen_als")
def _delen(b: Bezoek) -> Iterator[tuple[str, Any]]:
    _, n = b.zaak()
    for wat, a in b.get(f"/dossier/{n}/delen/"):
        yield wat, a
        links = sorted({html.unescape(x) for x in re.findall(r'href="(/dossier/[^"#]*delen/[^"#]*)"', a.content.decode())})
        for x in links[b.hoeveelste % 4 :: 4][:2]:
            yield from b.get(x)
    yield from b.get(f"/dossier/{n}/delen/als/?partij={b.hoeveelste + 1}")


@deur("waarom")
def _waarom(b: Bezoek) -> Iterator[tuple[str, Any]]:
    """What a page links to; and the panels of what is hidden, by ids of the database that the persona could have got elsewhere."""
    id_, n = b.zaak()
    heel = b.c.get(f"/dossier/{n}/").content.decode()
    links = sorted({html.unescape(x) for x in re.findall(r'href="(/dossier/[^"#]*waarom/[^"#]*)"', heel)})
    for x in links[:: max(1, len(links) // 3)][:3]:
        yield from b.get(x)
    for s, sql in (
        ("plicht", "select id from dossier_plicht where dossier = %s order by id limit 40"),
        ("afwijking", "select id from dossier_schending where dossier = %s order by id limit 40"),
    ):
        for (i,) in b.w.d.databank.beheer(sql, id_)[b.hoeveelste % 40 :][:1]:
            yield from b.get(f"/dossier/{n}/waarom/{s}/{i}/")
    for spoor, soort in b.w.d.databank.beheer("select spoor, soort from dossier_regie where dossier = %s", id_)[:1]:
        yield from b.get(f"/dossier/{n}/waarom/regie/{spoor}/{soort}/")
        yield from b.get(f"/dossier/{n}/waarom/fase/{spoor}/")
    for m in b.merken()[:1]:
        yield from b.get(f"/dossier/{n}/waarom/verborgen/{m.categorie}/")
    for f in b.soorten()[:1]:
        yield from b.get(f"/dossier/{n}/waarom/handeling/{f}/")


@deur("handeling", "volgt", "brief_concept")
def _handeling(b: Bezoek) -> Iterator[tuple[str, Any]]:
    _, n = b.zaak()
    for f in b.soorten():
        yield from b.get(f"/dossier/{n}/handeling/{f}/")
    for f in b.soorten()[:1]:
        yield from b.post(f"/dossier/{n}/handeling/{f}/volgt/")
        yield from b.post(f"/dossier/{n}/handeling/{f}/", stap="bekijk")
        yield from b.get(f"/dossier/{n}/handeling/{f}/brief/")


@deur("rechtzetten", "verplaatsen", "brief", "bestand")
def _feiten(b: Bezoek) -> Iterator[tuple[str, Any]]:
    per_feit = {str(f): str(i) for i, f in b.w.d.databank.beheer("select id, feit from dossier_bestand")}
    for m in b.merken():
        n = b.w.nummers[str(m.dossier)]
        if str(m.feit) in per_feit:
            yield from b.get(f"/dossier/{n}/bestand/{per_feit[str(m.feit)]}/")
    for m in b.merken()[:2]:
        n = b.w.nummers[str(m.dossier)]
        for staart in ("rechtzetten", "verplaatsen", "brief"):
            yield from b.get(f"/dossier/{n}/feit/{m.feit}/{staart}/")
        yield from b.post(f"/dossier/{n}/feit/{m.feit}/rechtzetten/", wat="intrekken", reden="proef", stap="bekijk")


@deur("zoeken")
def _zoeken(b: Bezoek) -> Iterator[tuple[str, Any]]:
    """What was typed comes back in the box: that is taken out, the rest must not hold it."""
    yield from b.get("/zoeken/")
    for q in [*(m.tekst for m in b.w.merken[:2]), "Daan", b.nummers()[0]]:
        for wat, a in b.post("/zoeken/", q=q):
            a.content = re.sub(rb'value="' + q.encode() + rb'"|\xe2\x80\x98?' + q.encode() + rb"\xe2\x80\x99?", b"", a.content)
            yield f"{wat} {q}", a


def loop(b: Bezoek) -> Iterator[tuple[str, Any]]:
    """Every door once, and an address that is none."""
    for f in dict.fromkeys(DEUREN.values()):
        yield from f(b)
    for adres in ("/dossier/WR-2026-9999/", "/bestaat-niet/", f"/dossier/{b.nummers()[0]}/bestaat-niet/"):
        yield from b.get(adres)
