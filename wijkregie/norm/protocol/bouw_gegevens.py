# SPDX-License-Identifier: EUPL-1.2
"""Building what expressions may name: tables, choices of the municipality, figures, notions."""

from __future__ import annotations

from datetime import date
from typing import Any

from wijkregie.norm.afleiding import regels as rg
from wijkregie.norm.model.regelmodel import Kengetal, Keuze, Tabel
from wijkregie.norm.model.vocabulaire import Begrip
from wijkregie.norm.protocol.bouwplaats import Bouwplaats, Pad
from wijkregie.norm.taal.bereik import Bereik
from wijkregie.norm.taal.tabel import Beslistabel, TabelFout
from wijkregie.norm.tijd.termijn import lees_termijn


def bouw_tabel(b: Bouwplaats, naam: str, m: Tabel, pad: Pad) -> None:
    """A decision table."""
    try:
        b.w.tabellen[naam] = Beslistabel(naam, m.kies, m.invoer, m.uitvoer, [(r.als, r.dan) for r in m.rijen])
    except TabelFout as e:
        b.fout((*pad, *(("rijen", e.rij) if e.rij is not None else ())), f"{str(e).capitalize()}.")


def bouw_keuze(b: Bouwplaats, naam: str, m: Keuze, pad: Pad) -> None:
    """A choice, with its options as values."""
    b.moet_bestaan((*pad, "standaard"), m.standaard, "optie", m.opties)
    b.w.keuzes[naam] = m.model_copy(update={"opties": {n: _waarde(w) for n, w in m.opties.items()}})
    b.w.symbolen.update(x for x in b.w.keuzes[naam].opties.values() if isinstance(x, str))


def _waarde(w: Any) -> Any:
    """A term, a number, yes or no, or a word."""
    if not isinstance(w, str):
        return w
    try:
        return lees_termijn(w)
    except ValueError:
        return {"ja": True, "nee": False}.get(w, w)


def bouw_kengetal(b: Bouwplaats, naam: str, m: Kengetal, pad: Pad) -> None:
    """A figure that changes from day to day, oldest first."""
    reeks = []
    for dag, waarde in m.waarden.items():
        try:
            reeks.append((date.fromisoformat(dag), waarde if isinstance(waarde, int) else float(waarde)))
        except ValueError:
            b.fout((*pad, "waarden", dag), f"{dag}: {waarde} is geen datum met een getal.", "Schrijf 2026-01-01: 850.")
    b.w.kengetallen[naam] = sorted(reeks)


def bouw_begrip(b: Bouwplaats, naam: str, m: Begrip, pad: Pad) -> None:
    """A notion is compiled where it is used; here it is tried out, and kept if it is shown as an outcome."""
    basis = b.basis(naam, m, pad)
    b.moet_bestaan((*pad, "per"), m.per, "soort ding", b.w.soorten_ding)
    if m.is_ is not None and m.uitkomst:
        u = b.lees(m.is_, Bereik(ding=m.per), (*pad, "is"), False)
        if u is not None:
            b.v.uitkomsten.append(rg.BegripRegel(**basis, waarde=u, per=m.per, smal=m.categorie))
    elif m.is_ is not None:
        if " dit" not in f" {m.is_}".replace("(", " ") and "elk_een" not in m.is_:
            b.lees(m.is_, Bereik(ding=m.per, ontvanger=next(iter(b.w.rollen), None)), (*pad, "is"), False)
    elif m.feiten:
        b.set([naam], (*pad, "feiten"))
    else:
        b.fout(pad, "Dit begrip zegt niets.", "Zet er is of feiten bij.")
