# SPDX-License-Identifier: EUPL-1.2
"""Consent as the room of the file knows it: its names in a vocabulary, the state with it, and whose tasks are in the dark without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from wijkregie.delen.categorieen import Bits
from wijkregie.delen.context import INZAGE
from wijkregie.dossier import afspraken, kern
from wijkregie.dossier.opdracht import Nieuw, Opdracht
from wijkregie.dossier.projecties import Zaak
from wijkregie.dossier.toetsing import BETROKKEN
from wijkregie.norm.afleiding.regels import DeelRegel
from wijkregie.norm.afleiding.regelset import Regels
from wijkregie.norm.model.vocabulaire import FeitType
from wijkregie.partijen.sessie import Sessie

GEGEVEN: Final = "toestemming.gegeven"
INGETROKKEN: Final = "toestemming.ingetrokken"


def met_toestemming(sessie: Sessie, dossier: UUID, feit: str) -> tuple[Zaak, Zaak]:
    """The state now, and as it would be with a consent of today. Raises Onbekend."""
    voor, na, _ = kern.proef(sessie, Opdracht(uuid4(), (daad(sessie, dossier, feit),)))[dossier]
    return voor, na


def in_het_donker(sessie: Sessie, dossier: UUID, taken: Iterable[UUID], masker: int, feit: str, regels: Regels) -> tuple[int, ...]:
    """Other organisations that owe one of these tasks, may not know what it rests on, and have a rule that gives it on the ground of this fact.

    Told if and only if who may know the categories of `masker` may know on what every rule hangs that gives or forbids these organisations what the
    task rests on: whether it is open to them already follows from those too. It reads what is stored and derives nothing: a page that is only looked
    at must not cost what recording costs. The form of the fact itself shows for whom it opens.
    """
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        bits = k.bits
        if not masker >> bits.bit[regels.feiten[BETROKKEN].categorie] & 1 or not k.ziet(sessie, dossier):
            return ()
        uit = []
        for d in _van_anderen(k, sessie, dossier, list(taken)):
            rust, mist = bits.namen(d.rust), bits.namen(d.rust & ~d.ziet)
            kenbaar = all(_kenbaar(regels, r, c, masker, bits) for c in rust for r in d.rollen)
            if mist and kenbaar and all(any(_opent(regels, r, c, feit) for r in d.rollen) for c in mist):
                uit.append(d.organisatie)
    return tuple(dict.fromkeys(uit))


def _over(regels: Regels, rol: str, categorie: str) -> list[DeelRegel]:
    return [r for r in regels.delen if categorie in r.categorieen and any(rol in regels.onder(x) for x in r.rollen)]


def _kenbaar(regels: Regels, rol: str, categorie: str, masker: int, bits: Bits) -> bool:
    """May all that decides whether this role knows the category be known?"""
    return not bits.masker(c for r in _over(regels, rol, categorie) for c in r.voorwaarde_categorieen if c) & ~masker


def _opent(regels: Regels, rol: str, categorie: str, feit: str) -> bool:
    """Does a rule give this role the category on the ground of this fact?"""
    return any(not r.verbod and feit in r.leest and INZAGE in r.weg for r in _over(regels, rol, categorie))


@dataclass(frozen=True, slots=True)
class _Taak:
    """A task of another organisation: the roles of its keys, the categories that the task rests on, and those that its keys open."""

    organisatie: int
    rollen: tuple[str, ...]
    rust: int
    ziet: int


def _van_anderen(k: kern.Kern, sessie: Sessie, dossier: UUID, taken: list[UUID]) -> list[_Taak]:
    k.cursor.execute(
        "with wie as (select distinct s.organisatie, w.plicht from dossier_werk w join partijen_sleutel s on s.gemeente = w.gemeente"
        " and s.id = w.sleutel join partijen_organisatie o on o.id = s.organisatie"
        " where w.gemeente = %(gemeente)s and w.dossier = %(dossier)s and w.plicht = any(%(taken)s) and s.organisatie <> %(eigen)s and o.logt_in),"
        " ziet as (select s.organisatie, bit_or(t.bestaat) as bestaat from delen_toegang t join partijen_sleutel s on s.gemeente = t.gemeente"
        " and s.id = t.sleutel where t.gemeente = %(gemeente)s and t.dossier = %(dossier)s and t.ding is null and t.weg = %(weg)s"
        " and t.van <= %(dag)s and t.tot > %(dag)s group by 1)"
        " select wie.organisatie, (select array_agg(distinct s.rol) from partijen_sleutel s where s.organisatie = wie.organisatie),"
        " p.masker, ziet.bestaat from wie join dossier_plicht p on p.gemeente = %(gemeente)s"
        " and p.dossier = %(dossier)s and p.id = wie.plicht left join ziet on ziet.organisatie = wie.organisatie order by 1, 3",
        {"gemeente": k.gemeente, "dossier": dossier, "taken": taken, "eigen": sessie.organisatie, "weg": INZAGE, "dag": k.dag},
    )
    return [_Taak(o, tuple(rollen), masker, bestaat or 0) for o, rollen, masker, bestaat in k.cursor.fetchall()]


def daad(sessie: Sessie, dossier: UUID, feit: str) -> Nieuw:
    """The act of today as its form would be when all is well: what must be answered with yes or no is answered with yes."""
    velden = antwoorden(afspraken.wereld(sessie.gemeente_code).feiten[feit])
    return Nieuw(dossier, uuid4(), {"feit": feit, "op": sessie.dag.isoformat(), "over": [], "velden": velden})


def antwoorden(model: FeitType) -> dict[str, object]:
    """What stands in for questions that must be answered and are not yet."""
    return {n: "ja" for n, v in model.velden.items() if v.verplicht and v.soort == "janee"}
