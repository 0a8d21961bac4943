# SPDX-License-Identifier: EUPL-1.2
"""The three measures: whole dossiers a second, norms that lie still, and step by step beside a workflow engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from bench import dossiers, normen
from bench.meten import IJK_OMLOPEN, Uitkomst, beste, ijk, over_alle
from bench.opslag import Rij, feit, naar_json, opslag, stand_naar_json, uit_json
from bench.spiff import Proces
from wijkregie.norm.afleiding.leid_af import leid_af
from wijkregie.norm.afleiding.regelset import Regelset
from wijkregie.norm.feiten.beeld import NERGENS, Beeld, Omstandigheden
from wijkregie.norm.feiten.feit import vouw
from wijkregie.norm.protocol.lader import Bibliotheek, laad_map

PROTOCOL = "amsterdam/overlastprotocol"
GROOTTEN = ((20, 200, 5000, 7), (200, 30, 500, 5))  # facts, dossiers, goal in dossiers a second, repetitions
STIL = 1.5  # goal: so much slower at most with three times as many norms
SNELLER = 5.0  # goal: so many times faster at least than the workflow engine
TERMIJN_OP = 4  # one step in four has a deadline, one user task in four a timer


def laatste_dag(rijen: list[Rij]) -> date:
    """The day of the last recording: that of the write."""
    return max(r["vastgelegd_op"] for r in rijen)


def schrijf(regelset: Regelset, rijen: list[Rij], om: Omstandigheden = NERGENS) -> dict[str, Any]:
    """What a write does between reading the rows and storing: facts, the state, and the tuples to store."""
    return opslag(leid_af(regelset, [feit(r) for r in rijen], laatste_dag(rijen), om=om))


def bodem(regelset: Regelset, rijen: list[Rij], om: Omstandigheden) -> Beeld:
    """The floor: rows to objects, sorted and indexed, nothing derived."""
    dag = laatste_dag(rijen)
    gevouwen = vouw([feit(r) for r in rijen])
    regels = regelset.op(dag, gevouwen.feiten[0].op)
    return Beeld(gevouwen, dag, regels.opent, regels.kalender, om)


# 1


def hele_dossiers(bron: dossiers.Bron) -> Iterator[Uitkomst]:
    """Dossiers a second through the whole protocol, beside the yardstick and the floor."""
    for feiten, aantal, doel, keer in GROOTTEN:
        stapel = dossiers.trek(bron, aantal, feiten)
        schrijf_ze = over_alle(lambda r: schrijf(bron.regelset, r, bron.om), stapel)
        bodem_ze = over_alle(lambda r: bodem(bron.regelset, r, bron.om), stapel)
        t_ijk, t_schrijf, t_bodem = beste(ijk, schrijf_ze, bodem_ze, keer=keer)
        naam = f"{feiten} feiten, hele protocol"
        yield Uitkomst(naam, aantal / t_schrijf, "dossiers/s", None, doel)
        yield Uitkomst(f"{naam}: duur van één dossier", t_schrijf / aantal / (t_ijk / IJK_OMLOPEN), "omlopen", "ijklus")
        yield Uitkomst(f"{feiten} feiten, bodem: alleen lezen en ordenen", aantal / t_bodem, "dossiers/s")
        yield Uitkomst(naam, t_schrijf / t_bodem, "x zo lang", "bodem")
    yield Uitkomst("IJklus", IJK_OMLOPEN / t_ijk, "omlopen/s")


# 2


def stille_normen() -> Iterator[Uitkomst]:
    """500 norms beside 165, of which the facts touch the same 16."""
    weinig, veel, geraakt = 165, 500, 16
    varianten = ((veel, "zelfde lijst met feiten", STIL), (weinig, "lijst met feiten groeit mee", None))
    for soorten, wat, doel in varianten:
        werk = []
        for n in (weinig, veel):
            regelset, rijen = normen.los(n, geraakt, max(soorten, n))
            werk.append(_herhaal(regelset, rijen))
        t_weinig, t_veel = beste(*werk, keer=9)
        yield Uitkomst(f"{veel} normen, {wat}", t_veel / t_weinig, "x zo lang", f"{weinig} normen", doel, hoger=False)


def _herhaal(regelset: Regelset, rijen: list[Rij]) -> Callable[[], None]:
    return over_alle(lambda r: schrijf(regelset, r), [rijen] * 100)


# 3


def stap_voor_stap(bron: dossiers.Bron) -> Iterator[Uitkomst]:
    """Each fact a step: load JSON, add one, derive, store JSON; beside the same steps in the workflow engine."""
    for stappen, keer in ((12, 9), (200, 2)):
        klein, rijen = normen.keten(stappen, TERMIJN_OP)
        groot = dossiers.trek(bron, 1, stappen)[0]
        met, zonder = Proces(stappen, TERMIJN_OP), Proces(stappen, None)
        tijden = beste(
            lambda r=rijen, k=klein: stappen_van(k, r), lambda g=groot: stappen_van(bron.regelset, g, bron.om), met.loop, zonder.loop,
            keer=keer,
        )  # fmt: skip
        t_klein, t_groot, t_met, t_zonder = tijden
        yield Uitkomst(f"{stappen} stappen, {stappen} normen", t_met / t_klein, "x zo snel", "SpiffWorkflow met wekkers", SNELLER)
        yield Uitkomst(f"{stappen} stappen, {stappen} normen", t_zonder / t_klein, "x zo snel", "SpiffWorkflow zonder wekkers", SNELLER)
        yield Uitkomst(f"{stappen} stappen, hele protocol", t_met / t_groot, "x zo snel", "SpiffWorkflow met wekkers")
        namen = (f"{stappen} normen", "hele protocol", "SpiffWorkflow met wekkers", "SpiffWorkflow zonder wekkers")
        for naam, t in zip(namen, tijden, strict=True):
            yield Uitkomst(f"{stappen} stappen, {naam}", 1000 * t / stappen, "ms/stap")


def stappen_van(regelset: Regelset, rijen: list[Rij], om: Omstandigheden = NERGENS) -> str:
    """All facts one by one; between steps only text remains."""
    feiten, stand = "[]", ""
    for r in rijen:
        tot_nu = uit_json(feiten)
        tot_nu.append(r)
        stand = stand_naar_json(schrijf(regelset, tot_nu, om))
        feiten = naar_json(tot_nu)
    return stand


def lees_bron() -> dossiers.Bron:
    """The protocol that is measured, with its scenarios."""
    bibliotheek: Bibliotheek = laad_map(gemeenten=["amsterdam"])
    return dossiers.lees(bibliotheek, PROTOCOL)
