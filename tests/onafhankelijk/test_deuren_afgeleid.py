# SPDX-License-Identifier: EUPL-1.2
"""Rows of orakel/afgeleid.yaml that are about pages: the same page with and without what is hidden, and what the owner of a duty sees of it."""

from __future__ import annotations

import html
import re
from typing import Any
from uuid import UUID, uuid4

from .deuren_zoeken import kaal
from .hulp import nummer, zacht
from .wereld import merktekst


def bladzijden(c: Any, nr: str) -> dict[str, tuple[int, str]]:
    """Every page on which a dossier stands, without what each answer has of its own."""
    hier = [f"/dossier/{nr}/{x}" for x in ("", "?feiten=alle", "delen/", "bekend-op/?dag=2026-01-23", "vers/")]
    uit = {}
    for adres in (*hier, "/werk/?van=heel", "/dossiers/?welke=open", "/dossiers/?welke=mij", "/overdracht/"):
        a = c.get(adres)
        uit[adres] = (a.status_code, re.sub(r"merk=[0-9a-f]+", "merk", kaal(a, "geen vraag")))
    a = c.post("/zoeken/", {"q": "Wilgenroos"})
    return uit | {"zoeken": (a.status_code, kaal(a, "Wilgenroos"))}


def verschil(a: dict[str, tuple[int, str]], b: dict[str, tuple[int, str]]) -> list[str]:
    uit = []
    for adres in a:
        if a[adres] != b[adres]:
            oud, nieuw = (set(re.sub(r"<[^>]+>|\s+", " ", x[adres][1]).split()) for x in (a, b))
            uit.append(f"{adres}: weg {sorted(oud - nieuw)[:12]}, nieuw {sorted(nieuw - oud)[:12]}")
    return uit


def _zaak_met_harm(d: Any, toestemming: bool) -> UUID:
    """A case of a care provider, in which the corporation recorded something too: so its contact has the page either way."""
    zaak: UUID = d.begin("femke", toestemming=toestemming)
    d.persoon("femke", zaak)
    d.leg_vast("harm", zaak, "klacht_ontvangen", opent=uuid4(), kanaal="woningcorporatie", omschrijving="Muziek", overgenomen=True, herkomst="buiten")
    return zaak


def test_the_page_is_the_same_with_and_without_a_hidden_fact(duinveste: Any, als: Any) -> None:
    """AF-031: a fact about care leaves no line, no empty place and no number at the corporation."""
    zaak = _zaak_met_harm(duinveste, True)
    nr, harm = nummer(duinveste, zaak), zacht(als("harm"))
    voor = bladzijden(harm, nr)
    assert voor[f"/dossier/{nr}/"][0] == 200
    zag = duinveste.ziet("harm", "dossier_feit")
    duinveste.leg_vast("femke", zaak, "terugval_vastgesteld", nodig_is="groepswonen")
    assert duinveste.ziet("harm", "dossier_feit") == zag and "terugval" in als("femke").get(f"/dossier/{nr}/").content.decode().lower()
    assert not (v := verschil(voor, bladzijden(harm, nr))), "\n".join(v)


def test_the_page_is_the_same_before_and_after_a_hidden_fact_is_put_right(duinveste: Any, als: Any) -> None:
    """AF-036: that something hidden was put right, or withdrawn, shows nowhere at the corporation. (A duty of its own is another matter: AF-010.)"""
    zaak = _zaak_met_harm(duinveste, True)
    f = duinveste.leg_vast("femke", zaak, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="Trommels")
    g = duinveste.leg_vast("femke", zaak, "terugval_vastgesteld", nodig_is="groepswonen")
    duinveste.leg_vast("femke", zaak, "toestemming_ingetrokken")
    nr, harm = nummer(duinveste, zaak), zacht(als("harm"))
    voor = bladzijden(harm, nr)
    assert voor[f"/dossier/{nr}/"][0] == 200 and duinveste.ziet("harm", "dossier_feit", "count(*)", "id in (%s, %s)", f, g) == [(0,)]
    for doe in (
        {"rectificeer": str(f), "wordt": {"omschrijving": "Trompetten"}},
        {"rectificeer": str(g), "wordt": {"op": "2026-01-20"}},
        {"rectificeer": str(g), "intrekken": True},
    ):
        duinveste.leg_vast("femke", zaak, "", reden="Verkeerd gehoord", **doe)
        assert not (v := verschil(voor, bladzijden(harm, nr))), f"{doe}:\n" + "\n".join(v)
    assert "trompetten" in als("femke").get(f"/dossier/{nr}/?feiten=alle").content.decode().lower()


def test_the_owner_of_a_duty_sees_what_to_do_and_not_the_hidden_ground(duinveste: Any, als: Any) -> None:
    """AF-010: what another party recorded and does not share makes a duty: its act, deadline and norm are seen, what was recorded is not."""
    from wijkregie.dossier import kern
    from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht

    zaak, f, k, merk = uuid4(), uuid4(), uuid4(), merktekst()
    dag = {"op": "2026-01-23"}
    partij = {**dag, "feit": "partij_betrokken", "velden": {"rol": "zorgaanbieder", "organisatie": str(duinveste.organisaties["linde"])}}
    klacht = {**dag, "feit": "klacht_ontvangen", "velden": {"kanaal": "woningcorporatie", "omschrijving": merk}, "herkomst": "buiten"}
    s = duinveste.sessie("harm")
    begin = (Begin(zaak, "zaak", ("overlastprotocol",), duinveste.gebied("duinwijk"), s.lidmaatschap),)
    feiten = (Nieuw(zaak, uuid4(), partij), Nieuw(zaak, f, klacht, opent=k, overgenomen=True))
    kern.leg_vast(s, Opdracht(uuid4(), feiten, begin))
    nr = nummer(duinveste, zaak)
    plichten = duinveste.databank.beheer(
        "select distinct p.id, p.wat from dossier_plicht p join dossier_werk w on w.plicht = p.id join partijen_sleutel s on s.id = w.sleutel"
        " where p.dossier = %s and s.organisatie = %s and p.status = 'loopt'", zaak, duinveste.organisaties["linde"],
    )  # fmt: skip
    assert plichten
    assert duinveste.ziet("femke", "dossier_feit", "count(*)", "id = %s", f) == [(0,)]
    c = als("femke")
    for adres in ("/werk/?van=heel", f"/dossier/{nr}/"):
        tekst = html.unescape(c.get(adres).content.decode())
        assert all(wat.split(":")[0] in tekst for _, wat in plichten), (adres, plichten)
        assert merk not in tekst
    for id_, _ in plichten:
        a = c.get(f"/dossier/{nr}/waarom/plicht/{id_}/")
        tekst = a.content.decode()
        assert a.status_code == 200 and re.search(r"TW-\w+\.\d+", tekst) and "De aanleiding is iets dat u niet kunt zien." in tekst
        assert not {x for x in (merk, str(f), str(k)) if x in tekst}, "neither what it says nor which fact it is"
