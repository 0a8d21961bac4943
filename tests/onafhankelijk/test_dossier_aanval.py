# SPDX-License-Identifier: EUPL-1.2
"""Attack: forged ids, stale and stolen marks, ended rights, hostile input, files that are not what they say, raw SQL with the rights of a page."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

VREEMD = (
    "\x00", "a\x00b", "\x1b[31m", "\u202eabc\u2066", "\U0001f600" * 50, "\U00020000", "' or 1=1 --", "'; drop table dossier_feit; --",
    "<script>alert(1)</script>", "{{ 7|add:7 }}{% debug %}", "%s%s%n", "../../../etc/passwd", "${7*7}", "a" * 30_000, " ", "\r\nSet-Cookie: x=y",
    "-1", "999999999999999999999", "1e309", "nan", "0001-01-01", "9999-12-31", "31-12-9999", "01-01-0001", "29-02-2027", "99-99-9999",
    "00000000-0000-0000-0000-000000000000", "[]", "{}", "null", "true", "\ufffe", "\u0600", "İ", "ß" * 300, "٣", "²",
)  # fmt: skip


def nummer(d: Any, dossier: UUID) -> str:
    return str(d.databank.beheer("select nummer from dossier_dossier where id = %s", dossier)[0][0])


@pytest.fixture
def zaak(duinveste: Any) -> tuple[UUID, str]:
    d = duinveste.begin("femke")
    return d, nummer(duinveste, d)


def zacht(c: Any) -> Any:
    c.raise_request_exception = False
    return c


def formulier(c: Any, adres: str) -> dict[str, Any]:
    html = c.get(adres).content.decode()
    return {n: re.search(rf'name="{n}" value="([^"]*)"', html)[1] for n in ("sleutel", "kenmerk")}  # type: ignore[index]


# hidden is absent


def test_a_hidden_dossier_answers_as_an_absent_one(duinveste: Any, als: Any, zaak: Any) -> None:
    d, nr = zaak
    f = duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="muziek")
    plicht = duinveste.databank.beheer("select id from dossier_plicht limit 1")[0][0]
    paden = ["", "bekend-op/?dag=2026-01-23", f"waarom/plicht/{plicht}/", "waarom/verborgen/zorg/", "handeling/klacht_ontvangen/", f"feit/{f}/rechtzetten/",
             f"feit/{f}/verplaatsen/", f"feit/{f}/brief/", "handeling/waarschuwingsbrief_uitgereikt/brief/", f"bestand/{f}/", "niets/"]  # fmt: skip
    c, merk = als("wout"), re.compile(r'name="(csrfmiddlewaretoken|sleutel)" value="[^"]*"')
    for p in paden:
        echt, weg = (c.get(f"/dossier/{n}/{p}") for n in (nr, "WR-2026-9999"))
        assert echt.status_code == weg.status_code == 404, p
        assert merk.sub("", echt.content.decode()).replace(nr, "") == merk.sub("", weg.content.decode()).replace("WR-2026-9999", ""), p
    for p in ("handeling/klacht_ontvangen/", "handeling/klacht_ontvangen/volgt/", f"feit/{f}/rechtzetten/", f"feit/{f}/verplaatsen/"):
        data = {"op": "23-01-2026", "f-kanaal": "mzwo", "reden": "x", "wat": "intrekken"}
        assert [c.post(f"/dossier/{n}/{p}", data).status_code for n in (nr, "WR-2026-9999")] == [404, 404], p
    zoek = [merk.sub("", c.post("/zoeken/", {"q": n}).content.decode()).replace(n, "") for n in (nr, "WR-2026-9999")]
    assert zoek[0] == zoek[1]


def test_a_hidden_fact_or_file_answers_as_an_absent_one(duinveste: Any, als: Any, zaak: Any) -> None:
    from wijkregie.dossier.opdracht import Bijlage

    d, nr = zaak
    f = duinveste.leg_vast(
        "femke", d, "herplaatsing_besloten", overgenomen=True, rol="persoonlijk_begeleider", zorginhoudelijke_reden="x",
        bijlagen=(Bijlage("x.pdf", "application/pdf", b"%PDF-1.4"),),
    )  # fmt: skip
    b = duinveste.databank.beheer("select id from dossier_bestand")[0][0]
    c, weg = als("harm"), uuid4()
    assert c.get(f"/dossier/{nr}/").status_code == 200
    for vorm in ("feit/{}/rechtzetten/", "feit/{}/verplaatsen/", "feit/{}/brief/"):
        a, z = (c.get(f"/dossier/{nr}/{vorm.format(x)}") for x in (f, weg))
        assert (a.status_code, a.content) == (z.status_code, z.content) == (404, a.content), vorm
    a, z = (c.get(f"/dossier/{nr}/bestand/{x}/") for x in (b, weg))
    assert (a.status_code, a.content) == (z.status_code, z.content) == (404, a.content)


def test_a_file_of_one_dossier_is_not_given_under_the_number_of_another(duinveste: Any, als: Any, zaak: Any) -> None:
    from wijkregie.dossier.opdracht import Bijlage

    d, nr = zaak
    duinveste.leg_vast(
        "femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", bijlagen=(Bijlage("x.pdf", "application/pdf", b"%PDF-1"),)
    )
    b = duinveste.databank.beheer("select id from dossier_bestand")[0][0]
    ander = nummer(duinveste, duinveste.begin("femke"))
    assert als("femke").get(f"/dossier/{nr}/bestand/{b}/").status_code == 200
    assert als("femke").get(f"/dossier/{ander}/bestand/{b}/").status_code == 404


# forged ids in forms


def test_a_link_to_a_hidden_dossier_is_refused_as_to_an_absent_one(duinveste: Any, als: Any, zaak: Any) -> None:
    """Who guesses the id of a person of another organisation does not read his name by laying a link."""
    d, _ = zaak
    persoon, _ = duinveste.persoon("femke", d)
    eigen = duinveste.begin("wout")
    c, nr = als("wout"), nummer(duinveste, eigen)
    adres = f"/dossier/{nr}/handeling/dossiers_verbonden/"
    uit = []
    for ander in (persoon, d, uuid4()):
        a = c.post(adres, formulier(c, adres) | {"op": "23-01-2026", "f-ander": str(ander), "f-relatie": "betreft"})
        uit.append((a.status_code, re.sub(r'value="[^"]*"', "", a.content.decode())))
        assert "Wilgenroos" not in a.content.decode()
    assert uit[0] == uit[1] == uit[2] and uit[0][0] == 400
    assert duinveste.databank.beheer("select count(*) from dossier_verbinding where dossier = %s", eigen) == [(0,)]


def test_things_and_facts_of_another_dossier_are_not_accepted(duinveste: Any, als: Any, zaak: Any) -> None:
    d, nr = zaak
    vreemd = uuid4()
    elders = duinveste.begin("wout")
    f = duinveste.leg_vast("wout", elders, "klacht_ontvangen", opent=vreemd, kanaal="zorgaanbieder", omschrijving="elders")
    c = als("femke")
    adres = f"/dossier/{nr}/handeling/melder_gesproken/"
    c.post(adres, formulier(c, adres) | {"op": "23-01-2026", "ding": str(vreemd), "reden": "x"})
    assert all(str(vreemd) not in map(str, r[0]) for r in duinveste.databank.beheer("select over from dossier_feit where dossier = %s", d))
    assert c.post(f"/dossier/{nr}/feit/{f}/rechtzetten/", {"wat": "intrekken", "reden": "x", "stap": "leg_vast"}).status_code == 404
    assert duinveste.databank.beheer("select count(*) from dossier_feit where van = %s", f) == [(0,)]


@pytest.mark.parametrize(
    "feit", ["rectificatie", "verstrekt", "dubbel_samengevoegd", "samenvoeging_teruggedraaid", "klacht_beoordeeld", "afspraken_ingegaan"]
)
def test_an_act_that_is_not_of_ones_role_is_refused(duinveste: Any, als: Any, zaak: Any, feit: str) -> None:
    d, nr = zaak
    voor = duinveste.databank.beheer("select count(*) from dossier_feit")
    a = zacht(als("harm")).post(f"/dossier/{nr}/handeling/{feit}/", {"op": "23-01-2026", "f-ander": str(d), "f-reden": "x", "rol": "zorgaanbieder",
                                                                  "reden": "x", "kenmerk": "vals", "sleutel": str(uuid4())})  # fmt: skip
    assert a.status_code in (400, 404, 409), a.status_code
    assert duinveste.databank.beheer("select count(*) from dossier_feit") == voor


# marks and keys


def test_the_key_of_another_is_no_way_to_lose_what_is_recorded(duinveste: Any, als: Any, zaak: Any) -> None:
    """A key that somebody else used: the page may refuse, it may not say that it is recorded."""
    _, nr = zaak
    adres = f"/dossier/{nr}/handeling/klacht_ontvangen/"
    femke, harm = als("femke"), als("harm")
    data = formulier(femke, adres) | {"op": "23-01-2026", "f-kanaal": "zorgaanbieder", "f-omschrijving": "van femke"}
    assert femke.post(adres, data).status_code == 302
    a = zacht(harm).post(adres, formulier(harm, adres) | {"sleutel": data["sleutel"], "op": "23-01-2026", "f-kanaal": "woningcorporatie"})
    n = duinveste.databank.beheer("select count(*) from dossier_feit where soort = 'klacht_ontvangen'")[0][0]
    assert a.status_code < 500
    assert n == 2 or a.status_code != 302, "said to be recorded, and it is not"


@pytest.mark.xfail(reason="a key is compared, not what was sent under it (kern/opnemen.py eerder_van): the second text is lost", strict=True)
def test_going_back_and_sending_something_else_with_the_same_key_is_not_said_to_be_recorded(duinveste: Any, als: Any, zaak: Any) -> None:
    """The browser's back button gives the form with its old key; what is typed then is another complaint."""
    _, nr = zaak
    c, adres = als("femke"), f"/dossier/{nr}/handeling/klacht_ontvangen/"
    data = formulier(c, adres) | {"op": "23-01-2026", "f-kanaal": "zorgaanbieder", "f-omschrijving": "muziek"}
    assert c.post(adres, data).status_code == 302
    a = c.post(adres, data | {"f-omschrijving": "iets heel anders: water door het plafond"})
    n = duinveste.databank.beheer("select count(*) from dossier_feit where soort = 'klacht_ontvangen'")[0][0]
    assert n == 2 or a.status_code != 302, "said to be recorded, and it is not"


