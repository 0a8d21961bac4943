# SPDX-License-Identifier: EUPL-1.2
"""The story of a scenario in the terminal, day by day: what happened, what it asks, of whom, until when, and why."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.text import Text

from wijkregie.norm.afleiding import uitleg
from wijkregie.norm.afleiding.leid_af import Stand, organisatie
from wijkregie.norm.afleiding.plicht import Plicht
from wijkregie.norm.feiten.feit import Feit
from wijkregie.norm.proef.invoer import moment
from wijkregie.norm.proef.scenario import Scenario
from wijkregie.norm.protocol.lader import EIGEN_MAP, Bibliotheek
from wijkregie.norm.protocol.normtekst import normteksten, uit_registers
from wijkregie.norm.tijd.termijn import datum_nl
from wijkregie.verhaal.stappen import DAG, Stappen, feitnaam, ladder, vergelijk, volgende
from wijkregie.verhaal.woorden import SOORTEN, Bladspiegel, afloop, eis, en, kalender, kort, per_regel, soort, treden, wanneer

STANDAARD: Final = EIGEN_MAP / "amsterdam" / "overlastprotocol" / "scenarios" / "verhaal.yaml"


def vertel(bibliotheek: Bibliotheek, verhaal: Path | None, console: Console, *, tempo: float = 0.0) -> int:
    """Play a scenario day by day (its first dossier). `tempo`: seconds of rest after each day."""
    pad = verhaal or STANDAARD
    scenario = Scenario.lees(pad, bibliotheek)
    blad = Bladspiegel(console)
    blad.kop(scenario.naam)
    blad.alinea(
        "Wijkregie krijgt alleen de feiten van dit verhaal. Wie wat moet doen en voor wanneer volgt uit de afspraak. "
        "'Zo snel mogelijk' staat er als de afspraak geen dag noemt. "
        f"Alle mensen en organisaties zijn verzonnen.{_meer_dossiers(scenario)}"
    )
    verteller = Verteller(scenario, bibliotheek, blad)
    for dag, stappen in verteller.dagen():
        verteller.toon(dag, stappen)
        if tempo > 0:
            time.sleep(tempo)
    _slot(verteller, pad)
    return 0


def _meer_dossiers(s: Scenario) -> str:
    n = len(s.dossiers)
    return "" if n == 1 else f" Dit scenario heeft {n} dossiers; u ziet het eerste, {next(iter(s.dossiers))}."


class Verteller:
    """Walks over the days of one dossier, as it was known on each of them."""

    def __init__(self, scenario: Scenario, bibliotheek: Bibliotheek, blad: Bladspiegel) -> None:
        self.scenario = scenario
        self.blad = blad
        self.dossier = next(iter(scenario.dossiers.values()))
        self.vertelregels = _vertelregels(scenario)
        versies = [v for reeks in self.dossier.regelset.versies.values() for v in reeks]
        self.wereld = versies[0].wereld
        self.plaatsen = plaatsen(bibliotheek)
        self.stand: Stand
        self.waarom: tuple[int, date] | None = None  # the explanation with most steps: their number, its day
        self.verteld: set[tuple[date, date | None]] = set()

    def dagen(self) -> Iterator[tuple[date, Stappen]]:
        """Every day on which something happened or changed by itself."""
        feiten = self.dossier.feiten
        vast = sorted({max(f.op, f.vastgelegd_op) for f in feiten})
        if not vast:
            return
        eind = max([vast[-1], *(op for op, _, d in self.scenario.dagen() if d in (None, self.dossier.naam))])
        dag: date | None = vast[0]
        vorige = self._lees(vast[0] - DAG)
        while dag is not None and dag <= eind:
            self.stand = nu = self._lees(dag)
            stappen = vergelijk(vorige, nu, [f for f in feiten if max(f.op, f.vastgelegd_op) == dag])
            if stappen:
                yield dag, stappen
            vorige = nu
            dag = min((d for d in (*vast, volgende(nu)) if d is not None and d > dag), default=None)

    def _lees(self, dag: date) -> Stand:
        return self.scenario.toestand(dag, dag, self.dossier.naam)

    # what is shown

    def toon(self, dag: date, x: Stappen) -> None:
        self.blad.dag(dag)
        self._fasen()
        for f in x.gebeurd:
            self.blad.regel("gebeurd", self._gebeurd(f))
        for bundel in per_regel(x.klaar):
            hoe = afloop(bundel[0])
            self.blad.regel("gedaan" if bundel[0].status == "voldaan" else bundel[0].status, self._wat(bundel) + (f": {hoe}" if hoe else ""))
        for bundel in per_regel(x.te_laat):
            self.blad.regel("te laat", f"{self._wat(bundel)}: moest uiterlijk {kort(bundel[0].uiterlijk)}, door {self._wie(bundel[0])}")
        for bundel in per_regel(x.streef):
            self.blad.regel("streef", f"{self._wat(bundel)}: streefdag {kort(bundel[0].streef)} niet gehaald")
        for q, was in x.verschoven:
            self.blad.regel("termijn", f"{self._wat([q])}: was {kort(was)}, nu {kort(q.uiterlijk)}")
        for tekst in x.fout:
            self.blad.regel("fout", tekst)
        for bundel in per_regel(x.nieuw):
            self.blad.regel("te doen", self._wat(bundel), *self._opdracht(bundel[0]))
        self._toetsen(x)
        self._waarom(x)

    def _fasen(self) -> None:
        for v in ladder(self.stand):
            self.blad.regel(v.spoor.naam if v.ding is None else v.ding, treden(v, self.stand.peildatum))
        eerste = next(iter(self.stand.afleider.regels.sporen), None)
        for spoor, naam, rol, _, _, ding in self.stand.regie:
            if spoor == eerste and rol is not None:
                self.blad.regel("regie", f"{naam}{' ' + ding if ding else ''}: {self._rol(rol)}")

    def _gebeurd(self, f: Feit) -> str:
        tijd = "" if f.tijd is None else f"{f.tijd // 60}.{f.tijd % 60:02d} uur. "
        wie, reden = (f", door {self._rol(f.door.rol)}" if f.door.rol else ""), (f": {f.reden}" if f.reden else "")
        tekst = self.vertelregels.get(f.nr) or f"{feitnaam(self.stand, f)}{wie}{reden}"
        later = "" if f.op >= f.vastgelegd_op else f" (gebeurd op {kort(f.op)}, nu vastgelegd)"
        return f"{tijd}{tekst[0].upper()}{tekst[1:]}{later}"

    def _wat(self, bundel: list[Plicht]) -> str:
        q = bundel[0]
        wat = q.regel.wat or q.regel.naam.replace("_", " ")
        voor = [self._naam(str(x.elk)) for x in bundel if x.elk is not None]
        ding = self.stand.afleider.b.dingen.get(q.ding or "")
        model = self.wereld.voc.dingen.get(ding.soort) if ding is not None else None
        delen = [f"{(model.naam if model else '') or ding.soort} {ding.id}"] if ding is not None else []
        delen += [f"voor {en(voor)}"] if voor else []
        return f"{wat} ({', '.join(delen)})" if delen else wat

    def _opdracht(self, q: Plicht) -> Iterator[str]:
        """Who, until when, by which norm, and what still stands in the way."""
        misschien = "misschien, dat hangt van een gegeven af: " if q.status == "mogelijk" else ""
        yield f"{misschien}{self._wie(q)}, {wanneer(q)}"
        yield from [self._norm(n) for n in q.regel.norm[:1]]
        doe = set(q.regel.doe_soorten)
        eerst = [b for t in self.stand.toetsen if t.ding in (None, q.ding) and doe & set(t.regel.soorten) and t.door is False for b in t.bladen]
        if nodig := [eis(b) for b in eerst if b.door is False]:
            yield f"kan nog niet, eerst nodig: {'; '.join(nodig)}"

    def _toetsen(self, x: Stappen) -> None:
        for lijst, woord, kop in ((x.open, "gaat open", "nu wel"), (x.dicht, "gaat dicht", "nog niet")):
            for t, bladen in lijst:
                namen = [self.wereld.feiten[s].naam or s.replace("_", " ") for s in t.regel.soorten]
                redenen = [f"{kop}: {eis(b)} ({', '.join(b.regel.norm)})" for b in bladen]
                self.blad.regel("toets", f"{woord} voor {en(namen)}", *redenen)

    def _waarom(self, x: Stappen) -> None:
        """One duty of this day explained: the one of which the calendar has most to tell."""
        kandidaten = [q for q in (*x.nieuw, *x.te_laat) if q.uiterlijk is not None and (q.aanleiding.op, q.uiterlijk) not in self.verteld]
        verhalen = [(q, kalender(uitleg.plicht(self.stand, [q]))) for q in kandidaten]
        q, stappen = max(verhalen, key=lambda v: len(v[1]), default=(None, []))
        if q is None or not stappen:
            return
        self.verteld.add((q.aanleiding.op, q.uiterlijk))
        self.waarom = max(self.waarom or (0, self.stand.peildatum), (len(stappen), self.stand.peildatum))
        self.blad.regel("waarom?", f"{self._wat([q])}: waarom {kort(q.uiterlijk)}?", *stappen)

    # words

    def _naam(self, rol: str) -> str:
        model = self.wereld.rollen.get(rol)
        return (model.naam if model is not None else "") or rol.replace("_", " ")

    def _rol(self, rol: str) -> str:
        org = organisatie(self.stand.afleider, rol)
        return f"{self._naam(rol)} ({org})" if org else self._naam(rol)

    def _wie(self, q: Plicht) -> str:
        samen = q.modus == "samen" and len(q.wie) > 1
        return (" en " if samen else " of ").join(self._rol(r) for r in q.wie) + (" samen" if samen else "")

    def _norm(self, norm: str) -> str:
        return f"{norm}: {self.plaatsen[norm]}" if norm in self.plaatsen else norm


def _vertelregels(s: Scenario) -> dict[int, str]:
    """The `vertel` line of each fact, by its number: facts are numbered in order of recording."""
    ruw = s.ruw.get("feiten") or []
    volgorde = sorted(range(len(ruw)), key=lambda i: (moment(ruw[i].get("vastgelegd") or ruw[i]["op"])[0], i))
    return {nr: str(ruw[i]["vertel"]) for nr, i in enumerate(volgorde, 1) if ruw[i].get("vertel")}


def plaatsen(bibliotheek: Bibliotheek) -> dict[str, str]:
    """Norm id to its place in the source: from the registers of the library, else from those that come with this version."""
    normen = uit_registers(bibliotheek.registers) if bibliotheek.registers else normteksten()
    return {id_: n.plaats for id_, n in normen.items() if n.plaats}


def _slot(v: Verteller, pad: Path) -> None:
    """What came of it, and what to try next."""
    if not v.dossier.feiten:
        v.blad.alinea("Dit verhaal heeft nog geen feiten. Zet er feiten in en speel het opnieuw.")
        return
    stand = v.stand
    v.blad.kop(f"Zo staat het op {datum_nl(stand.peildatum)}")
    tel = Counter(soort(q) for q in stand.plichten)
    for naam in (n for n in SOORTEN if tel[n]):
        v.blad.regel(f"{tel[naam]} x", naam)
    if stand.schendingen:
        v.blad.regel(f"{len(stand.schendingen)} x", "iets gedaan tegen een eis van de afspraak")
    wissel = volgende(stand)
    v.blad.regel("", f"Komt er niets bij, dan verandert er {'niets meer' if wissel is None else 'iets op ' + datum_nl(wissel)}.")
    _proberen(v, pad, v.waarom[1] if v.waarom else stand.peildatum)


def _proberen(v: Verteller, pad: Path, dag: date) -> None:
    opdracht = ".venv/bin/wijkregie" if Path(".venv/bin/wijkregie").exists() else "wijkregie"
    kort_pad = pad.relative_to(Path.cwd()) if pad.is_relative_to(Path.cwd()) else pad
    v.blad.kop("Probeer nu zelf")
    for rest, wat in (
        (f"stand {kort_pad} --op {dag} --uitleg", f"Alles wat op {kort(dag)} gold, en waarom:"),
        (f"proef {kort_pad}", "Klopt het verhaal met wat ervan werd verwacht?"),
        ("protocol controle", "Kloppen de afspraken met zichzelf?"),
    ):
        v.blad.alinea(wat)
        v.blad.console.print(Text(f"  {opdracht} {rest}", "cyan"), soft_wrap=True)
