# SPDX-License-Identifier: EUPL-1.2
"""Things as a form proposes them: named by the fact that opened them, those with a running duty first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wijkregie.dossier.lezen_feiten import Ding, Zicht
from wijkregie.dossier.lezen_taken import Taak
from wijkregie.norm.model.vocabulaire import leesbaar
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.scherm.beelden import Optie
from wijkregie.scherm.taal import dag_kort

LENGTE = 60


def opties(zicht: Zicht, soorten: Sequence[str], lopend: Sequence[Taak], w: Wereld, dag: date) -> tuple[Optie, ...]:
    """The things of these kinds that the session may see."""
    taken = {str(p.ding): p for p in reversed(lopend) if p.ding is not None}
    hier = [d for d in zicht.dingen.values() if d.soort in soorten]
    hier.sort(key=lambda d: d.opener.volgorde(), reverse=True)
    hier.sort(key=lambda d: (d.id not in taken, taken[d.id].dag if d.id in taken else date.max))
    return tuple(Optie(d.id, naam(d, w, dag, met_soort=len(soorten) > 1), _sub(d, taken.get(d.id), w, dag)) for d in hier)


def van_taken(zicht: Zicht, lopend: Sequence[Taak], dag: date) -> tuple[Optie, ...]:
    """The things of one's own duties that are not for one's eyes: who owes an act can do it, and is told of the duty only."""
    dicht = [p for p in lopend if p.van_mij and p.ding is not None and str(p.ding) not in zicht.dingen]
    return tuple(Optie(str(p.ding), f"{p.wat}{f', uiterlijk {dag_kort(p.uiterlijk, dag)}' if p.uiterlijk else ''}") for p in dicht)


def naam(d: Ding, w: Wereld, dag: date, *, met_soort: bool = False) -> str:
    """*do 2 april, harde muziek in de nacht*."""
    soort = w.voc.dingen[d.soort].naam if d.soort in w.voc.dingen else ""
    begin = f"{soort or leesbaar(d.soort)} van " if met_soort else ""
    return f"{begin}{dag_kort(d.opener.op, dag)}, {_wat(d, w)}"


def _wat(d: Ding, w: Wereld) -> str:
    """What its opening says, as far as it may be read: the text that somebody wrote, else the first choice, else the name of the fact."""
    velden = w.feiten[d.opener.soort].velden
    teksten = [str(d.opener.velden[n]) for n, v in velden.items() if v.soort == "tekst" and d.opener.velden.get(n)]
    if teksten:
        kaal = " ".join(max(teksten, key=len).split())
        return kaal if len(kaal) <= LENGTE else kaal[: LENGTE - 1].rsplit(" ", 1)[0] + " …"
    keuzes = [v.tekst(str(d.opener.velden[n])) for n, v in velden.items() if v.soort == "keuze" and d.opener.velden.get(n)]
    return keuzes[0] if keuzes else w.naam_van(d.opener.soort)


def _sub(d: Ding, p: Taak | None, w: Wereld, dag: date) -> str:
    if p is not None:
        return f"nog te doen, uiterlijk {dag_kort(p.uiterlijk, dag)}" if p.uiterlijk else "nog te doen"
    later = [f for f in d.feiten if f.opent != d.id]
    return f"{w.naam_van(later[-1].soort)} op {dag_kort(later[-1].op, dag)}" if later else ""