def test_a_mark_of_another_dossier_or_a_forged_one_does_not_pass_for_the_state(duinveste: Any, als: Any, zaak: Any) -> None:
    d, nr = zaak
    c, adres = als("femke"), f"/dossier/{nr}/handeling/klacht_ontvangen/"
    ander = nummer(duinveste, duinveste.begin("femke"))
    vreemd = formulier(c, f"/dossier/{ander}/handeling/klacht_ontvangen/")["kenmerk"]
    duinveste.leg_vast("joris", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="van joris")
    for merk in (vreemd, "", "vals", "=" * 40, "é", "A" * 100_000, "\x00"):
        a = zacht(c).post(adres, {"sleutel": str(uuid4()), "kenmerk": merk, "op": "23-01-2026", "f-kanaal": "zorgaanbieder"})
        assert a.status_code == 409, (merk[:10], a.status_code)


# log-in and rights that end


def test_every_form_asks_for_the_token(duinveste: Any, als: Any, zaak: Any) -> None:
    d, nr = zaak
    f = duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")
    bron = als("femke")
    c = Client(enforce_csrf_checks=True)
    c.cookies = bron.cookies
    for p in (f"/dossier/{nr}/handeling/klacht_ontvangen/", f"/dossier/{nr}/handeling/klacht_ontvangen/volgt/", f"/dossier/{nr}/feit/{f}/rechtzetten/",
              f"/dossier/{nr}/feit/{f}/verplaatsen/", "/zoeken/", "/dossiers/nieuw/", "/afwezigheid/", "/afwezigheid/stop/", "/uitloggen/", "/lidmaatschap/",
              "/inloggen/", "/wachtwoord/", "/personas/", "/personen/dubbel/"):  # fmt: skip
        assert c.post(p, {"q": "x"}).status_code == 403, p


