# SPDX-License-Identifier: EUPL-1.2
"""Who has an interest of his own in a dossier is shut out of it, at the next request, through every table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import override_settings

from tests.privacy.test_leeslog_pagina import pleun, zaak
from wijkregie.scherm.paginas.aanmelden import BEWIJS

__all__ = ["pleun", "zaak"]
TABELLEN = (
    "dossier_dossier", "dossier_feit", "dossier_deel", "dossier_plicht", "dossier_werk", "dossier_fase", "dossier_kop", "dossier_behandelaar",
    "dossier_handeling", "dossier_blad", "dossier_partij", "dossier_plicht_grond", "delen_toegang",
)  # fmt: skip


def _sluit_uit(als: Callable[[str], Any], nummer: str, wie: str = "femke") -> Any:
    return als(wie).post(f"/dossier/{nummer}/belang/", {"grond": "bekende"}, follow=True)


def _rijen(duinveste: Any, wie: str, dossier: UUID) -> dict[str, int]:
    kolom = {"dossier_dossier": "id"}
    return {t: duinveste.ziet(wie, t, "count(*)", f"{kolom.get(t, 'dossier')} = %s", dossier)[0][0] for t in TABELLEN}


def test_who_knows_somebody_shuts_himself_out_and_sees_nothing_of_it_any_more(duinveste: Any, als: Any, zaak: Any) -> None:
    d, nummer = zaak
    assert _rijen(duinveste, "femke", d)["dossier_deel"]
    tekst = als("femke").get(f"/dossier/{nummer}/belang/").content.decode()
    assert "Zelf kunt u dit niet terugdraaien" in tekst
    na = _sluit_uit(als, nummer).content.decode()
    assert "niet meer" in na
    assert als("femke").get(f"/dossier/{nummer}/").status_code == 404
    assert nummer not in als("femke").get("/werk/?van=heel").content.decode()
    assert set(_rijen(duinveste, "femke", d).values()) == {0}


def test_colleagues_go_on_and_it_is_nobodys_own_until_one_takes_it(duinveste: Any, als: Any, zaak: Any) -> None:
    d, nummer = zaak
    _sluit_uit(als, nummer)
    collega = next(
        w for w, (_, login) in duinveste.leden.items() if w != "femke" and duinveste.sessie(w).organisatie == duinveste.sessie("femke").organisatie
    )
    assert als(collega).get(f"/dossier/{nummer}/").status_code == 200
    assert duinveste.databank.beheer("select count(*) from dossier_behandelaar where dossier = %s and tot is null", d)[0][0] == 0


def test_nothing_is_recorded_there_by_who_is_shut_out(duinveste: Any, als: Any, zaak: Any) -> None:
    from wijkregie.dossier.opdracht import Onbekend

    d, nummer = zaak
    _sluit_uit(als, nummer)
    with pytest.raises(Onbekend):
        duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="Nog een")


def test_only_the_privacy_officer_ends_it_and_never_for_himself(duinveste: Any, als: Any, pleun: Any, zaak: Any) -> None:
    d, nummer = zaak
    _sluit_uit(als, nummer)
    id_ = duinveste.databank.beheer("select id from delen_belang where dossier = %s", d)[0][0]
    assert als("femke").post("/belang/opheffen/", {"waarneming": str(id_)}).status_code == 404
    assert nummer in pleun.get("/belang/").content.decode()
    pleun.post("/belang/opheffen/", {"waarneming": str(id_)})
    assert als("femke").get(f"/dossier/{nummer}/").status_code == 200
    mail = duinveste.databank.beheer("select gebruikersnaam from partijen_login where id = %s", duinveste.leden["wout"][1])[0][0]
    pleun.post("/belang/", {"dossier": nummer, "mail": mail, "grond": "partij"})
    eigen = duinveste.databank.beheer("select id from delen_belang where tot is null")[0][0]
    assert "niet opheffen" in pleun.post("/belang/opheffen/", {"waarneming": str(eigen)}, follow=True).content.decode()
    assert duinveste.databank.beheer("select count(*) from delen_belang where tot is null")[0][0] == 1


def test_ending_it_wants_fresh_proof_and_the_list_is_in_the_read_log(duinveste: Any, als: Any, pleun: Any, zaak: Any) -> None:
    d, nummer = zaak
    _sluit_uit(als, nummer)
    assert nummer in pleun.get("/belang/").content.decode()
    assert d in duinveste.databank.beheer("select dossiers from privacy_lezing order by id desc limit 1")[0][0]
    id_ = duinveste.databank.beheer("select id from delen_belang where dossier = %s", d)[0][0]
    with override_settings(TWEEDE_FACTOR=True):
        a = pleun.post("/belang/opheffen/", {"waarneming": str(id_)})
    assert a.status_code == 302 and a["Location"] == f"{BEWIJS}?next=%2Fbelang%2F"
    assert duinveste.databank.beheer("select tot from delen_belang where id = %s", id_) == [(None,)]


def test_the_officer_shuts_out_a_colleague_by_number_and_mail_without_seeing_the_dossier(duinveste: Any, als: Any, pleun: Any, zaak: Any) -> None:
    _, nummer = zaak
    mail = duinveste.databank.beheer("select gebruikersnaam from partijen_login where id = %s", duinveste.leden["femke"][1])[0][0]
    assert pleun.get(f"/dossier/{nummer}/").status_code == 404 or "Muziek" not in pleun.get(f"/dossier/{nummer}/").content.decode()
    fout = pleun.post("/belang/", {"dossier": nummer, "mail": "niemand@duinveste.example", "grond": "partij"})
    assert fout.status_code == 400 and "Controleer het nummer en het mailadres" in fout.content.decode()
    pleun.post("/belang/", {"dossier": nummer, "mail": mail, "grond": "naaste"})
    assert als("femke").get(f"/dossier/{nummer}/").status_code == 404


@pytest.mark.parametrize("grond", ["", "zomaar", "<script>", "\x00", "partij" * 50])
def test_a_reason_that_is_none_changes_nothing(duinveste: Any, als: Any, zaak: Any, grond: str) -> None:
    a = als("femke").post(f"/dossier/{zaak[1]}/belang/", {"grond": grond})
    assert a.status_code == 400 and "Kies een reden" in a.content.decode()
    assert duinveste.databank.beheer("select count(*) from delen_belang")[0][0] == 0


def test_a_context_that_does_not_say_it_shows_nothing(duinveste: Any, zaak: Any) -> None:
    with duinveste.ogen("femke") as c:
        c.execute("select set_config('app.belang', '', true)")
        c.execute("select count(*) from delen_toegang")
        assert c.fetchone()[0] == 0


def test_the_rows_stay_and_say_who_let_in(duinveste: Any, als: Any, zaak: Any) -> None:
    _sluit_uit(als, zaak[1])
    with pytest.raises(Exception, match="permission denied"), duinveste.ogen("femke") as c:
        c.execute("delete from delen_belang")


def test_the_person_and_other_dossiers_about_that_person_are_shut_too(duinveste: Any, als: Any, zaak: Any) -> None:
    d, nummer = zaak
    persoon, _ = duinveste.persoon("femke", d)
    ander = duinveste.begin("femke")
    duinveste.leg_vast("femke", ander, "dossiers_verbonden", ander=str(persoon), relatie="betreft")
    vrij = duinveste.begin("femke")
    _sluit_uit(als, nummer)
    zichtbaar = {r[0] for r in duinveste.ziet("femke", "dossier_dossier", "id")}
    assert not zichtbaar & {d, persoon, ander} and vrij in zichtbaar


def test_the_officer_who_is_shut_out_reads_no_log_of_it_and_judges_nothing_in_it(duinveste: Any, als: Any, pleun: Any, zaak: Any) -> None:
    from wijkregie.privacy.nood import open_nood, te_beoordelen, te_openen

    d, nummer = zaak
    als("femke").get(f"/dossier/{nummer}/")
    harm = duinveste.sessie("femke")
    dicht = te_openen(harm, d)
    if dicht:
        open_nood(harm, d, dicht[:1], "De arts vraagt vannacht wat er speelt.")
    assert nummer in pleun.get("/leeslog/", {"dossier": nummer}).content.decode()
    mail = duinveste.databank.beheer("select gebruikersnaam from partijen_login where id = %s", duinveste.leden["wout"][1])[0][0]
    pleun.post("/belang/", {"dossier": nummer, "mail": mail, "grond": "partij"})
    na = pleun.get("/leeslog/", {"dossier": nummer}).content.decode()
    assert "Er is niets gevonden" in na
    assert te_beoordelen(duinveste.sessie("wout")) == []
