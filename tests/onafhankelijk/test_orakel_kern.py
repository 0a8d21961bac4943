# SPDX-License-Identifier: EUPL-1.2
"""Every row of the oracle, said in facts and asked of the pure core. What differs or cannot be said yet is listed; the lists may only shrink."""

from __future__ import annotations

from typing import Any

import pytest

from .orakelkern import SOORTEN, Orakel, Uitslag, lees, uitslagen

LIJST: dict[str, dict[str, dict[str, Any]]] = lees("verschillen.yaml")
GEMEENTEN = ("amsterdam", "dordrecht")
KAN_NIET = {"amsterdam": 66, "dordrecht": 19}
"""How many rows no fact can say yet (each with its reason in voorwaarden/): this number only goes down."""


def _listed(gemeente: str) -> dict[str, str]:
    return {rij: soort for soort, rijen in LIJST[gemeente].items() for rij in rijen}


def _regels(u: Uitslag) -> str:
    eerste = [*u.lekt[:3], *u.valt_samen[:3], *u.smal[:3], *u.niet_te_zeggen]
    return f"{u.rij} ({u.soort}): " + "; ".join(eerste)


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_every_row_holds_or_is_a_known_difference(gemeente: str) -> None:
    bekend = _listed(gemeente)
    zwaarte = {s: i for i, s in enumerate(SOORTEN)}
    erger = [_regels(u) for u in uitslagen(gemeente).values() if zwaarte[u.soort] < zwaarte.get(bekend.get(u.rij, ""), zwaarte["niet te zeggen"])]
    assert not erger, "The product differs from the oracle. Look in the source first (bron), then mend what errs:\n" + "\n".join(erger)


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_a_difference_that_is_mended_leaves_the_list(gemeente: str) -> None:
    nu = uitslagen(gemeente)
    weg = [
        f"{rij}: {soort}, is nu {nu[rij].soort if rij in nu else 'weg'}"
        for rij, soort in _listed(gemeente).items()
        if rij not in nu or nu[rij].soort != soort
    ]
    assert not weg, "Take these rows out of verschillen.yaml, or put them under what they are now:\n" + "\n".join(weg)


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_a_listed_row_differs_in_the_listed_cells_and_in_no_other(gemeente: str) -> None:
    """A new leak in a row that is listed already would otherwise pass."""
    nu = uitslagen(gemeente)
    anders = [
        f"{rij}: {nu[rij].afdruk}, in the list {x['cellen']}\n  " + "\n  ".join([*nu[rij].lekt, *nu[rij].valt_samen, *nu[rij].smal])
        for rijen in LIJST[gemeente].values()
        for rij, x in rijen.items()
        if rij in nu and nu[rij].afdruk != x["cellen"]
    ]
    assert not anders, "Read these cells; if they are right, write the list anew (python -m tests.onafhankelijk.lijst):\n" + "\n".join(anders)


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_what_cannot_be_said_only_shrinks_and_has_a_reason(gemeente: str) -> None:
    stil = [u for u in uitslagen(gemeente).values() if u.soort == "niet te zeggen"]
    assert len(stil) == KAN_NIET[gemeente], f"{len(stil)} rows; if fewer, lower the number"
    zonder = [_regels(u) for u in stil if any("heeft nog geen woord" in r for r in u.niet_te_zeggen)]
    assert not zonder, "\n".join(zonder)


def _genoemd(woord: Any) -> list[str]:
    """The categories in a word: a list, or a list per value of a condition of the row; a sentence is the reason why there is none."""
    keuzes = [x for keus in woord.values() for x in (keus.values() if isinstance(keus, dict) else [keus])] if isinstance(woord, dict) else [woord]
    return [c for lijst in keuzes if isinstance(lijst, list) for c in lijst]


@pytest.mark.parametrize("gemeente", GEMEENTEN)
def test_every_role_and_category_named_exists_in_the_vocabulary(gemeente: str) -> None:
    """A word that is spelled wrong would make every row that hides something hold."""
    from wijkregie.norm.protocol.lader import laad_map

    o = Orakel(gemeente, laad_map(gemeenten=[gemeente]))
    voc = o.bibliotheek.vocabulaires[gemeente]
    rollen = {r for w in o.woorden["personas"].values() if isinstance(w, list) for r in w}
    assert not rollen - set(voc.rollen)
    assert not {c for w in o.woorden["categorieen"].values() for c in _genoemd(w)} - set(voc.categorieen)
