# SPDX-License-Identifier: EUPL-1.2
"""Roots lie outside the system: who rewrites a whole chain, with links that fit, is found out."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from wijkregie import klok
from wijkregie.dossier import controle, kern, wortel
from wijkregie.dossier.inhoud import begin_schakel, schakel
from wijkregie.norm.fouten import InvoerFout


def controleer(d: Any, *erbuiten: wortel.Wortel) -> list[str]:
    uit = controle.controleer_dossiers(d.gemeente, "amsterdam", kern.alle_dossiers(d.gemeente, "amsterdam"), klok.vandaag())
    uit.erbij(controle.controleer_gemeente(d.gemeente, "amsterdam", erbuiten))
    return uit.bezwaren


def test_a_root_holds_what_changed_since_the_one_before(duinveste: Any, tmp_path: Path) -> None:
    een, twee = duinveste.begin("femke"), duinveste.begin("femke")
    w1 = wortel.maak(duinveste.gemeente, "amsterdam", tmp_path)
    assert w1 is not None
    assert {d for d, _ in w1.koppen} == {een, twee}
    assert wortel.maak(duinveste.gemeente, "amsterdam", tmp_path) is None
    duinveste.leg_vast("femke", een, "klacht_ontvangen", opent=uuid4(), kanaal="zorgaanbieder")
    w2 = wortel.maak(duinveste.gemeente, "amsterdam", tmp_path)
    assert w2 is not None
    assert [d for d, _ in w2.koppen] == [een]
    assert w2.vorige == w1.wortel
    gelezen = [wortel.lees(p) for p in wortel.bestanden([tmp_path])]
    assert [w.nr for w in gelezen] == [1, 2]
    assert all(w.klopt for w in gelezen)
    assert controleer(duinveste, *gelezen) == []


def test_deriving_again_makes_no_new_root(duinveste: Any) -> None:
    d = duinveste.begin("femke")
    assert wortel.maak(duinveste.gemeente, "amsterdam") is not None
    kern.herleid(duinveste.gemeente, "amsterdam", d)
    assert wortel.maak(duinveste.gemeente, "amsterdam") is None


def _herschrijf(databank: Any, d: UUID, dag: date, *, ook_wortels: bool) -> None:
    """What an owner of the database can do: change a fact and make every link after it fit again."""
    with kern.in_kern(databank.beheer("select min(id) from partijen_gemeente")[0][0], "amsterdam") as k:
        bits = k.bits
    databank.beheer("set session_replication_role = replica")
    databank.beheer("update dossier_feit set op = %s where dossier = %s and nr = 1", dag, d)
    vorige = begin_schakel(d, *databank.beheer("select nummer, soort, protocollen, gebied, begonnen from dossier_dossier where id = %s", d)[0])
    for r in databank.beheer(controle._KADER.replace("gemeente = %s and ", ""), d):
        delen = [(bits.naam[c], bytes(v)) for c, v in databank.beheer("select categorie, vastlegging from dossier_deel where feit = %s", r[0])]
        vorige = schakel(vorige, controle._kader(d, r, bits), delen)
        databank.beheer("update dossier_feit set schakel = %s where id = %s", vorige, r[0])
    databank.beheer("update dossier_dossier set schakel = %s where id = %s", vorige, d)
    if ook_wortels:
        databank.beheer("update dossier_wortel_kop set schakel = %s where dossier = %s", vorige, d)
        for nr, moment in databank.beheer("select nr, moment from dossier_wortel order by nr"):
            koppen = [(x, bytes(s)) for x, s in databank.beheer("select dossier, schakel from dossier_wortel_kop where wortel = %s", nr)]
            databank.beheer("update dossier_wortel set wortel = %s where nr = %s", wortel.bereken("amsterdam", nr, moment, wortel.BEGIN, koppen), nr)
    databank.beheer("set session_replication_role = origin")
    kern.herleid(databank.beheer("select gemeente from dossier_dossier where id = %s", d)[0][0], "amsterdam", d)


def test_a_whole_chain_that_was_rewritten_fits_by_itself_and_not_with_its_root(duinveste: Any, databank: Any, tmp_path: Path) -> None:
    d = duinveste.begin("femke")
    wortel.maak(duinveste.gemeente, "amsterdam", tmp_path)
    [buiten] = [wortel.lees(p) for p in wortel.bestanden([tmp_path])]
    _herschrijf(databank, d, date(2026, 1, 1), ook_wortels=False)
    assert any("wat wortel 1 vastlegde staat er niet meer" in b for b in controleer(duinveste))
    _herschrijf(databank, d, date(2026, 1, 2), ook_wortels=True)
    assert controleer(duinveste) == []  # inside nothing shows any more
    gevonden = controleer(duinveste, buiten)
    assert any("Wortel 1 staat anders in de databank" in b for b in gevonden)
    assert any("De keten is herschreven" in b for b in gevonden)


def test_a_root_file_that_was_changed_or_is_none_is_told(duinveste: Any, tmp_path: Path) -> None:
    duinveste.begin("femke")
    wortel.maak(duinveste.gemeente, "amsterdam", tmp_path)
    [pad] = wortel.bestanden([tmp_path])
    data = json.loads(pad.read_text("utf-8"))
    data["koppen"][0][1] = "00" * 32
    pad.write_text(json.dumps(data), "utf-8")
    assert controleer(duinveste, wortel.lees(pad)) == ["Het bestand van wortel 1 is zelf gewijzigd: de inhoud past niet bij de wortel."]
    pad.write_text("{}", "utf-8")
    with pytest.raises(InvoerFout, match="geen wortel"):
        wortel.lees(pad)


def test_a_folder_that_cannot_be_written_leaves_no_root_that_nobody_has(duinveste: Any, databank: Any, tmp_path: Path) -> None:
    duinveste.begin("femke")
    (tmp_path / "vol").write_text("")
    with pytest.raises(OSError):
        wortel.maak(duinveste.gemeente, "amsterdam", tmp_path / "vol")
    assert databank.beheer("select count(*) from dossier_wortel") == [(0,)]
