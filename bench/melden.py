# SPDX-License-Identifier: EUPL-1.2
"""`python -m bench.melden`: so many public reports at once on a real server, each retried while the server says that it is busy, and Mijn werk asked
all the while. Counts what was lost, what broke, and how much slower Mijn werk is than before and after, in one run."""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

POORT = 8391
VERHAAL = "na-een-gesprek"
"""The dossiers of this story alone: loading the whole demo takes longer than the measurement."""
HOOGSTENS = 75.0
"""Seconds for all reports together: who was not taken by then is counted as lost, and the measurement ends."""
WACHT = 20
"""Seconds for one answer, and for the server to end."""
KOP = {"Content-Type": "application/x-www-form-urlencoded"}


def vraag(methode: str, pad: str, data: dict[str, Any] | None = None, koekje: str = "") -> tuple[int, str, dict[str, str]]:
    """One request on a connection of its own."""
    c = HTTPConnection("127.0.0.1", POORT, timeout=WACHT)
    kop = {**(KOP if data is not None else {}), **({"Cookie": koekje} if koekje else {})}
    c.request(methode, pad, urlencode(data, doseq=True) if data is not None else None, kop)
    a = c.getresponse()
    tekst = a.read().decode("utf-8", "replace")
    koppen = {k.lower(): w for k, w in a.getheaders() if k.lower() != "set-cookie"}
    koppen["set-cookie"] = "; ".join(w.split(";")[0] for k, w in a.getheaders() if k.lower() == "set-cookie")
    c.close()
    return a.status, tekst, koppen


