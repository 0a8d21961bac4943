# SPDX-License-Identifier: EUPL-1.2
"""What backups, drafts and logs hold of a dossier, before and after it was destroyed, and putting an older one back."""

from __future__ import annotations

import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from wijkregie.databank.programma import kies
from wijkregie.dossier import kern
from wijkregie.klok import vandaag
from wijkregie.privacy import vernietigen

from .vernietigd import GEHEIM, OPEN, alles, goedgekeurd, inhoud, schoon


def test_marked_content_lies_nowhere_in_the_clear(toezicht: Any, zaak: UUID) -> None:
    """Also not in a draft, an index, a projection, a job or a log."""
    from wijkregie.dossier import concepten

    with toezicht.ogen("femke"):
        concepten.bewaar(toezicht.sessie("femke"), "proef", zaak, {"melder": [GEHEIM]})
        assert concepten.concept(toezicht.sessie("femke"), "proef")[0] == {"melder": [GEHEIM]}  # type: ignore[index]
    ligt = alles(toezicht)
    assert GEHEIM.encode() not in ligt and GEHEIM.casefold().encode() not in ligt and GEHEIM.encode("utf-16-le") not in ligt
    assert OPEN.encode() in ligt  # of a category that is not marked


def test_a_form_that_was_not_finished_goes_after_thirty_days(toezicht: Any, op_dag: Any) -> None:
    """Also of a dossier that was never begun, which no destruction comes by."""
    from wijkregie.dossier import concepten

    with toezicht.ogen("femke"):
        concepten.bewaar(toezicht.sessie("femke"), "nieuw", None, {"melder": [GEHEIM]})
    op_dag("2026-02-22 16:40")
    assert concepten.ruim_op(toezicht.gemeente, "amsterdam") == 0
    op_dag("2026-02-22 16:41")
    assert concepten.ruim_op(toezicht.gemeente, "amsterdam") == 1
    assert toezicht.databank.beheer("select count(*) from dossier_concept") == [(0,)]


def test_a_backup_from_before_without_the_keys_tells_nothing_of_marked_content(toezicht: Any, zaak: UUID, op_dag: Any) -> None:
    """Rows as a backup holds them, put back after the dossier was destroyed: noise, and the proof says that a key is gone."""
    oud = toezicht.databank.beheer("select feit, categorie, inhoud, zout from dossier_deel where dossier = %s", zaak)
    goedgekeurd(toezicht, zaak, op_dag)
    vernietigen.vernietig_goedgekeurd(toezicht.gemeente, "amsterdam")
    with toezicht.databank.rauw("wijk_beheer", autocommit=True) as c:
        c.execute("set session_replication_role = replica")
        for feit, categorie, inhoud, zout in oud:
            c.execute("update dossier_deel set inhoud = %s, zout = %s where feit = %s and categorie = %s", [inhoud, zout, feit, categorie])
        c.execute("delete from dossier_vernietiging")
        c.execute("update dossier_dossier set vernietigd_op = null, schakel = (select schakel from dossier_feit where dossier = %s"
                  " order by nr desc limit 1) where id = %s", [zaak, zaak])  # fmt: skip
    assert GEHEIM.encode() not in alles(toezicht)
    with kern.in_kern(toezicht.gemeente, "amsterdam", foto=True) as k:
        g = k.laad(zaak, slot=False)
        assert any(f.vernietigd for f in g.feiten)
        assert GEHEIM not in repr(g.feiten)
    assert any("de sleutel van een deel van feit" in b for b in schoon(toezicht))


def test_a_backup_put_back_beside_newer_proofs_is_destroyed_again(toezicht: Any, zaak: UUID, op_dag: Any) -> None:
    oud = toezicht.databank.beheer("select feit, categorie, inhoud, zout from dossier_deel where dossier = %s", zaak)
    goedgekeurd(toezicht, zaak, op_dag)
    vernietigen.vernietig_goedgekeurd(toezicht.gemeente, "amsterdam")
    with toezicht.databank.rauw("wijk_beheer", autocommit=True) as c:
        c.execute("set session_replication_role = replica")
        for feit, categorie, inhoud_, zout in oud:
            c.execute("update dossier_deel set inhoud = %s, zout = %s where feit = %s and categorie = %s", [inhoud_, zout, feit, categorie])
        c.execute("update dossier_dossier d set vernietigd_op = null, schakel = v.schakel_voor from dossier_vernietiging v where d.id = v.dossier")
    assert any("vernietig --opnieuw" in b for b in schoon(toezicht))
    weer = vernietigen.opnieuw_nodig(toezicht.gemeente, "amsterdam")
    assert weer == [zaak]
    assert vernietigen.voer_uit(toezicht.gemeente, "amsterdam", weer) == (1, [])
    assert inhoud(toezicht, zaak) == 0 and schoon(toezicht) == []


