# SPDX-License-Identifier: EUPL-1.2
"""What is measured of one set of dossiers. Wall-clock milliseconds of who waits, the database included; numbers by name."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction

from bench.databank import client, partijen, plannen, plek
from bench.databank.bezoek import Bezoeker, loopt
from bench.databank.verzinnen import GROTE
from wijkregie.dossier import afspraken, kern, taken
from wijkregie.dossier.controle import Uitkomst, controleer_dossiers
from wijkregie.dossier.opdracht import Geweigerd, Nieuw, Opdracht
from wijkregie.klok import ZONE, met_klok, vandaag
from wijkregie.partijen.sessie import Sessie, maak_sessie
from wijkregie.scherm.paginas import basis

Cijfers = dict[str, float]
KLACHT: Final = "klacht_ontvangen"  # a fact that calls up many duties
KEER: Final = 200  # recordings
BEZOEKEN: Final = 60  # of one page
CLIENTS, SECONDEN = 4, 10.0
BROK: Final = 200  # dossiers that are proven in one go


@dataclass
class Opzet:
    """The set, and who and what to take from it this time."""

    v: plek.Verzameling
    map: Path
    ronde: int

    @cached_property
    def kans(self) -> random.Random:
        return random.Random(f"meten/{self.ronde}")

    @cached_property
    def stad(self) -> partijen.Stad:
        return partijen.lees(self.v.gemeente)

    @cached_property
    def open(self) -> list[tuple[UUID, str, int, int]]:
        """Open cases of ordinary size: id, number, handler's membership and login."""
        with plek.beheer() as c:
            rijen = c.execute(
                "select d.id, d.nummer, b.lidmaatschap, m.login from dossier_dossier d join dossier_behandelaar b on b.dossier = d.id"
                " join partijen_lidmaatschap m on m.id = b.lidmaatschap where d.soort = 'zaak' and d.gesloten_op is null order by d.nummer, d.id"
            ).fetchall()
        return rijen[GROTE:]

    def greep(self, n: int) -> list[tuple[UUID, str, int, int]]:
        return self.kans.sample(self.open, min(n, len(self.open)))

    def lid(self, organisatie: str, plek_: int = 0) -> Bezoeker:
        wie = self.stad.leden[organisatie][plek_]
        return Bezoeker(wie.lidmaatschap, wie.login)


def meet(v: plek.Verzameling, map_: Path, wat: Iterable[str], ronde: int) -> Cijfers:
    """The measures that were asked for, in the order of METINGEN."""
    o = Opzet(v, map_, ronde)
    gevraagd = set(wat)
    uit: Cijfers = {"aantal rijen": v.rijen, "maken": v.seconden}
    for naam, doe in METINGEN.items():
        if naam in gevraagd:
            uit |= doe(o)
    return uit


def _p(naam: str, tijden: list[float]) -> Cijfers:
    """Half of the times, and all but the slowest twentieth, in milliseconds."""
    rij = sorted(1000 * t for t in tijden)
    return {f"{naam} p50": median(rij), f"{naam} p95": rij[min(len(rij) - 1, int(0.95 * len(rij)))]} if rij else {}


# recording


def vastleggen(o: Opzet) -> Cijfers:
    """A fact from session to commit: rights, gates, chain, state, sight."""
    tijden = []
    greep = o.greep(KEER + 20)
    for i, (dossier, _, lid, login) in enumerate(greep):
        begin = perf_counter()
        if leg_vast(dossier, lid, login) and i >= 20:  # the first ones warm up
            tijden.append(perf_counter() - begin)
    if not o.ronde and greep:
        plannen.toon("vastleggen", lambda: leg_vast(greep[0][0], greep[0][2], greep[0][3]))
    return _p("vastleggen", tijden)


def leg_vast(dossier: UUID, lid: int, login: int) -> bool:
    """One complaint by the handler; no if the agreement does not allow it there."""
    klacht = {"op": vandaag().isoformat(), "feit": KLACHT, "velden": {"kanaal": "zorgaanbieder", "omschrijving": "Muziek tot laat."}}
    try:
        kern.leg_vast(sessie(lid, login), Opdracht(uuid4(), (Nieuw(dossier, uuid4(), klacht, opent=uuid4()),)))
    except Geweigerd:
        return False
    return True


def sessie(lid: int, login: int) -> Sessie:
    with transaction.atomic():
        return maak_sessie(lid, login, vandaag(), afspraken.boven)


def doorvoer(o: Opzet) -> Cijfers:
    """Facts a second with several clients at once, each in a process of its own and on dossiers of its own."""
    context = get_context("spawn")
    hek, uit = context.Barrier(CLIENTS), context.Queue()
    greep = o.greep(CLIENTS * 2000)
    delen = [greep[i::CLIENTS] for i in range(CLIENTS)]
    clients = [context.Process(target=client.neem_op, args=(o.map, o.v.dag, w, SECONDEN, hek, uit), daemon=True) for w in delen]
    for proces in clients:
        proces.start()
    gedaan = [uit.get(timeout=120) for _ in clients]
    for proces in clients:
        proces.join()
    return {"doorvoer": sum(n / s for n, s in gedaan)}


