# SPDX-License-Identifier: EUPL-1.2
"""Who takes part, a timeline that stays short, and what a rectification changed."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from paginaproef import vragen, woorden

PAD = "/dossier/WR-2026-0001/"


def _klacht(d: Any, dossier: Any, **velden: Any) -> UUID:
    f: UUID = d.leg_vast("femke", dossier, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", **velden)
    return f


def _wie(antwoord: Any) -> str:
    """The words under *Wie doet mee*."""
    return woorden(antwoord).split("Wie doet mee ")[1].split(" Bekend op ")[0]


# who takes part


def test_who_reads_along_and_owes_nothing_takes_part_too(duinveste: Any, als: Any) -> None:
    duinveste.begin("femke")
    assert duinveste.ziet("harm", "dossier_feit") != [(0,)]
    assert duinveste.databank.beheer("select count(*) from dossier_plicht where status = 'loopt'") == [(0,)]
    t = _wie(als("femke").get(PAD))
    assert re.search(r"Woonstichting De Eik \(fictief\) ?woningcorporatie · leest (mee|een deel)", t), t
    assert re.search(r"Meldpunt Zuid \(fictief\) ?Meldpunt Zorg en Woonoverlast · leest", t), t
    assert "Wilg" not in t


def test_who_has_regie_comes_first(duinveste: Any, als: Any) -> None:
    _klacht(duinveste, duinveste.begin("femke"), omschrijving="Muziek", melder="Testbuur")
    t = _wie(als("harm").get(PAD))
    assert t.startswith("Zorggroep Linde (fictief) regie") and "Meldpunt Zuid (fictief)" in t
    assert "dat bent u" in t[t.index("Woonstichting De Eik") :]


def test_without_consent_nobody_reads_along(duinveste: Any, als: Any) -> None:
    duinveste.begin("femke", toestemming=False)
    assert "leest" not in _wie(als("femke").get(PAD))


def test_who_may_not_know_who_is_involved_gets_no_list_of_readers(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke", toestemming=False)
    k = uuid4()
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=k, kanaal="zorgaanbieder")
    duinveste.leg_vast("femke", d, "mzwo_gemeld", over=[str(k)], aanpak_afgestemd="ja")
    assert duinveste.ziet("rosa", "dossier_feit", "count(*)", "soort = 'partij_betrokken'") == [(0,)]
    t = _wie(als("rosa").get(PAD))
    assert "leest" not in t and "weet ervan" not in t and "De Eik" not in t


def test_a_look_back_does_not_say_who_reads_now(duinveste: Any, als: Any) -> None:
    duinveste.begin("femke")
    assert "leest" not in woorden(als("femke").get(f"{PAD}bekend-op/?dag=2026-01-23"))


# a short timeline


def test_what_only_arranges_the_dossier_is_one_line(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    duinveste.persoon("femke", d)
    html = als("femke").get(PAD).content.decode()
    boven, onder = html.split('<details class="wr-stil">')
    assert "Dossiers verbonden" not in boven and "Partij betrokken" not in boven and "Toestemming gegeven" in boven
    assert "Dossiers verbonden" in onder and "Partij betrokken" in onder
    assert "2 regels over het dossier zelf" in woorden(als("femke").get(PAD))


def test_a_party_that_joins_later_is_news(duinveste: Any, als: Any, op_dag: Any) -> None:
    duinveste.begin("femke")
    op_dag("2026-01-26 10:00")
    c, adres = als("femke"), f"{PAD}handeling/partij_betrokken/"
    vast = dict(re.findall(r'name="(sleutel|kenmerk)" value="([^"]*)"', c.get(adres).content.decode()))
    assert c.post(adres, vast | {"op": "26-01-2026", "partij": f"zorgaanbieder/{duinveste.organisaties['wilg']}"}).status_code == 302
    boven, _ = als("femke").get(PAD).content.decode().split('<details class="wr-stil">')
    assert boven.count("Partij betrokken</bdi></h3>") == 1 and "Zorggroep Wilg" in boven


def test_ten_facts_and_the_rest_when_asked(duinveste: Any, als: Any) -> None:
    d, c = duinveste.begin("femke"), als("femke")
    for _ in range(12):
        duinveste.leg_vast("femke", d, "huisbezoek_gelukt")
    html = c.get(PAD).content.decode()
    assert html.count("Huisbezoek gelukt</bdi></h3>") == 10 and "Toestemming gegeven" not in html
    assert f'href="{PAD}?feiten=alle#d-tijd"' in html and "Toon alle 13" in woorden(c.get(PAD))
    alles = c.get(f"{PAD}?feiten=alle").content.decode()
    assert alles.count("Huisbezoek gelukt</bdi></h3>") == 12 and "Toestemming gegeven" in alles and "Toon alle" not in alles


def test_a_fact_that_waarom_names_is_on_the_page_that_it_links_to(duinveste: Any, als: Any) -> None:
    d, c = duinveste.begin("femke"), als("femke")
    _klacht(duinveste, d, op="2026-01-19")
    for _ in range(12):
        duinveste.leg_vast("femke", d, "huisbezoek_gelukt")
    html = c.get(f"{PAD}waarom/fase/ladder/").content.decode()
    link = re.search(r'href="(/dossier/[^"#]*)#(feit-[^"]+)"', html)
    assert link is not None and f'id="{link[2]}"' in c.get(link[1]).content.decode()


# what a rectification changed


@pytest.fixture
def rechtgezet(duinveste: Any, op_dag: Any) -> tuple[UUID, UUID]:
    """A complaint of which the day is put right three days later."""
    d = duinveste.begin("femke")
    f = _klacht(duinveste, d, op="2026-01-22", omschrijving="Muziek", melder="Testbuur")
    op_dag("2026-01-26 10:00")
    return d, duinveste.leg_vast("femke", d, "", rectificeer=str(f), wordt={"op": "2026-01-21"}, reden="Datum verkeerd gelezen")


def _gevolg(rectificatie: UUID) -> str:
    return f"{PAD}waarom/gevolg/{rectificatie}/"


def test_a_rectification_says_which_deadlines_moved(duinveste: Any, als: Any, rechtgezet: Any) -> None:
    d, r = rechtgezet
    c = als("femke")
    html = c.get(PAD).content.decode()
    assert f'href="{_gevolg(r)}"' in html and "Wat veranderde er daardoor?" in html and "Gevolg:" not in html
    t = woorden(c.get(_gevolg(r)))
    assert "Op maandag 26 januari 2026 is dit rechtgezet: overlastklacht ontvangen." in t
    assert "Termijnen die verschoven" in t
    assert "De melder benaderen over de klacht (u): van uiterlijk ma 26 januari naar uiterlijk vr 23 januari (te laat)." in t
    assert "De overlast oplossen (u): van streefdatum" in t
    deel = c.get(_gevolg(r), headers={"HX-Target": "paneel-inhoud"})
    assert "<html" not in deel.content.decode() and "Termijnen die verschoven" in woorden(deel)
    # later facts change nothing in what this rectification did
    duinveste.leg_vast("femke", d, "toestemming_ingetrokken")
    assert "Termijnen die verschoven" in woorden(c.get(_gevolg(r)))


def test_a_withdrawn_fact_says_which_duties_and_phase_went(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    f = _klacht(duinveste, d)
    r = duinveste.leg_vast("femke", d, "", rectificeer=str(f), intrekken=True, reden="Verkeerd dossier")
    t = woorden(als("femke").get(_gevolg(r)))
    assert "Fase Van actie 1: partners inlichten naar geen overlast." in t
    assert "Taken die vervielen" in t and "De melder benaderen over de klacht (u)." in t


def test_a_rectification_without_effect_says_so(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    f = _klacht(duinveste, d, omschrijving="Muziek")
    r = duinveste.leg_vast("femke", d, "", rectificeer=str(f), wordt={"omschrijving": "Harde muziek"}, reden="Niet volledig")
    assert "Aan taken, termijnen of fase veranderde er niets." in woorden(als("femke").get(_gevolg(r)))


def test_the_effect_shows_nothing_that_may_not_be_seen(duinveste: Any, als: Any, rechtgezet: Any) -> None:
    _, r = rechtgezet
    html = als("harm").get(_gevolg(r)).content.decode()
    assert "Testbuur" not in html and "Femke Proef" not in html
    assert als("wout").get(_gevolg(r)).status_code == 404
    c = als("femke")
    ((k,),) = duinveste.ziet("femke", "dossier_feit", "id", "soort = 'klacht_ontvangen'")
    for wat in ("", "x/", f"{k}/", f"{uuid4()}/", f"{r}/nog/"):
        assert c.get(f"{PAD}waarom/gevolg/{wat}").status_code == 404, wat


def test_of_a_fact_that_may_not_be_read_the_effect_is_not_there(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    ((f,),) = duinveste.ziet("femke", "dossier_feit", "id", "soort = 'toestemming_gegeven'")
    r = duinveste.leg_vast("femke", d, "", rectificeer=str(f), wordt={"schriftelijk": "nee"}, reden="Nog niet getekend")
    assert als("femke").get(_gevolg(r)).status_code == 200
    assert als("harm").get(_gevolg(r)).status_code == 404


def test_the_effect_costs_the_dossier_page_nothing(duinveste: Any, als: Any) -> None:
    d, c = duinveste.begin("femke"), als("femke")
    f = _klacht(duinveste, d)
    eerst = vragen(c, PAD)
    duinveste.leg_vast("femke", d, "", rectificeer=str(f), wordt={"op": "2026-01-22"}, reden="Andere dag")
    assert vragen(c, PAD) == eerst


def test_a_long_list_of_duties_shows_the_first_and_the_rest_when_asked(duinveste: Any, als: Any) -> None:
    d = duinveste.begin("femke")
    for i in range(8):
        duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving=f"Klacht {i}")
    nr = duinveste.databank.beheer("select nummer from dossier_dossier where id = %s", d)[0][0]
    kort, lang = (als("femke").get(f"/dossier/{nr}/{q}").content.decode() for q in ("", "?taken=alle"))
    n, alle = kort.count('class="wr-plicht"'), lang.count('class="wr-plicht"')
    assert n < alle and f"Toon ook de andere {alle - n}" in kort and "Toon ook" not in lang


def test_the_order_of_duties_is_not_that_of_the_rows(duinveste: Any, als: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Recording something, also what is hidden, moves rows in the database: what stands level may not change places by that."""
    from wijkregie.dossier import lezen_taken

    d = duinveste.begin("femke")
    for wie, kanaal in (("femke", "zorgaanbieder"), ("rosa", "mzwo")):
        duinveste.leg_vast(wie, d, "klacht_ontvangen", opent=uuid4(), kanaal=kanaal, omschrijving="Muziek")
    nr = duinveste.databank.beheer("select nummer from dossier_dossier where id = %s", d)[0][0]

    def beeld() -> list[str]:
        return re.findall(r"/waarom/plicht/([0-9a-f-]{36})/", als("rosa").get(f"/dossier/{nr}/?taken=alle").content.decode())

    eerst, echt = beeld(), lezen_taken.rijen
    monkeypatch.setattr(lezen_taken, "rijen", lambda *a: echt(*a)[::-1])
    assert len(eerst) > 2 and beeld() == eerst


