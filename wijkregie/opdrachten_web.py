# SPDX-License-Identifier: EUPL-1.2
"""The command line of the running system: demo, web server, worker, migrations and the database of one's own."""

from __future__ import annotations

import argparse
import errno
import importlib.util
import io
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console

from wijkregie import databank
from wijkregie.databank import DatabankFout

uit = Console(highlight=False, soft_wrap=True)
INSTELLINGEN = "DJANGO_SETTINGS_MODULE"
PRODUCTIE = "wijkregie.project.productie"
DEMO = "wijkregie.project.demo"
LAADT_DEMO = "wijkregie.demo"
HERSTEL = 60.0  # seconds after the database came back in which pages and worker may break on what they had open


class OpdrachtFout(Exception):
    """The command cannot go on; the text says why and what to do."""


# demo


def demo(args: argparse.Namespace) -> int:
    """Everything on this machine: database, demo data, web server and worker, until Ctrl-C."""
    _poort_vrij(args.poort)
    begin = time.monotonic()
    os.environ[INSTELLINGEN] = DEMO
    if args.map:
        os.environ[databank.MAP] = str(args.map.absolute())
    with _elk_einde_is_ctrl_c(), databank.gebruik() as server:
        uit.print("Databank gestart.")
        _zet_op()
        _migreer()
        if importlib.util.find_spec(LAADT_DEMO):
            uit.print("Voorbeelden laden ...")
            importlib.import_module(LAADT_DEMO).laad()
        _sluit_verbindingen()
        omgeving = {**os.environ, "WIJKREGIE_MET_OUDER": str(os.getpid())}
        zelf = [sys.executable, "-m", "wijkregie.opdrachten"]
        opdrachten = {
            "De webserver": [*zelf, "dien", "--demo", "--poort", str(args.poort), "--werkers", "1"],
            "De werker": [*zelf, "werker", "--demo"],
        }
        gaande = _Gaande(server, opdrachten, omgeving)
        try:
            gaande.begin()
            _wacht_op_web(args.poort, gaande.processen)
            uit.print(f"\n[bold]Open http://localhost:{args.poort}[/bold]   (klaar na {time.monotonic() - begin:.0f} seconden; stoppen met Ctrl-C)\n")
            return gaande.tot_er_een_stopt()
        except KeyboardInterrupt:
            uit.print("\nWijkregie stopt.")
            return 0
        finally:
            _stop(gaande.processen)


@dataclass
class _Gaande:
    """What runs for the demo. Once the database was killed and started again, what broke on it is started again too."""

    server: databank.Server
    opdrachten: dict[str, list[str]]
    omgeving: dict[str, str]
    processen: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    hersteld: float | None = None

    def begin(self) -> None:
        for naam in self.opdrachten:
            self._start(naam)

    def tot_er_een_stopt(self) -> int:
        while True:
            self.kijk()
            time.sleep(0.5)

    def kijk(self) -> None:
        """Raises OpdrachtFout when a process stopped by itself, DatabankFout when the database cannot be started."""
        if not self.server.loopt():
            databank.start(self.server.plek.map)
            self.hersteld = time.monotonic()
            uit.print("De databank was gestopt en is opnieuw gestart. Wat was vastgelegd, is er nog.")
        net = self.hersteld is not None and time.monotonic() - self.hersteld < HERSTEL
        for naam, p in self.processen.items():
            if p.poll() is None:
                continue
            if not net:
                raise OpdrachtFout(f"{naam} is gestopt (code {p.returncode}). Kijk hierboven waarom en start opnieuw.")
            self._start(naam)

    def _start(self, naam: str) -> None:
        self.processen[naam] = subprocess.Popen(self.opdrachten[naam], env=self.omgeving, start_new_session=True)


def _wacht_op_web(poort: int, processen: dict[str, subprocess.Popen[bytes]]) -> None:
    tot = time.monotonic() + 60
    while time.monotonic() < tot:
        if (p := processen["De webserver"]).poll() is not None:
            raise OpdrachtFout(f"De webserver start niet (code {p.returncode}). Kijk hierboven waarom.")
        with socket.socket() as s:
            s.settimeout(1)
            if s.connect_ex(("127.0.0.1", poort)) == 0:
                return
        time.sleep(0.1)
    raise OpdrachtFout("De webserver antwoordt niet binnen een minuut. Is de machine erg druk? Probeer het opnieuw.")


def _stop(processen: dict[str, subprocess.Popen[bytes]]) -> None:
    for p in processen.values():
        if p.poll() is None:
            p.terminate()
    for p in processen.values():
        try:
            p.wait(10)
        except subprocess.TimeoutExpired:
            p.kill()
            p.wait()