# pages


def werk(o: Opzet) -> Cijfers:
    """Mijn werk: of handlers, of who leads a care provider, of who works for the whole city."""
    return _pagina(o, "mijn werk", _behandelaars(o, "/werk/")) | _pagina(o, "mijn werk, hele stad", [(o.lid("mzwo"), "/werk/")])


def lijst(o: Opzet) -> Cijfers:
    """The list of dossiers: of handlers, and of who sees those of the whole city."""
    return _pagina(o, "dossiers", _behandelaars(o, "/dossiers/")) | _pagina(o, "dossiers, hele stad", [(o.lid("mzwo"), "/dossiers/")])


def zoeken(o: Opzet) -> Cijfers:
    """Search one's own dossiers by the name of the person, with a letter missing."""
    wie, vormen = [], []
    with plek.beheer() as c:
        for dossier, _, lid, login in o.greep(12):
            rij = c.execute("select zoek from dossier_kop where dossier = %s and soort = 'persoon' and volgorde = 0", [dossier]).fetchone()
            if rij is not None:
                wie.append((Bezoeker(lid, login), "/zoeken/"))
                vormen.append({"q": rij[0][:3] + rij[0][4:]})
    return _pagina(o, "zoeken", wie, vormen)


def dossier(o: Opzet) -> Cijfers:
    """The page of a dossier: ordinary ones, and those of 500 facts."""
    with plek.beheer() as c:
        rijen = c.execute(
            "select d.nummer, b.lidmaatschap, m.login from dossier_dossier d join dossier_behandelaar b on b.dossier = d.id"
            " join partijen_lidmaatschap m on m.id = b.lidmaatschap where d.soort = 'zaak' and d.laatste_nr >= 500 order by d.nummer limit %s",
            [GROTE],
        ).fetchall()
    uit: Cijfers = {}
    for naam, welke in (("dossier", [r[1:] for r in o.greep(6)]), ("dossier van 500 feiten", rijen)):
        paren = [(Bezoeker(lid, login), f"/dossier/{nr}/") for nr, lid, login in welke]
        uit |= _pagina(o, naam, paren)
    return uit


def zicht(o: Opzet) -> Cijfers:
    """The same dossiers by who may see nearly all of it (the handler) and by who may see little (the housing corporation)."""
    verhouding = []
    for dossier, nr, lid, login in o.greep(8):
        adres = f"/dossier/{nr}/"
        weinig = _eerste_die_ziet(o, dossier, adres) if loopt(adres) else None
        if weinig is not None:
            alles, deel = _beurtelings((Bezoeker(lid, login), adres), (weinig, adres))
            verhouding.append(median(deel) / median(alles))
    return {"beperkte lezer": median(verhouding)} if verhouding else {}


def _eerste_die_ziet(o: Opzet, dossier: UUID, adres: str) -> Bezoeker | None:
    """Somebody of the housing corporation that takes part for whom the dossier is there."""
    with plek.beheer() as c:
        leden = c.execute(
            "select m.id, m.login from dossier_partij p join partijen_lidmaatschap m on m.organisatie = p.organisatie"
            " where p.dossier = %s and p.rol = 'woningcorporatie' order by m.id",
            [dossier],
        ).fetchall()
    return next((b for b in (Bezoeker(*lid) for lid in leden) if b.bezoek(adres).status == 200), None)


def _behandelaars(o: Opzet, adres: str) -> list[tuple[Bezoeker, str]]:
    return [(Bezoeker(lid, login), adres) for _, _, lid, login in o.greep(6)]


def _beurtelings(*wie: tuple[Bezoeker, str]) -> list[list[float]]:
    """Visits in turn, so that a slow spell hits all alike."""
    for b, adres in wie:
        b.bezoek(adres)
    beurten = [[b.bezoek(adres).duur for b, adres in wie] for _ in range(15)]
    return [list(kolom) for kolom in zip(*beurten, strict=True)]


