# SPDX-License-Identifier: EUPL-1.2
"""Every address of the product, and how it is walked: by its name in the URL resolver. A name that is not here fails the test."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.urls import URLPattern, URLResolver, get_resolver, resolve

from .verdeling import Deel, opent
from .wereld import DAG, Merk, Wereld


@dataclass
class Bezoek:
    """One persona at the doors: what it asks, and what an ordinary page offered it."""

    w: Wereld
    c: Any
    wie: str
    hoeveelste: int
    deel: Deel
    gelopen: set[tuple[str, str]] = field(default_factory=set)
    """(name of an address, open or dicht, or nothing where it names no dossier)"""
    naam: str = ""
    """Of the address that was asked last."""

    def zaak(self) -> UUID | None:
        """A dossier that it may enter, by turns; cases if there are any."""
        zaken = [i for i in self.deel.open if i in self.w.zaken.values()] or self.deel.open
        return zaken[self.hoeveelste % len(zaken)] if zaken else None

    def vreemd(self) -> UUID:
        """One that it may not, by turns: a case, or the person's own."""
        zaken = [i for i in self.deel.dicht if i in self.w.zaken.values()] or self.deel.dicht
        return zaken[self.hoeveelste % len(zaken)]

    def zaken(self) -> list[UUID]:
        return [i for i in (self.zaak(), self.vreemd() if self.deel.dicht else None) if i is not None]

    def feiten(self, zaak: UUID) -> list[Merk]:
        """Of a dossier one fact that it may know of and one that it may not, by turns."""
        hier = {m.feit: m for m in self.w.merken if m.dossier == zaak}
        groepen = [m for f, m in hier.items() if f in self.deel.leesbaar], [m for f, m in hier.items() if f not in self.deel.leesbaar]
        return [g[self.hoeveelste % len(g)] for g in groepen if g]

    def ids(self, zaak: UUID) -> list[UUID]:
        """The same by id; in a dossier without markers (a request) any fact."""
        los = self.w.d.databank.beheer("select id from dossier_feit where dossier = %s order by id limit 1", zaak)
        return [m.feit for m in self.feiten(zaak)] or [i for (i,) in los]

    def bestand(self, feit: UUID) -> str | None:
        return next((str(i) for (i,) in self.w.d.databank.beheer("select id from dossier_bestand where feit = %s", feit)), None)

    def get(self, adres: str) -> Iterator[tuple[str, Any]]:
        self._was(adres)
        yield f"GET {adres}", self.c.get(adres)

    def post(self, adres: str, **data: Any) -> Iterator[tuple[str, Any]]:
        self._was(adres)
        yield f"POST {adres} {data.get('stap', '')}", self.c.post(adres, {"op": "23-01-2026", "sleutel": str(uuid4()), "kenmerk": "vals", **data})

    def _was(self, adres: str) -> None:
        m = resolve(adres.partition("?")[0])
        nummers = [m.kwargs[k] for k in ("nummer", "dossier") if k in m.kwargs]
        self.naam = naam = m.url_name or m.route
        self.gelopen.add((naam, ("open" if opent(self.w, self.deel, self.wie, naam, nummers) else "dicht") if nummers else ""))


Loper = Callable[[Bezoek], Iterator[tuple[str, Any]]]
DEUREN: dict[str, Loper] = {}


def deur(*namen: str) -> Callable[[Loper], Loper]:
    def om(f: Loper) -> Loper:
        DEUREN.update(dict.fromkeys(namen, f))
        return f

    return om


def adressen() -> dict[str, bool]:
    """The names of all addresses, from the resolver itself; and does it name a dossier?"""

    def loop(patronen: list[Any]) -> Iterator[tuple[str, bool]]:
        for p in patronen:
            if isinstance(p, URLResolver):
                yield from loop(p.url_patterns)
            elif isinstance(p, URLPattern):
                yield p.name or str(p.pattern), "<str:nummer>" in str(p.pattern)

    return dict(loop(get_resolver().url_patterns))


def _per_dossier(*staarten: str) -> Loper:
    def f(b: Bezoek) -> Iterator[tuple[str, Any]]:
        for z in b.zaken():
            for s in staarten:
                yield from b.get(f"/dossier/{b.w.nummer(z)}/{s}")

    return f


def _vast(*adressen: str) -> Loper:
    def f(b: Bezoek) -> Iterator[tuple[str, Any]]:
        for a in adressen:
            yield from b.get(a)

    return f


