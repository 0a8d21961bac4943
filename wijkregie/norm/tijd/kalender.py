# SPDX-License-Identifier: EUPL-1.2
"""Working days, ages and months. A calendar is dated data, never a computation: outside its years it refuses to answer."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from wijkregie.norm.fouten import Fout, InvoerFout

Moment = tuple[date, int | None]
"""A date with minutes since midnight; None is the end of that day."""

WEEKDAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
ZATERDAG = 5


def datum_nl(d: date) -> str:
    """ "vrijdag 3 april 2026", whatever the locale of the machine."""
    return f"{WEEKDAGEN[d.weekday()]} {d.day} {MAANDEN[d.month - 1]} {d.year}"


def plus_maanden(d: date, n: int) -> date:
    """The day with the same number n months on; where it does not exist, the last day of that month."""
    jaar, maand = divmod(d.year * 12 + d.month - 1 + n, 12)
    if not 1 <= jaar <= 9999:
        raise ValueError(f"{n} maanden vanaf {datum_nl(d)} is geen bruikbare datum. Kies een kortere termijn.")
    return date(jaar, maand + 1, d.day if d.day <= 28 else min(d.day, monthrange(jaar, maand + 1)[1]))


def jarig(geboren: date, jaren: int) -> date:
    """The day on which that age is reached: 1 March for 29 February in a year without one."""
    jaar = geboren.year + jaren
    if (geboren.month, geboren.day) == (2, 29) and monthrange(jaar, 2)[1] == 28:
        return date(jaar, 3, 1)
    return geboren.replace(year=jaar)


def leeftijd(geboren: date, op: date) -> int:
    """Age in whole years; negative before birth."""
    return op.year - geboren.year - ((op.month, op.day) < (geboren.month, geboren.day))


class Kalender:
    """Which days are working days, for a closed range of years, in arrays so that counting costs the same for every length."""

    __slots__ = ("_begin", "_namen", "_rang", "_werkdagen", "jaren", "naam")

    def __init__(self, naam: str, eerste_jaar: int, laatste_jaar: int, namen: Mapping[date, str]) -> None:
        self.naam = naam
        self.jaren = (eerste_jaar, laatste_jaar)
        self._namen = dict(namen)
        self._begin = date(eerste_jaar, 1, 1).toordinal()
        self._werkdagen: list[date] = []
        self._rang: list[int] = [0]  # _rang[i]: working days before day i of the range
        for nummer in range(self._begin, date(laatste_jaar, 12, 31).toordinal() + 1):
            d = date.fromordinal(nummer)
            if d.weekday() < ZATERDAG and d not in self._namen:
                self._werkdagen.append(d)
            self._rang.append(len(self._werkdagen))

    @classmethod
    def uit_data(cls, data: Mapping[str, Any]) -> Kalender:
        """From parsed YAML. A version replaces earlier ones for the years that it covers; dates may be text."""
        return _Lezer(data).kalender()

    def is_werkdag(self, d: date) -> bool:
        i = self._plaats(d)
        return self._rang[i + 1] > self._rang[i]

    def reden(self, d: date) -> str | None:
        """Why d is no working day, in Dutch; None if it is one."""
        if self.is_werkdag(d):
            return None
        return self._namen.get(d) or WEEKDAGEN[d.weekday()]

    def werkdag_na(self, d: date, n: int) -> date:
        """The n-th working day after d (before d when n is negative); d itself does not count, n = 0 is d."""
        if n == 0:
            return d
        i = d.toordinal() - self._begin
        if not 0 <= i < len(self._rang) - 1:
            raise self._buiten(datum_nl(d))
        plaats = self._rang[i + 1] + n - 1 if n > 0 else self._rang[i] + n
        if not 0 <= plaats < len(self._werkdagen):
            raise self._buiten(f"{n} werkdagen vanaf {datum_nl(d)}")
        return self._werkdagen[plaats]

    def volgende_werkdag(self, d: date) -> date:
        """d itself if it is a working day, else the first one after it."""
        return d if self.is_werkdag(d) else self.werkdag_na(d, 1)

    def tel_werkdagen(self, eerste: date, laatste: date) -> int:
        """Number of working days from eerste up to and including laatste."""
        if laatste < eerste:
            return 0
        return self._rang[self._plaats(laatste) + 1] - self._rang[self._plaats(eerste)]

    def verschuif_werkdag(self, moment: Moment) -> Moment:
        """A moment on a non-working day moves to the end of the next working day."""
        dag = self.volgende_werkdag(moment[0])
        return moment if dag == moment[0] else (dag, None)

    def _plaats(self, d: date) -> int:
        i = d.toordinal() - self._begin
        if not 0 <= i < len(self._rang) - 1:
            raise self._buiten(datum_nl(d))
        return i

    def _buiten(self, wat: str) -> InvoerFout:
        van, tot = self.jaren
        melding = f"De kalender {self.naam} kent de jaren {van} tot en met {tot}; {wat} valt daarbuiten."
        return InvoerFout(Fout(f"kalenders/{self.naam}.yaml", 0, "jaren", melding, "Controleer de datum of vul de kalender aan."))

    def __repr__(self) -> str:
        return f"Kalender({self.naam!r}, {self.jaren[0]}..{self.jaren[1]})"


class _Lezer:
    """Reads the data of a calendar and collects every mistake in it."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.naam = str(data.get("naam") or "")
        self.fouten: list[Fout] = []

    def kalender(self) -> Kalender:
        if not self.naam:
            self._fout("naam", "De kalender heeft geen naam.", "Vul naam in.")
        if not self._lijst(self.data, "versies", "versies"):
            self._fout("versies", "De kalender heeft geen versie.", "Geef minstens een versie met vastgelegd, jaren en dagen.")
        geldt: dict[int, dict[date, str]] = {}
        versies = self._versies()
        for vorige, volgende in pairwise(versies):
            if vorige[0] == volgende[0]:
                self._fout("versies", f"Twee versies zijn vastgelegd op {vorige[0]}.", "Geef elke versie een eigen datum.")
        for _, jaren, dagen in versies:
            geldt |= {jaar: {d: n for d, n in dagen.items() if d.year == jaar} for jaar in jaren}
        if geldt and len(geldt) != max(geldt) - min(geldt) + 1:
            self._fout("versies", "Tussen de jaren van de versies zit een gat.", "Vul de ontbrekende jaren aan.")
        if self.fouten:
            raise InvoerFout(self.fouten)
        return Kalender(self.naam, min(geldt), max(geldt), {d: n for dagen in geldt.values() for d, n in dagen.items()})

    def _versies(self) -> list[tuple[date, range, dict[date, str]]]:
        versies = []
        for i, versie in enumerate(self._lijst(self.data, "versies", "versies")):
            sleutel = f"versies.{i}"
            if not isinstance(versie, Mapping):
                self._fout(sleutel, "Een versie heeft vastgelegd, jaren en dagen.", "Schrijf die drie sleutels.")
                continue
            vastgelegd = self._datum(versie.get("vastgelegd"), f"{sleutel}.vastgelegd")
            jaren = self._jaren(versie.get("jaren"), f"{sleutel}.jaren")
            dagen: dict[date, str] = {}
            for plek, dag, naam in self._dagen(versie, sleutel):
                if dag in dagen:
                    self._fout(plek, f"{datum_nl(dag)} staat er twee keer in.", "Schrijf beide namen op een regel.")
                elif jaren and dag.year not in jaren:
                    self._fout(plek, f"{datum_nl(dag)} valt buiten de jaren van deze versie.", "Pas jaren aan of haal de dag weg.")
                dagen[dag] = naam
            if vastgelegd:
                versies.append((vastgelegd, jaren, dagen))
        return sorted(versies, key=lambda v: v[0])

    def _dagen(self, versie: Mapping[str, Any], sleutel: str) -> Iterator[tuple[str, date, str]]:
        for i, regel in enumerate(self._lijst(versie, "dagen", f"{sleutel}.dagen")):
            plek = f"{sleutel}.dagen.{i}"
            if not isinstance(regel, Mapping) or not regel.get("naam"):
                self._fout(plek, "Een dag heeft dag en naam.", "Schrijf bijvoorbeeld {dag: 2026-04-06, naam: Tweede Paasdag}.")
                continue
            dag = self._datum(regel.get("dag"), f"{plek}.dag")
            if dag:
                yield plek, dag, str(regel["naam"])

    def _jaren(self, waarde: object, sleutel: str) -> range:
        if isinstance(waarde, Mapping):
            van, tot = waarde.get("van"), waarde.get("tot")
            if isinstance(van, int) and isinstance(tot, int) and 1 <= van <= tot <= 9998:
                return range(van, tot + 1)
        self._fout(sleutel, "De jaren van deze versie ontbreken of kloppen niet.", "Schrijf bijvoorbeeld {van: 2015, tot: 2045}.")
        return range(0)

    def _datum(self, waarde: object, sleutel: str) -> date | None:
        if isinstance(waarde, date):
            return waarde
        try:
            return date.fromisoformat(str(waarde))
        except ValueError:
            self._fout(sleutel, f"{waarde} is geen datum.", "Schrijf jaar-maand-dag, bijvoorbeeld 2026-04-06.")
            return None

    def _lijst(self, bron: Mapping[str, Any], naam: str, sleutel: str) -> list[Any]:
        waarde = bron.get(naam) or []
        if isinstance(waarde, list):
            return waarde
        self._fout(sleutel, f"{naam} is geen lijst.", "Begin elke regel met een streepje.")
        return []

    def _fout(self, sleutel: str, melding: str, herstel: str) -> None:
        self.fouten.append(Fout(f"kalenders/{self.naam or '?'}.yaml", 0, sleutel, melding, herstel))
