# SPDX-License-Identifier: EUPL-1.2
"""What looks like a true situation and is not, and the one-off reports. Each function writes one story of n reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, NamedTuple

from bench.herkenning import typen
from bench.herkenning.labels import EENMALIG, Label
from bench.herkenning.pen import DAGEN, GERICHT, LAST, LAST_GEWICHT, Gewicht, Huis, Pen, Rij
from bench.herkenning.stad import Adres, Dader
from bench.herkenning.waar import SCHRIJVERS
from bench.herkenning.zinnen import slordig

NIETS: Final = Gewicht()
HEFTIG: Final = Gewicht(vaker=0.5, gevolg=0.4, gericht=0.25)


class Soort(NamedTuple):
    """How a kind of story is written, and of how many reports."""

    schrijf: Callable[[Pen, int, Label], list[Rij]]
    minst: int
    meest: int


def _schrijver(pen: Pen) -> str:
    return pen.rng.choices(("zelf", "politie", "corporatie", "zorg"), (90, 4, 4, 2))[0]


def _over_gericht(pen: Pen) -> str:
    """Who writes about something that is aimed at somebody: as with true situations, so that the writer tells nothing."""
    return pen.rng.choices(tuple(SCHRIJVERS), tuple(SCHRIJVERS.values()))[0]


def _iemand(pen: Pen, bij: Adres) -> Huis:
    return pen.huis(pen.stad.dichtbij(bij)) if pen.kans(0.7) else pen.huis()


def eenmalig(pen: Pen, label: Label) -> Rij:
    """A matter that is reported once; one in eight is aimed at somebody."""
    rng = pen.rng
    dag = rng.uniform(0, DAGEN)
    huis = pen.huis()
    gericht = pen.kans(1 / 8)
    schrijver = _over_gericht(pen) if gericht else _schrijver(pen)
    kanaal = pen.kanaal(schrijver)
    plaats, _ = pen.plaats(huis.adres, 0.35)
    eigen = schrijver == "zelf" if gericht else pen.kans(0.5)
    melder, _ = pen.melder(schrijver, huis if eigen else _iemand(pen, huis.adres), 0.4)
    if gericht:
        soorten = tuple(rng.sample(GERICHT, 1 if pen.kans(0.8) else 2))
        bron, wie, meervoud = None, pen.los("iemand"), False
        if pen.kans(0.55):
            bron, wie, meervoud = pen.bron(pen.stad.dader(pen.stad.dichtbij(huis.adres)), pen.kans(0.1))
        erbij = (pen.zin("ontwijkend"),) if pen.kans(0.12) else ()
        tekst = pen.gericht(schrijver, huis, soorten, wie, meervoud, Gewicht(0.15, 0.25, 0.2), erbij).tekst
        return pen.melding(dag, kanaal, melder, plaats, soorten, tekst, bron), replace(label, gericht=soorten)
    soort = rng.choices(LAST, LAST_GEWICHT)[0]
    zinnen = [pen.zin(soort)]
    bron = None
    if soort in ("geluid", "stank", "dieren", "drugs") and pen.kans(0.4):
        bron, wie, _ = pen.bron(pen.stad.dader(pen.stad.dichtbij(huis.adres)), False)
        zinnen.append(pen.zin("bijzin_overlast", {"plek": wie}))
    return pen.melding(dag, kanaal, melder, plaats, (soort,), pen.last(zinnen, Gewicht(0.2, 0.08)), bron), label


def _adres_met_last(pen: Pen, n: int, label: Label, koppen: tuple[str, ...], dagen: list[float], noem: str, zonder_nummer: float) -> list[Rij]:
    """Many people about one place; nobody in particular is meant."""
    waar = pen.huis()
    dader = replace(pen.stad.dader(waar.adres), bijnaam=noem) if noem else pen.stad.dader(waar.adres)
    uit: list[Rij] = []
    vaste = [_iemand(pen, waar.adres) for _ in range(max(n // 2, 3))]
    for dag in dagen:
        schrijver = _schrijver(pen)
        soort = pen.rng.choice(koppen)
        zinnen = [pen.zin(soort)]
        if pen.kans(0.5):
            zinnen.append(pen.zin("overlast_erbij"))
        if pen.kans(0.06):
            zinnen.append(pen.zin("ontwijkend"))
        gericht: tuple[str, ...] = ()
        bron, wie, meervoud = pen.bron(dader, False)
        if pen.kans(0.12):
            gericht = ("belediging",)
            zinnen.append(pen.zin("belediging", {"wie": wie, "doel": pen.rng.choice(("mij", "mijn man", "een buurvrouw")), "onze": "onze"}, meervoud))
        melder, _ = pen.melder(schrijver, pen.rng.choice(vaste), 0.4)
        plaats, _ = pen.plaats(waar.adres, zonder_nummer)
        wat = (soort if soort != "studenten" else "geluid", *gericht)
        tekst = pen.last(zinnen, Gewicht(0.4, 0.15))
        uit.append(
            (pen.melding(dag, pen.kanaal(schrijver), melder, plaats, wat, tekst, bron if pen.kans(0.6) else None), replace(label, gericht=gericht))
        )
    return uit


def overlastadres(pen: Pen, n: int, label: Label) -> list[Rij]:
    dagen = pen.dagen(n, pen.rng.uniform(0, 200), 340, pen.kans(0.4))
    return _adres_met_last(pen, n, label, ("geluid", "rommel", "drugs", "dieren"), dagen, "", 0.08)


def studentenhuis(pen: Pen, n: int, label: Label) -> list[Rij]:
    feesten = [pen.rng.uniform(0, DAGEN) for _ in range(max(n // 4, 2))]
    dagen = [pen.rng.choice(feesten) + pen.rng.uniform(0, 3) for _ in range(n)]
    return _adres_met_last(pen, n, label, ("studenten", "studenten", "geluid", "rommel"), dagen, "de studenten", 0.1)


def plek(pen: Pen, n: int, label: Label) -> list[Rij]:
    dagen = pen.dagen(n, pen.rng.uniform(0, 300), 230, pen.kans(0.5))
    return _adres_met_last(pen, n, label, ("jongeren", "jongeren", "drugs", "rommel"), dagen, "de jongens", 0.85)


def _ruzie(pen: Pen, een: Huis, ander: Dader, anders: Huis, dag: float, label: Label, toegeven: float) -> Rij:
    """One side reports the other."""
    soorten = tuple(pen.rng.sample(GERICHT, pen.rng.choice((1, 1, 2))))
    ontwijkt = pen.kans(0.08)
    bron, wie, meervoud = pen.bron(ander, ontwijkt)
    schrijver = pen.rng.choices(("zelf", "politie", "corporatie", "zorg"), (80, 9, 8, 3))[0]
    slots = {"adres": typen.adres(pen.rng, anders.adres)[0]}
    koppen = (("toegeven", toegeven), ("ontwijkend", float(ontwijkt)), ("tegenmelding", 0.12))
    erbij = tuple(pen.zin(kop, slots) for kop, p in koppen if pen.kans(p))
    tekst = pen.gericht(schrijver, een, soorten, wie, meervoud, HEFTIG, erbij).tekst
    melder, _ = pen.melder(schrijver, een, 0.25)
    plaats, _ = pen.plaats(een.adres if pen.kans(0.55) else anders.adres, 0.12)
    return pen.melding(dag, pen.kanaal(schrijver), melder, plaats, soorten, tekst, bron), replace(label, gericht=soorten)


def ruzie(pen: Pen, n: int, label: Label) -> list[Rij]:
    """Two households report each other; each writes at least a third. Now and then a third party sees both."""
    a = pen.huis()
    b = pen.huis(pen.stad.dichtbij(a.adres))
    daders = {a: pen.stad.dader(a.adres), b: pen.stad.dader(b.adres)}
    minst = -(-n // 3)
    van_a = pen.rng.randint(minst, n - minst)
    beurten = [a] * van_a + [b] * (n - van_a)
    pen.rng.shuffle(beurten)
    uit: list[Rij] = []
    vrij = {a: van_a - minst, b: n - van_a - minst}
    for dag, wie in zip(pen.dagen(n, pen.rng.uniform(0, 400), pen.rng.uniform(40, 300), pen.kans(0.5)), beurten, strict=True):
        ander = b if wie is a else a
        if vrij[wie] and pen.kans(0.15):
            vrij[wie] -= 1
            nrs = {"nr": str(a.adres.nr), "bronnr": str(b.adres.nr)}
            tekst = pen.last([pen.zin("ruzie_gezien", nrs)], Gewicht(0.4))
            melder, _ = pen.melder("zelf", _iemand(pen, a.adres), 0.5)
            uit.append(
                (pen.melding(dag, pen.kanaal("zelf"), melder, pen.plaats(wie.adres)[0], ("geluid",), tekst, None), replace(label, schrijver="ander"))
            )
        else:
            uit.append(_ruzie(pen, wie, daders[ander], ander, dag, replace(label, schrijver="a" if wie is a else "b"), 0.25))
    return uit


def halve_ruzie(pen: Pen, n: int, label: Label) -> list[Rij]:
    """A quarrel of which one side reports, and at least half the time says what it is about."""
    a = pen.huis()
    b = pen.huis(pen.stad.dichtbij(a.adres))
    dader = pen.stad.dader(b.adres)
    dagen = pen.dagen(n, pen.rng.uniform(0, 400), pen.rng.uniform(30, 200), pen.kans(0.5))
    zegt = [i < -(-n // 2) for i in range(n)]
    pen.rng.shuffle(zegt)
    return [_ruzie(pen, a, dader, b, dag, label, 1.0 if z else 0.2) for dag, z in zip(dagen, zegt, strict=True)]


def campagne(pen: Pen, n: int, label: Label) -> list[Rij]:
    """Copied wording of many neighbours about what one address does to all."""
    waar = pen.huis()
    begin = pen.rng.uniform(0, DAGEN - 21)
    vorm, wat = pen.los("campagne"), pen.los("campagne_wat")
    soort = pen.rng.choice(("geluid", "stank", "bedreiging"))
    uit: list[Rij] = []
    for _ in range(n):
        adres, _ = typen.adres(pen.rng, waar.adres)
        tekst = slordig(pen.rng, vorm.format(wat=wat, adres=adres))
        melder, _ = pen.melder("zelf", _iemand(pen, waar.adres), 0.25)
        uit.append((pen.melding(begin + pen.rng.uniform(0, 21), "website", melder, pen.plaats(waar.adres, 0.1)[0], (soort,), tekst, None), label))
    return uit


def boze_melder(pen: Pen, n: int, label: Label) -> list[Rij]:
    """One person in the heaviest words about one address after another."""
    wie = pen.huis()
    romp = pen.los("boos")
    gehad: set[Adres] = set()
    uit: list[Rij] = []
    for dag in pen.dagen(n, pen.rng.uniform(0, 300), pen.rng.uniform(60, 240), pen.kans(0.5)):
        doel = pen.huis(pen.stad.dichtbij(wie.adres)) if pen.kans(0.3) else pen.huis()
        if doel.adres in gehad:
            doel = pen.huis()
        gehad.add(doel.adres)
        adres, _ = typen.adres(pen.rng, doel.adres)
        tekst = slordig(pen.rng, f"{romp} {pen.zin('boos_over', {'adres': adres})}")
        bron = pen.bron(pen.stad.dader(doel.adres), False)[0] if pen.kans(0.4) else None
        melder, _ = pen.melder("zelf", wie, 0.1)
        uit.append(
            (
                pen.melding(dag, "website", melder, pen.plaats(doel.adres, 0.1)[0], ("bedreiging",), tekst, bron),
                replace(label, gericht=("bedreiging",)),
            )
        )
    return uit


def vaste_klacht(pen: Pen, n: int, label: Label) -> list[Rij]:
    """One household about ordinary nuisance of one neighbour, again and again."""
    huis = pen.huis()
    dader = pen.stad.dader(pen.stad.dichtbij(huis.adres))
    soort = pen.rng.choice(("geluid", "geluid", "stank", "dieren"))
    waarover = [pen.los(soort) for _ in range(2)]
    plakt = slordig(pen.rng, " ".join(pen.zin(kop) for kop in ("opening_zelf", soort, "vaker"))) if pen.kans(0.25) else ""
    uit: list[Rij] = []
    for dag in pen.dagen(n, pen.rng.uniform(0, 350), pen.rng.uniform(60, 300), pen.kans(0.4)):
        bron, wie, _ = pen.bron(dader, False)
        zinnen = [pen.rng.choice(waarover).format(tijd=pen.los("tijd"))]
        if pen.kans(0.4):
            zinnen.append(pen.zin("bijzin_overlast", {"plek": wie}))
        if pen.kans(0.25):
            zinnen.append(pen.zin("expres"))
        elif pen.kans(0.5):
            zinnen.append(pen.zin("buurman_gewoon"))
        melder, _ = pen.melder("zelf", huis, 0.2)
        plaats, _ = pen.plaats(huis.adres if pen.kans(0.5) or not dader.adres else dader.adres, 0.1)
        uit.append((pen.melding(dag, pen.kanaal("zelf"), melder, plaats, (soort,), plakt or pen.last(zinnen, Gewicht(0.6, 0.3)), bron), label))
    return uit


def een_voorval(pen: Pen, n: int, label: Label) -> list[Rij]:
    """One serious event that many saw."""
    waar = pen.huis()
    dag = pen.rng.uniform(0, DAGEN - 3)
    soorten = ("bedreiging", "vernieling")
    wat = pen.los("voorval")
    uit: list[Rij] = []
    for _ in range(n):
        adres, _ = typen.adres(pen.rng, waar.adres)
        schrijver = pen.rng.choices(("zelf", "politie", "corporatie"), (80, 12, 8))[0]
        zin = wat.format(tijd=pen.los("tijd"), adres=adres)
        erbij = [pen.zin("bedreiging", {"wie": pen.los("hij"), "doel": "de bewoner", "onze": "hun"})] if pen.kans(0.4) else []
        tekst = pen.last([zin[0].upper() + zin[1:], *erbij], Gewicht(0.0, 0.4))
        melder, _ = pen.melder(schrijver, waar if pen.kans(0.2) else _iemand(pen, waar.adres), 0.35)
        melding = pen.melding(dag + pen.rng.uniform(0, 3), pen.kanaal(schrijver), melder, pen.plaats(waar.adres, 0.1)[0], soorten, tekst, None)
        uit.append((melding, replace(label, gericht=("bedreiging",) if erbij else ())))
    return uit


SOORTEN: Final = {
    "overlastadres": Soort(overlastadres, 12, 34),
    "studentenhuis": Soort(studentenhuis, 8, 22),
    "plek": Soort(plek, 10, 34),
    "ruzie": Soort(ruzie, 4, 12),
    "halve_ruzie": Soort(halve_ruzie, 3, 7),
    "campagne": Soort(campagne, 8, 18),
    "boze_melder": Soort(boze_melder, 8, 18),
    "vaste_klacht": Soort(vaste_klacht, 4, 9),
    "een_voorval": Soort(een_voorval, 4, 8),
}
ENIG: Final = Label(EENMALIG)