def log_in(wie: str) -> str:
    """The cookies of somebody of the demo."""
    _, html, kop = vraag("GET", "/personas/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)
    knop = re.search(rf'value="(\d+)"><span><b>(?:<bdi>)?{wie}', html)
    assert token and knop
    _, _, na = vraag("POST", "/personas/", {"csrfmiddlewaretoken": token[1], "persona": knop[1]}, kop["set-cookie"])
    return f"{kop['set-cookie']}; {na['set-cookie']}"


class Werk(threading.Thread):
    """Asks for Mijn werk again and again."""

    def __init__(self, koekje: str) -> None:
        super().__init__(daemon=True)
        self.koekje, self.duur, self.statussen, self.stop = koekje, list[float](), Counter[int](), False

    def run(self) -> None:
        while not self.stop:
            begin = time.perf_counter()
            try:
                status = vraag("GET", "/werk/", koekje=self.koekje)[0]
            except (OSError, HTTPException):
                status = 0
            self.statussen[status] += 1
            self.duur.append(time.perf_counter() - begin)
            time.sleep(0.05)


def rust(koekje: str, keren: int) -> list[float]:
    uit = []
    for _ in range(keren):
        begin = time.perf_counter()
        assert vraag("GET", "/werk/", koekje=koekje)[0] == 200
        uit.append(time.perf_counter() - begin)
    return uit


def p95(x: list[float]) -> float:
    return quantiles(x, n=20)[-1] if len(x) > 1 else x[0]


class Melders:
    """All who report: each sends the last step until it is taken."""

    def __init__(self, wijk: str, hek: threading.Barrier) -> None:
        self.wijk, self.hek = wijk, hek
        self.codes: list[str] = []
        self.statussen: Counter[int] = Counter()
        self.keren: list[int] = []

    def meld(self, nr: int) -> None:
        data = {
            "bij": "4", "sleutel": str(uuid4()), "f-:wijk": self.wijk, "f-waar": f"verzonnen plek {nr}", "f-omschrijving": f"verzonnen melding {nr}",
            "f-gedrag": ["pesten"], "f-anoniem": "ja",
        }  # fmt: skip
        self.hek.wait()
        einde, keer = time.perf_counter() + HOOGSTENS, 0
        while time.perf_counter() < einde:
            keer += 1
            try:
                status, html, kop = vraag("POST", "/melden/", data)
            except (OSError, HTTPException):
                status, html, kop = 0, "", {}
            self.statussen[status] += 1
            code = re.search(r'class="wr-code__code">([^<]+)<', html)
            if code:
                self.codes.append(unescape(code[1]))
                self.keren.append(keer)
                return
            time.sleep(float(kop.get("retry-after", 5)) * random.uniform(0.5, 1.5))  # as the page itself does


@contextmanager
def wegwerp() -> Iterator[Path]:
    """A folder that the account of the database may use, thrown away afterwards."""
    from wijkregie import databank

    map_ = databank.wegwerpmap("wijkregie-melden-")
    try:
        yield map_
    finally:
        databank.server(map_).stop()
        shutil.rmtree(map_, ignore_errors=True)


@contextmanager
def server(map_: Path, draden: int) -> Iterator[None]:
    """Dossiers of one story of the demo, and the web server of this version with two processes."""
    os.environ |= {"WIJKREGIE_MAP": str(map_), "DJANGO_SETTINGS_MODULE": "wijkregie.project.demo", "WIJKREGIE_MELDEN_PER_ADRES": "1000000"}
    from wijkregie import databank

    with databank.gebruik():
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", database="eigenaar", verbosity=0)
        from wijkregie.demo import laad

        laad(alleen=VERHAAL)
        dien = ["dien", "--demo", "--poort", str(POORT), "--werkers", "2", "--draden", str(draden)]
        p = subprocess.Popen([sys.executable, "-m", "wijkregie.opdrachten", *dien], env=os.environ)
        try:
            for _ in range(240):
                try:
                    if vraag("GET", "/melden/")[0] == 200:
                        break
                except OSError:
                    time.sleep(0.25)
            yield
        finally:
            p.terminate()
            try:
                p.wait(WACHT)
            except subprocess.TimeoutExpired:  # its processes die with it
                p.kill()
                p.wait()


def main() -> int:
    begonnen = time.perf_counter()
    a = argparse.ArgumentParser(description=__doc__)
    a.add_argument("--meldingen", type=int, default=500)
    a.add_argument("--draden", type=int, default=4, help="verzoeken tegelijk per proces")
    k = a.parse_args()
    with wegwerp() as map_, server(map_, k.draden):
        koekje = log_in("Femke")
        wijk = re.search(r'<option value="(\d+)">', vraag("GET", "/melden/")[1])
        assert wijk
        rust(koekje, 10)
        vooraf = f"{os.getloadavg()[0]:.1f}"
        voor = rust(koekje, 40)
        werk, hek = Werk(koekje), threading.Barrier(k.meldingen)
        m = Melders(wijk[1], hek)
        draden = [threading.Thread(target=m.meld, args=(i,), daemon=True) for i in range(k.meldingen)]
        werk.start()
        begin = time.perf_counter()
        for d in draden:
            d.start()
        for d in draden:
            d.join(max(0.0, begin + HOOGSTENS + 2 * WACHT - time.perf_counter()))
        duur = time.perf_counter() - begin
        werk.stop = True
        werk.join(WACHT)
        na = rust(koekje, 40)
        from django.db import connections

        with connections["kern"].cursor() as c:
            c.execute("select set_config('app.gemeente', (select id::text from partijen_gemeente limit 1), false)")
            c.execute("select count(*) from dossier_feit f where f.soort = 'melding_ontvangen' and exists (select 1 from dossier_dossier d"
                      " where d.gemeente = f.gemeente and d.id = f.dossier)")  # fmt: skip
            (gevonden,) = c.fetchone()
        from wijkregie.demo.meldingen import regels

        nieuw = gevonden - len(regels())
        print(f"meldingen: {k.meldingen} tegelijk, {len(m.codes)} met code ({len(set(m.codes))} verschillend), {nieuw} in de databank, {duur:.1f} s")
        print(f"hele meting: {time.perf_counter() - begonnen:.0f} s")
        print(f"verloren: {k.meldingen - nieuw}; geweigerd en opnieuw geprobeerd: {m.statussen[503]}; geen antwoord: {m.statussen[0]}")
        print(f"antwoorden: {dict(sorted(m.statussen.items()))}; keren tot gelukt: p50 {median(m.keren or [0]):.0f}, meest {max(m.keren, default=0)}")
        t = werk.duur
        print(f"Mijn werk tijdens: {len(t)} keer, {dict(werk.statussen)}, p50 {1000 * median(t):.0f} ms, p95 {1000 * p95(t):.0f} ms")
        for naam, x in (("voor", voor), ("na", na)):
            keer = f"tijdens is {median(t) / median(x):.2f}x (p50), {p95(t) / p95(x):.2f}x (p95)"
            print(f"Mijn werk {naam}: p50 {1000 * median(x):.0f} ms, p95 {1000 * p95(x):.0f} ms; {keer}")
        print(f"drukte van de machine: vooraf {vooraf}, na {os.getloadavg()[0]:.1f}, {os.cpu_count()} kernen")
        goed = nieuw == len(set(m.codes)) == k.meldingen and not any(s >= 500 and s != 503 for s in m.statussen) and set(werk.statussen) == {200}
        print("goed" if goed else "NIET GOED")
        return 0 if goed else 1


if __name__ == "__main__":
    raise SystemExit(main())