@override_settings(DEMO=False)
def test_without_demo_nobody_logs_in_by_one_click(duinveste: Any) -> None:
    c = Client()
    lid = str(duinveste.leden["femke"][0])
    assert c.get("/personas/").status_code == c.post("/personas/", {"persona": lid}).status_code == 404
    assert c.get("/patronen/").status_code == 404
    assert c.get("/werk/").status_code == 302 and "_auth_user_id" not in c.session


def test_rights_that_end_stop_the_session_at_the_next_page(duinveste: Any, als: Any, zaak: Any, op_dag: Any) -> None:
    _, nr = zaak
    lid, login = duinveste.leden["joris"]
    c = als("joris")
    adres = f"/dossier/{nr}/"
    assert c.get(adres).status_code == 200
    duinveste.databank.beheer("update partijen_lidrol set tot = '2026-01-22' where lidmaatschap = %s", lid)
    assert c.get(adres).status_code == 404  # no role, no key
    assert c.post(f"/dossier/{nr}/handeling/klacht_ontvangen/", {"op": "23-01-2026", "f-kanaal": "mzwo"}).status_code == 404
    duinveste.databank.beheer("update partijen_lidmaatschap set tot = '2026-01-22' where id = %s", lid)
    a = c.get(adres)
    assert (a.status_code, a["Location"]) == (302, "/lidmaatschap/")
    duinveste.databank.beheer("update partijen_login set actief = false where id = %s", login)
    assert c.get(adres)["Location"].startswith("/inloggen/")