def _pagina(o: Opzet, naam: str, wie: Sequence[tuple[Bezoeker, str]], vormen: Sequence[dict[str, str] | None] = ()) -> Cijfers:
    """Time and queries of a page, by several people in turn; `vormen`: what each of them sends. In the first round also what it asks the database."""
    if not wie or not loopt(wie[0][1]):
        return {}
    beurten = [(b, adres, vorm) for (b, adres), vorm in zip(wie, vormen or [None] * len(wie), strict=True)]
    for b, adres, vorm in beurten:
        b.bezoek(adres, vorm)
    bezoeken = [b.bezoek(adres, vorm) for i in range(BEZOEKEN) for b, adres, vorm in [beurten[i % len(beurten)]]]
    mislukt = {x.status for x in bezoeken} - {200}
    if mislukt:
        print(f"  {naam}: {wie[0][1]} antwoordt {mislukt}")
        return {}
    uit = _p(naam, [x.duur for x in bezoeken]) | {f"{naam} vragen": float(max(x.vragen for x in bezoeken))}
    if not o.ronde:
        b, adres, vorm = beurten[0]
        te_traag = uit[f"{naam} p95"] > plannen.DOEL.get(naam, float("inf"))
        plannen.toon(naam, lambda: b.bezoek(adres, vorm), langste=te_traag)
    return uit


def leeslog(o: Opzet) -> Cijfers:
    """What the read log costs: the same visits with and without it, in pairs that take turns in going first."""
    uit: Cijfers = {}
    for naam, adres in (("mijn werk", "/werk/"), ("dossiers", "/dossiers/"), ("dossier", "")):
        met, zonder = [], []
        wie = [(Bezoeker(lid, login), adres or f"/dossier/{nr}/") for _, nr, lid, login in o.greep(4)]
        for i in range(BEZOEKEN + len(wie)):
            b, plek_ = wie[i % len(wie)]
            paar = [_bezoek(b, plek_, aan) for aan in ((True, False) if i % 2 else (False, True))]
            if i >= len(wie):  # the first visit of each warms up
                met.append(paar[1 - i % 2])
                zonder.append(paar[i % 2])
        uit[f"leeslog: {naam}"] = median(met) / median(zonder)
    return uit


def _bezoek(b: Bezoeker, adres: str, aan: bool) -> float:
    """One visit; without the log nothing is collected and no line is written."""
    eigen = basis.verzamel
    if not aan:
        basis.verzamel = lambda: nullcontext({})
    try:
        return b.bezoek(adres).duur
    finally:
        basis.verzamel = eigen


# keeping up and proof


def nacht(o: Opzet) -> Cijfers:
    """The first night on which something changes by itself, and nothing happened: exactly the dossiers whose date has come are derived again."""
    with plek.beheer() as c:
        rij = c.execute("select min(wisselt_op) from dossier_dossier").fetchone()
        if rij is None or rij[0] is None:
            return {}
        dag = max(rij[0], date.fromisoformat(o.v.dag) + timedelta(days=1))
        middernacht = datetime(dag.year, dag.month, dag.day, 0, 7, tzinfo=ZONE)
        toe = c.execute("select count(*) from dossier_dossier where wisselt_op <= %s", [dag]).fetchone()
        o.v = o.v.op(o.map, dag)  # before the work: a night that is cut off is still one that came
        with met_klok(middernacht, overal=True):
            begin = perf_counter()
            n = taken.wissel_alles()
            duur = perf_counter() - begin
        geraakt = c.execute("select count(*) from dossier_dossier where bijgewerkt = %s", [middernacht]).fetchone()
    assert toe is not None and geraakt is not None
    return {
        "nacht: dossiers": float(n.gewisseld), "nacht: te veel of te weinig": float(abs(geraakt[0] - toe[0]) + len(n.mislukt) + n.ingehaald),
        "nacht per dossier": 1000 * duur / max(n.gewisseld, 1),
    }  # fmt: skip


def controle(o: Opzet) -> Cijfers:
    """Prove every dossier, with two processes."""
    dag = date.fromisoformat(o.v.dag)
    alle = kern.alle_dossiers(o.v.gemeente, partijen.CODE)
    uit = Uitkomst()
    begin = perf_counter()
    with plek.pool(2) as p:
        brokken = [alle[i : i + BROK] for i in range(0, len(alle), BROK)]
        for i, deel in enumerate(p.map(_bewijs, [(o.v.gemeente, b, dag) for b in brokken]), 1):
            uit.erbij(deel)
            print(f"\r{min(i * BROK, len(alle))} van {len(alle)} dossiers bewezen", end="", flush=True)
    duur = perf_counter() - begin
    print("".join(f"\n  {b}" for b in uit.bezwaren[:10]))
    return {"controle: bezwaren": float(len(uit.bezwaren)), "controle per dossier": 1000 * duur / len(alle), "controle": duur}


def _bewijs(wat: tuple[int, list[UUID], date]) -> Uitkomst:
    gemeente, dossiers, dag = wat
    return controleer_dossiers(gemeente, partijen.CODE, dossiers, dag)


METINGEN: Final[dict[str, Callable[[Opzet], Cijfers]]] = {
    "vastleggen": vastleggen, "doorvoer": doorvoer, "werk": werk, "lijst": lijst, "zoeken": zoeken, "dossier": dossier, "zicht": zicht,
    "leeslog": leeslog,    "nacht": nacht, "controle": controle,
}  # fmt: skip
