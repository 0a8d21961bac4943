# SPDX-License-Identifier: EUPL-1.2
"""Logging in at the provider of one's organisation: a real provider."""

from __future__ import annotations

import html
import re
import urllib.parse
import urllib.request
import warnings
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest
from django.test import Client, override_settings

from wijkregie.klok import met_klok, nu
from wijkregie.koppelingen import oidc
from wijkregie.partijen import tweede
from wijkregie.partijen.aanbieders import Aanbieder, aanbieder, stel_in
from wijkregie.partijen.importeren import importeer

BERT, DIRK = "bert@helm.example", "dirk@stadsdeel.example"
A = Aanbieder(1, 1, "Helm", "https://inlog.helm.example", "wijkregie", "", "email", ("hoog",), ("mfa", "otp"))


class _Blijf(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


@pytest.fixture(scope="module")
def provider() -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from oidc_provider_mock import User, run_server_in_thread

        def wie(naam: str, **meer: Any) -> Any:
            return User(sub=naam, claims={"email": naam, "email_verified": True, **meer})

        mensen = [
            wie(BERT, amr=["pwd", "mfa"], auth_time=int(nu().timestamp())), wie("Cora@Helm.example", amr=["pwd"]),
            wie(DIRK, amr=["mfa"]), wie("vreemd@helm.example", amr=["mfa"]), wie("niemand@helm.example"),
            wie("anna@helm.example", amr=["mfa"], email_verified=False),
        ]  # fmt: skip
        with run_server_in_thread(user_claims=mensen, require_nonce=True) as server:
            yield f"http://localhost:{server.server_port}"


@pytest.fixture
def helm(databank: Any, duinveste: Path, provider: str, nummer: Callable[..., int]) -> Iterator[int]:
    importeer(duinveste)
    stel_in("amsterdam", "helm", issuer=provider, client="wijkregie", geheim="verzonnen", veld="email", acr=[], amr=["mfa"])
    with override_settings(TWEEDE_FACTOR=True):
        yield nummer("organisatie", code="helm")


def bij_provider(adres: str, wie: str, actie: str = "sub") -> str:
    """Log in there as a person does; gives the address to which the provider sends the browser."""
    inhoud = urllib.parse.urlencode({"sub": wie} if actie == "sub" else {"action": actie}).encode()
    try:
        urllib.request.build_opener(_Blijf).open(adres, inhoud, timeout=5)
    except urllib.error.HTTPError as e:
        assert e.code in (302, 303), e.read()
        return str(e.headers["Location"])
    raise AssertionError("no redirect")


def heen(client: Client, organisatie: int, verder: str = "") -> str:
    """Where the button sends the browser."""
    antwoord = client.post(f"/inloggen/via/{organisatie}/", {"next": verder} if verder else {})
    assert antwoord.status_code == 200, antwoord.content
    adres = antwoord["Refresh"].removeprefix("0; url=")
    assert f'href="{html.escape(adres)}"' in antwoord.content.decode(), "who has no such browser has a link"
    return str(adres)


def via(organisatie: int, wie: str, client: Client | None = None, verder: str = "") -> tuple[Client, Any]:
    client = client or Client()
    return client, client.get(bij_provider(heen(client, organisatie, verder), wie).removeprefix("http://testserver"))


def test_the_provider_lets_in_with_its_second_factor(helm: int) -> None:
    client, antwoord = via(helm, BERT, verder="/afwezigheid/")
    assert antwoord["Location"] == "/afwezigheid/"
    assert "Woningstichting Helm" in client.get("/inloggen/?x=1").content.decode() or client.get("/beveiliging/").status_code == 200
    assert "Woningstichting Helm" in Client().get("/inloggen/").content.decode()


def test_what_goes_along_is_bound_to_this_browser(helm: int) -> None:
    client = Client()
    vraag = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(heen(client, helm)).query))
    assert vraag["code_challenge_method"] == "S256" and len(vraag["state"]) > 40 and len(vraag["nonce"]) > 40
    assert vraag["redirect_uri"] == "http://testserver/inloggen/terug/"
    weg = heen(client, helm)
    terug = bij_provider(weg, BERT).removeprefix("http://testserver")
    ander = Client()
    heen(ander, helm)
    assert ander.get(terug).status_code == 400  # the state of another browser
    assert Client().get(terug).status_code == 400
    assert client.get(terug).status_code == 302
    assert client.get(terug).status_code == 400  # once