DEUREN |= {
    "begin": _vast("/"),
    "werk": _vast("/werk/", "/werk/?van=team", "/werk/?van=alle", "/werk/?van=heel"),
    "post": _vast("/post/"),
    "dossiers": _vast("/dossiers/?welke=open", "/dossiers/?welke=mij", "/dossiers/?welke=gesloten", "/dossiers/?blad=zzz"),
    "vers": _per_dossier("vers/"),
    "delen_uitleg": _per_dossier("delen/uitleg/"),
    "bekend_op": _per_dossier(f"bekend-op/?dag={DAG}", "bekend-op/?dag=2026-01-22"),
    "behandelaar": _per_dossier("behandelaar/"),
    "inloggen": _vast("/inloggen/"),
    "wachtwoord": _vast("/wachtwoord/"),
    "personas": _vast("/personas/"),
    "lidmaatschap": _vast("/lidmaatschap/"),
    "overdracht": _vast("/overdracht/"),
    "afwezigheid": _vast("/afwezigheid/"),
    "nieuw": _vast("/dossiers/nieuw/"),
    "dubbel": _vast("/personen/dubbel/"),
    "leeslog": _vast("/leeslog/"),
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
    "vernietigen": _vast("/vernietigen/"),
    "nood": _vast("/noodtoegang/"),
    "vroeg": _vast("/meldingen/vroeg-herkennen/"),
    "nood_openen": _per_dossier("noodtoegang/"),  # looked at, never sent: it would open the file
    "privacy": _vast("/privacy/"),
    "privacy_nieuw": _vast("/privacy/nieuw/"),
    # what a code opens is walked in tests/meldingen
    "melden": _vast("/melden/"),
    "melden_en": _vast("/report/"),
    "meldcode": _vast("/melden/code/"),
    "meldcode_en": _vast("/report/code/"),
    "meldcode_brief": _vast(f"/melden/code/brief/{uuid4()}/"),
    "melden_weg": _vast("/melden/weg/"),
    "meldingen": _vast("/meldingen/", "/meldingen/?welke=afgerond"),
    "melding_nieuw": _vast("/meldingen/nieuw/"),
    "agenda": _vast("/agenda/"),
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
    "agenda_maken": "agenda/maken",
    "agenda_stoppen": "agenda/stoppen",
}
"""Asked without the method that they want: they must not do anything, nor show anything."""
DEUREN |= {naam: _vast(f"/{adres}/") for naam, adres in ZONDER_POST.items()}


ALLEEN_POST = {"uitloggen", "afwezigheid_stop", "belang_opheffen", "behandelaar", "privacy_maak", "privacy_gegeven", "overleg_aanwezig"}


@deur("uitloggen", "afwezigheid_stop")
def _alleen_post(b: Bezoek) -> Iterator[tuple[str, Any]]:
    """Asked without the method it wants: it must not do anything, nor show anything."""
    yield from b.get("/uitloggen/")
    yield from b.get("/afwezigheid/stop/")


@deur("belang", "belang_eigen", "belang_opheffen")
def _belang(b: Bezoek) -> Iterator[tuple[str, Any]]:
    """Looked at, never sent: who says to be party as a citizen is shut out, and the walk would end."""
    for z in b.zaken():
        yield from b.get(f"/dossier/{b.w.nummer(z)}/belang/")
    yield from b.get("/belang/")
    yield from b.get("/belang/opheffen/")


@deur("dossier")
def _dossier(b: Bezoek) -> Iterator[tuple[str, Any]]:
    """All of them, each page of the timeline."""
    for id_, n in b.w.nummers.items():
        for blad in ("alle", "101", "201") if UUID(id_) in b.deel.open else ("alle",):
            yield from b.get(f"/dossier/{n}/?feiten={blad}")


@deur("agenda_feed")
def _agenda_feed(b: Bezoek) -> Iterator[tuple[str, Any]]:
    """A token that was never given out, and the calendar of this persona as its own link gives it."""
    if b.hoeveelste % 4 == 0:  # too many wrong ones from one address would shut it
        yield from b.get(f"/agenda/{'A' * 43}/wijkregie.ics")
    gemaakt = b.c.post("/agenda/maken/").content.decode()
    if m := re.search(r"http://testserver(/agenda/[\w-]+/wijkregie\.ics)", gemaakt):
        yield from b.get(m[1])


