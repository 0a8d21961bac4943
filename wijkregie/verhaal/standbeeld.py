# SPDX-License-Identifier: EUPL-1.2
"""The state of a dossier as text: what must be done first, then what is done, phases, gates and breaches; with why, if asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from wijkregie.norm.afleiding.plicht import STATUSSEN
from wijkregie.norm.tijd.termijn import datum_nl

_KLEUR: Final = {"te_laat": "bold red", "dreigt": "yellow", "open": "cyan", "voldaan": "green", "opgeschort": "magenta", "mogelijk": "dim cyan"}
_WOORD: Final = {"te_laat": "te laat", "dreigt": "bijna", "mogelijk": "misschien", "opgeschort": "stilgezet"}


class Standbeeld:
    """Prints one state."""

    def __init__(self, data: dict[str, Any], plaatsen: Mapping[str, str], console: Console, waarom: bool) -> None:
        self.d = data
        self.plaatsen = plaatsen
        self.console = console
        self.waarom = waarom

    def toon(self) -> None:
        d = self.d
        kop = f"dossier {d.get('dossier') or ''}, stand op {_dag(d['peildatum'])}"
        self.console.rule(escape(kop + (f", bekend op {_dag(d['bekend_op'])}" if d.get("bekend_op") else "")), align="left")
        for f in d["fasen"]:
            sinds = f" sinds {_dag(f['sinds'])}" if f["sinds"] else ""
            self.regel(0, f"fase [bold]{f['spoor']}[/bold] {f['ding'] or ''}: {f['fase'].replace('_', ' ')}{sinds}")
            self.uitleg(f["waarom"])
        for r in d["regie"]:
            self.regel(0, f"regie {r['soort']}: {r['rol'] or 'niemand'}{_organisatie(r)}")
        for p in sorted(d["plichten"], key=lambda p: (STATUSSEN.index(p["status"]), p["uiterlijk"] or "9")):
            self.plicht(p)
        for t in d["toetsen"]:
            self.toets(t)
        self.overig()

    def regel(self, in_: int, tekst: str) -> None:
        self.console.print(Padding(tekst.strip(), (0, 0, 0, in_)), soft_wrap=False)

    def uitleg(self, w: dict[str, Any] | None) -> None:
        if self.waarom and w:
            if w.get("tekst"):
                self.regel(4, f"[dim]{escape(w['tekst'])}[/dim]")
            for n in w.get("norm", ())[:1]:
                if n in self.plaatsen:
                    self.regel(4, f"[dim]{n}: {escape(self.plaatsen[n])}[/dim]")

    def plicht(self, p: dict[str, Any]) -> None:
        kleur = _KLEUR.get(p["status"], "dim")
        over = " ".join(x for x in (p["ding"], f"voor {p['voor']}" if p["voor"] else None) if x)
        woord = _WOORD.get(p["status"], p["status"])
        self.regel(0, f"[{kleur}]{woord}[/{kleur}]  {escape(p['wat'])}{f' ({escape(over)})' if over else ''}")
        wie = p["wie"] if isinstance(p["wie"], str) else " of ".join(p["wie"])
        self.regel(4, f"{wie}{_organisatie(p)}, {_wanneer(p)} [dim]{', '.join(p['normen'])}[/dim]")
        for m in p["mist"]:
            self.regel(4, f"ontbreekt: {escape(m)}")
        if self.waarom and p["waarom"]:
            self.uitleg(p["waarom"])
            for stap in p["waarom"]["stappen"]:
                self.regel(4, f"[dim]{escape(stap)}[/dim]")

    def toets(self, t: dict[str, Any]) -> None:
        self.regel(0, f"toets [bold]{t['toets'].replace('_', ' ')}[/bold] {t['ding'] or ''}: {t['uitkomst']}")
        groep = None
        for v in t["voorwaarden"]:
            if v["groep"] != groep and v["groep"]:
                self.regel(4, f"[dim]{escape(v['groep'])}:[/dim]")
            groep = v["groep"]
            hard = "" if v["hardheid"] == "hard" else f" ({v['hardheid']})"
            self.regel(6 if groep else 4, f"{v['uitkomst']}: {escape(v['wat'])}{hard} [dim]{v['norm']}[/dim]")
            if self.waarom and v["waarom"]:
                for e in v["waarom"]["eis"]:
                    door = f", te beslissen door {', '.join(e['beslist_door'])}" if e.get("beslist_door") else ""
                    self.regel(8, f"[dim]{escape(e['voorwaarde'])}: {e['uitkomst']}{escape(door)}[/dim]")

    def overig(self) -> None:
        for s in self.d["schendingen"]:
            gedekt = " (achteraf gedekt)" if s["achteraf_gedekt"] else ""
            self.regel(0, f"[red]in strijd met de afspraak[/red] {s['norm']} bij {s['feit']} op {_dag(s['op'])}: {escape(s['wat'])}{gedekt}")
        for z in self.d["zonder_grond"]:
            self.regel(0, f"[yellow]achteraf zonder grond[/yellow] {z['norm']} bij {z['feit']} op {_dag(z['op'])}: {escape(z['waarom'])}")
        for b in self.d["besluiten"]:
            self.regel(0, f"besluit {b['besluit'].replace('_', ' ')} op {_dag(b['op'])}: geldig {b['geldig']}, aangenomen {b['aangenomen']}")
        for u in self.d["uitkomsten"]:
            self.regel(0, f"{u['naam'].replace('_', ' ')} {u['ding'] or ''}: {u['waarde']}")
        wissel = _dag(self.d["volgende_wisseling"]) if self.d["volgende_wisseling"] else "geen dag bekend"
        self.regel(0, f"de stand verandert vanzelf op: {wissel} (los van termijnen die verstrijken)")


def _dag(tekst: str) -> str:
    return datum_nl(date.fromisoformat(tekst[:10])) + (f" {tekst[11:]} uur" if len(tekst) > 10 else "")


def _organisatie(x: dict[str, Any]) -> str:
    return f" ({escape(x['organisatie'])})" if x.get("organisatie") else ""


def _wanneer(p: dict[str, Any]) -> str:
    if p["voldaan_op"]:
        return f"gedaan op {_dag(p['voldaan_op'])}{', te laat' if p['te_laat'] else ', later vastgelegd' if p['vastgelegd_laat'] else ''}"
    if p["uiterlijk"]:
        return f"uiterlijk {_dag(p['uiterlijk'])}"
    if p["status"] in ("vervallen", "gemist"):
        return escape(p["reden"] or p["status"])
    return f"streefdag {_dag(p['streef'])}" if p["streef"] else "zo snel mogelijk, geen vaste dag"