def test_a_link_elsewhere_logs_nobody_in(helm: int) -> None:
    assert Client().get(f"/inloggen/via/{helm}/").status_code == 405
    streng = Client(enforce_csrf_checks=True)
    assert streng.post(f"/inloggen/via/{helm}/").status_code == 403
    with override_settings(DEMO=False):
        pagina = streng.get("/inloggen/?next=/afwezigheid/").content.decode()
    assert f'formaction="/inloggen/via/{helm}/"' in pagina and pagina.count('name="next" value="/afwezigheid/"') == 2
    teken_ = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', pagina)[0]
    assert streng.post(f"/inloggen/via/{helm}/", {"csrfmiddlewaretoken": teken_}).status_code == 200


@pytest.mark.parametrize("script", [True, False])
def test_a_browser_goes_on_by_itself_under_our_policy_of_forms(helm: int, provider: str, webserver: str, browser: Any, script: bool) -> None:
    """`form-action` holds the redirects after a form too: so the way to the provider is no redirect."""
    blad = browser.new_context(java_script_enabled=script).new_page()
    try:
        blad.goto(f"{webserver}/inloggen/")
        blad.get_by_role("button", name="Woningstichting Helm").click()
        blad.wait_for_url(f"{provider}/**", timeout=20_000)
    finally:
        blad.context.close()


