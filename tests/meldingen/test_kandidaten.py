# SPDX-License-Identifier: EUPL-1.2
"""What a report may belong to, as far as who looks may see it: found by place, by who does it and by the reporter, with the evidence."""

from __future__ import annotations

from typing import Any

from .triageproef import als, duinveste, meld, nummer, ogen

__all__ = ["als", "duinveste"]

ADRES = "Zeedistelstraat 12"


def vind(d: Any, wie: str, melding: Any) -> Any:
    from wijkregie.meldingen.kandidaten import gelijken

    with ogen(d, wie) as s:
        return gelijken(s, melding)


def test_found_by_place_though_typed_otherwise_and_not_elsewhere(duinveste: Any) -> None:
    eerder = meld(duinveste, waar="zeedistelstr. 12A", wie_doet_het="die man van nummer 3", anoniem=True)
    meld(duinveste, waar="Helmgraslaan 80", omschrijving="Er ligt vuilnis naast de container.", anoniem=True, op="2025-06-02")
    nieuw = meld(duinveste, waar=ADRES, wie_doet_het="buurman op nr 3", anoniem=True)
    gevonden = vind(duinveste, "rosa", nieuw).meldingen
    assert [k.id for k in gevonden] == [eerder]
    soorten = {a.soort: a.uitleg for a in gevonden[0].gelijkenis.aanwijzingen}
    assert soorten["adres"] == "hetzelfde huisnummer: Zeedistelstraat 12 en Zeedistelstraat 12-a"
    assert soorten["wie"] == "hetzelfde huisnummer in de beschrijving: 3"
    assert gevonden[0].gelijkenis.oordeel == "waarschijnlijk" and gevonden[0].nummer == nummer(duinveste, eerder)


def test_several_victims_of_one_source(duinveste: Any) -> None:
    eerder = meld(duinveste, waar="Helmgraslaan 80", wie_doet_het="Bolle heet hij", omschrijving="Hij filmt ons.", anoniem=True)
    nieuw = meld(duinveste, waar=ADRES, wie_doet_het="ze noemen hem Bolle", omschrijving="Schelden op de trap.", anoniem=True)
    gevonden = vind(duinveste, "rosa", nieuw).meldingen
    assert [k.id for k in gevonden] == [eerder] and gevonden[0].gelijkenis.oordeel == "mogelijk"


def test_what_early_recognition_takes_together_is_evidence_too(duinveste: Any) -> None:
    """The door is only in the text, and the place is no address: two by two nothing speaks for it."""
    tekst = "Elke week ligt er vuil voor de deur, en er staan teksten op de muur. Het gaat steeds om dit ene gezin."
    eerder = meld(duinveste, waar="Kattenstaart 114", anoniem=True, omschrijving=tekst, gedrag=["pesten"])
    meld(duinveste, waar="Kattenstaart 20", anoniem=True, omschrijving="De lantaarn is stuk.", op="2025-06-02")
    nieuw = meld(duinveste, waar="het portiek aan de Kattenstaart", anoniem=True, gedrag=["pesten"],
        omschrijving="Weer vuil voor de deur van het gezin op 114. Het is altijd bij hen.")  # fmt: skip
    gevonden = vind(duinveste, "rosa", nieuw).meldingen
    assert [k.id for k in gevonden] == [eerder] and gevonden[0].gelijkenis.oordeel == "mogelijk"
    (bewijs,) = [a for a in gevonden[0].gelijkenis.aanwijzingen if a.soort == "patroon"]
    assert bewijs.uitleg.startswith("rond Kattenstaart 114: 2 meldingen over hetzelfde huishouden")


def test_what_the_desk_fills_in_of_a_mail_is_found_and_stands_in_the_list(duinveste: Any, als: Any) -> None:
    eerder = meld(duinveste, waar=ADRES, anoniem=True)
    mail = meld(
        duinveste,
        kanaal="mail",
        omschrijving="Op nummer 12 is het weer raak. Ik durf niet naar buiten.",
        op="2026-01-14 09:00",
        melder_naam="Mo Proef",
    )
    assert vind(duinveste, "rosa", mail).meldingen == ()
    c, plek = als("rosa"), f"/dossier/{nummer(duinveste, mail)}/handeling/melding_ingevuld/"
    assert "Gegevens invullen" in c.get(f"/dossier/{nummer(duinveste, mail)}/").content.decode()
    assert "Waar gebeurt het?" in c.get(plek).content.decode()
    duinveste.leg_vast("rosa", mail, "melding_ingevuld", waar="Zeedistelstr 12")
    assert [k.id for k in vind(duinveste, "rosa", mail).meldingen] == [eerder]
    lijst = c.get("/meldingen/").content.decode()
    assert lijst.count("Zeedistelstr 12") == 1 and "Mo Proef" not in lijst
    assert "Zeedistelstr 12" in c.get(f"/meldingen/{nummer(duinveste, mail)}/beslissen/").content.decode()


def test_the_reporter_counts_for_who_may_know_the_reporter_and_for_nobody_else(duinveste: Any) -> None:
    velden = {"omschrijving": "Iets heel anders.", "waar": "Helmgraslaan 80"}
    eerder = meld(duinveste, "bram", **velden)
    nieuw = meld(duinveste, "bram", waar=ADRES, op="2026-01-14 09:00")
    bram, rosa = vind(duinveste, "bram", nieuw), vind(duinveste, "rosa", nieuw)
    assert [k.id for k in bram.meldingen] == [eerder]
    assert any(a.soort == "melder" and "telefoonnummer" in a.uitleg for a in bram.meldingen[0].gelijkenis.aanwijzingen)
    assert not [a for k in rosa.meldingen for a in k.gelijkenis.aanwijzingen if a.soort == "melder"]
    assert rosa.meldingen == ()


def test_who_sees_no_reports_finds_none(duinveste: Any) -> None:
    meld(duinveste, waar=ADRES, anoniem=True)
    eigen = meld(duinveste, "harm", waar=ADRES, anoniem=True)
    assert vind(duinveste, "harm", eigen).meldingen == ()
    assert len(vind(duinveste, "rosa", eigen).meldingen) == 1


def test_a_case_is_found_by_its_person(duinveste: Any) -> None:
    zaak = duinveste.begin("femke")
    duinveste.persoon("femke", zaak)
    melding = meld(duinveste, "femke", waar=ADRES, wie_doet_het="Daan Wilgenroosch", anoniem=True)
    zaken = vind(duinveste, "femke", melding).zaken
    assert [z.id for z in zaken] == [zaak] and zaken[0].gelijkenis.aanwijzingen[0].soort == "wie"


def test_what_was_put_right_is_found_as_it_is_now(duinveste: Any) -> None:
    eerder = meld(duinveste, waar="Helmgraslaan 80", omschrijving="Iets.", anoniem=True, op="2025-06-02")
    nieuw = meld(duinveste, waar=ADRES, omschrijving="Wat anders.", anoniem=True)
    assert vind(duinveste, "rosa", nieuw).meldingen == ()
    feit = duinveste.databank.beheer("select id from dossier_feit where dossier = %s", eerder)[0][0]
    duinveste.leg_vast("bram", eerder, "", rectificeer=str(feit), wordt={"waar": "Zeedistelstr 12"}, reden="verkeerd verstaan")
    assert [k.id for k in vind(duinveste, "rosa", nieuw).meldingen] == [eerder]