def test_a_deputy_stops_being_one_the_day_after(duinveste: Any, als: Any, zaak: Any, op_dag: Any) -> None:
    _, nr = zaak
    femke, joris = duinveste.leden["femke"][0], duinveste.leden["joris"][0]
    duinveste.databank.beheer("delete from partijen_lidrol where lidmaatschap = %s", joris)
    organisatie, login = duinveste.organisaties["linde"], duinveste.leden["femke"][1]
    kolommen = [
        r[0] for r in duinveste.databank.beheer("select column_name from information_schema.columns where table_name = 'partijen_waarneming'")
    ]
    waarden = {"gemeente": duinveste.gemeente, "organisatie": organisatie, "voor": femke, "door": joris, "van": date(2026, 1, 20), "tot": date(2026, 1, 23),
               "reden": "afwezig", "gemeld_door": login, "ingetrokken": False, "gemeld_op": "2026-01-20 09:00+01"}  # fmt: skip
    k = [x for x in kolommen if x in waarden]
    duinveste.databank.beheer(f"insert into partijen_waarneming ({', '.join(k)}) values ({', '.join(['%s'] * len(k))})", *[waarden[x] for x in k])
    c = als("joris")
    assert c.get(f"/dossier/{nr}/").status_code == 200
    op_dag("2026-01-24 00:00")
    assert c.get(f"/dossier/{nr}/").status_code == 404


def test_a_membership_of_another_in_the_session_is_refused(duinveste: Any, als: Any, zaak: Any) -> None:
    from wijkregie.scherm.paginas.basis import LIDMAATSCHAP

    _, nr = zaak
    c = als("harm")
    s = c.session
    s[LIDMAATSCHAP] = duinveste.leden["femke"][0]
    s.save()
    assert c.get(f"/dossier/{nr}/").status_code == 302
    assert c.post("/lidmaatschap/", {"lidmaatschap": str(duinveste.leden["femke"][0])}).status_code in (302, 400)
    assert c.session.get(LIDMAATSCHAP) != duinveste.leden["femke"][0]


@pytest.mark.parametrize(
    "verder", ["//kwaad.example", "https://kwaad.example", "/\\kwaad.example", "javascript:alert(1)", "/\r\nX: y", "\t//kwaad.example"]
)
def test_log_in_does_not_send_one_elsewhere(duinveste: Any, verder: str) -> None:
    c = Client()
    a = c.post("/personas/", {"persona": str(duinveste.leden["femke"][0]), "next": verder})
    assert a.status_code == 302 and a["Location"].startswith("/") and "kwaad" not in a["Location"] and not a.has_header("X")


# hostile input


def test_no_address_gives_500(duinveste: Any, als: Any, zaak: Any) -> None:
    _, nr = zaak
    from urllib.parse import quote

    c, stuk = zacht(als("femke")), []
    vormen = ["/dossier/{}/", f"/dossier/{nr}/waarom/{{}}/", f"/dossier/{nr}/waarom/plicht/{{}}/", f"/dossier/{nr}/waarom/fase/{{}}/", f"/dossier/{nr}/waarom/regie/{{}}/x/",
              f"/dossier/{nr}/waarom/verborgen/{{}}/", f"/dossier/{nr}/waarom/handeling/{{}}/", f"/dossier/{nr}/bekend-op/?dag={{}}",
              f"/dossier/{nr}/waarom/fase/ladder/?bekend_op={{}}", f"/dossier/{nr}/handeling/{{}}/", f"/dossier/{nr}/handeling/klacht_ontvangen/?ding={{}}&plicht={{}}",
              f"/dossier/{nr}/feit/{{}}/rechtzetten/", f"/dossier/{nr}/feit/{{}}/brief/", f"/dossier/{nr}/bestand/{{}}/", "/dossiers/?welke={}&blad={}",
              "/werk/?van={}&groep={}&blad={}&protocol={}&wijk={}&dag={}", "/inloggen/?next={}", "/lidmaatschap/?x={}"]  # fmt: skip
    for vorm, x in ((v, x) for i, v in enumerate(vormen) for x in VREEMD[i % 2 :: 2] if len(x) < 1000):
        pad = vorm.replace("{}", quote(x.encode("utf-8"), safe=""))
        a = c.get(pad)
        if a.status_code >= 500:
            stuk.append(pad[:120])
    assert not stuk, "\n".join(stuk)


