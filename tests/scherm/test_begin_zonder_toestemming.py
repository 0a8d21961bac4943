# SPDX-License-Identifier: EUPL-1.2
"""Without consent a partner owes what it cannot see: who can open it is told, with the act that does; the partner reads why, and nothing more."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from formulierwerk import laatste, stappen
from paginaproef import woorden

DOSSIER = "/dossier/WR-2026-0001/"
ZIN = "Woonstichting De Eik (fictief) heeft hier een taak, maar ziet nog niet waar die over gaat"
GEEF = f'href="{DOSSIER}handeling/toestemming_gegeven/"'
MEE = "woningcorporatie · heeft een taak, maar ziet nog niet"


@pytest.fixture
def zaak(duinveste: Any) -> Any:
    d = duinveste.begin("femke", toestemming=False)
    duinveste.persoon("femke", d)
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="Harde muziek")
    return d


def bericht(html: str) -> str:
    return html.split('wr-kader--let"', 1)[1].split("</div>", 1)[0] if 'wr-kader--let"' in html else ""


def test_who_records_consent_is_told_who_is_in_the_dark_and_what_opens_it(als: Any, zaak: Any) -> None:
    a = als("femke").get(DOSSIER)
    assert ZIN in woorden(a) and GEEF in bericht(a.content.decode())
    assert MEE in woorden(a).split("Wie doet mee", 1)[1]


def test_after_beginning_a_dossier_too(als: Any, duinveste: Any) -> None:
    c = als("femke")
    a = c.get(stappen(c, duinveste, *laatste(duinveste))["Location"])
    assert ZIN in woorden(a) and GEEF in bericht(a.content.decode())


def test_with_consent_nobody_is_in_the_dark_and_without_it_again(als: Any, duinveste: Any, zaak: Any, op_dag: Any) -> None:
    c = als("femke")
    duinveste.leg_vast("femke", zaak, "toestemming_gegeven", schriftelijk="ja", uitleg_gegeven="2026-01-23")
    assert "nog niet waar die over gaat" not in woorden(c.get(DOSSIER))
    op_dag("2026-01-26 09:00")
    duinveste.leg_vast("femke", zaak, "toestemming_ingetrokken")
    assert ZIN in woorden(c.get(DOSSIER))


def test_who_may_not_record_consent_or_looks_back_is_not_told(als: Any, duinveste: Any, zaak: Any) -> None:
    assert "nog niet waar die over gaat" not in woorden(als("harm").get(DOSSIER))
    assert "nog niet waar die over gaat" not in woorden(als("femke").get(f"{DOSSIER}bekend-op/?dag=2026-01-23"))


def test_a_party_that_consent_does_not_open_it_for_is_not_named(als: Any, duinveste: Any, zaak: Any) -> None:
    """The sentence follows from the rules: where no rule gives it on the ground of this act, nobody is named."""
    from wijkregie.dossier import afspraken
    from wijkregie.dossier.toestemming import in_het_donker

    taken = [i for (i,) in duinveste.ziet("femke", "dossier_plicht", "id")]
    s, wout = duinveste.sessie("femke"), duinveste.sessie("wout")
    regels = afspraken.regelset(s.gemeente_code, ("overlastprotocol",)).op(s.dag, s.dag)
    alles = 2**62 - 1
    assert in_het_donker(s, zaak, taken, alles, "toestemming_gegeven", regels) == (duinveste.organisaties["eik"],)
    assert in_het_donker(s, zaak, taken, alles, "huisbezoek_gelukt", regels) == ()  # an act that opens nothing
    assert in_het_donker(s, zaak, taken, 0, "toestemming_gegeven", regels) == ()  # who may know nothing is told nothing
    assert in_het_donker(s, zaak, [], alles, "toestemming_gegeven", regels) == ()
    assert in_het_donker(wout, zaak, taken, alles, "toestemming_gegeven", regels) == ()  # not in this dossier


@pytest.mark.parametrize("pad", [DOSSIER, "/werk/?van=team"])
def test_the_partner_reads_why_by_which_norm_and_whom_to_ask_and_nothing_of_the_dossier(als: Any, zaak: Any, pad: str) -> None:
    t = woorden(als("harm").get(pad))
    assert "Waar dit over gaat, is nog niet voor u open: zo staat het in de afspraak (TW-10.22)." in t
    assert "Vraag het aan de zorgaanbieder. Noem alleen het dossiernummer." in t
    for geheim in ("Wilgenroos", "muziek", "Linde", "Femke", "toestemming gegeven"):
        assert geheim not in t


def test_who_is_appointed_is_named_with_how_to_reach_them(als: Any, duinveste: Any, zaak: Any) -> None:
    b, g = duinveste.databank.beheer, duinveste.gemeente
    rol = "insert into partijen_bezetting (gemeente, rol, organisatie, gebied, van) values (%s, 'zorgaanbieder', %s, %s, '2020-01-01')"
    b(rol, g, duinveste.organisaties["wilg"], duinveste.gebied("zuid"))
    b("update partijen_organisatie set telefoon = '000-0000000' where id = %s", duinveste.organisaties["wilg"])
    t = woorden(als("harm").get("/werk/?van=team"))
    assert "Vraag het aan Zorggroep Wilg (fictief) (000-0000000). Noem alleen het dossiernummer." in t


def test_what_the_partner_reads_is_the_same_whatever_is_hidden(als: Any, duinveste: Any, zaak: Any) -> None:
    """Never asked or withdrawn: the row of the partner says the same."""
    voor = woorden(als("harm").get("/werk/?van=team"))
    duinveste.leg_vast("femke", zaak, "toestemming_gegeven", schriftelijk="ja", uitleg_gegeven="2026-01-23", op="2026-01-23")
    assert "nog niet voor u open" not in woorden(als("harm").get("/werk/?van=team"))
    duinveste.leg_vast("femke", zaak, "toestemming_ingetrokken")
    assert woorden(als("harm").get("/werk/?van=team")) == voor


def test_with_a_consent_that_stands_it_is_said_that_it_does_not_open_it(als: Any, duinveste: Any, zaak: Any) -> None:
    """Consent for another purpose only: no second consent is asked for, and the way to *Delen* is shown."""
    duinveste.leg_vast(
        "femke", zaak, "toestemming_gegeven", schriftelijk="ja", uitleg_gegeven="2026-01-23", doeleinden=["vroegsignalering"], op="2026-01-23"
    )
    html = als("femke").get(DOSSIER).content.decode()
    assert "ook niet met de toestemming die er nu is" in html and GEEF not in bericht(html) and f'href="{DOSSIER}delen/"' in bericht(html)


def test_who_may_not_know_what_decides_it_is_told_nothing(duinveste: Any, zaak: Any) -> None:
    """Not even by silence: what the organisation sees already counts for nothing in whether the sentence may be said."""
    from wijkregie.dossier import afspraken
    from wijkregie.dossier.toestemming import _kenbaar

    s = duinveste.sessie("femke")
    regels = afspraken.regelset(s.gemeente_code, ("overlastprotocol",)).op(s.dag, s.dag)
    with duinveste.ogen("femke") as c:
        bits = afspraken.bits(c, s.gemeente)
    assert _kenbaar(regels, "woningcorporatie", "overlast_aard", 2**250 - 1, bits)
    assert not _kenbaar(regels, "woningcorporatie", "overlast_aard", 2**250 - 1 & ~(1 << bits.bit["toestemming_stand"]), bits)
