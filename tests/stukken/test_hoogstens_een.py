# SPDX-License-Identifier: EUPL-1.2
"""A letter goes by mail at most once, is opened by its receiver, and is not mailed when it cannot be recorded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from .test_treiterbrieven import plek
from .test_wegen import DOE, GEGEVEN, dienst, gegaan, zwijg

__all__ = ["dienst"]


def test_who_says_twice_that_it_did_not_arrive_sends_it_once_more(aangemeld: tuple[UUID, UUID], stad: Any, als_in_stad: Any) -> None:
    """A double click, or two colleagues: the second comes in while the service is busy with the first."""
    d, f = aangemeld
    c, ander, adres = als_in_stad("vera"), als_in_stad("vera"), plek(stad, d, f)
    DOE[:] = [zwijg]
    c.post(f"{adres}versturen/", {"weg": "mail"})
    DOE[:] = [lambda: ander.post(f"{adres}versturen/", {"weg": "mail-opnieuw"}) and None]
    c.post(f"{adres}versturen/", {"weg": "mail-opnieuw"})
    assert len(GEGEVEN) == 2 and gegaan(stad) == 1


def test_a_letter_is_opened_by_its_receiver_and_by_nobody_else(aangemeld: tuple[UUID, UUID], stad: Any, als_in_stad: Any) -> None:
    """Another organisation that may read the letter does not open it for its receiver."""
    from wijkregie.stukken import portaal

    d, f = aangemeld
    als_in_stad("vera").post(f"{plek(stad, d, f)}versturen/", {"weg": "portaal"})
    ((brief,),) = stad.databank.beheer("select id from dossier_feit where soort = 'brief_verstuurd'")
    stad.databank.beheer(
        "insert into delen_toegang_feit (gemeente, dossier, id, feit, sleutel, doel, weg, inhoud, van, tot) select t.gemeente, t.dossier,"
        " gen_random_uuid(), t.feit, s.id, t.doel, t.weg, t.inhoud, t.van, t.tot from delen_toegang_feit t join partijen_sleutel s"
        " on s.organisatie = %s where t.feit = %s returning 1", stad.organisaties["politie"], brief,
    )  # fmt: skip
    with stad.ogen("bram", ("treiteraanpak",)):
        assert not portaal.bij(stad.sessie("bram"), d, brief)


def test_a_letter_that_cannot_be_recorded_is_not_mailed(aangemeld: tuple[UUID, UUID], stad: Any, als_in_stad: Any) -> None:
    """What cannot be called back is tried last: what the agreement refuses, it refuses before the service is called."""
    d, f = aangemeld
    c, adres = als_in_stad("vera"), plek(stad, d, f)
    stad.leg_vast("kees", d, "dossier_gesloten", reden="afgerond")
    c.post(f"{adres}versturen/", {"weg": "mail"})
    assert len(GEGEVEN) == gegaan(stad)