def test_no_form_gives_500(duinveste: Any, als: Any, zaak: Any) -> None:
    d, nr = zaak
    k = uuid4()
    f = duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=k, kanaal="zorgaanbieder", omschrijving="muziek")
    c, stuk = zacht(als("femke")), []
    vormen: list[tuple[str, list[str], dict[str, str]]] = [
        (f"/dossier/{nr}/handeling/klacht_ontvangen/", ["op", "tijd", "f-kanaal", "f-melder", "f-omschrijving", "f-ernstig", "ding", "rol", "sleutel", "kenmerk", "reden",
                                                        "wie", "namens", "herkomst", "stap", "bestandsoort", "afwijken-TW-6.24"], {"f-kanaal": "mzwo"}),
        (f"/dossier/{nr}/handeling/klacht_ontvangen/volgt/", ["op", "tijd", "f-kanaal", "ding"], {"f-kanaal": "mzwo"}),
        (f"/dossier/{nr}/handeling/begeleidingsovereenkomst_ondertekend/", ["f-ingang", "f-einde", "op"], {"f-ingang": "1-1-2026", "stap": "bekijk"}),
        (f"/dossier/{nr}/handeling/toestemming_gegeven/", ["f-geldig_tot", "f-doeleinden"], {"stap": "bekijk"}),
        (f"/dossier/{nr}/handeling/woning_ingericht/", ["f-isolatie_lin", "f-harde_vloer"], {"stap": "bekijk"}),
        (f"/dossier/{nr}/handeling/partij_betrokken/", ["f-rol", "f-organisatie", "rol-en-organisatie", "partij"], {"stap": "bekijk"}),
        (f"/dossier/{nr}/handeling/dossiers_verbonden/", ["f-ander", "f-relatie"], {"f-relatie": "betreft"}),
        (f"/dossier/{nr}/handeling/signaal_gedeeld/", ["f-aan", "f-in_driegesprek"], {}),
        (f"/dossier/{nr}/feit/{f}/rechtzetten/", ["op", "tijd", "f-kanaal", "f-omschrijving", "ding", "reden", "kenmerk", "sleutel", "wat"], {"wat": "wijzigen", "reden": "x"}),
        (f"/dossier/{nr}/feit/{f}/verplaatsen/", ["naar", "nummer", "reden", "kenmerk", "sleutel", "stap", "dossier"], {}),
        ("/zoeken/", ["q"], {}),
        ("/dossiers/nieuw/", ["f-voornaam", "f-achternaam", "f-geboortedatum", "bij", "stap", "sleutel"], {"bij": "1", "f-achternaam": "Wilgenroos"}),
        ("/dossiers/nieuw/", ["f-straat", "f-huisnummer", "f-postcode", "f-plaats", "wijk", "wie", "waar"], {"bij": "2", "f-achternaam": "Wilgenroos", "f-straat": "X", "f-huisnummer": "1"}),
        ("/afwezigheid/", ["voor", "door", "van", "tot", "reden"], {"van": "24-01-2026", "tot": "25-01-2026", "reden": "afwezig",
                                                                    "voor": str(duinveste.leden["femke"][0]), "door": str(duinveste.leden["joris"][0])}),
        ("/afwezigheid/stop/", ["waarneming"], {}),
        ("/lidmaatschap/", ["lidmaatschap"], {}),
    ]  # fmt: skip
    for adres, namen, vast in vormen:
        for naam, x in ((n, x) for i, n in enumerate(namen) for x in VREEMD[i % 4 :: 4]):  # every value meets every form
            a = c.post(adres, vast | {naam: x})
            if a.status_code >= 500:
                stuk.append(f"{adres} {naam}={x[:30]!r}")
        a = c.post(adres, {**vast, **{n: ["1", "2", "x"] for n in namen}})  # lists where one is meant
        if a.status_code >= 500:
            stuk.append(f"{adres} lists")
    assert not stuk, "\n".join(stuk)