def test_a_long_timeline_comes_in_portions_and_a_single_fact_is_always_found(duinveste: Any, als: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from wijkregie.scherm.paginas import dossier as pagina

    monkeypatch.setattr(pagina, "PORTIE", 5)
    d, c = duinveste.begin("femke"), als("femke")
    k = _klacht(duinveste, d, op="2026-01-19")
    for _ in range(12):
        duinveste.leg_vast("femke", d, "huisbezoek_gelukt")

    def ids(vraag: str) -> list[str]:
        return re.findall(r'<li id="feit-([^"]+)"', c.get(f"{PAD}{vraag}").content.decode().split('<details class="wr-stil">')[0])

    eerste, tweede, derde = (ids(f"?feiten={x}") for x in ("alle", "6", "11"))
    assert [len(x) for x in (eerste, tweede, derde)] == [5, 5, 4] and len({*eerste, *tweede, *derde}) == 14
    t = woorden(c.get(f"{PAD}?feiten=6"))
    assert "Nieuwer: 1 tot en met 5 van 14" in t and "Ouder: 11 tot en met 14 van 14" in t
    assert "Ouder" not in woorden(c.get(f"{PAD}?feiten=11")) and "Nieuwer" not in woorden(c.get(f"{PAD}?feiten=alle"))
    assert derde == ids(f"?feiten={k}") and str(k) in derde
    for gek in ("0", "-1", "9999999999999999999999", "٣", "x", f"{uuid4()}"):
        assert len(ids(f"?feiten={gek}")) in (5, 4, 10), gek
    html = c.get(f"{PAD}waarom/fase/ladder/").content.decode()
    link = re.search(r'href="(/dossier/[^"#]*)#(feit-[^"]+)"', html)
    assert link is not None and f'id="{link[2]}"' in c.get(link[1]).content.decode()
