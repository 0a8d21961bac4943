# SPDX-License-Identifier: EUPL-1.2
"""The command line of the file: prove what is stored, take roots outside, run the night by hand, take over running cases; and its parties."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from wijkregie.opdrachten_web import OpdrachtFout, omgeving

if TYPE_CHECKING:
    from wijkregie.dossier.controle import Uitkomst

uit = Console(highlight=False, soft_wrap=True)
PER_KEER = 25
Deel = tuple[int, str, list[UUID], date]


# proof


def controleer(args: argparse.Namespace) -> int:
    """Prove what is stored: 0 if all holds, 1 with what does not."""
    with omgeving(args):
        from wijkregie.dossier import wortel
        from wijkregie.dossier.controle import controleer_gemeente
        from wijkregie.privacy import leeslog

        erbuiten = [wortel.lees(p) for p in wortel.bestanden(args.wortel)]
        gemeenten = _gemeenten(args.gemeente)
        _bekende_gemeenten(erbuiten, gemeenten)
        u, gelezen = _dossiers(args, gemeenten), 0
        if args.dossier is None:
            for gemeente, code in gemeenten:
                u.erbij(controleer_gemeente(gemeente, code, [w for w in erbuiten if w.gemeente == code]))
                n, bezwaren = leeslog.controleer(gemeente, code)
                gelezen += n
                u.bezwaren += bezwaren
    for b in u.bezwaren:
        uit.print(escape(b), style="red")
    rest = [f"{u.rijen} afgeleide rijen", f"{u.wortels} wortels", *([f"{len(erbuiten)} wortels van buiten"] if erbuiten else [])]
    rest += [f"{gelezen} regels van het leeslog"] if gelezen else []
    rest += [f"{u.vernietigd} delen vernietigd"] if u.vernietigd else []
    rest += [f"{u.achter} dossiers openen nog niets voor een nieuwe rol"] if u.achter else []
    rest += [f"{u.wachtend} dossiers wachten nog op een verbonden dossier"] if u.wachtend else []
    uit.print(f"{u.dossiers} dossiers, {u.feiten} feiten, {', '.join(rest)}.")
    uit.print(
        "[green]Alles klopt.[/green]" if not u.bezwaren else f"[red]{len(u.bezwaren)} dingen kloppen niet.[/red] Zie docs/howto/controleren.md."
    )
    return 1 if u.bezwaren else 0


def _bekende_gemeenten(erbuiten: Sequence[Any], gemeenten: list[tuple[int, str]]) -> None:
    for w in erbuiten:
        if w.gemeente not in {code for _, code in gemeenten}:
            raise OpdrachtFout(f"Wortel {w.nr} is van gemeente {w.gemeente}; die wordt nu niet gecontroleerd. Laat --gemeente weg of noem deze.")


def _dossiers(args: argparse.Namespace, gemeenten: list[tuple[int, str]]) -> Uitkomst:
    from wijkregie.dossier.controle import Uitkomst, controleer_dossiers
    from wijkregie.klok import vandaag

    dag = vandaag()
    delen: list[Deel] = []
    for gemeente, code in gemeenten:
        ids = _kies(gemeente, code, args.dossier)
        delen += [(gemeente, code, ids[i : i + PER_KEER], dag) for i in range(0, len(ids), PER_KEER)]
    if args.dossier is not None and not delen:
        raise OpdrachtFout("Er is geen dossier met dit nummer. Kijk of het goed is geschreven, of noem de gemeente.")
    u = Uitkomst()
    with _Balk("Dossiers", sum(len(d[2]) for d in delen)) as stap:
        processen = min(args.processen or os.cpu_count() or 1, len(delen))
        if processen <= 1:
            for d in delen:
                u.erbij(controleer_dossiers(*d))
                stap(len(d[2]))
            return u
        _sluit_verbindingen()
        with ProcessPoolExecutor(processen, get_context("spawn"), _begin_proces) as pool:
            werk = {pool.submit(controleer_dossiers, *d): len(d[2]) for d in delen}
            for klaar in as_completed(werk):
                u.erbij(klaar.result())
                stap(werk[klaar])
    u.bezwaren.sort()
    return u


def _kies(gemeente: int, code: str, nummer: str | None) -> list[UUID]:
    from wijkregie.dossier import kern

    return kern.alle_dossiers(gemeente, code) if nummer is None else kern.met_nummer(gemeente, code, nummer)


def _begin_proces() -> None:
    import django

    django.setup()


def _sluit_verbindingen() -> None:
    from django.db import connections

    connections.close_all()


# roots and night


def wortel_(args: argparse.Namespace) -> int:
    """A new root per municipality."""
    with omgeving(args):
        from wijkregie.dossier import wortel

        for gemeente, code in _gemeenten(args.gemeente):
            w = wortel.maak(gemeente, code, args.naar)
            if w is None:
                uit.print(f"{code}: niets veranderd sinds de vorige wortel.")
                continue
            waar = f" in {args.naar / w.bestandsnaam}" if args.naar else ". Zij ligt nog nergens buiten het systeem: noem een map met --naar"
            uit.print(f"{code}: wortel {w.nr} over {len(w.koppen)} dossiers{escape(waar)}.")
    return 0


def nacht(args: argparse.Namespace) -> int:
    """What the job does every night."""
    with omgeving(args):
        from wijkregie.dossier.taken import nieuwe_wortels, wissel_alles

        with _Balk("Dossiers", None) as stap:
            n = wissel_alles(lambda klaar, totaal: stap(1, totaal))
        nieuwe_wortels(0)
    uit.print(f"{n.gewisseld} dossiers waren aan de beurt, {n.ingehaald} wachtten nog op een verbonden dossier.")
    if n.mislukt:
        raise OpdrachtFout(
            f"{len(n.mislukt)} dossiers zijn niet bijgewerkt: {', '.join(map(str, n.mislukt[:5]))}. Controleer ze met wijkregie controleer."
        )
    return 0


# running cases


def importeer(args: argparse.Namespace) -> int:
    """Take over running cases from a file."""
    with omgeving(args):
        from wijkregie.dossier import importeren

        [(_, code)] = _gemeenten(args.gemeente)
        v = importeren.importeer(args.bestand, code, args.namens, organisatie=args.organisatie, proef=args.proef)
    uit.print(f"{'Proef, niets opgeslagen. ' if args.proef else ''}{v.tekst}")
    for status, aantal in v.plichten.items():
        uit.print(f"  {aantal:6} plichten {status}")
    return 0


# parties


def partijen(args: argparse.Namespace) -> int:
    """Organisations, roles and logins, as the owner of the tables. What an import changed reaches the dossiers by jobs."""
    with omgeving(args):
        from wijkregie.norm.protocol.lader import laad_map
        from wijkregie.partijen.opdracht import BeheerFout, voer_uit

        try:
            uit.print(escape(voer_uit(args, laad_map(args.protocollen))))
        except BeheerFout as e:
            raise OpdrachtFout(str(e)) from None
        if args.deel == "importeer" and not args.proef:
            _volg_partijen(args.bestand)
    return 0


def _volg_partijen(bestand: Path) -> None:
    """Access keys for new roles, and a job for every dossier."""
    from wijkregie.dossier.inrichten import richt_in
    from wijkregie.dossier.taken import na_partijen
    from wijkregie.partijen.inlezen import gemeente_van
    from wijkregie.privacy.inrichten import richt_in as richt_privacy_in

    richt_in()
    richt_privacy_in()
    [(gemeente, code)] = _gemeenten(gemeente_van(bestand))
    with _Balk("Dossiers", None) as stap:
        n = na_partijen(gemeente, code, lambda klaar, totaal: stap(1, totaal))
    if n:
        uit.print(f"{n} {'dossier wordt' if n == 1 else 'dossiers worden'} opnieuw afgeleid. Dat doet de werker: wijkregie werker.")


# shared


def _gemeenten(code: str | None) -> list[tuple[int, str]]:
    from wijkregie.dossier.taken import gemeenten

    alle = gemeenten()
    gekozen = [g for g in alle if code in (None, g[1])]
    if not gekozen:
        raise OpdrachtFout(f"Deze gemeente is er niet. Er zijn: {', '.join(c for _, c in alle) or 'nog geen'}.")
    return gekozen


class _Stap:
    def __init__(self, balk: Progress, wat: str, totaal: int | None) -> None:
        self.balk = balk
        self.taak = balk.add_task(wat, total=totaal)

    def __call__(self, stappen: int, totaal: int | None = None) -> None:
        self.balk.update(self.taak, advance=stappen, **({} if totaal is None else {"total": totaal}))  # type: ignore[arg-type]


class _Balk:
    """A progress bar with count and time left; nothing where nobody looks."""

    def __init__(self, wat: str, totaal: int | None) -> None:
        kolommen = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("nog"),
            TimeRemainingColumn(),
        )
        self.balk = Progress(*kolommen, console=uit, transient=True, disable=not uit.is_terminal)
        self.wat, self.totaal = wat, totaal

    def __enter__(self) -> _Stap:
        self.balk.start()
        return _Stap(self.balk, self.wat, self.totaal)

    def __exit__(self, *_: object) -> None:
        self.balk.stop()


def voeg_toe(sub: Any) -> None:
    """Put these commands beside the others."""
    p = sub.add_parser("controleer", help="bewijs dat de feiten er staan zoals ze zijn vastgelegd")
    p.add_argument("--dossier", metavar="NUMMER", help="alleen dit dossier")
    p.add_argument(
        "--wortel", type=Path, nargs="+", default=[], metavar="BESTAND", help="houd ook wortels van buiten het systeem ernaast (of een map)"
    )
    p.add_argument("--processen", type=int, default=0, help="hoeveel tegelijk (het aantal kernen)")
    _gewoon(p, controleer)
    p = sub.add_parser("wortel", help="leg vast tot waar alle dossiers zijn, om buiten het systeem te bewaren")
    p.add_argument("--naar", type=Path, metavar="MAP", help="schrijf de wortel ook als bestand in deze map")
    _gewoon(p, wortel_)
    p = sub.add_parser("nacht", help="doe nu wat elke nacht gebeurt: dossiers waarvan de dag is gekomen, en een wortel")
    _gewoon(p, nacht, gemeente=False)
    p = sub.add_parser("importeer", help="neem lopende zaken over uit een bestand (json of csv)")
    p.add_argument("bestand", type=Path)
    p.add_argument("--namens", required=True, metavar="MAIL", help="wie de zaken overneemt")
    p.add_argument("--organisatie", metavar="CODE", help="voor welke organisatie, als deze persoon er meer heeft")
    p.add_argument("--proef", action="store_true", help="sla niets op, laat zien wat er zou volgen")
    _gewoon(p, importeer)

    p = sub.add_parser("partijen", help="organisaties, rollen en logins beheren")
    delen = p.add_subparsers(dest="deel", required=True, metavar="deel")
    for naam, wat in (
        ("importeer", "neem over uit een bestand"),
        ("wachtwoord", "geef iemand een wachtwoord"),
        ("sluit", "laat iemand niet meer in"),
        ("oidc", "laat een organisatie bij haar eigen aanbieder inloggen (OpenID Connect)"),
    ):
        q = delen.add_parser(naam, help=wat)
        q.add_argument("--demo", action="store_true", help="van de demo in plaats van productie")
        if naam == "importeer":
            q.add_argument("bestand", type=Path)
            q.add_argument("--proef", action="store_true", help="schrijf niets, zeg alleen wat er zou veranderen")
        elif naam == "oidc":
            q.add_argument("gemeente", help="code van de gemeente")
            q.add_argument("organisatie", help="code van de organisatie")
            q.add_argument("issuer", help="adres van de aanbieder, precies zoals die zichzelf noemt")
            q.add_argument("client", help="naam van Wijkregie bij de aanbieder (client id)")
            q.add_argument("--veld", default="email", help="gegeven dat de login noemt (email)")
            q.add_argument("--acr", action="append", default=[], help="waarde van acr die als tweede factor telt; mag vaker")
            q.add_argument("--amr", action="append", default=[], help="waarde van amr die als tweede factor telt; mag vaker")
            q.add_argument("--zonder-geheim", action="store_true", help="vraag geen geheim: alleen PKCE")
        else:
            q.add_argument("mail", help="mailadres waarmee deze persoon inlogt")
        q.set_defaults(doe=partijen)


def _gewoon(p: argparse.ArgumentParser, doe: Any, *, gemeente: bool = True) -> None:
    if gemeente:
        p.add_argument("--gemeente", metavar="CODE", help="alleen deze gemeente", required=doe is importeer)
    p.add_argument("--demo", action="store_true", help="van de demo in plaats van productie")
    p.set_defaults(doe=doe)
