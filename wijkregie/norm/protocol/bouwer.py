# SPDX-License-Identifier: EUPL-1.2
"""From the model of a protocol version to compiled rules: what is built in which order. Each kind of rule has its own module."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from wijkregie.norm.afleiding import regels as rg
from wijkregie.norm.afleiding.categorieen import vul_categorieen
from wijkregie.norm.model.basis import Regel
from wijkregie.norm.model.regelmodel import Aanwijzing, Besluit, Hoofdstuk, Opschorting, Recht, Tabel
from wijkregie.norm.protocol.bouw_delen import bouw_bestaan, bouw_deel, bouw_grond, bouw_publicatie
from wijkregie.norm.protocol.bouw_gegevens import bouw_begrip, bouw_kengetal, bouw_keuze, bouw_tabel
from wijkregie.norm.protocol.bouw_overleg import bouw_overleg
from wijkregie.norm.protocol.bouw_plicht import bouw_plicht, bouw_zorg_dat
from wijkregie.norm.protocol.bouw_spoor import bouw_spoor
from wijkregie.norm.protocol.bouw_toets import bouw_toets
from wijkregie.norm.protocol.bouwplaats import Bouwplaats, Pad
from wijkregie.norm.taal.bereik import Bereik


def bouw(b: Bouwplaats, hoofdstukken: Sequence[tuple[Hoofdstuk, str, Any]]) -> None:
    """Compile every chapter (with its file and what was read from it) into the version; mistakes are left on the building site."""
    for laag in (_GEGEVENS, _GRONDEN, _REGELS):
        for h, bestand, ruw in hoofdstukken:
            b.open(bestand, ruw)
            for soort, bouw_een in laag:
                for naam, m in getattr(h, soort).items():
                    bouw_een(b, naam, m, (soort, naam))
    for h, bestand, ruw in hoofdstukken:
        b.open(bestand, ruw)
        _verantwoording(b, h)
    for r in b.opschortingen:  # every duty is there now
        for n in r.stuit:
            if n in b.v.plichten:
                b.v.plichten[n].stuit.append(r)
    if not b.fouten:
        vul_categorieen(b.v)
    b.v.vervangt = frozenset(x for p in b.v.plichten.values() for x in p.vervangt)


def _verantwoording(b: Bouwplaats, h: Hoofdstuk) -> None:
    """Norms that a chapter carries out in another way than with a rule, or not."""
    for n, waar in [*h.getoond.items(), *h.buiten_bereik.items()]:
        b.v.normen.setdefault(n, []).append(f"{b.bestand}:{waar}")
    b.v.getoond.update(h.getoond)
    b.v.buiten_bereik.update(h.buiten_bereik)


# rules too small for a module of their own


def _recht(b: Bouwplaats, naam: str, m: Recht, pad: Pad) -> None:
    feiten = b.feiten(m.feit, (*pad, "feit"))
    als = b.lees(m.als, Bereik(dit=feiten), (*pad, "als"))
    if feiten is not None:
        rollen = b.onder(b.rollen(m.rol, (*pad, "rol")), (*pad, "rol"))
        b.v.rechten.append(rg.RechtRegel(**b.basis(naam, m, pad), rollen=rollen, soorten=feiten, als=als))


def _besluit(b: Bouwplaats, naam: str, m: Besluit, pad: Pad) -> None:
    feiten = b.feiten(m.feit, (*pad, "feit"))
    if feiten is None:
        return
    r = Bereik(dit=feiten)
    geldig, aangenomen = b.lees(m.geldig, r, (*pad, "geldig")), b.lees(m.aangenomen, r, (*pad, "aangenomen"))
    if geldig and aangenomen:
        als = b.lees(m.als, r, (*pad, "als"))
        b.v.besluiten[naam] = rg.BesluitRegel(**b.basis(naam, m, pad), soorten=feiten, als=als, geldig=geldig, aangenomen=aangenomen)


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


def _opschorting(b: Bouwplaats, naam: str, m: Opschorting, pad: Pad) -> None:
    van, tot = b.set(m.van, (*pad, "van")), b.set(m.tot, (*pad, "tot"))
    if not van or not tot:
        return
    als = b.lees(m.als, Bereik(f=van.soorten), (*pad, "als"))
    for n in m.stuit:
        b.moet_bestaan((*pad, "stuit"), n, "plicht", b.w.plichten)
    b.opschortingen.append(rg.OpschortRegel(**b.basis(naam, m, pad), van=van, tot=tot, als=als, stuit=tuple(m.stuit)))


def _normen(b: Bouwplaats, naam: str, m: Regel, pad: Pad) -> None:
    """The norms of what was built before the rules."""
    b.basis(naam, m, pad)
    for i, rij in enumerate(m.rijen if isinstance(m, Tabel) else ()):
        b.basis(f"{naam}.{i}", rij, (*pad, "rijen", i))


# in the order in which they are compiled

_Bouw = Callable[[Bouwplaats, str, Any, Pad], None]
_GEGEVENS: Final[tuple[tuple[str, _Bouw], ...]] = (("tabellen", bouw_tabel), ("keuzes", bouw_keuze), ("kengetallen", bouw_kengetal))
"""Known before any expression is compiled."""

_GRONDEN: Final[tuple[tuple[str, _Bouw], ...]] = (("gronden", bouw_grond),)
"""Known before the rules of any chapter share on them."""

_REGELS: Final[tuple[tuple[str, _Bouw], ...]] = (
    ("plichten", bouw_plicht),
    ("zorg_dat", bouw_zorg_dat),
    ("toetsen", bouw_toets),
    ("sporen", bouw_spoor),
    ("delen", bouw_deel),
    ("rechten", _recht),
    ("begrippen", bouw_begrip),
    ("publiceert", bouw_publicatie),
    ("bestaan", bouw_bestaan),
    ("besluiten", _besluit),
    ("overleggen", bouw_overleg),
    ("aanwijzingen", _aanwijzing),
    ("tabellen", _normen),
    ("keuzes", _normen),
    ("kengetallen", _normen),
    ("opschortingen", _opschorting),
)