def test_the_log_in_page_stands_hostile_input(duinveste: Any) -> None:
    c = Client(REMOTE_ADDR="203.0.113.7")
    c.raise_request_exception = False
    for i, x in enumerate(VREEMD):
        a = c.post("/inloggen/", {"naam": x, "wachtwoord": x, "next": x}, REMOTE_ADDR=f"198.51.100.{i}")
        assert a.status_code in (400, 429), repr(x)
        assert "<script>alert" not in a.content.decode()


def test_what_was_typed_never_becomes_markup(duinveste: Any, als: Any, zaak: Any) -> None:
    d, nr = zaak
    slecht = '"><script>alert(1)</script>{{ 7|add:7 }}<img src=x onerror=alert(1)>'
    persoon, f = duinveste.persoon("femke", d)
    duinveste.leg_vast("femke", persoon, "", rectificeer=str(f), wordt={"achternaam": slecht}, reden=slecht)
    k = duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving=slecht, melder=slecht)
    c = als("femke")
    paden = ["/werk/", "/dossiers/?welke=open", f"/dossier/{nr}/", f"/dossier/{nr}/feit/{k}/rechtzetten/", f"/dossier/{nr}/bekend-op/?dag=2026-01-23"]
    paginas = [c.get(p).content.decode() for p in paden]
    paginas.append(c.post("/zoeken/", {"q": slecht}).content.decode())
    paginas.append(
        c.post(
            f"/dossier/{nr}/handeling/klacht_ontvangen/", {"op": slecht, "f-omschrijving": slecht, "reden": slecht, "stap": "bekijk"}
        ).content.decode()
    )
    paginas.append(
        c.post(
            f"/dossier/{nr}/handeling/klacht_ontvangen/", {"kenmerk": "vals", "op": "23-01-2026", "f-kanaal": "mzwo", "f-omschrijving": slecht}
        ).content.decode()
    )
    for html in paginas:
        assert "<script>alert" not in html and "<img src=x" not in html and "{{ 7|add" not in html.replace("{{ 7|add:7 }}&lt;", ""), html[:200]
        assert 'value=""&gt' not in html


def test_too_much_is_refused_and_not_kept(duinveste: Any, als: Any, zaak: Any) -> None:
    _, nr = zaak
    c, adres = zacht(als("femke")), f"/dossier/{nr}/handeling/klacht_ontvangen/"
    voor = duinveste.databank.beheer("select count(*) from dossier_feit")
    assert c.post(adres, {"f-omschrijving": "x" * 10_000_000}).status_code in (400, 413)
    assert c.post(adres, {"op": "23-01-2026", "ding": [str(uuid4()) for _ in range(1000)], "f-kanaal": "mzwo"}).status_code in (400, 413)
    assert c.post(adres, {f"veld{i}": "x" for i in range(1000)}).status_code in (400, 413)
    assert duinveste.databank.beheer("select count(*) from dossier_feit") == voor


