# SPDX-License-Identifier: EUPL-1.2
"""Made-up dossiers: who it is about, where, who handles it, and a story of facts that ends some time before today. The same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from bench.databank.partijen import CODE, Lid, Stad
from bench.dossiers import BEGIN, MAX_STILTE, ZAAD, Bron, kopie
from wijkregie.dossier import afspraken
from wijkregie.klok import ZONE
from wijkregie.norm.afleiding.leid_af import leid_af
from wijkregie.norm.afleiding.plicht import LOPEND
from wijkregie.norm.feiten.feit import Actor, Feit
from wijkregie.norm.proef.invoer import FeitenLezer

PROTOCOL: Final = "overlastprotocol"
VEEL = 40  # facts at most; most dossiers have few
OPENING = 5  # of these open the case
GROOT, GROTE = 500, 3  # the first dossiers are so big
OUDST = 300  # days since the last fact; most are recent, since the protocol began this year
LAATSTE = 7  # facts, about: the strand that still runs
STIL = 120  # of dossiers without a fact for so long most are closed


def _woorden(tekst: str) -> list[str]:
    return tekst.split()


VOOR = _woorden(
    "Aniek Amir Bas Bilal Carlo Daan Dirk Elin Esra Fatima Femke Greet Hanna Hugo Ilse Iris Jonas Joris Karim Koen Lieke Lotte Merel Mila "
    "Nico Noor Olaf Otto Pieter Quinten Ravi Ruben Sanne Sietske Tarik Tess Umut Vera Willem Yara Yusuf Zoë"
)
STAM = _woorden(
    "Wilg Slee Kar Lis Egel Mei Zee Honds Duizend Zur Vogel Beren Korn Speen Maagd Toorts Klap Hei Berk Els Linde Varen Boter Bos Dotter "
    "Goud Ooievaars Water Winter Zilver"
)
EINDE = _woorden(
    "roos doorn doen dodde tier gras draf blad ing muur klauw oelje kruid palm bloem brem varen hout bes bek wortel tong staart hei mos riet "
    "schorseneer netel look kers"
)


@dataclass(slots=True)
class Verhaal:
    """A case with the person and the address that it is about."""

    nr: int
    zaak: UUID
    persoon: UUID
    adres: UUID
    gebied: int
    behandelaar: Lid
    wie: dict[str, Lid]  # per kind of organisation: who records there
    organisaties: dict[str, int]  # per kind of organisation: the one that takes part
    van_persoon: list[Feit]
    van_adres: list[Feit]
    van_zaak: list[Feit]


@dataclass(frozen=True, slots=True)
class Stof:
    """The strands to choose from: all, and those after which little is left to do."""

    alle: list[list[Feit]]
    klaar: list[list[Feit]]


def stof(bron: Bron) -> Stof:
    """Most scenarios stop halfway. A dossier is not a heap of those: what came before its last strand is as good as finished."""

    def open_(streng: list[Feit]) -> int:
        dag = max(f.vastgelegd_op for f in streng) + timedelta(days=60)
        return sum(q.status in LOPEND for q in leid_af(bron.regelset, streng, dag, om=bron.om).plichten)

    return Stof(bron.strengen, [s for s in bron.strengen if open_(s) <= len(s) / 2])


def verzin(stad: Stad, stof: Stof, nr: int, dag: date) -> Verhaal:
    """Dossier number `nr` as it is today."""
    kans = random.Random(f"{ZAAD}/{nr}")

    def uuid() -> str:
        return str(UUID(int=kans.getrandbits(128), version=4))

    zorg, corporatie = _eentje(kans, stad, "zorgaanbieder"), _eentje(kans, stad, "woningcorporatie")
    gebied, wijk = kans.choice(stad.wijken)
    behandelaar = kans.choice(stad.leden[zorg][:-1])
    organisaties = {code.rstrip("0123456789"): stad.organisaties[code] for code in (zorg, corporatie, "mzwo", "politie", "ggd")}
    wie = {code.rstrip("0123456789"): kans.choice(stad.leden[code]) for code in (corporatie, "mzwo", "politie", "ggd")}
    v = Verhaal(nr, *(UUID(uuid()) for _ in range(3)), gebied, behandelaar, wie | {"zorgaanbieder": behandelaar}, organisaties, [], [], [])
    groot = nr <= GROTE
    feiten = _leg_neer(kans, stof, GROOT if groot else 1 + int((VEEL - OPENING) * kans.random() ** 2), uuid)
    stil = kans.randrange(7) if groot else int(OUDST * kans.random() ** 2)
    weken = (dag - timedelta(days=stil) - max(f.vastgelegd_op for f in feiten)).days // 7
    feiten = kopie(feiten, timedelta(weeks=weken), 0, lambda n: n)
    begin = min(f.op for f in feiten) - timedelta(days=kans.randint(0, 20))
    maak = _maker(v, begin, uuid)
    achternaam, straat = (kans.choice(STAM) + kans.choice(EINDE) for _ in range(2))
    v.van_persoon = [maak("persoon.gegevens", voornaam=kans.choice(VOOR), achternaam=achternaam, geboortedatum=_geboren(kans))]
    v.van_adres = [maak("adres.gegevens", straat=f"{straat}straat", huisnummer=kans.randint(1, 200), plaats="Duinveste", gebied=wijk)]
    v.van_zaak = [
        maak("partij_betrokken", rol="zorgaanbieder", organisatie=str(organisaties["zorgaanbieder"])),
        maak("partij_betrokken", rol="woningcorporatie", organisatie=str(organisaties["woningcorporatie"])),
        maak("dossier.verbonden", ander=str(v.persoon), relatie="betreft"),
        maak("dossier.verbonden", ander=str(v.adres), relatie="woont_op"),
        *([maak("toestemming.gegeven", schriftelijk="ja")] if kans.random() < 0.9 else []),
        *feiten,
    ]
    laatste = max(f.vastgelegd_op for f in feiten)
    if (dag - laatste).days > STIL and kans.random() < 0.8:
        v.van_zaak.append(_maker(v, laatste + timedelta(days=30), uuid)("dossier.gesloten", reden="De overlast is voorbij."))
    for lijst in (v.van_persoon, v.van_adres, v.van_zaak):
        for i, f in enumerate(lijst, 1):
            _leg_vast(v, f, i)
    return v


def moment(f: Feit) -> datetime:
    """When a fact was recorded."""
    return datetime.combine(f.vastgelegd_op, time(*divmod(f.vastgelegd_tijd or 0, 60)), ZONE)


def _eentje(kans: random.Random, stad: Stad, soort: str) -> str:
    return kans.choice([c for c in stad.organisaties if c.rstrip("0123456789") == soort])


def _geboren(kans: random.Random) -> str:
    return date(kans.randint(1945, 2005), kans.randint(1, 12), kans.randint(1, 28)).isoformat()


def _leg_neer(kans: random.Random, stof: Stof, grootte: int, uuid: Callable[[], str]) -> list[Feit]:
    """Strands one after another, cut at the size asked; in a big dossier they run side by side."""
    feiten: list[Feit] = []
    dag = BEGIN
    naast = grootte > VEEL
    while len(feiten) < grootte:
        streng = kans.choice(stof.klaar if len(feiten) < grootte - LAATSTE else stof.alle)
        weken = -((min(f.op for f in streng) - dag).days // 7)
        nieuw = kopie(streng, timedelta(weeks=weken), len(feiten), lambda _: uuid())
        feiten += nieuw
        dag = dag + timedelta(days=kans.randint(0, 4)) if naast else max(f.vastgelegd_op for f in nieuw) + timedelta(days=kans.randint(1, MAX_STILTE))
    if naast:
        feiten.sort(key=lambda f: (f.vastgelegd_op, f.nr))
    return [_met_nr(f, i) for i, f in enumerate(feiten[:grootte])]


def _met_nr(f: Feit, nr: int) -> Feit:
    f.nr = nr
    f.sleutel = (f.sleutel[0], f.sleutel[1], nr)
    return f


def _maker(v: Verhaal, dag: date, uuid: Callable[[], str], door: str = "persoonlijk_begeleider") -> Callable[..., Feit]:
    """Makes facts of a day from what a form gives: a name of the system or of the fact type, and its fields."""
    lezer = FeitenLezer(afspraken.wereld(CODE), "bench", {})

    def maak(soort: str, **velden: Any) -> Feit:
        feit = afspraken.systeemfeit(CODE, soort) if "." in soort else soort
        ruw = {"id": uuid(), "op": dag, "feit": feit, "door": door, "velden": velden}
        f = lezer.lees(ruw, 0, [])
        lezer.klaar()
        assert f is not None
        return f

    return maak


def _leg_vast(v: Verhaal, f: Feit, nr: int) -> None:
    """Number and moment of recording, and the organisation and the colleague who did it."""
    _met_nr(f, nr)
    toen = f.tijd if f.tijd is not None and f.vastgelegd_op == f.op else 0
    f.vastgelegd_tijd = max(f.vastgelegd_tijd or 0, toen, 10 * 60)
    organisatie = v.organisaties.get(f.door.soort or "")
    f.door = Actor(f.door.rol, None if organisatie is None else str(organisatie), f.door.soort, str(vastlegger(v, f)[1].login))


def vastlegger(v: Verhaal, f: Feit) -> tuple[int, Lid]:
    """The organisation that records a fact, and who there: the care provider for those that do not log in."""
    soort = f.door.soort if f.door.soort in v.wie else "zorgaanbieder"
    return v.organisaties[str(soort)], v.wie[str(soort)]
