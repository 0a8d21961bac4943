# SPDX-License-Identifier: EUPL-1.2
"""The hook that is supplied: what the service gets, what is refused for certain, and of what nobody knows."""

from __future__ import annotations

import base64
import urllib.error
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.conf import settings

from wijkregie.koppelingen import veilige_mail
from wijkregie.stukken.haak import NietAangenomen, Zending

from .test_logboek import Verzamelplaats

Z = Zending(UUID(int=7), "post@linde.example", "brief.pdf", b"%PDF-1.7", "afdruk")


def stel_in(monkeypatch: pytest.MonkeyPatch, adres: str, *, zonder_tls: bool) -> None:
    for naam, waarde in (("ADRES", adres), ("KOP", "Authorization: Bearer geheim"), ("ZONDER_TLS", zonder_tls)):
        monkeypatch.setattr(settings, f"BRIEF_MAIL_{naam}", waarde)


@pytest.fixture
def plaats(monkeypatch: pytest.MonkeyPatch) -> Iterator[Verzamelplaats]:
    p = Verzamelplaats()
    stel_in(monkeypatch, p.adres, zonder_tls=True)
    yield p
    p.server.shutdown()
    p.server.server_close()


def test_the_service_gets_the_pdf_the_address_and_the_reference(plaats: Verzamelplaats) -> None:
    veilige_mail.verstuur(Z)
    (bericht,), (kop,) = plaats.gekregen, plaats.koppen
    assert (bericht["kenmerk"], bericht["naar"], bericht["bijlage"]["naam"]) == (str(Z.kenmerk), "post@linde.example", "brief.pdf")
    assert base64.b64decode(bericht["bijlage"]["inhoud"]) == b"%PDF-1.7"
    assert kop["Authorization"] == "Bearer geheim" and kop["Idempotency-Key"] == str(Z.kenmerk)


def test_what_the_service_refuses_did_not_go(plaats: Verzamelplaats) -> None:
    plaats.doe = [(422, {"fout": "post@linde.example bestaat niet"})]
    with pytest.raises(NietAangenomen, match="antwoord 422") as e:
        veilige_mail.verstuur(Z)
    assert "linde" not in str(e.value)


@pytest.mark.parametrize("status", [500, 502, 408, 307])
def test_of_another_answer_nobody_knows(plaats: Verzamelplaats, status: int) -> None:
    plaats.doe = [(status, {})]
    with pytest.raises(urllib.error.HTTPError):
        veilige_mail.verstuur(Z)


def test_nobody_there_is_not_gone_and_plain_http_is_never_used(monkeypatch: pytest.MonkeyPatch) -> None:
    stel_in(monkeypatch, "http://127.0.0.1:1/", zonder_tls=True)
    with pytest.raises(NietAangenomen, match="niet bereikbaar"):
        veilige_mail.verstuur(Z)
    stel_in(monkeypatch, "http://127.0.0.1:1/", zonder_tls=False)
    with pytest.raises(NietAangenomen, match="https"):
        veilige_mail.verstuur(Z)
