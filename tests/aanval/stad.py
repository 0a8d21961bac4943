# SPDX-License-Identifier: EUPL-1.2
"""What is attacked: people of two municipalities, their dossiers, and every address of the resolver with arguments that exist."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from django.urls import URLPattern, URLResolver, get_resolver

from .formulieren import Formulier, formulieren, koppelingen

NIEMAND: Final = "niemand"
NAMEN: Final = ("Femke", "Joris", "Harm", "Wout", "Rosa", "Proef", "Wilgenroos", "Daan", "Vlierbes")
"""People of the cases. None may stand in a line of a log."""
MEESTE: Final = 6  # places of one address that are found by following links
TABELLEN: Final = ("dossier_dossier", "dossier_feit", "dossier_deel", "dossier_bestand", "dossier_kop", "dossier_plicht")
_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ZANDBURG: Final = """
gemeente: {code: dordrecht, naam: Zandburg}
organisaties:
  wijk: {naam: Gemeente Zandburg (fictief), kort: Zandburg, soort: gemeente}
bezetting:
  - {rol: wijkmanager, organisatie: wijk, van: 2020-01-01}
logins:
  bo@zandburg.example:
    naam: Bo Proef
    lidmaatschappen: [{organisatie: wijk, van: 2020-01-01, rollen: [{rol: wijkmanager, van: 2020-01-01}]}]
"""


MELDERS: Final = """
gemeente: {code: amsterdam, naam: Duinveste}
organisaties:
  melders: {naam: Bewoners die melden (fictief), kort: Melder, soort: inwoner}
logins:
  meldformulier@duinveste.example: {naam: Meldformulier, actief: nee, lidmaatschappen: [{organisatie: melders, van: 2020-01-01}]}
