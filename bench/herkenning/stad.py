# SPDX-License-Identifier: EUPL-1.2
"""Duinveste, made up and looking it: streets, who lives where, and how people call each other."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final


def _lijst(tekst: str, tussen: str = "|") -> tuple[str, ...]:
    return tuple(tekst.split(tussen))


STAM: Final = _lijst(
    "Zeepbel Wolken Eenhoorn Draken Kabouter Luchtkasteel Pannenkoek Knikker Vlieger Sprookjes Toverfluit Regenboog Zevenmijls Duimelot "
    "Kikkerprins Pepernoot Stuiter Hinkel Reuzen Dwergen Elfen Toverbal Suikerspin Confetti Slinger Ballon Trommel Schommel Wip Glijbaan "
    "Poppenkast Draaimolen Hobbelpaard Tinnen Kussen Slaapmuts Maanmannetjes Sterrenstof Klaasvaak Dromen Krokodillen Nijlpaarden Olifanten "
    "Giraffe Zebra Pinguin Walvis Zeemeermin Schatkist Piraten Kompas Papegaaien Anker Flessenpost Meeuwen Krabben Schelpen Zandkasteel "
    "Emmertjes Stroopwafel Poffertjes Oliebollen Speculaas Drop Zuurstok Chocolade Vanille Kaneel Appelmoes Spinazie Andijvie Radijs Augurken "
    "Rabarber Sterappel Goudreinet Kersenpit Bramen Vuurvlieg Krekel Sprinkhaan Rupsen Pissebed Spinrag Libellen Hommel Lieveheersbeest "
    "Duizendpoot Mollen Egel Eekhoorn Hazelworm Salamander Kikkerdril Toermalijn Kristal Fluisteraar Tuimelaar Wensput Luilekker Bolhoed "
    "Wandelstok Paraplu Pantoffel Klompen Veter Knopen Naaldwerk",
    " ",
)
GANG: Final = ("straat", "straat", "straat", "laan", "weg", "pad", "kade", "hof", "plein", "dreef", "singel")
VROUW: Final = _lijst(
    "Aniek Elin Esra Fatima Femke Greet Hanna Ilse Iris Lieke Lotte Merel Mila Noor Sanne Sietske Tess Vera Yara Nelly Truus Samira",
    " ",
)
MAN: Final = _lijst(
    "Amir Bas Bilal Carlo Daan Dirk Hugo Jonas Joris Karim Koen Nico Olaf Otto Pieter Quinten Ravi Ruben Tarik Umut Willem Yusuf",
    " ",
)
VOOR: Final = _lijst(
    "Kwik Pijl Zuide Veld Honing Muizen Schild Lijster Kruis Nacht Kauw Wijn Dijk Sluis Zout Kous Fluit Blauw Geiten Vlier Schuim Klei Pauw Zand",
    " ",
)
ACHTER: Final = _lijst(
    "staart wind sla bij val pad bes bek schade gom druif ei kruid ijs kous goud veen steen tand zwam wijzer vis mug kop",
    " ",
)
BIJNAAM: Final = _lijst(
    "Rooie {v}|Lange {v}|Dikke {v}|Kale {v}|Ome {v}|Manke {v}|Opa Brom|De Schreeuwer|De Baron|De Burgemeester|Tante Pollewop|Bolle {v}|"
    "Gekke {v}|De Generaal|Professor Pluis|Kleine {v}|De Paus|De Kapitein|De Sloper|De Kip|Malle {v}|De Neus|Koning {v}|De Hamer"
)
KENMERK: Final = _lijst(
    "die met de gele bakfiets|die met de witte bus|die met het hondje|die met de pitbull|die met de rode pet|die met de baard|"
    "die met de capuchon|die met de tatoeages|die met de kruk|die met de scootmobiel|die met de brommer|die met de camouflagejas|"
    "die met de snor|die met de paarse jas|die met de twee herders|die met de golfkar|die met het blauwe busje|die met de zonnebril|"
    "die met de stok|die met de vlag aan het balkon|die met de papegaai|die met de trainingsbroek|die met de sleutelbos|die met de crossmotor"
)


@dataclass(frozen=True, slots=True)
class Adres:
    """A dwelling."""

    straat: str
    nr: int
    toev: str = ""

    def __str__(self) -> str:
        return f"{self.straat} {self.nr}{self.toev}"


@dataclass(frozen=True, slots=True)
class Persoon:
    """Somebody with a name."""

    titel: str
    voornaam: str
    achternaam: str


@dataclass(frozen=True, slots=True)
class Dader:
    """Who does it, and what people call him: always the same nickname and mark."""

    persoon: Persoon
    bijnaam: str
    kenmerk: str
    adres: Adres | None
    meervoud: bool = False


class Stad:
    """Streets of different length and renown; about 30,000 house numbers."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        paren = [(stam, gang) for stam in STAM for gang in rng.sample(tuple(dict.fromkeys(GANG)), 2)]
        rng.shuffle(paren)
        self.straten = [f"{stam}{gang}" for stam, gang in paren]
        self.lengte = [rng.randint(30, 220) for _ in self.straten]
        self.trek = [int(n * rng.uniform(0.4, 2.5)) + 1 for n in self.lengte]
        self.waar = {s: i for i, s in enumerate(self.straten)}
        self.bewoners: dict[Adres, Persoon] = {}
        totaal, self.som = 0, []
        for t in self.trek:
            totaal += t
            self.som.append(totaal)

    def straat(self) -> str:
        return self.rng.choices(self.straten, cum_weights=self.som)[0]

    def adres(self) -> Adres:
        straat = self.straat()
        toev = self.rng.choice(("A", "B", "-1", "-2", "-3", " hs")) if self.rng.random() < 0.25 else ""
        return Adres(straat, self.rng.randint(1, self.lengte[self.waar[straat]]), toev)

    def persoon(self) -> Persoon:
        vrouw = self.rng.random() < 0.5
        naam = self.rng.choice(VOOR) + self.rng.choice(ACHTER)
        return Persoon("mevrouw", self.rng.choice(VROUW), naam) if vrouw else Persoon("meneer", self.rng.choice(MAN), naam)

    def bewoner(self, adres: Adres) -> Persoon:
        """Who lives there; the same one every time."""
        if adres not in self.bewoners:
            self.bewoners[adres] = self.persoon()
        return self.bewoners[adres]

    def dichtbij(self, adres: Adres) -> Adres:
        """Next door, above, some doors away, or behind."""
        kans, rng = self.rng.random(), self.rng
        if kans < 0.4:
            return Adres(adres.straat, adres.nr + (2 if adres.nr < 3 else rng.choice((-2, 2))))
        if kans < 0.6:
            return Adres(adres.straat, adres.nr, "B" if adres.toev == "A" else "A")
        if kans < 0.85:
            return Adres(adres.straat, adres.nr + 2 * rng.randint(2, 6))
        achter = self.straten[self.waar[adres.straat] ^ 1]
        return Adres(achter, rng.randint(1, self.lengte[self.waar[achter]]))

    def dader(self, adres: Adres | None) -> Dader:
        persoon = self.bewoner(adres) if adres else self.persoon()
        bijnaam = self.rng.choice(BIJNAAM).format(v=persoon.voornaam)
        return Dader(persoon, bijnaam, self.rng.choice(KENMERK), adres, self.rng.random() < 1 / 6)