@deur("overleg_plannen")
def _overleg_plannen(b: Bezoek) -> Iterator[tuple[str, Any]]:
    """Planning a meeting of one case, looked at only: of a case of harassment too, that has such meetings."""
    for z in dict.fromkeys((*b.zaken(), b.w.zaken["treiter"])):
        hier = f"/dossier/{b.w.nummer(z)}/overleg/"
        yield from b.get(hier)
        yield from b.post(hier, vorm="kernteam", stap="")


@deur("overleggen", "overleg", "overleg_aanwezig", "overleg_ics", "overleg_verslag", "overleg_punt", "overleg_concept")
def _overleg(b: Bezoek) -> Iterator[tuple[str, Any]]:
    """A meeting at which the second case is discussed, and one that is not there."""
    yield from b.get("/overleggen/")
    for hier in (b.w.overleg, f"/overleg/R-2026-9999/{uuid4()}/"):
        yield from b.get(hier)
        yield from b.get(f"{hier}aanwezig/")
        yield from b.get(f"{hier}overleg.ics")
        yield from b.get(f"{hier}verslag/")
        yield from b.get(f"{hier}punt/{b.w.punt}/")
        yield from b.get(f"{hier}punt/{b.w.punt}/concept/")


@deur("privacy_verzoek", "privacy_stukken", "privacy_maak", "privacy_gegeven", "privacy_haal")
def _privacy(b: Bezoek) -> Iterator[tuple[str, Any]]:
    """Of the request that there is, and of a number that is no request."""
    for verzoek in (b.w.verzoek, b.w.zaken["route"]):
        hier = f"/privacy/{b.w.nummer(verzoek)}/"
        yield from b.get(hier)
        for zaak in (b.w.zaken["route"], b.w.persoon, b.w.zaken["elders"]):
            for blad in range(3) if zaak == b.w.zaken["route"] else (0,):
                yield from b.get(f"{hier}gegevens/{b.w.nummer(zaak)}/?blad={blad}")
        yield from b.get(f"{hier}pakket/")
        for vorm in ("pdf", "json", "gegeven"):
            yield from b.get(f"{hier}pakket/{b.w.pakket}/{vorm}/")


@deur("vernietigbesluit", "gegevens_vernietigen")
def _vernietigen(b: Bezoek) -> Iterator[tuple[str, Any]]:
    for zaak in (b.w.zaken["route"], b.w.zaken["elders"]):
        yield from b.get(f"/vernietigen/{b.w.nummer(zaak)}/")
        yield from b.get(f"/vernietigen/{b.w.nummer(zaak)}/gegevens/{b.w.besluit}/")


@deur("wie")
def _wie(b: Bezoek) -> Iterator[tuple[str, Any]]:
    for zaak in b.zaken():
        yield from b.get(f"/dossier/{b.w.nummer(zaak)}/wie/")


@deur("beslissen", "losmaken", "einde_code", "vroeg_geen_zaak")
def _over_een_melding(b: Bezoek) -> Iterator[tuple[str, Any]]:
    """Of the reports that there are, and of a case, which has no such page."""
    yield from b.get("/meldingen/vroeg-herkennen/geen-zaak/")
    for d in (*b.w.meldingen.values(), *b.zaken()):
        for staart in ("beslissen", "losmaken", "code"):
            yield from b.get(f"/meldingen/{b.w.nummer(d)}/{staart}/")
        yield from b.get(f"/meldingen/vroeg-herkennen/geen-zaak/?m={b.w.nummer(d)}")


@deur("delen", "delen_als")
def _delen(b: Bezoek) -> Iterator[tuple[str, Any]]:
    for z in b.zaken():
        n = b.w.nummer(z)
        for wat, a in b.get(f"/dossier/{n}/delen/"):
            yield wat, a
            links = sorted({html.unescape(x) for x in re.findall(r'href="(/dossier/[^"#]*delen/[^"#]*)"', a.content.decode())})
            for x in links[b.hoeveelste % 4 :: 4][:2]:
                yield from b.get(x)
        yield from b.get(f"/dossier/{n}/delen/als/?partij={b.hoeveelste + 1}")