"""
"""So that the form of residents is there, and is attacked."""


@dataclass(frozen=True)
class Route:
    """One address of the resolver: `vorm` is its form with {names}."""

    naam: str
    vorm: str
    argumenten: tuple[str, ...]


@dataclass(frozen=True)
class Plek:
    """An address that exists for somebody, with the forms that stood there."""

    route: Route
    pad: str
    formulieren: tuple[Formulier, ...] = ()


@dataclass
class Stad:
    duinveste: Any
    als: Callable[[str], Any]
    zaak: UUID
    nummer: str
    vreemd: str  # the number of a case of another municipality
    vreemd_feit: UUID
    vreemd_bestand: UUID
    feit: UUID
    bestand: UUID
    wie: tuple[str, ...]
    melding: str = ""  # the number of a report that rosa decides on

    @cached_property
    def plekken(self) -> list[Plek]:
        """Walks the pages: only who asks for it waits for that."""
        return _plekken(self)

    @property
    def databank(self) -> Any:
        return self.duinveste.databank


def routes() -> list[Route]:
    """All addresses, from the resolver: one that is new is attacked without being listed here."""

    def loop(resolver: URLResolver, voor: str) -> Iterator[Route]:
        for p in resolver.url_patterns:
            if isinstance(p, URLResolver):
                yield from loop(p, voor + str(p.pattern))
                continue
            assert isinstance(p, URLPattern)
            vorm = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", voor + str(p.pattern))
            yield Route(p.name or vorm, "/" + vorm, tuple(p.pattern.converters))

    return list(loop(get_resolver(), ""))


def bouw(d: Any, als: Callable[[str], Any], map_: Path) -> Stad:
    """Record the cases, then walk the pages as different people and keep every form."""
    from wijkregie.dossier.inrichten import richt_in
    from wijkregie.dossier.opdracht import Bijlage
    from wijkregie.partijen.importeren import importeer

    (map_ / "zandburg.yaml").write_text(ZANDBURG, "utf-8")
    ander = importeer(map_ / "zandburg.yaml").gemeente
    (map_ / "melders.yaml").write_text(MELDERS, "utf-8")
    importeer(map_ / "melders.yaml")
    richt_in()
    wie = "select m.id, l.id from partijen_lidmaatschap m join partijen_medewerker l on l.id = m.login where l.naam = 'Bo Proef'"
    d.leden["bo"] = tuple(d.databank.beheer(wie)[0])
    zaak = d.begin("femke")
    pdf = Bijlage("brief.pdf", "application/pdf", b"%PDF-1.4 verzonnen")
    d.persoon("femke", zaak)
    feit = d.leg_vast("femke", zaak, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="Muziek van Vlierbes", bijlagen=(pdf,))
    d.begin("wout")
    ((nummer,),) = d.databank.beheer("select nummer from dossier_dossier where id = %s", zaak)
    ((bestand,),) = d.databank.beheer("select id from dossier_bestand")
    stad = Stad(d, als, zaak, str(nummer), "", feit, bestand, feit, bestand, (NIEMAND, "femke", "joris", "harm", "wout", "rosa", "bo"))
    stad.vreemd, stad.vreemd_feit, stad.vreemd_bestand = _zaak_elders(stad, ander)
    stad.melding = _melding(d)
    return stad


def _melding(d: Any) -> str:
    """A report, so that its screen is attacked too."""
    from wijkregie.dossier import kern
    from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht

    id_ = uuid4()
    velden = {
        "kanaal": "mzwo",
        "anoniem": "ja",
        "omschrijving": "Gebonk op de muur",
        "waar": "Zeedistelstraat 12",
        "wie_doet_het": "Daan van nummer 3",
    }
    feit = Nieuw(id_, uuid4(), {"feit": "melding_ontvangen", "op": "2026-01-22 09:30", "velden": velden})
    kern.leg_vast(d.sessie("rosa"), Opdracht(uuid4(), (feit,), begin=(Begin(id_, "melding", ("melding",), d.gebied("duinwijk")),)))
    return str(d.databank.beheer("select nummer from dossier_dossier where id = %s", id_)[0][0])


def _zaak_elders(stad: Stad, gemeente: int) -> tuple[str, UUID, UUID]:
    """The case once more, row by row, as one of the other municipality with ids and a number of its own. Gives number, fact and file."""
    db, anders = stad.databank, lambda id_: str(uuid5(NAMESPACE_OID, str(id_)))
    ((nummer,),) = db.beheer("select replace(nummer, '-0', '-7') from dossier_dossier where id = %s", stad.zaak)
    db.beheer("set session_replication_role = replica")
    for tabel in TABELLEN:
        ((kolommen,),) = db.beheer(
            "select string_agg(column_name, ', ') from information_schema.columns where table_name = %s and is_generated = 'NEVER'", tabel
        )
        for (rij,) in db.beheer(f"select to_jsonb(x) from {tabel} x where %s in (to_jsonb(x)->>'dossier', to_jsonb(x)->>'id')", str(stad.zaak)):
            rij |= {"gemeente": gemeente} | ({"nummer": nummer} if "nummer" in rij else {})
            kopie = _UUID.sub(lambda m: anders(m[0]), json.dumps(rij))
            db.beheer(f"insert into {tabel} ({kolommen}) select {kolommen} from jsonb_populate_record(null::{tabel}, %s::jsonb)", kopie)
    db.beheer("set session_replication_role = origin")
    return str(nummer), UUID(anders(stad.feit)), UUID(anders(stad.bestand))


def client(stad: Stad, wie: str) -> Any:
    from django.test import Client

    c = Client() if wie == NIEMAND else stad.als(wie)
    c.raise_request_exception = False
    return c


def argumenten(stad: Stad, route: Route, naam: str) -> list[str]:
    """Values that exist, for an argument of an address; of a new argument nothing is known yet."""
    feiten = ["klacht_ontvangen", "toestemming_ingetrokken", "partij_betrokken", "waarschuwingsbrief_uitgereikt"]
    bekend = {
        "nummer": [stad.melding, stad.nummer] if route.vorm.startswith("/meldingen/") else [stad.nummer, stad.vreemd],
        "feit": [str(stad.feit), str(stad.vreemd_feit)] if "/feit/" in route.vorm else feiten,
        "bestand": [str(stad.bestand), str(stad.vreemd_bestand)],
        "wat": ["verborgen/zorg", "plicht/" + str(uuid4())],
        "naam": ["mijn-werk", "fout-niet-hier"],
        "besluit": [str(uuid4())],
        "bijeenkomst": [str(uuid4())],
        "punt": [str(uuid4())],
        "vorm": ["pdf", "docx"],
        "teken": ["A" * 43],
    }
    return bekend.get(naam, ["1", str(uuid4())])


def _plekken(stad: Stad) -> list[Plek]:
    """Every address filled in, and what the pages of some people link to; with the forms of each."""
    alle = routes()
    paden: dict[str, Route] = {}
    for r in alle:
        rijen = [{}]  # type: list[dict[str, str]]
        for a in r.argumenten:
            rijen = [rij | {a: w} for rij in rijen for w in argumenten(stad, r, a)]
        for rij in rijen:
            paden[r.vorm.format(**rij)] = r
    uit: dict[str, Plek] = {}
    enkele = {
        "harm": [f"/dossier/{stad.nummer}/", "/werk/", f"/dossier/{stad.nummer}/delen/"],
        "rosa": [f"/meldingen/{stad.melding}/beslissen/"],
    }
    for wie in ("femke", "harm", "rosa", NIEMAND):
        c = client(stad, wie)
        wachtrij = enkele.get(wie) or list(paden)
        for pad in wachtrij:
            html = c.get(pad).content.decode("utf-8", "replace")
            gevonden = formulieren(html, pad)
            oud = uit.get(pad)
            uit[pad] = Plek(paden[pad], pad, tuple(dict.fromkeys((*(oud.formulieren if oud else ()), *gevonden))))
            for doel in sorted(koppelingen(html))[:60]:
                route = past(alle, doel)
                if route is not None and doel not in paden and sum(r is route for r in paden.values()) < MEESTE:
                    paden[doel] = route
                    wachtrij.append(doel)
    return list(uit.values())


def past(alle: list[Route], pad: str) -> Route | None:
    """The address that a path belongs to."""
    for r in alle:
        vorm = re.escape(r.vorm).replace(r"\{wat\}", ".+")
        if re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", vorm), pad.partition("?")[0]):
            return r
    return None
