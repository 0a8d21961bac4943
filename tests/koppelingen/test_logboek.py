# SPDX-License-Identifier: EUPL-1.2
"""The read log reaches a collector whole, and without who read."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from uuid import UUID, uuid4

import pytest

from wijkregie.koppelingen import logboek
from wijkregie.privacy import leeslog


class Verzamelplaats:
    """A small collector on this machine. `doe`: what it answers in turn; (200, {}) when there is no more."""

    def __init__(self) -> None:
        self.gekregen: list[dict[str, Any]] = []
        self.koppen: list[dict[str, str]] = []
        self.doe: list[tuple[int, dict[str, Any]]] = []
        plaats = self

        class Antwoord(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                inhoud = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status, tekst = plaats.doe.pop(0) if plaats.doe else (200, {})
                plaats.gekregen.append(inhoud)
                plaats.koppen.append(dict(self.headers))
                self.send_response(status)
                if status == 307:
                    self.send_header("Location", "http://127.0.0.1:1/elders")
                self.end_headers()
                self.wfile.write(json.dumps(tekst).encode())

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Antwoord)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def adres(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/v1/traces"

    def spans(self) -> list[dict[str, Any]]:
        return [s for b in self.gekregen for r in b["resourceSpans"] for x in r["scopeSpans"] for s in x["spans"]]


@pytest.fixture
def plaats() -> Iterator[Verzamelplaats]:
    p = Verzamelplaats()
    yield p
    p.server.shutdown()
    p.server.server_close()


@pytest.fixture
def v(plaats: Verzamelplaats) -> logboek.Verzamelaar:
    return logboek.verzamelaar(
        {"adres": plaats.adres, "register": "https://register.example/", "sleutel": "s" * 40, "kop": "Authorization: Bearer x"}
    )


@pytest.fixture
def zaak(duinveste: Any) -> tuple[UUID, str]:
    d: UUID = duinveste.begin("femke")
    duinveste.leg_vast("femke", d, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder", omschrijving="Muziek")
    return d, str(duinveste.databank.beheer("select nummer from dossier_dossier where id = %s", d)[0][0])


def verzegel(duinveste: Any) -> None:
    for _ in range(200):
        leeslog.verzegel(duinveste.gemeente, "amsterdam")
        if duinveste.databank.beheer("select coalesce(sum(aantal), 0) = (select count(*) from privacy_lezing) from privacy_zegel") == [(True,)]:
            return
    raise AssertionError("some lines are in no seal")


def stuur(duinveste: Any, v: logboek.Verzamelaar) -> int:
    return logboek.stuur_door(duinveste.gemeente, "amsterdam", v, "1")


def waarden(s: dict[str, Any]) -> dict[str, str]:
    return {a["key"]: a["value"].get("stringValue", a["value"]) for a in s["attributes"]}


def test_each_reading_is_a_span_per_person_and_says_nothing_of_who_read(duinveste: Any, als: Any, zaak: Any, plaats: Any, v: Any) -> None:
    d, nr = zaak
    persoon, _ = duinveste.persoon("femke", d)
    ander, _ = duinveste.persoon("femke", d)
    als("femke").get(f"/dossier/{nr}/")
    verzegel(duinveste)
    n = stuur(duinveste, v)
    alle = plaats.spans()
    assert n == len(alle) and plaats.koppen[0]["Authorization"] == "Bearer x" and plaats.koppen[0]["Content-Type"] == "application/json"
    van_pagina = [s for s in alle if s["name"] == "dossier"]
    assert len({s["traceId"] for s in van_pagina}) == 1 and len({s["spanId"] for s in van_pagina}) == len(van_pagina) >= 2
    for s in alle:
        a = waarden(s)
        assert len(s["traceId"]) == 32 and len(s["spanId"]) == 16 and s["status"] == {"code": 1}
        assert s["startTimeUnixNano"] == s["endTimeUnixNano"] and s["startTimeUnixNano"].isdigit()
        assert a["dpl.core.processing_activity_id"] == f"https://register.example/{s['name']}"
        assert set(a) == {"dpl.core.processing_activity_id", "dpl.core.data_subject_id", "dpl.core.data_subject_id_type", "wijkregie.doelen"}
    wie = {waarden(s)["dpl.core.data_subject_id"] for s in van_pagina}
    assert len(wie) == 2 and {waarden(s)["dpl.core.data_subject_id_type"] for s in van_pagina} == {"persoon"}
    tekst = json.dumps(plaats.gekregen)
    for geheim in (str(d), str(persoon), str(ander), nr, "Femke", "Linde", "begeleider", "Muziek"):
        assert geheim not in tekst
    assert stuur(duinveste, v) == 0


def test_what_is_not_confirmed_is_sent_again_with_the_same_ids(duinveste: Any, als: Any, zaak: Any, plaats: Any, v: Any, op_dag: Any) -> None:
    als("femke").get(f"/dossier/{zaak[1]}/")
    verzegel(duinveste)
    for i, antwoord in enumerate([(503, {}), (200, {"partialSuccess": {"rejectedSpans": "1"}}), (307, {}), (400, {})]):
        plaats.doe = [antwoord]
        with pytest.raises(logboek.Onbereikbaar):
            stuur(duinveste, v)
        assert stuur(duinveste, v) == 0, "it waits before it tries again"
        op_dag(f"2026-01-24 {i + 1:02d}:00")
    assert stuur(duinveste, v) == 1
    assert len({s["spanId"] for s in plaats.spans()}) == 1 and len(plaats.gekregen) == 5
    assert logboek.achterstand(duinveste.gemeente, "amsterdam") == (0, None)


def test_a_collector_that_is_away_holds_up_no_page_and_loses_no_line(duinveste: Any, als: Any, zaak: Any, plaats: Any, v: Any, op_dag: Any) -> None:
    weg = logboek.Verzamelaar("http://127.0.0.1:1/v1/traces", v.register, v.geheim, {})
    femke = als("femke")
    for dag in range(24, 28):
        assert femke.get(f"/dossier/{zaak[1]}/").status_code == 200
        verzegel(duinveste)
        with pytest.raises(logboek.Onbereikbaar):
            stuur(duinveste, weg)
        op_dag(f"2026-01-{dag} 16:00")
    assert logboek.achterstand(duinveste.gemeente, "amsterdam")[0] == 4
    assert stuur(duinveste, v) == 4
    assert len({s["spanId"] for s in plaats.spans()}) == 4


def test_a_long_seal_goes_in_parts_and_begins_where_it_was(
    duinveste: Any, als: Any, zaak: Any, plaats: Any, v: Any, op_dag: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(logboek, "PER_KEER", 2)
    for _ in range(5):
        als("femke").get(f"/dossier/{zaak[1]}/")
    verzegel(duinveste)
    plaats.doe = [(200, {}), (500, {})]
    with pytest.raises(logboek.Onbereikbaar):
        stuur(duinveste, v)
    op_dag("2026-01-24 10:00")
    rest = stuur(duinveste, v)
    assert 0 < rest < 5 and len({s["spanId"] for s in plaats.spans()}) == 5


def test_the_wait_grows_to_a_limit() -> None:
    assert [logboek.wachttijd(n) for n in (1, 2, 3)] == [timedelta(minutes=m) for m in (1, 2, 4)]
    assert logboek.wachttijd(1000) == logboek.LANGST


def test_the_key_makes_the_pseudonym(duinveste: Any) -> None:
    a, b = (logboek.Verzamelaar("", "", g, {}) for g in (b"a", b"b"))
    wie = uuid4()
    assert logboek._merk(a, "betrokkene", wie) != logboek._merk(b, "betrokkene", wie)