@pytest.mark.parametrize("pad", ["/werk/", "/dossiers/", "/dossier/{n}/", "/dossier/{n}/bekend-op/", "/dossier/{n}/waarom/fase/ladder/"])
@pytest.mark.parametrize("hoe", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_pages_that_only_show_take_no_other_methods(duinveste: Any, als: Any, zaak: Any, pad: str, hoe: str) -> None:
    assert als("femke").generic(hoe, pad.format(n=zaak[1])).status_code == 405


# files


def _docx(**meer: bytes) -> bytes:
    b = io.BytesIO()
    with zipfile.ZipFile(b, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("word/document.xml", "<w:document/>")
        for n, i in meer.items():
            z.writestr(n, i)
    return b.getvalue()


def _upload(c: Any, adres: str, naam: str, inhoud: bytes, soort: str = "application/pdf") -> Any:
    bestand = SimpleUploadedFile("x", inhoud, content_type=soort)
    bestand._name = naam  # past Django's own cleaning of names
    return c.post(adres, formulier(c, adres) | {"op": "23-01-2026", "f-kanaal": "mzwo", "bestand": bestand})


@pytest.mark.parametrize(
    "naam",
    [
        "../../etc/passwd",
        "a\r\nSet-Cookie: x=y.pdf",
        'a"; filename="b.exe',
        "\u202efdp.exe",
        "x\x00.pdf",
        "CON",
        "." * 300,
        "😀.pdf",
        "/",
        "a\nb",
        "",
    ],
)
def test_the_name_of_a_file_is_only_a_name(duinveste: Any, als: Any, zaak: Any, naam: str) -> None:
    _, nr = zaak
    c, adres = zacht(als("femke")), f"/dossier/{nr}/handeling/klacht_ontvangen/"
    a = _upload(c, adres, naam, b"%PDF-1.4 x")
    assert a.status_code in (302, 400)
    for i, bewaard in duinveste.databank.beheer("select id, naam from dossier_bestand"):
        assert bewaard.endswith(".pdf") and not set("/\\\r\n\x00\u202e") & set(bewaard)
        b = c.get(f"/dossier/{nr}/bestand/{i}/")
        assert b.status_code == 200 and b["Content-Disposition"].startswith("attachment") and "\n" not in b["Content-Disposition"]
        assert b["X-Content-Type-Options"] == "nosniff" and "sandbox" in b["Content-Security-Policy"] and not b.cookies.get("x")


def test_a_file_is_what_it_begins_with_or_it_is_refused(duinveste: Any, als: Any, zaak: Any) -> None:
    _, nr = zaak
    c, adres = zacht(als("femke")), f"/dossier/{nr}/handeling/klacht_ontvangen/"
    bom = io.BytesIO()
    with zipfile.ZipFile(bom, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("word/document.xml", b"0" * 50_000_000)
    for inhoud in (b"MZ\x90\x00", b"<html><script>alert(1)</script>", b"<svg onload=alert(1)>", b"GIF89a", b"PK\x03\x04rommel", b"", b"#!/bin/sh",
                   _docx(**{"word/vbaProject.bin": b"x"}), b"%pdf-1.4"):  # fmt: skip
        assert _upload(c, adres, "x.pdf", inhoud).status_code == 400, inhoud[:10]
    assert _upload(c, adres, "x.pdf", b"%PDF-" + b"0" * (25 * 1024 * 1024)).status_code == 400
    assert duinveste.databank.beheer("select count(*) from dossier_bestand") == [(0,)]
    assert _upload(c, adres, "bom.docx", bom.getvalue()).status_code == 302  # kept as it is, never unpacked
    polyglot = b"%PDF-1.4\n<script>alert(1)</script>"
    assert _upload(c, adres, "p.html", polyglot, "text/html").status_code == 302
    soorten = {r[0] for r in duinveste.databank.beheer("select mediatype from dossier_bestand")}
    assert soorten <= {"application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


@pytest.mark.parametrize(("plek", "waarde"), [(6, 99), (46, 0xD2)], ids=["version to come", "name that is no text"])
def test_a_damaged_document_is_refused(duinveste: Any, als: Any, zaak: Any, plek: int, waarde: int) -> None:
    ruw = bytearray(_docx())
    begin = ruw.rindex(b"PK\x01\x02")
    ruw[begin + 8 : begin + 10] = (0x800).to_bytes(2, "little")  # names are UTF-8
    ruw[begin + plek] = waarde
    assert _upload(zacht(als("femke")), f"/dossier/{zaak[1]}/handeling/klacht_ontvangen/", "x.docx", bytes(ruw)).status_code == 400


# raw SQL with the rights of a page

VERBODEN_SQL = (
    "select pg_read_file('/etc/passwd')", "select lo_import('/etc/passwd')", "copy dossier_feit to program 'true'", "select * from pg_authid",
    "set role wijk_kern", "set role wijk_eigenaar", "set session authorization wijk_kern", "alter table dossier_feit disable row level security",
    "create table x (i int)", "create temp table y as select * from dossier_opdracht", "select schakel from dossier_dossier", "select nr from dossier_feit",
    "select zout from dossier_deel", "select * from dossier_opdracht", "select * from dossier_wortel", "select * from dossier_nummering",
    "insert into dossier_feit select * from dossier_feit", "update dossier_feit set soort = 'x'", "delete from dossier_deel", "truncate dossier_werk",
    "update dossier_plicht set status = 'voldaan'", "insert into delen_toegang select * from delen_toegang", "update delen_toegang set inhoud = -1",
    "delete from dossier_behandelaar", "insert into partijen_lidrol select * from partijen_lidrol", "update partijen_lidmaatschap set organisatie = 1",
    "insert into partijen_sleutel (gemeente, organisatie, rol) values (1, 1, 'x')", "select set_config('row_security', 'off', false), * from dossier_feit_zonder",
)  # fmt: skip


@pytest.mark.parametrize("sql", VERBODEN_SQL)
def test_a_page_may_not_run_this(duinveste: Any, sql: str) -> None:
    with duinveste.databank.rauw("wijk_web") as c, pytest.raises(psycopg.Error):
        c.execute(sql)


def test_without_context_every_table_is_empty_for_a_page(duinveste: Any, zaak: Any) -> None:
    d, _ = zaak
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")
    tabellen = [
        r[0]
        for r in duinveste.databank.beheer(
            "select tablename from pg_tables where schemaname = 'public' and (tablename like 'dossier%' or tablename like 'delen%' or tablename like 'partijen%')"
        )
    ]
    with duinveste.databank.rauw("wijk_web", autocommit=True) as c:
        for t in tabellen:
            if t in ("partijen_gemeente", "partijen_poging"):
                continue
            try:
                n = c.execute(f"select count(*) from (select 1 from {t}) x").fetchone()
            except psycopg.errors.InsufficientPrivilege:
                continue
            assert n == (0,), t


def test_a_page_writes_no_draft_or_handler_of_another(duinveste: Any, zaak: Any) -> None:
    d, _ = zaak
    with pytest.raises(Exception, match="row-level security"), duinveste.ogen("harm") as c:
        c.execute("insert into dossier_concept (gemeente, login, sleutel, dossier, inhoud, bewaard) values (%s, %s, 'x', %s, '{}', now())",
                  [duinveste.gemeente, duinveste.leden["femke"][1], d])  # fmt: skip
    with pytest.raises(Exception, match="row-level security"), duinveste.ogen("harm") as c:
        c.execute("insert into dossier_behandelaar (gemeente, dossier, organisatie, lidmaatschap, van) values (%s, %s, %s, %s, '2026-01-23')",
                  [duinveste.gemeente, d, duinveste.organisaties["linde"], duinveste.leden["femke"][0]])  # fmt: skip
    with duinveste.ogen("harm") as c:
        c.execute("update dossier_behandelaar set tot = '2026-01-23'")
        assert c.rowcount == 0


def test_a_page_does_not_learn_that_facts_of_a_hidden_dossier_were_moved(duinveste: Any) -> None:
    van, naar = duinveste.begin("femke"), duinveste.begin("femke")
    from wijkregie.dossier.verplaats import verplaats

    f = duinveste.leg_vast("femke", van, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")
    verplaats(duinveste.sessie("femke"), uuid4(), van, naar, [f])
    assert duinveste.ziet("femke", "dossier_dicht") == [(1,)]
    assert duinveste.ziet("wout", "dossier_dicht") == [(0,)]


@pytest.mark.xfail(reason="wijk_web may select every column of partijen_login of its municipality (partijen 0002_afscherming)", strict=True)
def test_a_page_does_not_read_the_passwords_of_colleagues(duinveste: Any) -> None:
    duinveste.databank.beheer("update partijen_login set password = 'argon2$geheim'")
    assert duinveste.ziet("harm", "partijen_login", "count(*)", "password <> '' and id <> %s", duinveste.leden["harm"][1]) == [(0,)]


def test_the_core_sees_its_own_municipality_only(duinveste: Any, zaak: Any) -> None:
    with duinveste.databank.rauw("wijk_kern") as c:
        c.execute("select set_config('app.gemeente', %s, true)", [str(duinveste.gemeente + 1)])
        for t in (
            "dossier_dossier",
            "dossier_feit",
            "dossier_deel",
            "dossier_bestand",
            "dossier_opdracht",
            "delen_toegang",
            "dossier_plicht",
            "partijen_sleutel",
        ):
            assert c.execute(f"select count(*) from {t}").fetchone() == (0,), t  # type: ignore[arg-type]
        with pytest.raises(psycopg.Error):
            c.execute("insert into dossier_nummering (gemeente, reeks, laatste) values (%s, 'X', 1)", [duinveste.gemeente])


def test_two_sessions_on_one_connection_leave_each_other_nothing(duinveste: Any, als: Any, zaak: Any) -> None:
    """Interleaved, with errors in between."""
    d, nr = zaak
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="alleenvoorlinde")
    femke, wout = als("femke"), zacht(als("wout"))
    for i in range(12):
        assert "alleenvoorlinde" in femke.get(f"/dossier/{nr}/").content.decode()
        if i % 3 == 1:
            wout.get(f"/dossier/{nr}%00/")
        if i % 3 == 2:
            zacht(femke).post(f"/dossier/{nr}/handeling/klacht_ontvangen/", {"op": "\x00", "kenmerk": "\x00"})
        a = wout.get(f"/dossier/{nr}/")
        assert a.status_code == 404 and "alleenvoorlinde" not in a.content.decode()
        assert nr not in wout.get("/dossiers/?welke=open").content.decode()
