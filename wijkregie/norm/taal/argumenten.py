# SPDX-License-Identifier: EUPL-1.2
"""What stands between the parentheses of a function: how many, a name, a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wijkregie.norm.taal.bereik import DING, Bereik, Fn, lijkt_op
from wijkregie.norm.taal.tekens import Knoop, TaalFout

if TYPE_CHECKING:
    from wijkregie.norm.taal.vertaler import Vertaler


def tel(k: Knoop, arg: list[Knoop], minst: int, meest: int) -> None:
    """As many values as the function asks?"""
    if not minst <= len(arg) <= meest:
        hoeveel = str(minst) if minst == meest else f"{minst} of {meest}"
        raise TaalFout(f"{k.arg[0]}(..) vraagt {hoeveel} waarde(n), er staan er {len(arg)}.", k.plaats)


def een_naam(k: Knoop, arg: list[Knoop], bekende: Any, wat: str) -> str:
    """The first argument as the name of something derived."""
    if not arg or arg[0].soort != "naam":
        raise TaalFout(f"Tussen de haakjes hoort de naam van een {wat}.", k.plaats)
    naam: str = arg[0].arg[0]
    if naam not in bekende:
        raise TaalFout(f"{naam} is geen {wat}.{lijkt_op(naam, bekende)}", arg[0].plaats)
    arg[0].fn = lambda c: naam
    return naam


def een_rol(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik) -> str:
    """The first argument as a role: its name, or `ontvanger`."""
    tel(k, arg, 1, 1)
    if arg[0].soort == "naam":
        arg[0].arg = (v.rol(arg[0].arg[0], r, arg[0].plaats),)
    return een_naam(k, arg, v.w.rollen, "rol")


def ding_argument(v: Vertaler, k: Knoop, arg: list[Knoop], r: Bereik, per: str | None, naam: str) -> Fn | None:
    """The thing that is asked about: the second argument, or the thing at hand."""
    if len(arg) == 2:
        s = v.k(arg[1], r)
        if per is None:
            raise TaalFout(f"{naam} geldt voor het hele dossier: laat het tweede deel weg.", k.plaats)
        if s[0] == "ding" and s[1] != per:
            raise TaalFout(f"{naam} is er per {per}, niet per {s[1]}.", k.plaats)
        fn: Fn = arg[1].fn
        return fn
    if per is not None:
        if r.ding != per:
            raise TaalFout(f"{naam} is er per {per}: schrijf {k.arg[0]}({naam}, x) met x een {per}.", k.plaats)
        v.merken.add(DING)
    return None
