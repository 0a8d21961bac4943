# SPDX-License-Identifier: EUPL-1.2
"""Parts of an explanation: norms with their place, the count day by day, and which reading was chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from wijkregie.norm.afleiding.leid_af import Afleider
from wijkregie.norm.afleiding.plicht import Plicht
from wijkregie.norm.protocol.normtekst import normtekst
from wijkregie.norm.taal.bereik import Uitdrukking
from wijkregie.norm.tijd.kalender import Kalender
from wijkregie.norm.tijd.termijn import Termijn
from wijkregie.scherm.beelden import Blok, NormTekst, TelDag, Telling
from wijkregie.scherm.taal import DAGEN, en
from wijkregie.scherm.vindplaats import vindplaats

_KEUZE: Final = re.compile(r"\bkeuze\((\w+)\)")
_KORT: Final = 16  # a longer count is told in steps


def norm_teksten(normen: Iterable[str], hoogstens: int = 3) -> tuple[NormTekst, ...]:
    """The norms themselves; readings, which say no hardness, stand apart (`lezingen`)."""
    uit = []
    for x in normen:
        n = normtekst(x)
        if n is not None and n.hardheid:
            uit.append(NormTekst(n.tekst, vindplaats(n), n.norm, n.hardheid))
    return tuple(uit[:hoogstens])


def lezingen(normen: Iterable[str]) -> list[str]:
    """Where the source is silent or says two things: what was chosen."""
    return [f"{n.tekst} ({n.norm})" for x in normen if (n := normtekst(x)) is not None and not n.hardheid]


def keuzes(a: Afleider, p: Any) -> list[str]:
    """The choices of the municipality that the rule asks for, with what was chosen."""
    uit = []
    for u in (p.als, p.zolang, p.houdt, p.vanaf, p.uiterlijk, p.niet_voor, p.streef, p.moment):
        for naam in _KEUZE.findall(u.tekst) if isinstance(u, Uitdrukking) else ():
            k = a.versie(p).wereld.keuzes.get(naam)
            if k is not None:
                eigen = [o for n, vanaf, o in a.om.keuzes if n == naam and vanaf <= a.peildatum]
                optie = eigen[-1] if eigen else k.standaard
                wie = "door de gemeente gekozen" if eigen else "de standaard"
                uit.append(f"{getattr(k, 'vraag', '') or naam.replace('_', ' ')} Gekozen: {str(optie).replace('_', ' ')} ({wie}).")
    return list(dict.fromkeys(uit))


def lezing_blok(a: Afleider, p: Any, normen: Iterable[str]) -> tuple[Blok, ...]:
    regels = (*lezingen(normen), *keuzes(a, p))
    return (Blok("Welke lezing is gekozen", regels),) if regels else ()


# the count


def telling(a: Afleider, q: Plicht, vandaag: date) -> Telling | None:
    """From the anchor to the deadline (or the target), day by day when that is short; non-working days have their name."""
    p = q.regel
    kal: Kalender = a.versie(p).kalender
    lengte: Any = p.moment if q.moment is not None else p.uiterlijk if q.uiterlijk is not None else p.streef
    eind = q.moment or q.uiterlijk or q.streef
    c = a.ctx(a.peildatum)
    c.dit, c.ding, c.elk = q.aanleiding.feit, q.ding, q.elk
    if isinstance(lengte, Uitdrukking):
        lengte = lengte.fn(c)
    if q.anker is None or eind is None or q.periode is not None or not isinstance(lengte, Termijn):
        return _periode(q)
    dagen = (eind - q.anker).days
    noot = "Kalender: Algemene termijnenwet."
    if q.moment is not None and q.uiterlijk is not None:
        speling = p.speling if p.speling is not None else a.versie(p).speling
        noot = f"Rond die dag: er is speling ({speling}). Te laat is het na {_dag(q.uiterlijk)}. {noot}"
    if 0 < dagen <= _KORT and not lengte.heeft_uren:
        return Telling("Telling van de dagen", tuple(_dagen(q, lengte, kal, q.anker, eind, vandaag)), noot=noot)
    tijd = q.aanleiding.feit.tijd if q.aanleiding.feit is not None and q.aanleiding.feit.op == q.anker else None
    return Telling(
        "Zo is geteld", stappen=tuple(lengte.uitleg(q.anker, kal, tijd, q.opgeschort)), noot=noot if lengte.in_werkdagen or q.moment else ""
    )


def _periode(q: Plicht) -> Telling | None:
    if q.periode is None:
        return None
    van, tot = q.periode
    return Telling("Zo is geteld", stappen=(f"Deze periode loopt van {_dag(van)} tot en met {_dag(tot)}.",))


def _dagen(q: Plicht, lengte: Termijn, kal: Kalender, anker: date, eind: date, vandaag: date) -> Iterable[TelDag]:
    werk = lengte.in_werkdagen
    n = 0
    for i in range((eind - anker).days + 1):
        d = anker + timedelta(days=i)
        kort = f"{DAGEN[d.weekday()][:2]} {d.day}"
        if i == 0:
            yield TelDag(kort, "begin, telt niet", soort="start")
            continue
        stil = any(a <= d <= b for a, b in q.opgeschort)
        vrij = (kal.reden(d) if d.weekday() < 5 else "weekend") if werk and not kal.is_werkdag(d) else ""
        if (stil or vrij) and d != eind:
            yield TelDag(kort, "stilgezet" if stil else hoofd(vrij or ""), soort="vrij")
            continue
        n += 1
        yield TelDag(kort, "uiterlijk" if d == eind else "vandaag" if d == vandaag else "", str(n), "eind" if d == eind else "")


def hoofd(naam: str) -> str:
    return naam if naam == "weekend" else naam[:1].upper() + naam[1:]


def feestdagen(a: Afleider, q: Plicht) -> str:
    """The named days that make a term in working days longer: *Goede Vrijdag en Tweede Paasdag*."""
    p = q.regel
    if q.anker is None or q.uiterlijk is None or not isinstance(p.uiterlijk, Termijn) or not p.uiterlijk.in_werkdagen:
        return ""
    kal: Kalender = a.versie(p).kalender
    dagen = [q.anker + timedelta(days=i) for i in range(1, min((q.uiterlijk - q.anker).days, 120))]
    return en([str(kal.reden(d)) for d in dagen if d.weekday() < 5 and not kal.is_werkdag(d)])


def _dag(d: date) -> str:
    return f"{DAGEN[d.weekday()]} {d:%d-%m-%Y}"
