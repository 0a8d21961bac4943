# SPDX-License-Identifier: EUPL-1.2
"""Why an act can be done now or not: the leaves of its gates that the session may see, with their evidence; the others counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from django.http import Http404

from wijkregie.dossier import lezen
from wijkregie.norm.afleiding import uitleg
from wijkregie.norm.afleiding.toetsen import Blad, Toetsing
from wijkregie.norm.waarden import uitkomst
from wijkregie.scherm.beelden import Blok, Verborgen, Voorwaarde, Waarom
from wijkregie.scherm.paginas.dossier_doen import Doen
from wijkregie.scherm.paginas.taakrij import hoofdletter, kleine_letter
from wijkregie.scherm.paginas.tijdlijn import OP_TWIJFEL
from wijkregie.scherm.paginas.waarom_delen import lezingen, norm_teksten
from wijkregie.scherm.taal import aantal, dag_kort, en

if TYPE_CHECKING:
    from wijkregie.scherm.paginas.waarom import Vraag

_STAND: Final[dict[str, Literal["voldaan", "niet", "onbekend", "nvt"]]] = {
    uitkomst(True): "voldaan",
    uitkomst(False): "niet",
    uitkomst(None): "onbekend",
    "nvt": "nvt",
}


def handeling(v: Vraag, rest: list[str]) -> Waarom:
    doen = Doen(v.b)
    if len(rest) != 1 or rest[0] not in doen.mag:
        raise Http404
    soort = rest[0]
    naam = v.b.feiten.wereld.knop_van(soort)
    toetsen = list(dict.fromkeys(t for r in doen.hangt_af.get(soort, ()) for t in r.toetsen))
    zicht = [x for t in toetsen for x in doen.bladen.get(t, ())]
    alle = [(t, b) for t in v.st.toetsen if t.regel.naam in toetsen for b in t.bladen]
    ids: list[str] = []
    voorwaarden = [_voorwaarde(v, x, _leaf(alle, x), ids) for x in zicht]
    voorwaarden.sort(key=lambda x: ("niet", "onbekend", "voldaan", "nvt").index(x.stand))
    kaarten, dicht = v.feiten(ids)
    n = len(alle) - len(zicht)
    normen = [x for r in doen.hangt_af.get(soort, ()) for x in r.normen] + [x for b in zicht if b.uitkomst != uitkomst(True) for x in b.norm]
    blokken = [Blok("Welke lezing is gekozen", tuple(x))] if (x := lezingen(dict.fromkeys(normen))) else []
    if n > 0:
        dicht = dicht or Verborgen(f"{aantal(n, 'voorwaarde', 'voorwaarden')} niet zichtbaar voor u.", "Daar horen gegevens bij die u niet mag zien.")
    afwijken = _afwijken(v, [b for _, b in alle if any(x.norm == b.regel.norm for x in zicht)])
    if afwijken:
        blokken.append(Blok("Wie mag afwijken", (afwijken,)))
    is_dicht = doen._dicht(soort)
    return Waarom(
        f"Waarom kan dit nu niet: {kleine_letter(naam)}?" if is_dicht else f"Mag dit: {kleine_letter(naam)}?",
        _antwoord(doen, soort, voorwaarden, n, is_dicht),
        v.nummer,
        norm_teksten(dict.fromkeys(normen)),
        (),
        kaarten[:5],
        dicht,
        voorwaarden=tuple(voorwaarden),
        blokken=tuple(blokken),
        terugkijken=v.terugkijken(f"handeling/{soort}"),
    )


def _antwoord(doen: Doen, soort: str, voorwaarden: list[Voorwaarde], verborgen: int, is_dicht: bool) -> str:
    if not is_dicht:
        return "Dit kan nu. Wat hieronder nog niet klopt, vraagt het formulier aan u."
    niet = sum(x.stand == "niet" for x in voorwaarden)
    onbekend = sum(x.stand == "onbekend" for x in voorwaarden)
    if not niet and not onbekend:
        return doen.reden(soort)
    delen = [f"{aantal(niet, 'voorwaarde is', 'voorwaarden zijn')} nog niet voldaan"] if niet else []
    delen += [f"{aantal(onbekend, 'voorwaarde is', 'voorwaarden zijn')} onbekend"] if onbekend else []
    return f"{hoofdletter(en(delen))}.{' Wat onbekend is, telt als niet voldaan.' if onbekend else ''}"


def _leaf(alle: list[tuple[Toetsing, Blad]], x: lezen.Blad) -> tuple[Toetsing, Blad] | None:
    """The derived leaf of a row: of the same gate, thing and words."""
    ding = None if x.ding is None else str(x.ding)
    return next(
        ((t, b) for t, b in alle if (t.regel.naam, t.ding, b.regel.norm, b.regel.wat or b.regel.eis.tekst) == (x.toets, ding, x.norm, x.wat)), None
    )


def _voorwaarde(v: Vraag, x: lezen.Blad, gevonden: tuple[Toetsing, Blad] | None, ids: list[str]) -> Voorwaarde:
    bewijs, nodig, twijfel = "", "", ""
    if gevonden is not None:
        uit: dict[str, Any] = uitleg.blad(v.st, *gevonden)
        eigen = list(dict.fromkeys(i for e in uit["eis"] for i in e.get("feiten", ())))
        ids += eigen
        gezien = [f for i in eigen if v.feit(i) is not None and (f := v.b.feiten.zicht.feit(i)) is not None]
        bewijs = en([f"{kleine_letter(v.b.feiten.titel(f))} op {dag_kort(f.op, v.dag)}" for f in gezien[:4]])
        gemerkt = [f for i in gevonden[1].rust_op if i in v.b.feiten.zicht.merken and (f := v.b.feiten.zicht.feit(i)) is not None]
        ids += [f.id for f in gemerkt]
        twijfel = OP_TWIJFEL if gemerkt else ""
        soorten = dict.fromkeys(s for e in uit["eis"] for s in e.get("beslist_door", ()))
        nodig = en([v.b.feiten.wereld.naam_van(s) for s in soorten if s in v.b.feiten.wereld.feiten][:3])
    stand = _STAND.get(x.uitkomst, "onbekend")
    return Voorwaarde(
        stand,
        f"{x.wat} ({x.groep})" if x.groep else x.wat,
        " ".join(x for x in (f"{hoofdletter(bewijs)}." if bewijs else "", twijfel) if x),
        nodig if stand == "onbekend" else "",
        x.norm[0] if x.norm else "",
    )


def _afwijken(v: Vraag, bladen: list[Blad]) -> str:
    rollen = dict.fromkeys(r for b in bladen if b.regel.hardheid == "doorgaans" for r in sorted(b.regel.afwijken))
    return f"Met een reden mag afwijken: {en([v.b.feiten.rol(r) for r in rollen])}." if rollen else ""
