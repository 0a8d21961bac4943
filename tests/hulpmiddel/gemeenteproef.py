# SPDX-License-Identifier: EUPL-1.2
"""The fixtures of a fictional municipality on a real PostgreSQL: its people, the clock, and clients that are logged in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connections, transaction

from wijkregie import klok

PARTIJEN = Path(__file__).parents[1] / "dossier" / "partijen.yaml"
ZES_PARTNERS = "zes-partners"


@dataclass
class Duinveste:
    """The municipality, its organisations by short name, and ways to act in it."""

    databank: Any
    gemeente: int
    organisaties: dict[str, int]
    leden: dict[str, tuple[int, int]]  # first name -> (membership, login)
    cache: dict[str, Any] = field(default_factory=dict)

    def sessie(self, wie: str, dag: date | None = None) -> Any:
        """The session of a person by first name."""
        from wijkregie.dossier import afspraken
        from wijkregie.partijen.sessie import maak_sessie

        lid, login = self.leden[wie]
        with transaction.atomic(using="default"):
            return maak_sessie(lid, login, dag or klok.vandaag(), afspraken.boven)

    def leg_vast(self, wie: str, dossier: UUID, feit: str, *, op: str | None = None, sleutel: UUID | None = None, **velden: Any) -> UUID:
        """Record one fact; `opent`, `over`, `rol`, `reden`, `herkomst` are its frame, the rest its fields."""
        from wijkregie.dossier import kern
        from wijkregie.dossier.opdracht import Nieuw, Opdracht

        kader = {k: velden.pop(k) for k in ("over", "reden", "herkomst", "namens", "rectificeer", "wordt", "intrekken") if k in velden}
        rest = {k: velden.pop(k) for k in ("rol", "opent", "bijlagen", "door_organisatie", "overgenomen") if k in velden}
        ruw = {"op": op or klok.vandaag().isoformat(), **kader}
        if "rectificeer" not in kader:
            ruw |= {"feit": feit, "velden": velden}
        n = Nieuw(dossier, uuid4(), ruw, **rest)
        return kern.leg_vast(self.sessie(wie), Opdracht(sleutel or uuid4(), (n,))).feiten[0]

    def begin(self, wie: str, *, gebied: str | None = "duinwijk", toestemming: bool = True) -> UUID:
        """A case about nuisance, with the care provider that takes part and, unless told otherwise, the consent of the deelnemer."""
        from wijkregie.dossier import kern
        from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht

        s = self.sessie(wie)
        id_ = uuid4()
        nummer = self.gebied(gebied) if gebied else None
        ruw = {"op": klok.vandaag().isoformat(), "feit": "partij_betrokken", "velden": {"rol": "zorgaanbieder", "organisatie": str(s.organisatie)}}
        feiten = [Nieuw(id_, uuid4(), ruw)]
        if toestemming:
            dag = klok.vandaag().isoformat()
            velden = {"schriftelijk": "ja", "uitleg_gegeven": dag}
            feiten.append(Nieuw(id_, uuid4(), {"op": dag, "feit": "toestemming_gegeven", "velden": velden}))
        kern.leg_vast(s, Opdracht(uuid4(), tuple(feiten), begin=(Begin(id_, "zaak", ("overlastprotocol",), nummer, s.lidmaatschap),)))
        return id_

    def persoon(self, wie: str, zaak: UUID) -> tuple[UUID, UUID]:
        """A person whom a case is about: its dossier, and the fact with the name."""
        from wijkregie.dossier import kern
        from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht

        persoon, f = uuid4(), uuid4()
        dag = klok.vandaag().isoformat()
        naam = Nieuw(persoon, f, {"op": dag, "feit": "persoon_ingeschreven", "velden": {"voornaam": "Daan", "achternaam": "Wilgenroos"}})
        link = Nieuw(zaak, uuid4(), {"op": dag, "feit": "dossiers_verbonden", "velden": {"ander": str(persoon), "relatie": "betreft"}})
        kern.leg_vast(self.sessie(wie), Opdracht(uuid4(), (naam, link), (Begin(persoon, "persoon", ("persoon",)),)))
        return persoon, f

    def gebied(self, code: str) -> int:
        return int(self.databank.beheer("select id from partijen_gebied where code = %s and gemeente = %s", code, self.gemeente)[0][0])

    @contextmanager
    def ogen(self, wie: str, doelen: tuple[str, ...] = ("overlastaanpak", "vroegsignalering")) -> Iterator[Any]:
        """A cursor as wijk_web, with the context of a page that this person opens."""
        from wijkregie.delen.categorieen import lees
        from wijkregie.delen.context import EIGEN_WERK, zet

        s = self.sessie(wie)
        with transaction.atomic(using="default"), connections["default"].cursor() as c:
            zet(c, s, [EIGEN_WERK])
            bits = lees(c, s.gemeente)
            zet(c, s, [EIGEN_WERK, *(bits.doel[d] for d in doelen)])
            yield c

    def ziet(self, wie: str, tabel: str, kolommen: str = "count(*)", waar: str = "true", *waarden: Any) -> list[tuple[Any, ...]]:
        with self.ogen(wie) as c:
            c.execute(f"select {kolommen} from {tabel} where {waar}", list(waarden))
            return list(c.fetchall())

    def leest(self, wie: str, waar: str = "true", *waarden: Any) -> list[str]:
        """The text of the category rows that this person may read, opened with the keys that this person may read."""
        from wijkregie.dossier.laden import leesbaar
        from wijkregie.dossier.versleuteling import Sleutelbos

        with self.ogen(wie) as c:
            c.execute(f"select dossier, feit, categorie, vorm, inhoud from dossier_deel where {waar}", list(waarden))
            delen = [leesbaar(Sleutelbos(c, self.gemeente, d), *rest) for d, *rest in c.fetchall()]
        return [x.decode() for x in delen if x is not None]


@pytest.fixture
def op_dag() -> Iterator[Any]:
    """Set the clock: `op_dag("2026-03-02 10:00")`."""
    vorige: list[Any] = []

    def zet(moment: str) -> None:
        while vorige:
            vorige.pop().__exit__(None, None, None)
        m = klok.met_klok(datetime.fromisoformat(moment), overal=True)
        m.__enter__()
        vorige.append(m)

    yield zet
    while vorige:
        vorige.pop().__exit__(None, None, None)


def richt_gemeente_in(databank: Any, partijen: Path) -> Duinveste:
    """The parties of a file."""
    from wijkregie.dossier import afspraken
    from wijkregie.dossier.inrichten import richt_in
    from wijkregie.partijen.importeren import importeer

    def maak() -> int:
        gemeente = importeer(partijen).gemeente
        richt_in()
        return gemeente

    afspraken._bits.clear()
    return _duinveste(databank, databank.begin_met((partijen, klok.nu()), maak))


def _duinveste(databank: Any, gemeente: int) -> Duinveste:
    organisaties = dict(databank.beheer("select code, id from partijen_organisatie"))
    leden = {
        naam.split()[0].lower(): (lid, login)
        for naam, lid, login in databank.beheer("select l.naam, m.id, l.id from partijen_lidmaatschap m join partijen_medewerker l on l.id = m.login")
    }
    return Duinveste(databank, gemeente, organisaties, leden)


@pytest.fixture
def duinveste(databank: Any, op_dag: Any) -> Duinveste:
    """The municipality, on Friday 23 January 2026 at 16.40."""
    op_dag("2026-01-23 16:40")
    return richt_gemeente_in(databank, PARTIJEN)


def klant(d: Duinveste, wie: str) -> Any:
    """A client of Django that is logged in as somebody, by first name."""
    from django.test import Client

    from wijkregie.partijen.inlog import Inlog
    from wijkregie.scherm.paginas.basis import LIDMAATSCHAP

    lid, login = d.leden[wie]
    c = Client()
    c.force_login(Inlog().get_user(login), "wijkregie.partijen.inlog.Inlog")
    s = c.session
    s[LIDMAATSCHAP] = lid
    s.save()
    return c


@pytest.fixture
def zes_partners(databank: Any, op_dag: Any) -> tuple[Duinveste, str]:
    """The municipality of the demo with its dossier that six partners see differently; and the number of that."""
    from wijkregie.demo import laad
    from wijkregie.demo.dossier import sleutel
    from wijkregie.demo.verhaal import regels
    from wijkregie.dossier import afspraken

    op_dag("2026-11-20 16:40")
    afspraken._bits.clear()
    databank.begin_met((ZES_PARTNERS, klok.nu()), lambda: laad(alleen=ZES_PARTNERS))
    d = _duinveste(databank, databank.beheer("select id from partijen_gemeente")[0][0])
    nr = next(i for i, r in enumerate(regels(), 1) if r["verhaal"] == ZES_PARTNERS)  # the meetings of the demo have cases too
    return d, str(databank.beheer("select nummer from dossier_dossier where id = %s", sleutel(nr, "zaak"))[0][0])


@pytest.fixture
def als(duinveste: Duinveste) -> Callable[[str], Any]:
    return lambda wie: klant(duinveste, wie)