@deur("waarom")
def _waarom(b: Bezoek) -> Iterator[tuple[str, Any]]:
    """What a page links to; and the panels of what is hidden, by ids of the database that the persona could have got elsewhere."""
    for z in b.zaken():
        n = b.w.nummer(z)
        links = sorted({html.unescape(x) for x in re.findall(r'href="(/dossier/[^"#]*waarom/[^"#]*)"', b.c.get(f"/dossier/{n}/").content.decode())})
        for x in links[:: max(1, len(links) // 3)][:3]:
            yield from b.get(x)
        for s, sql in (
            ("plicht", "select id from dossier_plicht where dossier = %s order by id limit 40"),
            ("afwijking", "select id from dossier_schending where dossier = %s order by id limit 40"),
        ):
            for (i,) in b.w.d.databank.beheer(sql, z)[b.hoeveelste % 40 :][:1]:
                yield from b.get(f"/dossier/{n}/waarom/{s}/{i}/")
        for spoor, soort in b.w.d.databank.beheer("select spoor, soort from dossier_regie where dossier = %s", z)[:1]:
            yield from b.get(f"/dossier/{n}/waarom/regie/{spoor}/{soort}/")
            yield from b.get(f"/dossier/{n}/waarom/fase/{spoor}/")
        for m in b.feiten(z):
            yield from b.get(f"/dossier/{n}/waarom/verborgen/{m.categorie}/")
            yield from b.get(f"/dossier/{n}/waarom/gevolg/{m.feit}/")
        yield from b.get(f"/dossier/{n}/waarom/handeling/{b.w.merken[b.hoeveelste].soort}/")


@deur("handeling", "volgt", "brief_concept", "brief_conceptbestand")
def _handeling(b: Bezoek) -> Iterator[tuple[str, Any]]:
    """In each dossier one kind, every step of it; and the form of each kind that is its share."""
    for i, z in enumerate(b.zaken()):
        n, f = b.w.nummer(z), b.w.merken[b.hoeveelste * 7 + i].soort
        yield from b.get(f"/dossier/{n}/handeling/{f}/")
        yield from b.post(f"/dossier/{n}/handeling/{f}/volgt/")
        yield from b.post(f"/dossier/{n}/handeling/{f}/", stap="bekijk")
        for staart in ("", "pdf/", "docx/"):
            yield from b.get(f"/dossier/{n}/handeling/{f}/brief/{staart}")
    for z, f in b.deel.soorten:
        yield from b.get(f"/dossier/{b.w.nummer(z)}/handeling/{f}/")


@deur("rechtzetten", "verplaatsen", "brief", "brief_bestand", "brief_versturen", "bestand")
def _feiten(b: Bezoek) -> Iterator[tuple[str, Any]]:
    for z in b.zaken():
        n = b.w.nummer(z)
        for f in b.ids(z):
            for staart in ("rechtzetten", "verplaatsen", "brief", "brief/pdf", "brief/docx"):
                yield from b.get(f"/dossier/{n}/feit/{f}/{staart}/")
            yield from b.post(f"/dossier/{n}/feit/{f}/rechtzetten/", wat="intrekken", reden="proef", stap="bekijk")
            yield from b.post(f"/dossier/{n}/feit/{f}/brief/versturen/", weg="duif")  # by no way that there is: nothing is recorded
            yield from b.get(f"/dossier/{n}/bestand/{b.bestand(f) or uuid4()}/")
    for m in b.deel.feiten:
        n = b.w.nummer(m.dossier)
        yield from b.get(f"/dossier/{n}/feit/{m.feit}/rechtzetten/")
        if bestand := b.bestand(m.feit):
            yield from b.get(f"/dossier/{n}/bestand/{bestand}/")


@deur("zoeken")
def _zoeken(b: Bezoek) -> Iterator[tuple[str, Any]]:
    """By number here; by name and by what stands in a dossier in test_deuren_zoeken.py."""
    yield from b.get("/zoeken/")
    for n in b.w.nummers.values():
        yield from b.post("/zoeken/", q=n)


def loop(b: Bezoek) -> Iterator[tuple[str, Any]]:
    """Every door, and an address that is none."""
    for f in dict.fromkeys(DEUREN.values()):
        yield from f(b)
    yield from b.get("/dossier/WR-2026-9999/")
    for adres in ("/bestaat-niet/", f"/dossier/{b.w.nummer(b.w.zaken['route'])}/bestaat-niet/"):
        yield f"GET {adres}", b.c.get(adres)