def test_a_provider_that_says_who_it_is_always_does(helm: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """RFC 9207: an answer without `iss`, at one that announces it, may be of another provider."""
    echt = oidc._haal_wegen
    monkeypatch.setattr(oidc, "_haal_wegen", lambda a: {**echt(a), "authorization_response_iss_parameter_supported": True})
    oidc.vergeet()
    try:
        client = Client()
        terug = bij_provider(heen(client, helm), BERT).removeprefix("http://testserver")
        assert client.get(terug).status_code == 400
        client = Client()
        terug = bij_provider(heen(client, helm), BERT).removeprefix("http://testserver")
        a = aanbieder(helm)
        assert a is not None
        assert client.get(f"{terug}&iss={urllib.parse.quote(a.issuer, safe='')}").status_code == 302
        client = Client()
        terug = bij_provider(heen(client, helm), BERT).removeprefix("http://testserver")
        assert client.get(f"{terug}&iss=https://elders.example").status_code == 400
    finally:
        oidc.vergeet()


def test_without_a_second_factor_there_ours_is_asked(helm: int, nummer: Callable[..., int]) -> None:
    _, antwoord = via(helm, "Cora@Helm.example")
    assert antwoord["Location"] == "/beveiliging/toevoegen/"
    cora = nummer("login", gebruikersnaam="cora@helm.example")
    geheim, toen = pyotp.random_base32(), nu() - timedelta(hours=1)
    tweede.voeg_app_toe(cora, geheim, pyotp.TOTP(geheim).at(toen), "telefoon", toen)
    client, antwoord = via(helm, "Cora@Helm.example", verder="/beveiliging/")
    assert antwoord["Location"] == "/inloggen/bewijs/"
    assert client.get("/beveiliging/").status_code == 302
    assert client.post("/inloggen/bewijs/", {"code": pyotp.TOTP(geheim).at(nu())})["Location"] == "/beveiliging/"


@pytest.mark.parametrize("wie", ["vreemd@helm.example", DIRK, "niemand@helm.example"])
def test_nobody_becomes_a_member_and_no_provider_speaks_for_another_organisation(helm: int, databank: Any, wie: str) -> None:
    eerst = databank.beheer("SELECT count(*) FROM partijen_login")
    client, antwoord = via(helm, wie)
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 403 and "Vraag de beheerder" in tekst
    assert wie not in tekst
    assert client.get("/beveiliging/").status_code == 302
    assert databank.beheer("SELECT count(*) FROM partijen_login") == eerst


def test_a_mail_address_that_was_not_checked_counts_for_nothing(helm: int) -> None:
    assert via(helm, "anna@helm.example")[1].status_code == 400


def test_who_stops_there_gets_a_page_with_the_next_step(helm: int) -> None:
    client = Client()
    weg = heen(client, helm)
    terug = bij_provider(weg, BERT, "deny").removeprefix("http://testserver")
    antwoord = client.get(terug)
    assert antwoord.status_code == 400 and "Begin opnieuw" in antwoord.content.decode()


def test_the_session_is_for_that_organisation_only(helm: int, databank: Any, nummer: Callable[..., int]) -> None:
    """Bert also works elsewhere: his housing association does not vouch for that."""
    databank.beheer(
        "INSERT INTO partijen_lidmaatschap (gemeente, login, organisatie, van) SELECT gemeente, %s, id, '2020-01-01' FROM partijen_organisatie"
        " WHERE code = 'stadsdeel'", nummer("login", gebruikersnaam=BERT),
    )  # fmt: skip
    client, _ = via(helm, BERT)
    assert (
        client.session["lidmaatschap"]
        == databank.beheer("SELECT id FROM partijen_lidmaatschap WHERE login = %s AND organisatie = %s", nummer("login", gebruikersnaam=BERT), helm)[
            0
        ][0]
    )
    pagina = client.get("/lidmaatschap/").content.decode()
    assert "Stadsdeel" not in pagina
    vreemd = databank.beheer("SELECT max(id) FROM partijen_lidmaatschap")[0][0]
    assert client.post("/lidmaatschap/", {"lidmaatschap": vreemd}).status_code == 400


def test_fresh_proof_is_asked_at_the_provider(helm: int) -> None:
    client, _ = via(helm, BERT)
    s = client.session
    s["bewezen"] = (nu() - timedelta(hours=1)).isoformat()
    s.save()
    assert client.post("/beveiliging/herstelcodes/")["Location"].startswith("/inloggen/bewijs/")
    assert f"/inloggen/via/{helm}/" in client.get("/inloggen/bewijs/?next=/beveiliging/").content.decode()
    weg = heen(client, helm, "/beveiliging/")
    assert "prompt=login" in weg and "max_age=0" in weg
    terug = client.get(bij_provider(weg, BERT).removeprefix("http://testserver"))
    assert terug["Location"] == "/beveiliging/"
    assert client.post("/beveiliging/herstelcodes/").status_code == 200
    with met_klok(nu() + timedelta(minutes=20)):  # a provider that did not really ask again says so by its auth_time
        weg = heen(client, helm, "/beveiliging/")
    with met_klok(nu() + timedelta(seconds=310)):
        assert client.get(bij_provider(weg, BERT).removeprefix("http://testserver")).status_code == 400
    assert "bewezen" not in client.session
    weg = heen(client, helm)
    assert client.get(bij_provider(weg, DIRK).removeprefix("http://testserver")).status_code == 403  # of another, nothing


def test_who_also_works_elsewhere_changes_no_means_on_the_word_of_one_provider(helm: int, databank: Any, nummer: Callable[..., int]) -> None:
    """What one adds here opens the other organisation too."""
    bert = nummer("login", gebruikersnaam=BERT)
    databank.beheer(
        "INSERT INTO partijen_lidmaatschap (gemeente, login, organisatie, van) SELECT gemeente, %s, id, '2020-01-01' FROM partijen_organisatie"
        " WHERE code = 'stadsdeel'", bert,
    )  # fmt: skip
    client, _ = via(helm, BERT)
    assert client.post("/beveiliging/herstelcodes/")["Location"] == "/beveiliging/"
    assert client.get("/beveiliging/toevoegen/")["Location"] == "/beveiliging/"
    assert "Log daarom in met uw mailadres en wachtwoord" in client.get("/beveiliging/").content.decode()
    geheim, toen = pyotp.random_base32(), nu() - timedelta(hours=1)
    tweede.voeg_app_toe(bert, geheim, pyotp.TOTP(geheim).at(toen), "telefoon", toen)
    for adres in ("/beveiliging/herstelcodes/", "/beveiliging/weg/"):
        assert client.post(adres)["Location"].startswith("/inloggen/bewijs/?next="), adres
    assert client.get("/beveiliging/toevoegen/")["Location"].startswith("/inloggen/bewijs/?next=")
    assert client.post("/beveiliging/toevoegen/passkey/").status_code == 400
    assert client.get("/inloggen/bewijs/?next=/beveiliging/").status_code == 200  # asked, though the provider just vouched
    assert client.post("/inloggen/bewijs/", {"code": pyotp.TOTP(geheim).at(nu()), "next": "/beveiliging/"}).status_code == 302
    assert client.post("/beveiliging/herstelcodes/").status_code == 200
    assert client.get("/beveiliging/toevoegen/").status_code == 200


def test_halfway_through_a_provider_nobody_adds_a_first_means_that_opens_another_organisation(
    helm: int, databank: Any, nummer: Callable[..., int]
) -> None:
    databank.beheer(
        "INSERT INTO partijen_lidmaatschap (gemeente, login, organisatie, van) SELECT gemeente, %s, id, '2020-01-01' FROM partijen_organisatie"
        " WHERE code = 'stadsdeel'", nummer("login", gebruikersnaam="cora@helm.example"),
    )  # fmt: skip
    client, antwoord = via(helm, "Cora@Helm.example")
    assert client.get(antwoord["Location"])["Location"] == "/inloggen/"
    assert client.post("/beveiliging/toevoegen/passkey/").status_code == 400


def test_an_address_that_passed_to_another_person_opens_nothing(helm: int, databank: Any) -> None:
    assert via(helm, BERT)[1].status_code == 302
    assert via(helm, BERT)[1].status_code == 302
    databank.beheer("UPDATE partijen_oidc_sub SET sub = 'wie er eerst zat'")
    assert via(helm, BERT)[1].status_code == 403


def test_one_person_there_is_one_login_here(helm: int, databank: Any, nummer: Callable[..., int]) -> None:
    databank.beheer(
        "INSERT INTO partijen_oidc_sub (organisatie, issuer, sub, login) SELECT organisatie, issuer, %s, %s FROM partijen_oidc",
        BERT, nummer("login", gebruikersnaam="cora@helm.example"),
    )  # fmt: skip
    assert via(helm, BERT)[1].status_code == 403


def test_fresh_proof_also_asks_for_the_second_factor(helm: int, provider: str) -> None:
    stel_in("amsterdam", "helm", issuer=provider, client="wijkregie", geheim="verzonnen", veld="email", acr=["hoog"], amr=["mfa"])
    client, _ = via(helm, BERT)
    weg = heen(client, helm)
    assert "acr_values=hoog" in weg and "prompt=login" in weg


def test_a_provider_is_asked_where_it_lives_once(helm: int, provider: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anybody may open this address: that may not keep the provider, or us, busy."""
    gevraagd: list[str] = []
    echt = oidc._haal

    def haal(adres: str, *meer: Any) -> dict[str, Any]:
        gevraagd.append(adres)
        return echt(adres, *meer)

    monkeypatch.setattr(oidc, "_haal", haal)
    oidc.vergeet()
    for _ in range(3):
        assert Client().post(f"/inloggen/via/{helm}/").status_code == 200
    assert len(gevraagd) == 1
    stel_in("amsterdam", "helm", issuer="http://localhost:9/", client="wijkregie", geheim="", veld="email", acr=[], amr=["mfa"])
    for _ in range(3):
        assert Client().post(f"/inloggen/via/{helm}/").status_code == 400
    assert len(gevraagd) == 2
    with met_klok(nu() + timedelta(minutes=1)):
        assert Client().post(f"/inloggen/via/{helm}/").status_code == 400
    assert len(gevraagd) == 3


def test_who_keeps_opening_it_has_to_wait(helm: int) -> None:
    for _ in range(60):
        assert Client().post(f"/inloggen/via/{helm}/").status_code == 200
    assert Client().post(f"/inloggen/via/{helm}/").status_code == 429
    assert Client().get("/inloggen/").status_code == 200


def test_the_secret_of_the_client_lies_encrypted(helm: int, databank: Any) -> None:
    assert b"verzonnen" not in bytes(databank.beheer("SELECT geheim FROM partijen_oidc")[0][0])
    a = aanbieder(helm)
    assert a is not None and a.geheim == "verzonnen"


def test_a_provider_that_is_away_or_calls_itself_otherwise(helm: int, databank: Any, provider: str) -> None:
    for issuer in ("http://localhost:9/", f"{provider}/"):
        stel_in("amsterdam", "helm", issuer=issuer, client="wijkregie", geheim="", veld="email", acr=[], amr=["mfa"])
        assert Client().post(f"/inloggen/via/{helm}/").status_code == 400
    with override_settings(OIDC_ZONDER_TLS=False):
        stel_in("amsterdam", "helm", issuer=provider, client="wijkregie", geheim="", veld="email", acr=[], amr=["mfa"])
        assert Client().post(f"/inloggen/via/{helm}/").status_code == 400
    assert Client().post("/inloggen/via/999999/").status_code == 404
