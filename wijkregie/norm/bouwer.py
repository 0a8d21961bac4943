# SPDX-License-Identifier: EUPL-1.2
"""From the model of a protocol version to compiled rules: what is built in which order. Each kind of rule has its own module."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wijkregie.norm import regels as rg
from wijkregie.norm.bereik import Bereik, Uitdrukking
from wijkregie.norm.bouw_delen import bouw_bestaan, bouw_deel, bouw_grond, bouw_publicatie
from wijkregie.norm.bouw_gegevens import bouw_begrip, bouw_kengetal, bouw_keuze, bouw_tabel
from wijkregie.norm.bouw_plicht import bouw_plicht, bouw_zorg_dat
from wijkregie.norm.bouw_spoor import bouw_spoor
from wijkregie.norm.bouw_toets import bouw_toets
from wijkregie.norm.bouwplaats import Bouwplaats, Pad
from wijkregie.norm.model import Aanwijzing, Besluit, Hoofdstuk, Opschorting, Recht


def bouw(b: Bouwplaats, hoofdstukken: Sequence[tuple[Hoofdstuk, str, Any]]) -> None:
    """Compile every chapter (with its file and what was read from it) into the version; mistakes are left on the building site."""
    for h, bestand, ruw in hoofdstukken:
        b.open(bestand, ruw)
        _gegevens(b, h)
    gronden: dict[str, Uitdrukking] = {}
    for h, bestand, ruw in hoofdstukken:
        b.open(bestand, ruw)
        for naam, g in h.gronden.items():
            if (u := bouw_grond(b, naam, g, ("gronden", naam))) is not None:
                gronden[naam] = u
    opschortingen: list[rg.OpschortRegel] = []
    for h, bestand, ruw in hoofdstukken:
        b.open(bestand, ruw)
        _regels(b, h, gronden)
        opschortingen += (r for naam, o in h.opschortingen.items() if (r := _opschorting(b, naam, o, ("opschortingen", naam))))
        _verantwoording(b, h)
    for r in opschortingen:  # every duty is there now
        for n in r.stuit:
            if n in b.v.plichten:
                b.v.plichten[n].stuit.append(r)
    b.v.vervangt = frozenset(x for p in b.v.plichten.values() for x in p.vervangt)


def _gegevens(b: Bouwplaats, h: Hoofdstuk) -> None:
    """Tables, choices and figures: known before any expression is compiled."""
    for naam, t in h.tabellen.items():
        bouw_tabel(b, naam, t, ("tabellen", naam))
    for naam, k in h.keuzes.items():
        bouw_keuze(b, naam, k, ("keuzes", naam))
    for naam, g in h.kengetallen.items():
        bouw_kengetal(b, naam, g, ("kengetallen", naam))


def _regels(b: Bouwplaats, h: Hoofdstuk, gronden: dict[str, Uitdrukking]) -> None:
    """Every rule of a chapter; the names of all chapters are known by now."""
    for naam, p in h.plichten.items():
        bouw_plicht(b, naam, p, ("plichten", naam))
    for naam, z in h.zorg_dat.items():
        bouw_zorg_dat(b, naam, z, ("zorg_dat", naam))
    for naam, t in h.toetsen.items():
        bouw_toets(b, naam, t, ("toetsen", naam))
    for naam, s in h.sporen.items():
        bouw_spoor(b, naam, s, ("sporen", naam))
    for naam, d in h.delen.items():
        bouw_deel(b, naam, d, ("delen", naam), gronden)
    for naam, r in h.rechten.items():
        _recht(b, naam, r, ("rechten", naam))
    for naam, n in h.begrippen.items():
        bouw_begrip(b, naam, n, ("begrippen", naam))
    for naam, u in h.publiceert.items():
        bouw_publicatie(b, naam, u, ("publiceert", naam))
    for naam, e in h.bestaan.items():
        bouw_bestaan(b, naam, e, ("bestaan", naam))
    for naam, c in h.besluiten.items():
        _besluit(b, naam, c, ("besluiten", naam))
    for naam, a in h.aanwijzingen.items():
        _aanwijzing(b, naam, a, ("aanwijzingen", naam))
    for soort in ("tabellen", "keuzes", "kengetallen"):  # built before the rules; here their norms are entered
        for naam, m in getattr(h, soort).items():
            b.basis(naam, m, (soort, naam))
            for i, rij in enumerate(getattr(m, "rijen", ())):
                b.basis(f"{naam}.{i}", rij, (soort, naam, "rijen", i))


def _verantwoording(b: Bouwplaats, h: Hoofdstuk) -> None:
    """Norms that a chapter carries out in another way than with a rule, or not."""
    for n, waar in [*h.getoond.items(), *h.buiten_bereik.items()]:
        b.v.normen.setdefault(n, []).append(f"{b.bestand}:{waar}")
    b.v.getoond.update(h.getoond)
    b.v.buiten_bereik.update(h.buiten_bereik)


# rules too small for a module of their own


def _recht(b: Bouwplaats, naam: str, m: Recht, pad: Pad) -> None:
    vraag = b.set(m.feit, (*pad, "feit"))
    als = b.lees(m.als, Bereik(dit=vraag.soorten if vraag else None), (*pad, "als"))
    if vraag is not None:
        rollen = b.onder(b.rollen(m.rol, (*pad, "rol")), (*pad, "rol"))
        b.v.rechten.append(rg.RechtRegel(**b.basis(naam, m, pad), rollen=rollen, soorten=vraag.soorten, als=als))


def _besluit(b: Bouwplaats, naam: str, m: Besluit, pad: Pad) -> None:
    vraag = b.set(m.feit, (*pad, "feit"))
    if vraag is None:
        return
    r = Bereik(dit=vraag.soorten)
    geldig, aangenomen = b.lees(m.geldig, r, (*pad, "geldig")), b.lees(m.aangenomen, r, (*pad, "aangenomen"))
    if geldig and aangenomen:
        als = b.lees(m.als, r, (*pad, "als"))
        b.v.besluiten[naam] = rg.BesluitRegel(**b.basis(naam, m, pad), soorten=vraag.soorten, als=als, geldig=geldig, aangenomen=aangenomen)


def _aanwijzing(b: Bouwplaats, naam: str, m: Aanwijzing, pad: Pad) -> None:
    feit: tuple[str, ...] = ()
    plicht = spoor = fase = None
    if isinstance(m.bij, dict):
        plicht, spoor, fase = m.bij.get("plicht"), m.bij.get("spoor"), m.bij.get("fase")
        b.moet_bestaan((*pad, "bij"), plicht, "plicht", b.w.plichten)
        if spoor is not None and fase not in b.w.fase_orde.get(spoor, {}):
            b.fout((*pad, "bij"), f"{fase} is geen fase van {spoor}.")
    else:
        vraag = b.set(m.bij if isinstance(m.bij, list) else [str(m.bij)], (*pad, "bij"))
        feit = vraag.soorten if vraag else ()
    als = b.lees(m.als, Bereik(), (*pad, "als"))
    b.v.aanwijzingen.append(rg.AanwijzingRegel(**b.basis(naam, m, pad), model=m, feit=feit, plicht=plicht, spoor=spoor, fase=fase, als=als))


def _opschorting(b: Bouwplaats, naam: str, m: Opschorting, pad: Pad) -> rg.OpschortRegel | None:
    van, tot = b.set(m.van, (*pad, "van")), b.set(m.tot, (*pad, "tot"))
    if not van or not tot:
        return None
    als = b.lees(m.als, Bereik(f=van.soorten), (*pad, "als"))
    for n in m.stuit:
        b.moet_bestaan((*pad, "stuit"), n, "plicht", b.w.plichten)
    return rg.OpschortRegel(**b.basis(naam, m, pad), van=van, tot=tot, als=als, stuit=tuple(m.stuit))
