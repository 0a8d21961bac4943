# SPDX-License-Identifier: EUPL-1.2
"""A case of Dordrecht, recorded in the database and read through the doors that every municipality shares, against the pure core. Its own screens
come later; what these show of it must hold already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from gemeenteproef import richt_gemeente_in

from wijkregie import klok
from wijkregie.norm.yaml12 import laad_bytes

from . import verdeling
from .deuren import DEUREN, Bezoek
from .hulp import ingelogd
from .wereld import DAG, HIER, MERK, NIET, Wereld, luister, vul
from .zoekmerk import zoek

_PARTIJEN = laad_bytes((HIER / "personas_dordrecht.yaml").read_bytes(), "personas_dordrecht.yaml")
ROLLEN = {x["naam"].split()[0]: {r["rol"] for m in x["lidmaatschappen"] for r in m["rollen"]} for x in _PARTIJEN["logins"].values()}
PERSONAS = list(ROLLEN)
REGIE = "wijkmanager"
GEMEENTE = {"wijkmanager", "wijkmanager_andere_wijk", "voorzitter_kerngroep"}
POLITIE = {"politie_gegevens", "bezoekinformatie", "strafverleden"}
LOPEN = ("begin", "werk", "dossiers", "dossier", "vers", "delen_uitleg", "bekend_op", "behandelaar", "delen", "waarom", "handeling", "rechtzetten",
         "zoeken", "privacy", "leeslog", "nieuw", "overdracht", "dubbel")  # fmt: skip


@pytest.fixture(scope="module")
def zandburg(_databank: Any) -> Iterator[Wereld]:
    from wijkregie.privacy.inrichten import richt_in

    try:
        with klok.met_klok(datetime(2026, 1, 23, 16, 40), overal=True):
            w = Wereld(richt_gemeente_in(_databank, HIER / "personas_dordrecht.yaml"), "dordrecht")
            richt_in()
            with luister(w):
                yield _bouw(w)
    finally:
        _databank.leeg()


def _bouw(w: Wereld) -> Wereld:
    """One case of a person at the level of nuisance, and one in another part of town by somebody else."""
    from wijkregie.dossier import kern
    from wijkregie.dossier.afspraken import wereld
    from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht

    for naam, wie, gebied in (("zaak", REGIE, "kade"), ("elders", "wijkmanager_andere_wijk", "duin")):
        s, id_ = w.d.sessie(wie), uuid4()
        begin = {"op": DAG, "feit": "dossier_geopend", "velden": {"object": "individu"}}
        kern.leg_vast(s, Opdracht(uuid4(), (Nieuw(id_, uuid4(), begin),), (Begin(id_, "zaak", ("overlast_openbare_ruimte",), w.d.gebied(gebied)),)))
        w.zaken[naam] = id_
    w.d.leg_vast(REGIE, w.zaken["zaak"], "niveau_bepaald", niveau="overlast", motivering="Elke dag", overgenomen=True, herkomst="buiten")
    voc = wereld("dordrecht").voc
    soorten = [s for s in voc.feiten if s not in {*NIET, "niveau_bepaald"}]
    geordend = [s for s in soorten if voc.feiten[s].opent] + [s for s in soorten if not voc.feiten[s].opent]
    vul(w, w.zaken["zaak"], lambda soort: _wie(voc.feiten[soort].door, geordend.index(soort)), geordend)
    vul(w, w.zaken["elders"], lambda _: ["wijkmanager_andere_wijk"], geordend[:20])
    w.nummers = {str(i): n for i, n in w.d.databank.beheer("select id, nummer from dossier_dossier")}
    return w


def _wie(door: Sequence[str], beurt: int) -> list[str]:
    """Who may record it, by turns; else who has regie, for them."""
    from wijkregie.dossier.afspraken import wereld

    boven = wereld("dordrecht").boven
    mogen = [p for p in PERSONAS if p != "wijkmanager_andere_wijk" and {x for r in ROLLEN[p] for x in (r, *boven(r))} & set(door)]
    k = beurt % len(mogen) if mogen else 0
    return [*mogen[k:], *mogen[:k], REGIE]


def test_no_door_shows_what_is_not_for_them(zandburg: Wereld) -> None:
    from wijkregie.dossier import kern

    w, lekt, stuk, n, gezien = zandburg, [], [], 0, set()
    st = {z: kern.zaak(w.d.sessie(wie), z)[1] for z, wie in ((w.zaken["zaak"], REGIE), (w.zaken["elders"], "wijkmanager_andere_wijk"))}
    merken, delen = {m.tekst: m for m in w.merken}, verdeling.verdeel(w, PERSONAS, set(PERSONAS), 2)
    binnen: dict[str, list[UUID]] = {p: delen[p].open for p in PERSONAS}
    for i, persona in enumerate(PERSONAS):
        goed = verdeling.mag(w, st, persona, ROLLEN[persona])
        b = Bezoek(w, ingelogd(w.d, persona), persona, i, delen[persona])
        for f in dict.fromkeys(DEUREN[naam] for naam in LOPEN):
            for wat, a in f(b):
                n += 1
                stuk += [f"{persona} {wat}: {a.status_code}"] if a.status_code >= 500 else []
                gevonden = zoek(a, merken)
                gezien |= {persona for m in gevonden if m.tekst in goed}
                lekt += [f"{persona} {wat}: {m.soort}, {m.categorie}" for m in gevonden if m.tekst not in goed]
    print(f"{n} answers, {len(w.merken)} markers, may enter: { {p: len(x) for p, x in binnen.items()} }, saw something: {sorted(gezien)}")
    assert len(w.merken) > 60, w.geweigerd
    assert not lekt, f"{len(lekt)} times:\n" + "\n".join(lekt[:40])
    assert not stuk, "\n".join(stuk)
    assert not [r for r in w.oor.regels if re.search(MERK, r.lower())]
    assert not binnen["do_niet_convenant"] and w.zaken["zaak"] not in binnen["wijkmanager_andere_wijk"]
    assert {REGIE, "do_politie"} <= gezien


def test_police_data_are_read_by_the_municipality_and_the_police_only(zandburg: Wereld) -> None:
    """On every page of the timeline, whatever the core says: the source leaves no other reading."""
    w = zandburg
    politie = {m.tekst: m for m in w.merken if m.categorie in POLITIE and m.dossier == w.zaken["zaak"]}
    org = w.organisatie("do_politie")
    assert any(m.vastlegger == org for m in politie.values())
    for persona in PERSONAS:
        if persona not in GEMEENTE | {"do_politie"}:
            eigen = w.organisatie(persona)
            a = ingelogd(w.d, persona).get(f"/dossier/{w.nummer(w.zaken['zaak'])}/?feiten=alle")
            assert not [m.soort for m in zoek(a, politie) if m.vastlegger != eigen], persona
