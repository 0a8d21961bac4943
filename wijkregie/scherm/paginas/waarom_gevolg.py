# SPDX-License-Identifier: EUPL-1.2
"""What a rectification changed: phase, duties and deadlines, as far as the session may see them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

from django.http import Http404

from wijkregie.dossier.rechtgezet import gevolgen_van
from wijkregie.dossier.voorbeeld import Gevolgen, Taak
from wijkregie.norm.feiten.feit import RECTIFICATIE
from wijkregie.scherm.beelden import Blok, Waarom
from wijkregie.scherm.paginas.partijen_in_dossier import wie_tekst
from wijkregie.scherm.paginas.taakrij import hoofdletter, kleine_letter
from wijkregie.scherm.paginas.volgt import MEESTE, fasenaam, tot_tekst
from wijkregie.scherm.taal import dag_lang

if TYPE_CHECKING:
    from wijkregie.scherm.paginas.waarom import Vraag

NIETS: Final = "Aan taken, termijnen of fase veranderde er niets."


def gevolg(v: Vraag, rest: list[str]) -> Waarom:
    zicht = v.b.feiten.zicht
    r = zicht.alle.get(rest[0]) if len(rest) == 1 else None
    wortel = zicht.wortel(r) if r is not None and r.soort == RECTIFICATIE else None
    if r is None or wortel is None or r.id not in v.b.feiten.kaders or not v.b.feiten.leesbaar(wortel):
        raise Http404
    g = gevolgen_van(v.b.sessie, v.b.d.id, r.id, v.b.d.bestaat)
    blokken = _blokken(v, g, r.vastgelegd_op)
    antwoord = f"Op {dag_lang(r.vastgelegd_op)} is dit rechtgezet: {kleine_letter(v.b.feiten.titel(wortel))}."
    antwoord += "" if blokken else f" {NIETS}"
    slot = "U ziet hier alleen wat u in dit dossier mag zien." if blokken else ""
    return Waarom("Wat veranderde er door de correctie?", antwoord, v.nummer, blokken=blokken, slot=slot)


def _blokken(v: Vraag, g: Gevolgen, dag: date) -> tuple[Blok, ...]:
    w = v.b.feiten.wereld

    def taak(t: Taak) -> str:
        return f"{hoofdletter(t.wat)} ({wie_tekst(t.wie, t.organisatie, t.van_mij, v.b.organisaties, w)})"

    alle = (
        ("Fase", [f"Van {fasenaam(v.b.regels, s.spoor, s.van)} naar {fasenaam(v.b.regels, s.spoor, s.naar)}." for s in g.fasen]),
        ("Termijnen die verschoven", [f"{taak(na)}: van {tot_tekst(t, dag)} naar {tot_tekst(na, dag)}." for t, na in g.verschuift]),
        ("Taken die erbij kwamen", [f"{taak(t)}: {tot_tekst(t, dag)}." for t in g.nieuw]),
        ("Taken die weer open kwamen", [f"{taak(t)}: {tot_tekst(t, dag)}." for t in g.weer_open]),
        ("Taken die vervielen", [f"{taak(t)}." for t in g.vervalt]),
        ("Taken die hiermee gedaan zijn", [f"{taak(t)}." for t in g.klaar]),
        ("Dit kon daarna", [f"{w.knop_van(f)}." for f in g.kan]),
        ("Dit kon daarna niet meer", [f"{w.knop_van(f)}." for f in g.kan_niet]),
        ("Toen voldaan", [f"{hoofdletter(t)}." for t in g.voldaan]),
        ("Toen niet meer voldaan", [f"{hoofdletter(t)}." for t in g.niet_voldaan]),
        ("Dit bleek af te wijken van de afspraak", [f"{hoofdletter(t)}." for t in g.schendingen]),
        ("Hiervan verviel de reden", [f"{hoofdletter(t)}." for t in g.zonder_grond]),
    )
    return tuple(Blok(kop, _hoogstens(regels)) for kop, regels in alle if regels)


def _hoogstens(regels: Iterable[str]) -> tuple[str, ...]:
    uit = list(dict.fromkeys(regels))
    return tuple(uit if len(uit) <= MEESTE else [*uit[:MEESTE], f"En nog {len(uit) - MEESTE}."])
