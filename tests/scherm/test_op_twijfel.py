# SPDX-License-Identifier: EUPL-1.2
"""A letter that rests on a contested or restricted fact: the form and waarom say so, and the core refuses it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from paginaproef import woorden

from wijkregie import klok
from wijkregie.dossier import kern
from wijkregie.dossier.controle import controleer_dossiers
from wijkregie.dossier.opdracht import Geweigerd, Nieuw, Opdracht

PAD = "/dossier/WR-2026-0001/"
BRIEF = f"{PAD}handeling/waarschuwingsbrief_uitgereikt/"
ZEGT = "Dit rust op een gegeven dat de betrokkene betwist of dat is beperkt."


@pytest.fixture
def zaak(duinveste: Any) -> tuple[UUID, UUID]:
    """A second complaint and what was agreed with the partners: a warning letter could go out. Wout handles requests."""
    d: UUID = duinveste.begin("femke")
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="Muziek")
    met = ["woningcorporatie", "mzwo", "behandelaar"]
    f: UUID = duinveste.leg_vast("femke", d, "actie_afgestemd", met=met)
    duinveste.databank.beheer(
        "insert into partijen_lidrol (gemeente, lidmaatschap, rol, van) values (%s, %s, 'privacyfunctionaris', %s)",
        duinveste.gemeente, duinveste.leden["wout"][0], date(2015, 1, 1),
    )  # fmt: skip
    return d, f


def merk(duinveste: Any, d: UUID, soort: str, f: UUID, **velden: str) -> None:
    n = Nieuw(d, uuid4(), {"op": klok.vandaag().isoformat(), "feit": soort, "velden": {"gegeven": str(f), **velden}})
    kern.leg_vast(duinveste.sessie("wout"), Opdracht(uuid4(), (n,), ongezien=frozenset((d,))))


def verstuur(duinveste: Any, d: UUID) -> None:
    duinveste.leg_vast(
        "femke", d, "waarschuwingsbrief_uitgereikt", herkomst="systeem", opent=uuid4(), niet_nagekomen_afspraak="Geen lawaai na tien uur"
    )


@pytest.mark.parametrize("soort", ["gegeven_betwist", "gegeven_beperkt"])
def test_the_letter_waits_until_the_ground_is_there(duinveste: Any, als: Any, zaak: tuple[UUID, UUID], soort: str) -> None:
    d, f = zaak
    assert ZEGT not in woorden(als("femke").get(BRIEF))
    merk(duinveste, d, soort, f)
    assert ZEGT in woorden(als("femke").get(BRIEF))
    waarom = woorden(als("femke").get(f"{PAD}waarom/handeling/waarschuwingsbrief_uitgereikt/"))
    assert ZEGT in waarom and "onbekend" in waarom.lower()
    with pytest.raises(Geweigerd):
        verstuur(duinveste, d)
    assert controleer_dossiers(duinveste.gemeente, "amsterdam", [d], klok.vandaag()).bezwaren == []
    merk(duinveste, d, "gebruik_toegestaan", f, grond="rechten_van_ander", toelichting="De buren kunnen niet wachten.")
    assert ZEGT not in woorden(als("femke").get(BRIEF))
    assert "Gebruik toegestaan" in woorden(als("femke").get(PAD))
    verstuur(duinveste, d)
    assert controleer_dossiers(duinveste.gemeente, "amsterdam", [d], klok.vandaag()).bezwaren == []