@contextmanager
def _elk_einde_is_ctrl_c() -> Iterator[None]:
    """A polite kill or a closed terminal stops all as Ctrl-C does, also for a shell that starts its background work deaf to it."""

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    vorige = {s: signal.signal(s, stop) for s in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    try:
        yield
    finally:
        for s, doe in vorige.items():
            signal.signal(s, doe)


def _poort_vrij(poort: int, adres: str = "127.0.0.1") -> None:
    with socket.socket(socket.AF_INET6 if ":" in adres else socket.AF_INET) as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            s.bind((adres, poort))
        except OSError as e:
            if e.errno == errno.EADDRINUSE:
                raise OpdrachtFout(
                    f"Poort {poort} is bezet: misschien draait Wijkregie al (open http://localhost:{poort}), of een ander programma."
                    f" Neem een andere poort: wijkregie demo --poort {poort + 1} (of: make demo POORT={poort + 1})"
                ) from None
            if e.errno in (errno.EACCES, errno.EPERM):
                raise OpdrachtFout(f"U mag poort {poort} niet gebruiken. Neem een poort boven 1023, bijvoorbeeld --poort 8000.") from None
            raise OpdrachtFout(f"Op {adres} kan niets draaien. Noem een adres van deze machine met --adres.") from None


# production and development


def migreer(args: argparse.Namespace) -> int:
    """Bring the database, and in production the static files, up to this version."""
    with omgeving(args):
        _migreer()
        if os.environ[INSTELLINGEN] == PRODUCTIE:
            from django.core.management import call_command

            call_command("collectstatic", interactive=False, verbosity=0)
    uit.print("De databank is bij.")
    return 0


def dien(args: argparse.Namespace) -> int:
    """The web server."""
    from wijkregie.project.databanken import ALLEEN_PAGINAS, VARIABELEN
    from wijkregie.project.proces import sterf_met_ouder

    _poort_vrij(args.poort, args.adres)
    if not args.demo:
        os.environ[ALLEEN_PAGINAS] = "1"
        os.environ.pop(VARIABELEN["eigenaar"], None)
    os.environ["WIJKREGIE_VERZOEKEN"] = "1" if args.logboek else ""
    os.environ["WIJKREGIE_DRADEN"] = str(args.draden)
    with omgeving(args):
        _keur()
        from granian.constants import Interfaces
        from granian.server import Server

        sterf_met_ouder()
        Server(
            "wijkregie.project.wsgi:application",
            address=args.adres,
            port=args.poort,
            interface=Interfaces.WSGI,
            websockets=False,
            workers=args.werkers,
            blocking_threads=args.draden,
            log_access=False,  # it would write whole paths: ours writes pages
            log_level="warning",  # type: ignore[arg-type]
            ssl_cert=args.certificaat,
            ssl_key=args.sleutel,
            respawn_failed_workers=True,
        ).serve()
    return 0


def werker(args: argparse.Namespace) -> int:
    """The jobs: linked dossiers, and dossiers whose date has come."""
    with omgeving(args):
        _keur()
        from procrastinate.contrib.django import app

        with app.replace_connector(app.connector.get_worker_connector()) as a:  # type: ignore[attr-defined]  # Django's own cannot wait for jobs
            a.run_worker(concurrency=args.tegelijk, delete_jobs="successful")  # what failed stays to be looked at
    return 0


def beheer(args: argparse.Namespace) -> int:
    """Any command of Django, for who develops."""
    with omgeving(args):
        from django.core.management import execute_from_command_line

        execute_from_command_line(["wijkregie beheer", *args.rest])
    return 0


@contextmanager
def omgeving(args: argparse.Namespace) -> Iterator[None]:
    """Production, unless asked otherwise: who forgets a setting gets a refusal and not a demo."""
    if args.demo:
        os.environ[INSTELLINGEN] = DEMO
        if not databank.server().loopt() and "DATABASE_URL" not in os.environ:
            databank.start()
    else:
        os.environ.setdefault(INSTELLINGEN, PRODUCTIE)
    _zet_op()
    yield


def _zet_op() -> None:
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as e:
        raise OpdrachtFout(str(e)) from None


def _migreer() -> None:
    from django.core.management import call_command

    call_command("migrate", database="eigenaar", interactive=False, verbosity=0)


def _sluit_verbindingen() -> None:
    """Processes that are started from here open their own."""
    from django.db import connections

    for verbinding in connections.all(initialized_only=True):
        verbinding.close()
        verbinding.close_pool()  # type: ignore[attr-defined]  # of the PostgreSQL backend


def _keur() -> None:
    """Look before serving: does every page load, are the roles what they should be, is the database of this version."""
    from django.core.management import call_command
    from django.db import InterfaceError, OperationalError
    from psycopg_pool import PoolTimeout

    from wijkregie.dossier.sleutelwissel import onbekend
    from wijkregie.dossier.taken import gemeenten
    from wijkregie.privacy.bewaren import zonder_bewaartermijn, zonder_oordeeltermijn, zonder_toezicht
    from wijkregie.privacy.pakket import merken
    from wijkregie.project.rolkeuring import bezwaren, niet_gemigreerd

    call_command("check", stdout=io.StringIO())
    try:
        gevonden = bezwaren()
        if not gevonden and niet_gemigreerd():
            gevonden = ["De databank is van een andere versie. Draai eerst: wijkregie migreer"]
        if not gevonden:
            alle = list(gemeenten())
            gevonden = [
                f"Hoofdsleutel {merk} staat niet in WIJKREGIE_HOOFDSLEUTELS, en er ligt wat ermee is verpakt. Zet haar achteraan."
                for merk in onbekend(alle, {m for gemeente, code in alle for m in merken(gemeente, code)})
            ]
        if not gevonden and os.environ[INSTELLINGEN] == PRODUCTIE:
            gevonden = [*zonder_toezicht(), *zonder_bewaartermijn(), *zonder_oordeeltermijn()]
    except (InterfaceError, OperationalError, PoolTimeout):
        raise OpdrachtFout("De databank is niet bereikbaar. Kijk of zij draait en of DATABASE_URL_WEB en DATABASE_URL_KERN kloppen.") from None
    finally:
        _sluit_verbindingen()
    if gevonden:
        raise OpdrachtFout("Wijkregie start niet.\n" + "\n".join(f"- {g}" for g in gevonden))


# the database of one's own


def databank_(args: argparse.Namespace) -> int:
    """Start, stop or look at the server of this copy; print what a superuser does for production."""
    s = databank.server(args.map)
    if args.deel == "sql":
        uit.out(databank.voor_productie(args.versie), highlight=False, end="")
    elif args.deel == "geheim":
        uit.out(secrets.token_urlsafe(64), highlight=False)
    elif args.deel == "start":
        s = databank.start(args.map)
        uit.print(f"De databank draait: {s.url(databank.WEB)}" if s.gestart else f"De databank draaide al: {s.url(databank.WEB)}")
    elif args.deel == "stop":
        draaide = s.loopt()
        s.stop()
        uit.print("De databank is gestopt." if draaide else "De databank draaide niet.")
    else:
        uit.print(f"De databank {'draait' if s.loopt() else 'draait niet'}. Gegevens: {s.plek.data}. Logboek: {s.plek.log}")
        return 0 if s.loopt() else 1
    return 0


def voeg_toe(sub: Any) -> None:
    """Put these commands beside the others."""
    p = sub.add_parser("demo", help="start alles op deze machine, met voorbeelden: databank, pagina's en werker")
    p.add_argument("--poort", type=int, default=8000, help="poort van de pagina's (8000)")
    p.add_argument("--map", type=Path, help="map voor de databank")
    p.set_defaults(doe=demo)

    p = sub.add_parser("migreer", help="breng de databank naar deze versie")
    p.add_argument("--demo", action="store_true", help="van de demo in plaats van productie")
    p.set_defaults(doe=migreer)

    p = sub.add_parser("dien", help="de webserver")
    p.add_argument("--demo", action="store_true", help="van de demo in plaats van productie")
    p.add_argument("--adres", default="127.0.0.1", help="waarop hij luistert (127.0.0.1)")
    p.add_argument("--poort", type=int, default=8000, help="poort (8000)")
    p.add_argument("--werkers", type=int, default=2, help="aantal processen (2)")
    p.add_argument("--draden", type=int, default=4, help="verzoeken tegelijk per proces (4)")
    p.add_argument("--logboek", action="store_true", help="schrijf elk verzoek op: tijd, soort pagina, uitkomst")
    p.add_argument("--certificaat", type=Path, help="certificaat voor https, als er geen proxy voor staat")
    p.add_argument("--sleutel", type=Path, help="sleutel bij het certificaat (PKCS#8)")
    p.set_defaults(doe=dien)

    p = sub.add_parser("werker", help="het werk op de achtergrond")
    p.add_argument("--demo", action="store_true", help="van de demo in plaats van productie")
    p.add_argument("--tegelijk", type=int, default=2, help="taken tegelijk (2)")
    p.set_defaults(doe=werker)

    p = sub.add_parser("beheer", help="een opdracht van Django, voor ontwikkelaars")
    p.add_argument("--demo", action="store_true", help="van de demo in plaats van productie")
    p.add_argument("rest", nargs=argparse.REMAINDER)
    p.set_defaults(doe=beheer)

    p = sub.add_parser("databank", help="de eigen databank van deze kopie")
    p.add_argument(
        "deel",
        choices=["start", "stop", "status", "sql", "geheim"],
        help="sql toont wat een beheerder voor productie draait; geheim maakt een sleutel",
    )
    p.add_argument("--versie", type=int, default=17, help="voor sql: de versie van PostgreSQL (17)")
    p.add_argument("--map", type=Path, help="map van de databank")
    p.set_defaults(doe=databank_)


FOUTEN = (OpdrachtFout, DatabankFout)
