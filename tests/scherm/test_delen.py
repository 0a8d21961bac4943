# SPDX-License-Identifier: EUPL-1.2
"""*Wie ziet wat*: each person reads of others what that person may know, and no page shows more than its reader sees already."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from paginaproef import vragen, woorden

PAD = "/dossier/WR-2026-0001/"
DELEN = f"{PAD}delen/"


def _klacht(d: Any, dossier: Any, wie: str = "femke", **velden: Any) -> Any:
    return d.leg_vast(wie, dossier, "klacht_ontvangen", opent=velden.pop("opent", None) or uuid4(), kanaal="zorgaanbieder", **velden)


def _rijen(antwoord: Any) -> dict[str, dict[str, str]]:
    """Kind of data -> party -> word, as a screen reader gets it."""
    uit: dict[str, dict[str, str]] = {}
    html = antwoord.content.decode()
    for rij in re.findall(r'<tr role="row"><th scope="row".*?</tr>', html, re.S):
        soort = _tekst(re.findall(r"<th.*?</th>", rij, re.S)[0])
        cellen = re.findall(r"<td.*?</td>", rij, re.S)
        uit[soort] = {
            _tekst(re.findall(r'wr-mx__wie">(.*?)</span>', c)[0]): _tekst(c.split("</svg>")[1].split('<span class="wr-vh">')[0]) for c in cellen
        }
    return uit


def _tekst(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


AARD = "Aard en afhandeling van de overlast"


def test_with_consent_the_parties_stand_there_with_what_each_sees(duinveste: Any, als: Any) -> None:
    _klacht(duinveste, duinveste.begin("femke"))
    t = _rijen(als("femke").get(DELEN))
    assert t[AARD] == {"Linde": "Ziet", "De Eik": "Ziet", "MZWO": "Ziet"}
    assert t["Contactgegevens"] == {"Linde": "Ziet", "De Eik": "Ziet niet", "MZWO": "Ziet niet"}
    c = als("femke").get(DELEN)
    assert "Toestemming gegeven" in woorden(c) and "Bekijk wat er stopt" in woorden(c)


@pytest.mark.parametrize("wie", ["harm", "rosa"])
def test_a_partner_knows_of_others_what_follows_from_its_own_sight(duinveste: Any, als: Any, wie: str) -> None:
    """It may not know of consent; but what it is given itself hangs on nothing else."""
    _klacht(duinveste, duinveste.begin("femke"))
    antwoord = als(wie).get(DELEN)
    t = _rijen(antwoord)
    assert set(t[AARD].values()) == {"Ziet"} and len(t[AARD]) == 3
    assert "Toestemming gegeven" not in woorden(antwoord)
    assert "Zorg en behandeling" not in t or set(t["Zorg en behandeling"].values()) <= {"Ziet niet", "Niet voor u"}


def test_without_consent_nobody_is_told_of_others(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke", toestemming=False)
    _klacht(duinveste, d)
    duinveste.leg_vast("harm", d, "klacht_ontvangen", opent=uuid4(), kanaal="woningcorporatie")
    t = _rijen(als("harm").get(DELEN))
    assert all(set(r) == {"De Eik"} for r in t.values())
    assert t[AARD] == {"De Eik": "Eigen werk"}
    assert "Nog niet" in {w for r in t.values() for w in r.values()}
    assert "U ziet alleen uw eigen kolom" in woorden(als("harm").get(DELEN))


def test_withdrawn_is_seen_at_the_next_request_by_both(duinveste: Any, als: Any, op_dag: Any) -> None:
    d = duinveste.begin("femke")
    _klacht(duinveste, d)
    op_dag("2026-01-26 09:00")
    duinveste.leg_vast("femke", d, "toestemming_ingetrokken")
    t = _rijen(als("femke").get(DELEN))
    assert t[AARD] == {"Linde": "Eigen werk", "De Eik": "Nog niet", "MZWO": "Nog niet"}
    w = woorden(als("femke").get(DELEN))
    assert "Toestemming ingetrokken" in w
    assert "ma 26 januari" in w and re.search(r"De Eik ziet niet meer: [^.]*aard en afhandeling van de overlast", w)
    assert re.search(r"vr 23 januari .*De Eik ziet vanaf nu: ", w)
    antwoord = als("harm").get(DELEN)
    assert antwoord.status_code == 404 or set(_rijen(antwoord).get(AARD, {"De Eik": "Nog niet"}).values()) <= {"Nog niet", "Eigen werk"}
    assert antwoord.status_code == 404 or "ingetrokken" not in woorden(antwoord).lower()


def test_history_is_not_told_to_who_may_not_know_the_ground(duinveste: Any, als: Any, op_dag: Any) -> None:
    d = duinveste.begin("femke")
    _klacht(duinveste, d)
    op_dag("2026-01-26 09:00")
    duinveste.leg_vast("femke", d, "toestemming_ingetrokken")
    op_dag("2026-01-28 09:00")
    duinveste.leg_vast("femke", d, "toestemming_gegeven", schriftelijk="ja", uitleg_gegeven="2026-01-23")
    w = woorden(als("harm").get(DELEN))
    assert "26 januari" not in w and "ziet niet meer" not in w


def test_a_cell_tells_why_and_what_would_change_it(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    _klacht(duinveste, d)
    duinveste.leg_vast("femke", d, "gedragsafspraken_gemaakt", opent=uuid4(), aanpassing="Geheimzin")
    eik = duinveste.organisaties["eik"]
    w = woorden(als("femke").get(f"{DELEN}?partij={eik}&soort=overlast_aard"))
    assert "Waarom ziet De Eik: aard en afhandeling van de overlast?" in w and "TW-10.22" in w
    assert "Valt de grond weg (toestemming), dan ziet De Eik dit niet meer." in w and "Toestemming gegeven, vr 23 januari" in w
    w = woorden(als("femke").get(f"{DELEN}?partij={eik}&soort=interventie_inhoud"))
    assert "De afspraak verbiedt dit." in w and "TW-10.24" in w and "Ook toestemming verandert dit niet." in w
    w = woorden(als("harm").get(f"{DELEN}?partij={eik}&soort=overlast_aard"))
    assert "Waarom ziet u: aard en afhandeling van de overlast?" in w and "Toestemming gegeven" not in w


@pytest.mark.parametrize(
    "vraag", ["partij=999&soort=overlast_aard", "partij=x&soort=overlast_aard", "partij=1", "soort=zorg", "partij=%D9%A1&soort=zorg"]
)
def test_a_cell_that_is_not_there_is_no_page(duinveste: Any, als: Any, vraag: str) -> None:
    _klacht(duinveste, duinveste.begin("femke"))
    assert als("femke").get(f"{DELEN}?{vraag}").status_code == 404


def test_absent_and_hidden_are_the_same(duinveste: Any, als: Any) -> None:
    _klacht(duinveste, duinveste.begin("femke"))
    c = als("wout")
    for rest in ("", "als/", "?partij=1&soort=zorg", "als/?partij=1"):
        hier, daar = c.get(f"{DELEN}{rest}"), c.get(f"/dossier/WR-2026-9999/delen/{rest}")
        assert (hier.status_code, hier.content) == (daar.status_code, daar.content) == (404, hier.content), rest


@pytest.mark.parametrize("toestemming", [True, False])
def test_the_matrix_says_what_the_database_gives(duinveste: Any, als: Any, toestemming: bool) -> None:
    """For each party that logs in: its own connection reads exactly the kinds of data that another is told it reads."""
    d = duinveste.begin("femke", toestemming=toestemming)
    _klacht(duinveste, d)
    kort = {"harm": "De Eik", "rosa": "MZWO", "femke": "Linde"}
    namen = {n: _naam(n) for n in _categorieen()}
    for kijker in ("femke", "harm", "rosa"):
        antwoord = als(kijker).get(DELEN)
        if antwoord.status_code == 404:
            continue
        t = _rijen(antwoord)
        for wie in kort:
            with duinveste.ogen(wie) as c:
                c.execute("select bit_or(inhoud), bit_or(bestaat) from delen_toegang where dossier = %s and not eigen", [d])
                inhoud, bestaat = (m or 0 for m in c.fetchone())
                c.execute("select naam, bit from delen_categorie")
                bit = dict(c.fetchall())
            for cat, naam in namen.items():
                zegt = t.get(naam, {}).get(kort[wie])
                if zegt in (None, "Niet voor u"):
                    continue
                assert (zegt == "Ziet") == bool(inhoud >> bit[cat] & 1), (kijker, wie, cat, zegt)
                assert (zegt == "Ziet dat het er is") == bool((bestaat & ~inhoud) >> bit[cat] & 1), (kijker, wie, cat, zegt)


def _categorieen() -> list[str]:
    from wijkregie.dossier.afspraken import wereld

    return list(wereld("amsterdam").voc.categorieen)


def _naam(c: str) -> str:
    from wijkregie.dossier.afspraken import wereld

    n = wereld("amsterdam").voc.categorieen[c].naam
    return n[:1].upper() + n[1:]


# looking as another


def _inhoud(antwoord: Any) -> str:
    """Without the head of the page, which names who is logged in."""
    assert antwoord.status_code == 200
    return _tekst(antwoord.content.decode().split("<main")[1])


def _geheimen(d: Any) -> UUID:
    zaak = d.begin("femke")
    _klacht(d, zaak, omschrijving="zinaard", melder="zinmelder")
    d.leg_vast("femke", zaak, "gedragsafspraken_gemaakt", opent=uuid4(), aanpassing="zininhoud")
    _klacht(d, zaak, "harm", omschrijving="zineik", melder="eikmelder")
    return zaak


def test_who_has_regie_looks_as_the_corporation_sees_it(duinveste: Any, als: Any) -> None:
    _geheimen(duinveste)
    eik, mzwo = duinveste.organisaties["eik"], duinveste.organisaties["meldpunt"]
    c = als("femke")
    assert "Bekijk het dossier als" in woorden(c.get(DELEN))
    w = _inhoud(c.get(f"{DELEN}als/?partij={eik}"))
    assert "Voorbeeld: dit dossier zoals De Eik het ziet" in w and "zinaard" in w and "zineik" in w
    assert "zininhoud" not in w and "zinmelder" not in w and "Femke Proef" not in w
    w = _inhoud(c.get(f"{DELEN}als/?partij={mzwo}"))
    assert "zinaard" in w and "zininhoud" not in w and "zinmelder" not in w
    ruw = c.get(f"{DELEN}als/?partij={eik}").content.decode()
    assert "/handeling/" not in ruw and "/rechtzetten/" not in ruw and 'method="post"' not in ruw.split("<main")[1]


def test_what_is_shown_as_another_is_within_both(duinveste: Any, als: Any) -> None:
    """Every detail of the preview stands on the page of the one who looks, and on the page of the one looked as."""
    _geheimen(duinveste)
    eik = duinveste.organisaties["eik"]
    ruw = als("femke").get(f"{DELEN}als/?partij={eik}").content.decode().split("<main")[1]
    gezien = {_tekst(x) for x in re.findall(r"<span>(<bdi>.*?</bdi>)</span>", ruw)}
    assert len(gezien) >= 2
    for wie in ("femke", "harm"):
        heel = woorden(als(wie).get(f"{PAD}?feiten=alle"))
        assert not {g for g in gezien if g not in heel}, wie


@pytest.mark.parametrize("wie", ["harm", "rosa"])
def test_without_regie_nobody_looks_as_another(duinveste: Any, als: Any, wie: str) -> None:
    _geheimen(duinveste)
    c = als(wie)
    assert "Bekijk het dossier als" not in woorden(c.get(DELEN))
    for o in duinveste.organisaties.values():
        assert c.get(f"{DELEN}als/?partij={o}").status_code == 404


@pytest.mark.parametrize("vraag", ["", "?partij=", "?partij=999", "?partij=x", "?partij=-1"])
def test_looking_as_nobody_is_no_page(duinveste: Any, als: Any, vraag: str) -> None:
    _geheimen(duinveste)
    assert als("femke").get(f"{DELEN}als/{vraag}").status_code == 404


# around it


def test_the_dossier_links_to_it_and_the_log_has_its_door(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    c = als("femke")
    assert f'href="{DELEN}"' in c.get(PAD).content.decode()
    assert f'href="{DELEN}"' not in c.get(f"{PAD}bekend-op/?dag=2026-01-23").content.decode()
    c.get(DELEN)
    regels = duinveste.databank.beheer("select deur, dossiers, categorieen from privacy_lezing where deur = 'delen'")
    assert [(r[0], r[1]) for r in regels] == [("delen", [d])] and regels[0][2][0] > 0


def test_how_many_questions_it_asks(duinveste: Any, als: Any) -> None:
    _geheimen(duinveste)
    assert vragen(als("femke"), DELEN) <= 75


def test_a_privacy_role_looks_only_where_its_organisation_recorded(duinveste: Any) -> None:
    """The role is the one that the vocabulary marks, whatever it is called."""
    from types import SimpleNamespace as Iets

    from wijkregie.dossier.afspraken import wereld
    from wijkregie.dossier.delen_stand import Mag
    from wijkregie.scherm.paginas.delen import PRIVACY, mag_kijken

    w = wereld("amsterdam")
    rol = next(n for n, r in w.rollen.items() if r.systeem == PRIVACY)

    def mag(rollen: tuple[str, ...], eigen: frozenset[str], regie: bool = False) -> bool:
        bron: Any = Iets(feiten=Iets(wereld=w), sessie=Iets(rollen=rollen), heeft_regie=regie)
        return mag_kijken(bron, Iets(mag=Mag(frozenset(), frozenset(), eigen, frozenset())))  # type: ignore[arg-type]

    assert mag((rol,), frozenset({"zorg"})) and mag((), frozenset(), regie=True)
    assert not mag((rol,), frozenset()) and not mag(("mzwo",), frozenset({"zorg"}))


def test_the_dossier_of_a_person_has_the_page_too(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    duinveste.persoon("femke", d)
    nummer = dict(duinveste.databank.beheer("select soort, nummer from dossier_dossier"))["persoon"]
    assert als("femke").get(f"/dossier/{nummer}/delen/").status_code == 200
    assert als("wout").get(f"/dossier/{nummer}/delen/").status_code == 404


@pytest.mark.parametrize(("wie", "toestemming"), [("harm", True), ("harm", False), ("rosa", True)])
@pytest.mark.parametrize("feit", ["herplaatsing_besloten", "gedragsafspraken_gemaakt"])
def test_what_is_hidden_changes_no_cell(duinveste: Any, als: Any, wie: str, toestemming: bool, feit: str) -> None:
    """What the care provider records and does not share moves nothing here: no row, no column, no explanation."""
    if toestemming and feit == "gedragsafspraken_gemaakt":
        pytest.skip("that there is one is shared")
    d = duinveste.begin("femke", toestemming=toestemming)
    _klacht(duinveste, d)
    duinveste.leg_vast(wie, d, "klacht_ontvangen", opent=uuid4(), kanaal="mzwo")
    c = als(wie)

    def inhoud(adres: str) -> str:
        return str(c.get(adres).content.decode().split("<main")[1].split("</main>")[0])  # the head holds a token that is new each time

    def alles() -> dict[str, str]:
        heel = inhoud(DELEN)
        adressen = re.findall(r'href="(/dossier/[^"]*/delen/[^"#]*)', heel)
        return {DELEN: heel} | {a: inhoud(a.replace("&amp;", "&")) for a in dict.fromkeys(adressen)}

    eerst = alles()
    duinveste.leg_vast("femke", d, feit, opent=uuid4(), herkomst="buiten", reden="proef", rol="persoonlijk_begeleider", overgenomen=True)
    assert alles() == eerst and len(eerst) > 3
