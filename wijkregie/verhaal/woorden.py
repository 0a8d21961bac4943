# SPDX-License-Identifier: EUPL-1.2
"""Words and layout: what a duty, a day and a ladder look like in lines of at most 80 columns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from textwrap import wrap
from typing import Any, Final

from rich.console import Console
from rich.text import Text

from wijkregie.norm.afleiding.plicht import LOPEND, Plicht
from wijkregie.norm.afleiding.sporen import Verloop
from wijkregie.norm.afleiding.toetsen import Blad
from wijkregie.norm.tijd.termijn import datum_nl

BREED: Final = 80
INSPRONG: Final = 11
_KLEUR: Final = {"gebeurd": "bold", "te doen": "cyan", "gedaan": "green", "te laat": "bold red", "fout": "bold red", "toets": "magenta"}


class Bladspiegel:
    """Lines of at most 80 columns: a label in words on the left, text wrapped beside it."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.breed = max(40, min(BREED, console.width))

    def kop(self, tekst: str) -> None:
        self.console.print()
        self.alinea(tekst, "bold")

    def dag(self, dag: date) -> None:
        kop = f"── {datum_nl(dag)} "
        self.console.print()
        self.console.print(Text(kop + "─" * (self.breed - len(kop)), "bold blue"))

    def alinea(self, tekst: str, stijl: str = "") -> None:
        for regel in wrap(tekst, self.breed):
            self.console.print(Text(regel, stijl))

    def regel(self, label: str, tekst: str | Text, *onder: str) -> None:
        """A label, the text beside it, and lines below that belong to it."""
        kleur = _KLEUR.get(label, "")
        rijen = [tekst] if isinstance(tekst, Text) else [Text(r, kleur) for r in wrap(tekst, self.breed - INSPRONG)]
        rijen += [Text(r, "dim") for o in onder for r in wrap(o, self.breed - INSPRONG - 2, initial_indent="  ", subsequent_indent="  ")]
        for i, rij in enumerate(rijen):
            self.console.print(Text.assemble((f"{label if i == 0 else '':>{INSPRONG - 2}}  ", kleur), rij))


def kort(d: date | None) -> str:
    """A date in words, without the year: the heading of the day has it."""
    return datum_nl(d).rpartition(" ")[0] if d is not None else "?"


def eis(b: Blad) -> str:
    afwijken = " (afwijken kan, met een reden)" if b.regel.hardheid == "doorgaans" else ""
    return f"{b.regel.wat or b.regel.eis.tekst}{afwijken}"


def en(namen: list[str]) -> str:
    return namen[0] if len(namen) == 1 else f"{', '.join(namen[:-1])} en {namen[-1]}"


def kalender(verhaal: dict[str, Any]) -> list[str]:
    kop = "uiterlijk: "
    return [s.removeprefix(kop) for s in verhaal["stappen"] if s.startswith(kop)]


def per_regel(plichten: Iterable[Plicht]) -> list[list[Plicht]]:
    """One line for what one rule asks of each of several parties."""
    uit: dict[Any, list[Plicht]] = {}
    for q in plichten:
        uit.setdefault((q.regel.naam, q.ding, q.wie, q.status, q.uiterlijk, q.aanleiding.op), []).append(q)
    return list(uit.values())


def wanneer(q: Plicht) -> str:
    delen = [f"uiterlijk {kort(q.uiterlijk)}"] if q.uiterlijk is not None else []
    delen += [f"niet voor {kort(q.niet_voor)}"] if q.niet_voor is not None else []
    delen += [f"rond {kort(q.moment)}"] if q.moment is not None else []
    delen += [f"streefdag {kort(q.streef)}"] if q.streef is not None and (q.uiterlijk is None or q.streef < q.uiterlijk) else []
    return ", ".join(delen) or "zo snel mogelijk"


def afloop(q: Plicht) -> str:
    if q.status == "gemist":
        return f"niet gedaan, moest uiterlijk {kort(q.uiterlijk)}"
    if q.status != "voldaan":
        return q.reden or "niet meer nodig"
    if q.te_laat_voldaan:
        return f"te laat, moest uiterlijk {kort(q.uiterlijk)}"
    if q.vastgelegd_laat:
        return f"op tijd ({kort(q.voldaan_op)}), maar later vastgelegd"
    return "op tijd" if q.uiterlijk is not None else ""


def treden(v: Verloop, dag: date) -> Text:
    """The phases in order, numbered; the present one between brackets, so that it reads without colour too."""
    nu, sinds = v.op(dag)
    treden = [f for f in v.spoor.fasen if f != v.spoor.begin]
    uit = Text()
    voorbij = nu in treden
    for i, f in enumerate(treden, 1):
        voorbij = voorbij and f != nu
        uit.append("" if i == 1 else "──", "dim")
        uit.append(f"[{i}]" if f == nu else f" {i} ", "bold reverse" if f == nu else "green" if voorbij else "dim")
    return uit.append(f"  {v.spoor.fasen[nu]}{' (nieuw)' if sinds == dag else ''}", "bold")


SOORTEN: Final = (
    "op tijd gedaan",
    "op tijd gedaan, later vastgelegd",
    "gedaan, de afspraak noemt geen dag",
    "te laat gedaan",
    "te laat en niet gedaan",
    "nog te doen",
    "niet meer nodig",
)


def soort(q: Plicht) -> str:
    """How a duty counts in the summary."""
    optijd, later, geen_dag, laat, mis, nog, niet_meer = SOORTEN
    if q.status in ("te_laat", "gemist"):
        return mis
    if q.status in LOPEND:
        return nog
    if q.status != "voldaan":
        return niet_meer
    return laat if q.te_laat_voldaan else later if q.vastgelegd_laat else optijd if q.uiterlijk is not None else geen_dag
