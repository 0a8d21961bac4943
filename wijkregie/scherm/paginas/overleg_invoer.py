# SPDX-License-Identifier: EUPL-1.2
"""What is typed at an item: the names of its controls, and from them votes, actions and the fields of the discussion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from wijkregie.norm.model.vocabulaire import FeitType
from wijkregie.overleg import woorden as w
from wijkregie.overleg.lezen import Aanwezige
from wijkregie.overleg.punt import Actie, Inhoud, Punt, Stem, aan_stoel, stemmers, vragen
from wijkregie.scherm.paginas.invoer import GEEN_DATUM, KIES, lees_velden
from wijkregie.scherm.paginas.overleg_basis import Overleg
from wijkregie.scherm.paginas.vragen import Ingevuld, een, naam_van
from wijkregie.scherm.taal import lees_datum

EERST, MEESTE = 2, 12  # rows for actions
ZORG: Final = "zorgreden-"
ZONDER_MANDAAT: Final = "De stem van {wie} telt niet: zonder mandaat is het geen stem. Vink aan dat u het mandaat zag, of kies Geen stem."
DELEN: Final = ("wat", "wie", "op")


def gevraagd(p: Punt) -> tuple[str, list[str]]:
    """What is asked about an item, and of which fact: of the discussion what this kind of meeting asks, or all but the kind itself; of a part with
    minutes of its own what was said in it."""
    vorm = p.reeks.vorm.model
    deel = vorm.delen.get(p.agendapunt.deel)
    if deel is not None and deel.verslag is not None:
        return w.VERSLAG, [deel.verslag]
    return w.BESPROKEN, vorm.vragen or [n for n in w.model(p.reeks.sessie, w.BESPROKEN).velden if n != "overlegvorm"]


def stem_naam(a: Aanwezige, vraag: str) -> str:
    return f"stem-{a.organisatie}-{vraag}"


def velden_van(p: Punt, rijen: int) -> list[str]:
    """Every control of an item that is kept as a draft."""
    uit = [naam_van(n) for n in gevraagd(p)[1]]
    for a, *_ in stemmers(p.reeks):
        for v in vragen(p.reeks):
            s = f"{a.organisatie}-{v.vraag}"
            uit += [f"stem-{s}", f"reden-{s}", f"{ZORG}{s}"]
        if vragen(p.reeks) and p.reeks.met_mandaat:
            uit.append(f"mandaat-{a.organisatie}")
    return [*uit, *(f"actie-{n}-{d}" for n in range(rijen) for d in DELEN)]


def rijen_van(ingevuld: Mapping[str, object]) -> int:
    """So many rows for actions: what was filled in, and one more."""
    gevuld = [n for n in range(MEESTE) if any(str(_eerste(ingevuld.get(f"actie-{n}-{d}"))).strip() for d in DELEN)]
    return min(MEESTE, max(EERST, (gevuld[-1] + 2) if gevuld else 0))


def _eerste(w_: object) -> object:
    return (w_[0] if w_ else "") if isinstance(w_, (list, tuple)) else (w_ or "")


@dataclass(slots=True)
class Gelezen:
    """What the form says, and what is wrong by control."""

    inhoud: Inhoud
    fouten: dict[str, str] = field(default_factory=dict)


def lees(o: Overleg, p: Punt, ingevuld: Ingevuld) -> Gelezen:
    """Votes count of who is there, and where a mandate is asked of who has one; an action needs what and who."""
    fouten: dict[str, str] = {}
    feit, namen = gevraagd(p)
    model = w.model(o.sessie, feit)
    smal = FeitType.model_construct(**{**model.__dict__, "velden": {n: model.velden[n] for n in namen}})
    g = lees_velden(smal, ingevuld, o.wereld)
    fouten |= g.fouten
    gezegd, verslag = ({}, g.velden) if feit == w.VERSLAG else (g.velden, {})
    return Gelezen(Inhoud(gezegd, _stemmen(o, p, ingevuld, fouten), _acties(o, ingevuld, fouten), verslag), fouten)


def _stemmen(o: Overleg, p: Punt, ingevuld: Ingevuld, fouten: dict[str, str]) -> tuple[Stem, ...]:
    uit = []
    met_mandaat = p.reeks.met_mandaat
    for a in (a for zetels in stemmers(p.reeks) if (a := aan_stoel(o.reeks, o.bijeenkomst, zetels)) is not None):
        for v in vragen(p.reeks):
            naam = stem_naam(a, v.vraag)
            stem = een(ingevuld, naam)
            if not stem:
                continue
            if stem not in w.STEMMEN:
                fouten[naam] = KIES
                continue
            s = f"{a.organisatie}-{v.vraag}"
            reden, zorg = een(ingevuld, f"reden-{s}").strip(), een(ingevuld, f"{ZORG}{s}").strip()
            if stem == w.VETO and not reden and not zorg:
                fouten[f"reden-{s}"] = "Schrijf de grond van het veto op."
            mag = een(ingevuld, f"mandaat-{a.organisatie}") == "ja" if met_mandaat else None
            if mag is False:
                fouten[naam] = ZONDER_MANDAAT.format(wie=o.stoel(a).naam)
                continue
            uit.append(Stem(a.rol, a.organisatie, v.vraag, stem, reden if stem != w.VOOR else "", zorg if stem == w.VETO else "", mag))
    return tuple(uit)


def _acties(o: Overleg, ingevuld: Ingevuld, fouten: dict[str, str]) -> tuple[Actie, ...]:
    uit = []
    for n in range(MEESTE):
        wat, wie, op = (een(ingevuld, f"actie-{n}-{d}").strip() for d in DELEN)
        if not (wat or wie or op):
            continue
        d: date | None = None
        if not wat:
            fouten[f"actie-{n}-wat"] = "Schrijf wat er gebeurt."
        if wie not in o.wereld.rollen:
            fouten[f"actie-{n}-wie"] = "Kies wie het doet."
        if op and (d := lees_datum(op)) is None:
            fouten[f"actie-{n}-op"] = GEEN_DATUM
        elif d is not None and d < o.sessie.dag:
            fouten[f"actie-{n}-op"] = "Deze dag is voorbij. Vul een dag in vanaf vandaag."
        uit.append(Actie(wie, wat, d))
    return tuple(uit)
