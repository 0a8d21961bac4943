# SPDX-License-Identifier: EUPL-1.2
"""True situations: cases of one source with one or more victims."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bench.herkenning import typen
from bench.herkenning.labels import WAAR, Label
from bench.herkenning.pen import DAGEN, GERICHT, Gewicht, Huis, Pen, Rij, Tekst
from bench.herkenning.stad import Dader

MIN, MAX = 3, 13
WEKEN: Final = (6, 50)
SPANNE: Final = 21  # days between first and last
GEWICHT: Final = Gewicht(vaker=0.55, gevolg=0.4, gericht=0.4)
SCHRIJVERS: Final = {"zelf": 58, "buur": 14, "helper": 6, "politie": 8, "zorg": 7, "corporatie": 7}
POGINGEN: Final = 200


def zaak(pen: Pen, ruimte: int, nummer: int, verhaal: int) -> list[Rij]:
    """One source and those whom he targets; at most `ruimte` reports."""
    rng = pen.rng
    eerste = pen.huis()
    aantal = rng.randint(2, 4) if pen.kans(1 / 6) else 1
    dader = pen.stad.dader(pen.stad.dichtbij(eerste.adres) if pen.kans(0.88) else None)
    uit: list[Rij] = []
    for i in range(aantal):
        over = ruimte - len(uit)
        if over < MIN:
            break
        huis = eerste if i == 0 else pen.huis(pen.stad.dichtbij(dader.adres or eerste.adres))
        n = rng.randint(MIN, 6) if aantal > 1 or pen.kans(0.5) else rng.randint(7, MAX)
        uit += situatie(pen, huis, dader, min(n, over), nummer, verhaal + i)
    return uit


def situatie(pen: Pen, huis: Huis, dader: Dader, n: int, zaaknr: int, verhaal: int) -> list[Rij]:
    """Drawn again until it keeps the rules: a careful reader can find it."""
    for _ in range(POGINGEN):
        rijen = _situatie(pen, huis, dader, n, zaaknr, verhaal)
        if vindbaar(rijen):
            return rijen
    raise AssertionError("no situation of this household keeps the rules")


def vindbaar(rijen: list[Rij]) -> bool:
    """At least three reports and half of them name the household, with two kinds of what is aimed; over three weeks."""
    noemen = [label for _, label in rijen if label.noemt]
    dagen = [m.op for m, _ in rijen]
    soorten = {s for label in noemen for s in label.gericht}
    return len(noemen) >= max(MIN, (len(rijen) + 1) // 2) and len(soorten) >= 2 and (max(dagen) - min(dagen)).days >= SPANNE


def _situatie(pen: Pen, huis: Huis, dader: Dader, n: int, zaaknr: int, verhaal: int) -> list[Rij]:
    rng = pen.rng
    soorten = tuple(rng.sample(GERICHT, rng.randint(2, 5)))
    duur = 7.0 * rng.randint(*WEKEN)
    begin = rng.uniform(0, DAGEN - 45)
    dagen = pen.dagen(n, begin, duur, pen.kans(0.8))
    zwijgt = pen.kans(0.1)  # the small ones in which he happens not to write make it one of six
    gewicht = {**SCHRIJVERS, "zelf": 0 if zwijgt else SCHRIJVERS["zelf"], "helper": 60 if pen.kans(0.36) else 2}
    hand = {"zelf": huis, "buur": pen.huis(pen.stad.dichtbij(huis.adres)), "helper": pen.huis()}
    tegen = rng.randrange(n) if n > MIN and dader.adres and pen.kans(0.23) else -1
    eerder: dict[str, tuple[Tekst, tuple[str, ...]]] = {}
    uit: list[Rij] = []
    for i, dag in enumerate(dagen):
        if i == tegen:
            uit.append(_tegen(pen, huis, dader, dag, zaaknr, verhaal))
            continue
        schrijver = rng.choices(tuple(gewicht), tuple(gewicht.values()))[0]
        uit.append(_een(pen, schrijver, huis, hand.get(schrijver), dader, dag, soorten, eerder, Label(WAAR, verhaal, zaaknr, schrijver)))
    return uit


def _een(
    pen: Pen, schrijver: str, huis: Huis, afzender: Huis | None, dader: Dader, dag: float, soorten: tuple[str, ...],
    eerder: dict[str, tuple[Tekst, tuple[str, ...]]], label: Label,
) -> Rij:  # fmt: skip
    """One report by one of them."""
    rng = pen.rng
    ontwijkt = schrijver in ("zelf", "helper") and pen.kans(0.2)
    bron, wie, meervoud = pen.bron(dader, ontwijkt)
    kanaal = pen.kanaal(schrijver)
    wat = tuple(rng.sample(soorten, min(len(soorten), rng.choice((1, 1, 2)))))
    erbij = (pen.zin("ontwijkend"),) if ontwijkt else ()
    tekst = pen.gericht(schrijver, huis, wat, wie, meervoud, GEWICHT, erbij)
    if schrijver == "helper":
        tekst, wat = eerder.setdefault("helper", (tekst, wat))
    melder, eigen = pen.melder(schrijver, afzender, 0.2 if schrijver == "zelf" else 0.4)
    waar = rng.random()
    if ontwijkt:
        plaats, juist = pen.plaats(huis.adres, 0.8)
    elif waar < 0.5 or not dader.adres:
        plaats, juist = pen.plaats(huis.adres, 0.1)
    elif waar < 0.78:
        plaats, juist = pen.plaats(dader.adres, 0.1)[0], False
    else:
        plaats, juist = pen.plaats(huis.adres, 0.85)
    noemt = juist or tekst.noemt or (eigen and schrijver == "zelf")
    return pen.melding(dag, kanaal, melder, plaats, wat, tekst.tekst, bron), replace(label, noemt=noemt, gericht=wat)


def _tegen(pen: Pen, huis: Huis, dader: Dader, dag: float, zaaknr: int, verhaal: int) -> Rij:
    """The source reports the household: about anything."""
    assert dader.adres
    slachtoffer = pen.stad.dader(huis.adres)
    bron, _, _ = pen.bron(replace(slachtoffer, meervoud=False), False)
    adres, _ = typen.adres(pen.rng, huis.adres)
    tekst = pen.last([pen.zin("tegenmelding", {"adres": adres}), pen.zin("geluid")], Gewicht(0.4, 0.3))
    melder, _ = pen.melder("zelf", Huis(dader.adres, dader.persoon), 0.4)
    kanaal = pen.kanaal("zelf")
    melding = pen.melding(dag, kanaal, melder, pen.plaats(huis.adres)[0], ("geluid",), tekst, bron)
    return melding, Label(WAAR, verhaal, zaaknr, "bron")
