# SPDX-License-Identifier: EUPL-1.2
"""`python -m bench.stapel [--meldingen 20000] [--map FOLDER]`: what the desk of reports costs when many lie there: the list, likely matches at a
decision, and early recognition, the first time and again, each with its number of queries; and whatever reads a big table from end to end.

The reports are those of `bench.herkenning`, taken down by the reporting point itself: the session that is measured may read every one, which no
real one does. Half of them, the oldest, are closed.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final
from uuid import UUID

from bench.databank import plek
from wijkregie import databank

KEREN: Final = 7
BROK: Final = 100
ZAAD: Final = 1


@cache
def _stof(aantal: int) -> list[Any]:
    from bench.herkenning.maken import maak

    return maak(ZAAD, aantal)[0]


def _brok(gemeente: int, aantal: int, nummers: Sequence[int]) -> int:
    """Reports as rows, in a process of its own: the functions that record them, written by COPY."""
    from bench.databank import kopieren, maken, partijen
    from wijkregie.dossier import kern, vastleggen, versleuteling

    kans = random.Random(f"{ZAAD}/zout/{nummers[0]}")
    vastleggen.nieuw_zout = lambda: kans.randbytes(16)
    versleuteling.toevallig = kans.randbytes
    opvang = kopieren.Opvang()
    c = plek.beheer()
    c.execute("set session_replication_role = replica")
    stad = partijen.lees(gemeente)
    with kern.in_kern(gemeente, partijen.CODE, foto=True) as echt:
        for nr in nummers:
            v = _verhaal(stad, nr, aantal, echt.dag)
            m = maken._Maker(echt, opvang, v)
            m._dossier(v.zaak, "melding", ("melding",), v.gebied, v.van_zaak, "M")
    n = kopieren.kopieer(c, opvang.rijen, kopieren.json_kolommen(c))
    c.close()
    return n


def _verhaal(stad: Any, nr: int, aantal: int, dag: Any) -> Any:
    from bench.databank.verzinnen import Verhaal, _leg_vast, _maker

    alle = _stof(aantal)
    m = alle[nr - 1]
    kans = random.Random(f"{ZAAD}/{nr}")

    def uuid() -> str:
        return str(UUID(int=kans.getrandbits(128), version=4))

    lid = stad.leden["mzwo"][0]
    gebied, _ = kans.choice(stad.wijken)
    organisaties = {"mzwo": stad.organisaties["mzwo"], "zorgaanbieder": stad.organisaties["mzwo"]}
    v = Verhaal(nr, UUID(uuid()), UUID(uuid()), UUID(uuid()), gebied, lid, {"mzwo": lid, "zorgaanbieder": lid}, organisaties, [], [], [])
    terug = timedelta(days=(alle[-1].op.date() - m.op.date()).days)
    maak = _maker(v, dag - terug, uuid, "mzwo")
    p, b = m.plaats, m.bron
    wie = " ".join(x for x in (b.noemt, b.kenmerk, f"van nummer {b.huisnummer}" if b.huisnummer else "") if x) if b is not None else ""
    velden = {
        "kanaal": "telefoon", "anoniem": "nee" if m.melder else "ja", "omschrijving": m.tekst, "gedrag": ["pesten"],
        "waar": " ".join(x for x in (p.straat, p.huisnummer, p.toevoeging) if x),
    }  # fmt: skip
    velden |= {n: w for n, w in (("wie_doet_het", wie), ("melder_naam", m.melder.naam if m.melder else "")) if w}
    v.van_zaak = [maak("melding_ontvangen", **velden)]
    if nr * 2 <= aantal:
        v.van_zaak.append(maak("dossier.gesloten", reden="Er kwam niets meer bij."))
    for i, f in enumerate(v.van_zaak, 1):
        _leg_vast(v, f, i)
    return v


def vul(map_: Path, aantal: int) -> plek.Verzameling:
    from django.core.management import call_command

    from wijkregie.klok import nu, vandaag

    call_command("migrate", database="eigenaar", interactive=False, verbosity=0)
    from bench.databank import kopieren, partijen

    begin = perf_counter()
    stad = partijen.bouw(1000)
    rijen = 0
    with plek.beheer() as c, plek.snel(c):
        with kopieren.zonder_indexen(c), plek.pool(2) as p:
            brokken = [range(i, min(i + BROK, aantal + 1)) for i in range(1, aantal + 1, BROK)]
            for i, n in enumerate(p.map(_brok, [stad.gemeente] * len(brokken), [aantal] * len(brokken), brokken), 1):
                rijen += n
                print(f"\r{min(i * BROK, aantal)} van {aantal} meldingen gemaakt", end="", flush=True)
        c.execute("insert into dossier_nummering values (%s, %s, %s)", [stad.gemeente, f"M-{nu().year}", aantal])
        c.execute("vacuum analyze")
    duur = perf_counter() - begin
    print(f"\r{aantal} meldingen, {rijen} rijen in {duur:.0f} s")
    v = plek.Verzameling(stad.gemeente, aantal, rijen, vandaag().isoformat(), duur, plek.versie())
    v.bewaar(map_)
    return v


def meet(v: plek.Verzameling) -> None:
    from bench.databank import partijen, plannen
    from bench.databank.bezoek import Bezoeker

    lid = partijen.lees(v.gemeente).leden["mzwo"][0]
    with plek.beheer() as c:
        nummers = [r[0] for r in c.execute("select nummer from dossier_dossier where soort = 'melding' and gesloten_op is null order by volgorde")]
    kans = random.Random(ZAAD)
    gekozen = kans.sample(nummers, KEREN)

    def vers() -> Bezoeker:
        return Bezoeker(lid.lidmaatschap, lid.login)

    b = vers()
    _toon("lijst met meldingen", [(b, "/meldingen/")] * KEREN)
    _toon("beslissen: wat erop lijkt", [(b, f"/meldingen/{n}/beslissen/") for n in gekozen])
    vroeg = "/meldingen/vroeg-herkennen/"
    _toon("vroeg herkennen, eerste keer", [(vers(), vroeg) for _ in range(3)])
    b.bezoek(vroeg)
    _toon("vroeg herkennen, opnieuw", [(b, vroeg)] * KEREN)
    plannen.toon("beslissen", lambda: b.bezoek(f"/meldingen/{gekozen[0]}/beslissen/"), langste=True)
    plannen.toon("vroeg herkennen", lambda: vers().bezoek(vroeg), langste=True)


def _toon(naam: str, bezoeken: list[tuple[Any, str]]) -> None:
    gedaan = [b.bezoek(adres) for b, adres in bezoeken]
    assert {x.status for x in gedaan} == {200}, [x.status for x in gedaan]
    tijden = sorted(1000 * x.duur for x in gedaan)
    print(f"{naam}: p50 {median(tijden):.0f} ms, meest {tijden[-1]:.0f} ms, {max(x.vragen for x in gedaan)} vragen", flush=True)


def _doe(map_: Path, aantal: int) -> None:
    with databank.gebruik(map_) as server:
        v = plek.lees(map_)
        if v is None or v.dossiers != aantal:
            plek.leeg(server)
            plek.zet_op(map_)
            vul(map_, aantal)
            plek.geef_geheugen()
        else:
            plek.zet_op(map_, v.dag)
            plek.warm()
            meet(v)
            return
    os.execv(sys.executable, [sys.executable, "-m", "bench.stapel", "--map", str(map_), "--meldingen", str(aantal)])  # the server begun again


def main() -> None:
    p = argparse.ArgumentParser(prog="python -m bench.stapel", description="Meet het loket met veel meldingen.")
    p.add_argument("--meldingen", type=int, default=20_000)
    p.add_argument("--map", type=Path, help="bewaar de verzameling hier, en gebruik haar een volgende keer weer")
    k = p.parse_args()
    if k.map is not None:
        _doe(k.map.absolute(), k.meldingen)
        return
    import subprocess

    from bench.databank.opdracht import _gooi_weg

    map_ = databank.wegwerpmap("wijkregie-stapel-")
    try:
        subprocess.run([sys.executable, "-m", "bench.stapel", "--map", str(map_ / "1"), "--meldingen", str(k.meldingen)], check=True)
    finally:
        _gooi_weg(map_)


if __name__ == "__main__":
    main()
