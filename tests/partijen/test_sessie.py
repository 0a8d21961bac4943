# SPDX-License-Identifier: EUPL-1.2
"""For whom a request acts: dates, deputies, keys."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connections, transaction

from wijkregie.partijen.collegas import Weigering, beeindig, collega_s, meld_afwezig, vervangers
from wijkregie.partijen.context import binnen, zet
from wijkregie.partijen.sessie import GeenToegang, Sessie, lidmaatschappen, maak_sessie
from wijkregie.partijen.sleutels import RolHier, Slot, past, sleutel_van

Nummer = Callable[..., int]
BOVEN = {"contactpersoon": ("woningcorporatie",), "sociaal_beheerder": ("woningcorporatie",)}


def boven(code: str, rol: str) -> tuple[str, ...]:
    return BOVEN.get(rol, ())


class Duinveste:
    """Numbers by name, and sessions by mail address."""

    def __init__(self, databank: Any, gemeente: int) -> None:
        self.gemeente = gemeente
        self.org = dict(databank.beheer("SELECT code, id FROM partijen_organisatie WHERE gemeente = %s", gemeente))
        self.gebied = dict(databank.beheer("SELECT code, id FROM partijen_gebied WHERE gemeente = %s", gemeente))
        self.team = dict(databank.beheer("SELECT code, id FROM partijen_team WHERE gemeente = %s", gemeente))
        rijen = databank.beheer(
            """SELECT split_part(l.gebruikersnaam, '@', 1) || ' ' || o.code, m.id, l.id FROM partijen_lidmaatschap m
            JOIN partijen_login l ON l.id = m.login JOIN partijen_organisatie o ON o.id = m.organisatie WHERE m.gemeente = %s""",
            gemeente,
        )
        self.lid = {r[0]: r[1] for r in rijen}
        self.login = {r[0]: r[2] for r in rijen}

    def sessie(self, wie: str, dag: date) -> Sessie:
        with transaction.atomic():
            return maak_sessie(self.lid[wie], self.login[wie], dag, boven)

    def meld(self, ik: str, voor: str, door: str, van: date, tot: date | None, **anders: Any) -> int:
        with binnen(gemeente=self.gemeente, login=self.login[ik]):
            return meld_afwezig(
                **{
                    "gemeente": self.gemeente,
                    "organisatie": self.org["helm"],
                    "gemeld_door": self.login[ik],
                    "voor": self.lid[voor],
                    "door": self.lid[door],
                    "van": van,
                    "tot": tot,
                    "reden": "afwezig",
                    "vandaag": date(2026, 3, 2),
                }
                | anders
            )

    def sleutel(self, org: str, rol: str, gebied: str | None = None, team: str | None = None) -> int:
        with binnen("kern", gemeente=self.gemeente):
            return sleutel_van(self.gemeente, self.org[org], rol, self.gebied[gebied] if gebied else None, self.team[team] if team else None)


@pytest.fixture
def wijk(databank: Any, gemeenten: tuple[int, int]) -> Duinveste:
    return Duinveste(databank, gemeenten[0])


def test_a_session_carries_numbers_and_names(wijk: Duinveste) -> None:
    s = wijk.sessie("anna helm", date(2026, 3, 2))
    assert (s.gemeente, s.gemeente_code, s.gemeente_naam) == (wijk.gemeente, "amsterdam", "Duinveste")
    assert (s.organisatie, s.soort, s.naam) == (wijk.org["helm"], "woningcorporatie", "Anna Test")
    assert s.rollen == ("contactpersoon",)
    assert s.neemt_waar == ()
    assert s.dag == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("dag", "mag"), [(date(2025, 12, 31), False), (date(2026, 1, 1), True), (date(2026, 12, 31), True), (date(2027, 1, 1), False)]
)
def test_a_membership_holds_from_and_up_to_and_including(wijk: Duinveste, dag: date, mag: bool) -> None:
    if mag:
        assert wijk.sessie("anna helm", dag).rollen == ("contactpersoon",)
    else:
        with pytest.raises(GeenToegang):
            wijk.sessie("anna helm", dag)


def test_nobody_acts_with_the_membership_of_another(wijk: Duinveste, databank: Any) -> None:
    with pytest.raises(GeenToegang), transaction.atomic():
        maak_sessie(wijk.lid["anna helm"], wijk.login["bert helm"], date(2026, 3, 2), boven)
    databank.beheer("UPDATE partijen_medewerker SET actief = false WHERE id = %s", wijk.login["anna helm"])
    with pytest.raises(GeenToegang):
        wijk.sessie("anna helm", date(2026, 3, 2))


def test_a_session_needs_a_transaction_and_leaves_nothing_behind(wijk: Duinveste, databank: Any) -> None:
    with pytest.raises(RuntimeError, match="transactie"):
        maak_sessie(wijk.lid["anna helm"], wijk.login["anna helm"], date(2026, 3, 2), boven)
    wijk.sessie("anna helm", date(2026, 3, 2))
    with databank.web.cursor() as c:
        c.execute("SELECT current_setting('app.gemeente', true), current_setting('app.login', true), count(*) FROM partijen_lidrol")
        assert c.fetchone() == ("", "", 0)


def test_memberships_to_choose_from(wijk: Duinveste) -> None:
    anna = wijk.login["anna helm"]
    assert [x.organisatie_naam for x in lidmaatschappen(anna, date(2026, 6, 30))] == ["Woningstichting Helm (fictief)"]
    juli = lidmaatschappen(anna, date(2026, 7, 1))
    assert [(x.gemeente_naam, x.organisatie_naam, x.rollen) for x in juli] == [
        ("Duinveste", "Stadsdeel Duinveste", ()),
        ("Duinveste", "Woningstichting Helm (fictief)", ("contactpersoon",)),
    ]
    with transaction.atomic():  # inside a request of one municipality the context comes back
        zet(gemeente=7, login=9)
        lidmaatschappen(anna, date(2026, 7, 1))
        with connections["default"].cursor() as c:
            c.execute("SELECT current_setting('app.gemeente'), current_setting('app.login')")
            assert c.fetchone() == ("7", "9")


@pytest.mark.parametrize(
    ("dag", "waar"), [(date(2026, 3, 31), False), (date(2026, 4, 1), True), (date(2026, 4, 10), True), (date(2026, 4, 11), False)]
)
def test_a_deputy_has_the_roles_while_it_runs(wijk: Duinveste, dag: date, waar: bool) -> None:
    s = wijk.sessie("bert helm", dag)
    assert s.neemt_waar == ((wijk.lid["anna helm"],) if waar else ())
    assert set(s.rollen) == ({"sociaal_beheerder", "contactpersoon"} if waar else {"sociaal_beheerder"})
    assert wijk.sessie("anna helm", dag).rollen == ("contactpersoon",)


def test_what_a_deputy_does_for_another_is_not_passed_on(wijk: Duinveste) -> None:
    wijk.meld("bert helm", "bert helm", "cora helm", date(2026, 4, 5), date(2026, 4, 6))
    assert wijk.sessie("cora helm", date(2026, 4, 5)).rollen == ("sociaal_beheerder",)


def test_who_left_has_no_deputy(wijk: Duinveste, databank: Any) -> None:
    databank.beheer("UPDATE partijen_lidmaatschap SET tot = '2026-04-04' WHERE id = %s", wijk.lid["anna helm"])
    assert wijk.sessie("bert helm", date(2026, 4, 4)).neemt_waar
    assert wijk.sessie("bert helm", date(2026, 4, 5)).rollen == ("sociaal_beheerder",)


def test_arranging_absence(wijk: Duinveste) -> None:
    van, tot = date(2026, 5, 1), date(2026, 5, 8)
    wijk.meld("anna helm", "anna helm", "cora helm", van, tot)
    with binnen(gemeente=wijk.gemeente):
        assert [(v.voor_naam, v.door_naam, v.van, v.tot) for v in vervangers(wijk.org["helm"], date(2026, 4, 11))] == [
            ("Anna Test", "Cora Test", van, tot)
        ]
        assert [x.naam for x in collega_s(wijk.org["helm"], van)] == ["Anna Test", "Bert Test", "Cora Test"]
    fouten: list[tuple[dict[str, Any], str]] = [
        ({"tot": tot + timedelta(1)}, "vervangt al"),
        ({"door": "anna helm"}, "twee keer dezelfde"),
        ({"tot": van - timedelta(1)}, "einddatum ligt voor"),
        ({"van": date(2026, 3, 1)}, "al voorbij"),
        ({"reden": "ziek"}, "reden bestaat niet"),
        ({"door": "dirk stadsdeel"}, "niet bij uw organisatie"),
        ({"van": date(2027, 1, 1), "tot": date(2027, 1, 2)}, "niet bij uw organisatie"),
        ({"ik": "cora helm"}, "uzelf niet"),
    ]
    for anders, tekst in fouten:
        gevraagd: dict[str, Any] = {"ik": "anna helm", "voor": "anna helm", "door": "cora helm", "van": van, "tot": tot} | anders
        with pytest.raises(Weigering, match=tekst):
            wijk.meld(**gevraagd)


def test_coming_back_ends_it_at_once_and_deletes_nothing(wijk: Duinveste, databank: Any) -> None:
    toen = date(2026, 5, 4)
    loopt = wijk.meld("anna helm", "anna helm", "cora helm", date(2026, 5, 1), date(2026, 5, 8))
    later = wijk.meld("anna helm", "anna helm", "cora helm", date(2026, 6, 1), date(2026, 6, 8))
    assert wijk.sessie("cora helm", toen).rollen == ("contactpersoon",)

    def stop(ik: str, nummer: int) -> None:
        with binnen(gemeente=wijk.gemeente, login=wijk.login[ik]):
            beeindig(nummer, gemeld_door=wijk.login[ik], organisatie=wijk.org["helm"], vandaag=toen)

    with pytest.raises(Weigering, match="eigen vervanging"):
        stop("cora helm", loopt)
    stop("anna helm", loopt)
    stop("bert helm", later)
    with pytest.raises(Weigering, match="niet meer"):
        stop("anna helm", later)
    assert wijk.sessie("cora helm", toen).rollen == ()
    assert wijk.sessie("cora helm", date(2026, 6, 1)).rollen == ()
    rijen = databank.beheer("SELECT tot, ingetrokken FROM partijen_waarneming WHERE id IN (%s, %s) ORDER BY id", loopt, later)
    assert rijen == [(date(2026, 5, 3), False), (date(2026, 6, 8), True)]
    wijk.meld("anna helm", "anna helm", "cora helm", date(2026, 6, 1), date(2026, 6, 8))  # what was withdrawn does not stand in the way


# keys


def test_keys_of_the_roles_and_of_the_roles_above(wijk: Duinveste) -> None:
    eigen = wijk.sleutel("helm", "contactpersoon", "noord")
    overal = wijk.sleutel("helm", "contactpersoon")
    in_wijk = wijk.sleutel("helm", "contactpersoon", "duinwijk", "oost")
    zuid = wijk.sleutel("helm", "contactpersoon", "zuid")
    hoger = wijk.sleutel("helm", "woningcorporatie", "noord")
    vreemd = wijk.sleutel("stadsdeel", "contactpersoon")
    s = wijk.sessie("anna helm", date(2026, 3, 2))
    assert set(s.sleutels) == {eigen, overal, in_wijk}
    assert set(s.werk) == {eigen, overal, in_wijk, hoger}
    assert not {zuid, vreemd} & set(s.werk)


def test_which_holder_fits_which_key() -> None:
    def p(gebied: int | None, team: int | None, slot_gebied: int | None, ouder: int | None, slot_team: int | None) -> bool:
        return past(RolHier("r", gebied, team), Slot(1, "r", slot_gebied, ouder, slot_team), ("r",))

    assert p(None, None, 3, 2, None)  # everywhere: every area
    assert p(3, None, None, None, None)  # a key for all of the role
    assert p(2, None, 3, 2, None)  # stadsdeel holds its wijk
    assert not p(3, None, 2, None, None)  # a wijk does not hold its stadsdeel
    assert not p(4, None, 3, 2, None)
    assert p(2, 8, 2, None, 8)
    assert p(2, 8, 2, None, None)
    assert p(2, None, 2, None, 8)
    assert not p(2, 9, 2, None, 8)
    assert not past(RolHier("r"), Slot(1, "s", None, None, None), ("r",))


def test_a_key_is_made_once_by_many_at_the_same_time(wijk: Duinveste, databank: Any) -> None:
    def maak(_: int) -> int:
        try:
            return wijk.sleutel("helm", "contactpersoon", "noord", "oost")
        finally:
            connections["kern"].close()

    with ThreadPoolExecutor(8) as bende:
        assert len(set(bende.map(maak, range(24)))) == 1
    assert databank.beheer("SELECT count(*) FROM partijen_sleutel") == [(1,)]


def test_a_key_without_context_is_an_error(wijk: Duinveste) -> None:
    with pytest.raises(Exception, match="row-level security"):
        sleutel_van(wijk.gemeente, wijk.org["helm"], "contactpersoon")
