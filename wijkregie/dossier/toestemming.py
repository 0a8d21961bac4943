# SPDX-License-Identifier: EUPL-1.2
"""Consent as the room of the file knows it: its names in a vocabulary, the state with it, and whose tasks are in the dark without it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID, uuid4

from wijkregie.delen.context import INZAGE
from wijkregie.dossier import afspraken, kern
from wijkregie.dossier.opdracht import Nieuw, Opdracht
from wijkregie.dossier.projecties import Zaak
from wijkregie.dossier.zichtverschil import verschil
from wijkregie.norm.model.vocabulaire import FeitType
from wijkregie.partijen.sessie import Sessie

GEGEVEN: Final = "toestemming.gegeven"
INGETROKKEN: Final = "toestemming.ingetrokken"


def met_toestemming(sessie: Sessie, dossier: UUID, feit: str) -> tuple[Zaak, Zaak]:
    """The state now, and as it would be with a consent of today. Raises Onbekend."""
    voor, na, _ = kern.proef(sessie, Opdracht(uuid4(), (daad(sessie, dossier, feit),)))[dossier]
    return voor, na


def in_het_donker(sessie: Sessie, dossier: UUID, taken: Iterable[UUID], masker: int, feit: str) -> tuple[int, ...]:
    """Other organisations that owe one of these tasks, may not know what it rests on, and may once consent is recorded.

    Told as far as who may know the categories of `masker` may know what that changes: the measure of the form that records it.
    """
    with kern.in_kern(sessie.gemeente, sessie.gemeente_code) as k:
        dicht = _dicht(k, sessie, dossier, list(taken)) if k.ziet(sessie, dossier) else []
    if not dicht:
        return ()
    voor, na = met_toestemming(sessie, dossier, feit)
    opent: dict[int, int] = {}
    for d in verschil(voor, na, masker, sessie.organisatie).opent:
        if d.weg == INZAGE and d.feit is None:
            opent[d.organisatie] = opent.get(d.organisatie, 0) | 1 << na.bits.bit[d.categorie]
    return tuple(dict.fromkeys(o for o, mist in dicht if not mist & ~opent.get(o, 0)))


def _dicht(k: kern.Kern, sessie: Sessie, dossier: UUID, taken: list[UUID]) -> list[tuple[int, int]]:
    """Whose tasks rest on categories that no key of the organisation opens: the organisation, and the bits of those."""
    k.cursor.execute(
        "with wie as (select distinct s.organisatie, w.plicht from dossier_werk w join partijen_sleutel s on s.gemeente = w.gemeente"
        " and s.id = w.sleutel join partijen_organisatie o on o.id = s.organisatie"
        " where w.gemeente = %(gemeente)s and w.dossier = %(dossier)s and w.plicht = any(%(taken)s) and s.organisatie <> %(eigen)s and o.logt_in),"
        " ziet as (select s.organisatie, bit_or(t.bestaat) as bestaat from delen_toegang t join partijen_sleutel s on s.gemeente = t.gemeente"
        " and s.id = t.sleutel where t.gemeente = %(gemeente)s and t.dossier = %(dossier)s and t.ding is null and t.weg = %(weg)s"
        " and t.van <= %(dag)s and t.tot > %(dag)s group by 1)"
        " select wie.organisatie, p.masker, ziet.bestaat from wie join dossier_plicht p on p.gemeente = %(gemeente)s"
        " and p.dossier = %(dossier)s and p.id = wie.plicht left join ziet on ziet.organisatie = wie.organisatie order by 1, 2",
        {"gemeente": k.gemeente, "dossier": dossier, "taken": taken, "eigen": sessie.organisatie, "weg": INZAGE, "dag": k.dag},
    )
    return [(o, mist) for o, masker, bestaat in k.cursor.fetchall() if (mist := masker & ~(bestaat or 0))]


def daad(sessie: Sessie, dossier: UUID, feit: str) -> Nieuw:
    """The act of today as its form would be when all is well: what must be answered with yes or no is answered with yes."""
    velden = antwoorden(afspraken.wereld(sessie.gemeente_code).feiten[feit])
    return Nieuw(dossier, uuid4(), {"feit": feit, "op": sessie.dag.isoformat(), "over": [], "velden": velden})


def antwoorden(model: FeitType) -> dict[str, object]:
    """What stands in for questions that must be answered and are not yet."""
    return {n: "ja" for n, v in model.velden.items() if v.verplicht and v.soort == "janee"}