def test_an_older_backup_without_the_last_rectification_is_destroyed_again_too(toezicht: Any, zaak: UUID, op_dag: Any) -> None:
    """A closed dossier may still be put right: a backup from before that ends elsewhere than the proof says."""
    ((laatste, kop),) = toezicht.databank.beheer("select laatste_nr, schakel from dossier_dossier where id = %s", zaak)
    ((feit,),) = toezicht.databank.beheer("select id from dossier_feit where dossier = %s and soort = 'dossier_gesloten'", zaak)
    oud = toezicht.databank.beheer("select feit, categorie, inhoud, zout from dossier_deel where dossier = %s", zaak)
    toezicht.leg_vast("femke", zaak, "", rectificeer=str(feit), wordt={"reden": "Echt klaar"}, reden="Typefout")
    goedgekeurd(toezicht, zaak, op_dag)
    vernietigen.vernietig_goedgekeurd(toezicht.gemeente, "amsterdam")
    with toezicht.databank.rauw("wijk_beheer", autocommit=True) as c:
        c.execute("set session_replication_role = replica")
        for t in ("dossier_deel", "dossier_bestand"):
            c.execute(f"delete from {t} where feit in (select id from dossier_feit where dossier = %s and nr > %s)", [zaak, laatste])
        c.execute("delete from dossier_feit where dossier = %s and nr > %s", [zaak, laatste])
        for feit, categorie, inhoud_, zout in oud:
            c.execute("update dossier_deel set inhoud = %s, zout = %s where feit = %s and categorie = %s", [inhoud_, zout, feit, categorie])
        c.execute("update dossier_dossier set vernietigd_op = null, laatste_nr = %s, schakel = %s where id = %s", [laatste, kop, zaak])
    weer = vernietigen.opnieuw_nodig(toezicht.gemeente, "amsterdam")
    assert vernietigen.voer_uit(toezicht.gemeente, "amsterdam", weer) == (1, [])
    assert inhoud(toezicht, zaak) == 0 and schoon(toezicht) == []
    assert toezicht.databank.beheer("select schakel_voor from dossier_hervernietigd where dossier = %s", zaak) == [(kop,)]


def test_the_two_backups_as_documented(toezicht: Any, zaak: UUID, op_dag: Any, tmp_path: Path) -> None:
    """pg_dump and pg_restore as docs/howto/bewaren.md has them: an old dump of the rest beside the newest keys and proofs."""
    db = toezicht.databank
    bron, doel = db.server.url("wijk_reserve", db.naam), "wijkregie_terug"
    bewijzen = ("dossier_vernietiging", "dossier_gegevenvernietiging")
    zonder = [f"--exclude-table-data={t}" for t in ("dossier_sleutel", *bewijzen, "dossier_concept", "privacy_pakket", "django_session")]
    handleiding = (Path(__file__).parents[2] / "docs" / "howto" / "bewaren.md").read_text("utf-8")
    assert [z for z in zonder if z not in handleiding] == []

    alleen = ("--table=dossier_sleutel", *(f"--table={t}" for t in bewijzen))
    programmas = kies(versie=db.server.plek.versie, systeembinaries=True, kopieen=None)

    def draai(programma: str, *opdracht: str) -> None:
        subprocess.run([programmas.pad(programma), *opdracht], check=True, capture_output=True, timeout=100)

    rest, sleutels, leesbaar = (str(tmp_path / n) for n in ("rest.dump", "sleutels.dump", "rest.sql"))
    draai("pg_dump", "--format=custom", f"--dbname={bron}", f"--file={rest}", *zonder)
    draai("pg_dump", "--format=plain", f"--dbname={bron}", f"--file={leesbaar}", *zonder)
    tekst = Path(leesbaar).read_text()
    assert OPEN.encode().hex() in tekst and GEHEIM.encode().hex() not in tekst and GEHEIM not in tekst
    goedgekeurd(toezicht, zaak, op_dag)
    vernietigen.vernietig_goedgekeurd(toezicht.gemeente, "amsterdam")
    draai("pg_dump", "--format=custom", f"--dbname={bron}", f"--file={sleutels}", "--data-only", *alleen)
    beheer = psycopg.connect(db.server.url("wijk_beheer", "postgres"), autocommit=True)
    try:
        beheer.execute(f"drop database if exists {doel}")
        beheer.execute(f"create database {doel} template template0")
        draai("pg_restore", f"--dbname={db.server.url('wijk_beheer', doel)}", rest)
        draai("pg_restore", f"--dbname={db.server.url('wijk_beheer', doel)}", "--data-only", sleutels)
        vol = "select count(*) from dossier_deel where inhoud is not null and dossier = %s"
        with psycopg.connect(db.server.url("wijk_beheer", doel), autocommit=True) as c:
            assert c.execute(vol, [zaak]).fetchone() != (0,)
            assert c.execute("select count(*) from dossier_sleutel where dossier = %s", [zaak]).fetchone() == (0,)
            with psycopg.connect(db.server.url("wijk_eigenaar", doel)) as e:
                opnieuw = "select privacy_vernietig(%s, %s, %s, %s)"
                assert e.execute(opnieuw, [toezicht.gemeente, zaak, vandaag(), datetime(2028, 1, 25)]).fetchone() == (True,)
            assert c.execute(vol, [zaak]).fetchone() == (0,)
    finally:
        beheer.execute(f"drop database if exists {doel} with (force)")
        beheer.close()
