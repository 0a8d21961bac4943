# SPDX-License-Identifier: EUPL-1.2
"""How a report gets written: moment, place, ticks, text. True and false stories share every hand here, so that none gives itself away."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bench.herkenning import typen
from bench.herkenning.labels import Label
from bench.herkenning.melding import TIKKEN, Bron, Melder, Melding, Plaats
from bench.herkenning.stad import Adres, Dader, Persoon, Stad
from bench.herkenning.zinnen import lees, slordig, vul

BEGIN: Final = datetime(2025, 1, 6)
DAGEN: Final = 548
GERICHT: Final = ("belediging", "bedreiging", "vernieling", "volgen", "geluid_opzet", "spullen", "roddel")
LAST: Final = ("geluid", "rommel", "parkeren", "jongeren", "drugs", "dieren", "stank", "openbaar")
LAST_GEWICHT: Final = (30, 22, 11, 9, 7, 7, 4, 10)
TIK: Final = {
    "geluid": "geluid",
    "geluid_opzet": "geluid",
    "rommel": "vernieling",
    "vernieling": "vernieling",
    "spullen": "vernieling",
    "drugs": "drugs",
    "belediging": "intimidatie",
    "bedreiging": "intimidatie",
    "volgen": "intimidatie",
    "roddel": "intimidatie",
}
PROFS: Final = {"politie": "Wijkagent", "zorg": "Thuiszorg", "corporatie": "Huismeester"}

Rij = tuple[Melding, Label]


class Huis(NamedTuple):
    """A household as text needs it."""

    adres: Adres
    persoon: Persoon


class Gewicht(NamedTuple):
    """How often a text says that it happens more often, what it does to people, and that it is aimed."""

    vaker: float = 0.0
    gevolg: float = 0.0
    gericht: float = 0.0


class Tekst(NamedTuple):
    """A text, and whether it names the household by its right number."""

    tekst: str
    noemt: bool


class Pen:
    """Writes with the words of one series."""

    def __init__(self, rng: random.Random, reeks: str) -> None:
        self.rng, self.stad, self.koppen = rng, Stad(rng), lees(reeks)

    def kans(self, p: float) -> bool:
        return self.rng.random() < p

    def los(self, kop: str) -> str:
        return self.rng.choice(self.koppen[kop])

    def zin(self, kop: str, slots: dict[str, str] | None = None, meervoud: bool = False) -> str:
        return vul(self.los(kop), meervoud, {"tijd": self.los("tijd"), **(slots or {})})

    # when

    def moment(self, dag: float, kanaal: str) -> datetime:
        """Desks and professionals write in working hours; the website is open, most in the evening."""
        rng = self.rng
        dag_heel = min(max(int(dag), 0), DAGEN - 1)
        if kanaal == "website":
            uur = rng.choice((0, 1, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 20, 21, 21, 22, 22, 23, 23))
        else:
            dag_heel -= max(dag_heel % 7 - 4, 0)  # day 0 is a Monday
            uur = rng.randint(8, 17)
        return BEGIN + timedelta(days=dag_heel, hours=uur, minutes=rng.randrange(60), seconds=rng.randrange(60))

    def dagen(self, n: int, begin: float, duur: float, groeit: bool) -> list[float]:
        """Days of n reports; when it grows they come faster and faster. What would go on after the period is cut off with it."""
        duur = min(duur, DAGEN - begin)
        return sorted(begin + duur * self.rng.random() ** (0.45 if groeit else 1.0) for _ in range(n))

    # who and where

    def kanaal(self, schrijver: str) -> str:
        return schrijver if schrijver in PROFS else self.rng.choices(("website", "telefoon", "balie"), (60, 32, 8))[0]

    def melder(self, schrijver: str, huis: Huis | None, anoniem: float) -> tuple[Melder | None, bool]:
        """Who signs, and whether the address that he gives is right."""
        if schrijver in PROFS:
            wie = self.stad.persoon()
            return Melder(f"{PROFS[schrijver]} {wie.voornaam[0]}. {wie.achternaam}", ""), False
        if huis is None or self.kans(anoniem):
            return None, False
        adres, juist = typen.adres(self.rng, huis.adres) if self.kans(0.85) else ("", False)
        return Melder(typen.naam(self.rng, huis.persoon), adres), juist

    def plaats(self, adres: Adres, zonder_nummer: float = 0.0) -> tuple[Plaats, bool]:
        """A place as typed, and whether its number is right."""
        straat = typen.straat(self.rng, adres.straat)
        if self.kans(zonder_nummer):
            voor = self.rng.choice(("", "", "", "poort achter ", "portiek ", "hoek "))
            return Plaats(voor + straat), False
        nr, toev, juist = typen.nummer(self.rng, adres)
        return Plaats(straat, nr, toev), juist

    def huis(self, adres: Adres | None = None) -> Huis:
        adres = adres or self.stad.adres()
        return Huis(adres, self.stad.bewoner(adres))

    def bron(self, dader: Dader, ontwijkt: bool) -> tuple[Bron | None, str, bool]:
        """How somebody is described: on the form, in the text, and whether in the plural."""
        rng = self.rng
        meervoud = dader.meervoud or ontwijkt
        if ontwijkt:
            return None, self.los("die_mensen"), True
        nr = f"{typen.nummer(rng, dader.adres)[0]}" if dader.adres else ""
        voornaamwoord = self.los("die_mensen" if meervoud else "hij")
        vorm = rng.random()
        if vorm < 0.3:
            noemt = dader.persoon.voornaam if self.kans(0.25) else typen.naam(rng, dader.persoon)
        elif vorm < 0.55:
            noemt = typen.tikfout(rng, dader.bijnaam) if self.kans(0.2) else dader.bijnaam
        else:
            noemt = ""
        kenmerk = dader.kenmerk if 0.55 <= vorm < 0.72 or self.kans(0.2) else ""
        nummer = nr if 0.72 <= vorm < 0.86 or self.kans(0.25) else ""
        if vorm >= 0.86 and self.kans(0.5):
            return None, voornaamwoord, meervoud
        wie = noemt or kenmerk or (f"die van {nummer}" if nummer else voornaamwoord)
        if noemt and dader.meervoud:
            wie = f"{noemt} en die ander"
        bron = Bron(noemt, kenmerk, nummer) if noemt or kenmerk or nummer else None
        return bron, wie if self.kans(0.65) else voornaamwoord, meervoud

    def tikken(self, soorten: tuple[str, ...]) -> tuple[str, ...]:
        """Right in seven of ten, else none or wrong."""
        kans = self.rng.random()
        if kans < 0.15:
            return ()
        if kans < 0.3:
            return (self.rng.choice(TIKKEN),)
        goed = {TIK.get(s, "anders") for s in soorten}
        if "geluid_opzet" in soorten and self.kans(0.5):
            goed.add("intimidatie")
        return tuple(t for t in TIKKEN if t in goed)

    # the text

    def gericht(
        self, schrijver: str, slachtoffer: Huis, soorten: tuple[str, ...], wie: str, meervoud: bool, gewicht: Gewicht, erbij: tuple[str, ...] = ()
    ) -> Tekst:
        """A text about something aimed at a household: by itself, a neighbour, a helper, a professional."""
        rng = self.rng
        adres, juist = typen.adres(rng, slachtoffer.adres)
        naam = typen.naam(rng, slachtoffer.persoon)
        if schrijver == "zelf":
            doel, onze = rng.choice(("mij", "ons", "mij en mijn gezin")), "onze"
            opening = self.zin("opening_zelf") if self.kans(0.6) else ""
        else:
            van_nr = f"die van {slachtoffer.adres.nr}"
            doel = rng.choice((naam, "de buren" if schrijver == "buur" else "hen", "hen" if wie.startswith(van_nr) else van_nr, "deze mensen"))
            onze = "hun"
            opening = self.zin(f"opening_{schrijver}", {"adres": adres, "naam": naam}) if self.kans(0.85) else ""
        noemt = juist and adres in opening
        slots = {"wie": wie, "doel": doel, "onze": onze, "adres": adres, "naam": naam, "nr": str(slachtoffer.adres.nr)}
        midden = [self.zin(s, slots, meervoud) for s in soorten]
        if self.kans(gewicht.vaker):
            midden.append(self.zin("vaker"))
        if self.kans(gewicht.gericht):
            midden.append(self.zin("gericht", slots, meervoud))
        if schrijver == "zelf" and self.kans(gewicht.gevolg):
            midden.append(self.zin("gevolg"))
        midden += erbij
        rng.shuffle(midden)
        slot = self.zin("slot") if schrijver == "zelf" and self.kans(0.4) else ""
        return Tekst(slordig(rng, " ".join(filter(None, (opening, *midden, slot)))), noemt)

    def last(self, zinnen: list[str], gewicht: Gewicht) -> str:
        """A text about ordinary nuisance."""
        delen = [self.zin("opening_zelf")] if self.kans(0.3) else []
        delen += zinnen
        if self.kans(gewicht.vaker):
            delen.append(self.zin("vaker"))
        if self.kans(gewicht.gevolg):
            delen.append(self.zin("gevolg"))
        if self.kans(0.3):
            delen.append(self.zin("slot"))
        return slordig(self.rng, " ".join(delen))

    def melding(
        self, dag: float, kanaal: str, melder: Melder | None, plaats: Plaats, soorten: tuple[str, ...], tekst: str, bron: Bron | None
    ) -> Melding:
        """A report without its number, which it gets at the end."""
        return Melding(0, self.moment(dag, kanaal), kanaal, melder, plaats, self.tikken(soorten), tekst, bron)
