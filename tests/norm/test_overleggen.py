# SPDX-License-Identifier: EUPL-1.2
"""Kinds of meeting: what a protocol says of them is read, and every name in it must be there."""

from __future__ import annotations

from datetime import date

import pytest

from wijkregie.norm.afleiding.leid_af import leid_af
from wijkregie.norm.feiten.beeld import Omstandigheden
from wijkregie.norm.fouten import InvoerFout
from wijkregie.norm.protocol.lader import EIGEN_MAP, Bibliotheek, laad_map
from wijkregie.norm.tijd.termijn import lees_termijn

DAG = date(2026, 1, 5)


def _vormen(**overleg: object) -> dict[str, object]:
    """A library whose Klein Overleg has other keys than the one that comes with it."""
    bib = laad_map(EIGEN_MAP)
    pad = "amsterdam/treiteraanpak/2022-08-01/overleggen.yaml"
    hoofdstuk = {**bib.data[pad], "overleggen": {"klein_overleg": {"norm": "WT-01.03", "naam": "KO", "vast": ["mzwo"], **overleg}}}
    return dict(Bibliotheek({**bib.data, pad: hoofdstuk}).versie("amsterdam", "treiteraanpak", date(2022, 8, 1)).overleggen)


def test_treiteraanpak_kent_vier_overleggen() -> None:
    versie = laad_map(EIGEN_MAP).versie("amsterdam", "treiteraanpak", date(2022, 8, 1))
    ko, go = versie.overleggen["klein_overleg"], versie.overleggen["groot_overleg"]
    assert list(versie.overleggen) == ["klein_overleg", "kernteam", "groot_overleg", "evaluatie"]
    assert ko.ritme == lees_termijn("3 weken") and ko.model.relatie == "ko_reeks"
    assert versie.overleggen["kernteam"].ritme is None
    assert versie.overleggen["evaluatie"].model.delen["zorginhoudelijk"].zonder == ["woningcorporatie"]
    assert set(go.model.besluiten) <= set(versie.besluiten)
    assert set(ko.model.vanzelf) <= set(versie.plichten)


@pytest.mark.parametrize(("keuzes", "rol"), [((), "mzwo"), ((("ko_voorzitter", date(2026, 1, 1), "treiterregisseur"),), "treiterregisseur")])
def test_wie_voorzit_kiest_de_gemeente(keuzes: tuple[tuple[str, date, str], ...], rol: str) -> None:
    bib = laad_map(EIGEN_MAP)
    regels = bib.regelset(bib.kies(["amsterdam/treiteraanpak"]))
    stand = leid_af(regels, [], DAG, None, Omstandigheden(keuzes=keuzes))
    voorzitter = regels.op(DAG, DAG).versies[0].overleggen["klein_overleg"].voorzitter
    assert voorzitter is not None
    assert voorzitter.fn(stand.afleider.ctx(DAG)) == rol


@pytest.mark.parametrize(
    ("sleutels", "melding"),
    [
        ({"vast": ["niemand"]}, "niemand"),
        ({"vanzelf": {"bestaat_niet": "reden"}}, "bestaat_niet is geen plicht"),
        ({"besluiten": {"x": {"vraag": "v", "aangenomen": "a", "tegengehouden": "t", "ongeldig": "o"}}}, "x is geen besluit"),
        ({"delen": {"zorg": {"naam": "zorg", "zonder": ["woningcorporatie"]}}}, "woningcorporatie zit niet bij dit overleg"),
        ({"ritme": "drie keer"}, "drie keer"),
        ({"voorzitter": "keuze(bestaat_niet)"}, "bestaat_niet"),
    ],
)
def test_wat_er_niet_is_wordt_gezegd(sleutels: dict[str, object], melding: str) -> None:
    with pytest.raises(InvoerFout) as e:
        _vormen(**sleutels)
    assert melding in str(e.value)


def test_een_overleg_zonder_voorzitter_is_open() -> None:
    assert _vormen()["klein_overleg"].voorzitter is None  # type: ignore[attr-defined]
