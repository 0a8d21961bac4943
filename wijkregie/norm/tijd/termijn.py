# SPDX-License-Identifier: EUPL-1.2
"""Terms: lengths of time as agreements write them, where they end, and why there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

from wijkregie.norm.tijd.kalender import MAANDEN, ZATERDAG, Kalender, Moment, datum_nl, plus_maanden

__all__ = ["EENHEDEN", "Moment", "Periode", "Termijn", "datum_nl", "rest"]

Periode = tuple[date, date]
"""A closed suspension: first and last suspended day."""
Deel = tuple[int, str]

TIJDZONE = ZoneInfo("Europe/Amsterdam")
EEN_DAG = timedelta(days=1)
DAG_IN_MINUTEN = 24 * 60
# canonical unit: singular, and the form after a number above one ("2 jaar", not "2 jaren")
EENHEDEN = {
    "uren": ("uur", "uur"),
    "dagen": ("dag", "dagen"),
    "werkdagen": ("werkdag", "werkdagen"),
    "weken": ("week", "weken"),
    "maanden": ("maand", "maanden"),
    "kwartalen": ("kwartaal", "kwartalen"),
    "jaren": ("jaar", "jaar"),
}
_CANONIEK = {vorm: eenheid for eenheid, vormen in EENHEDEN.items() for vorm in (eenheid, *vormen)}
_IN_DAGEN = {"dagen": 1, "weken": 7}
_IN_MAANDEN = {"maanden": 1, "kwartalen": 3, "jaren": 12}
_DEEL = re.compile(r"([0-9]{1,5})\s+([a-z]+)")
_HALF_JAAR = re.compile(r"(een\s+)?half\s+jaar")
_LANGST = {"uren": 99_999, "dagen": 36_500, "werkdagen": 5_000, "weken": 5_200, "maanden": 1_200, "kwartalen": 400, "jaren": 100}
_MAX_GENOEMD = 10  # more days than this are summarised in an explanation


@dataclass(frozen=True, slots=True)
class Termijn:
    """A length of time in parts, counted one after the other."""

    delen: tuple[Deel, ...]

    def __post_init__(self) -> None:
        if not self.delen or any(eenheid not in EENHEDEN for _, eenheid in self.delen):
            raise ValueError(f"{self.delen} is geen termijn. Gebruik de eenheden {', '.join(EENHEDEN)}.")

    @staticmethod
    def ontleed(tekst: str) -> Termijn:
        return _ontleed(tekst)

    def __str__(self) -> str:
        tekst = " ".join(f"{'-' if n < 0 else '+'} {_lengte(abs(n), eenheid)}" for n, eenheid in self.delen)
        return tekst[2:] if tekst[0] == "+" else "-" + tekst[2:]

    def __neg__(self) -> Termijn:
        return Termijn(tuple((-n, eenheid) for n, eenheid in self.delen))

    @property
    def heeft_uren(self) -> bool:
        return any(eenheid == "uren" for _, eenheid in self.delen)

    @property
    def in_werkdagen(self) -> bool:
        """Whether what is left of it is counted in working days."""
        return all(eenheid == "werkdagen" for _, eenheid in self.delen)

    def na(self, anker: date, kalender: Kalender, tijd: int | None = None, opgeschort: Sequence[Periode] = ()) -> Moment:
        """Where the term ends. The anchor's day does not count. A term that runs backwards is not suspended."""
        if not opgeschort:
            return _zonder_opschorting(self.delen, anker, kalender, tijd)
        perioden = samengevoegd(opgeschort)
        moment = (anker, tijd if self.heeft_uren else None)
        for eenheid, delen in _stukken(self.delen):
            einde = _einde(eenheid, delen, moment, kalender)
            if perioden:
                for _, _, _, dag in _verschuivingen(eenheid, moment[0], einde[0], kalender, perioden):
                    einde = (dag, einde[1])
            moment = einde
        return moment

    def uitleg(self, anker: date, kalender: Kalender, tijd: int | None = None, opgeschort: Sequence[Periode] = ()) -> list[str]:
        """The calendar steps in Dutch, compact for long terms."""
        perioden = samengevoegd(opgeschort)
        moment = (anker, tijd if self.heeft_uren else None)
        regels: list[str] = []
        for eenheid, delen in _stukken(self.delen):
            einde = _einde(eenheid, delen, moment, kalender)
            stappen = list(_verschuivingen(eenheid, moment[0], einde[0], kalender, perioden))
            eind = (stappen[-1][3], einde[1]) if stappen else einde
            if eenheid == "werkdagen":
                regels += _uitleg_werkdagen(delen[0][0], moment[0], eind[0], kalender, perioden)
            elif eenheid == "uren":
                regels += _uitleg_uren(delen[0][0], moment, einde)
            else:
                regels += _uitleg_kalender(delen, moment, einde)
            for eerste, laatste, aantal, dag in stappen:
                if not aantal:  # a suspended weekend costs a term in working days nothing
                    continue
                meer = "telt niet mee" if aantal == 1 else "tellen niet mee"
                wat = _lengte(aantal, "werkdagen" if eenheid == "werkdagen" else "dagen")
                wanneer = f"op {datum_nl(eerste)}" if eerste == laatste else f"van {datum_nl(eerste)} tot en met {datum_nl(laatste)}"
                regels.append(f"Opgeschort {wanneer}: {wat} {meer}, het einde schuift naar {datum_nl(dag)}.")
            moment = eind
        if moment[1] is not None:
            slot = f"De termijn loopt tot {_moment_nl(moment)}."
        elif moment[0] > anker:
            slot = f"De termijn loopt tot en met {datum_nl(moment[0])}."
        else:
            slot = f"Dat is {datum_nl(moment[0])}."
        return [*regels, slot]


def lees_termijn(tekst: str) -> Termijn:
    """A term as an agreement or a fact writes it: one that no calendar can hold is refused. Raises ValueError."""
    t = Termijn.ontleed(tekst)
    for n, eenheid in t.delen:
        if abs(n) > _LANGST[eenheid]:
            raise ValueError(f"'{tekst}' is te lang: {_LANGST[eenheid]} {eenheid} is het meeste.")
    return t


def rest(termijn: Termijn, anker: date, kalender: Kalender, vanaf: date, opgeschort: Sequence[Periode] = ()) -> int:
    """What is left of a term when a suspension starts on `vanaf`: working days for a term in working days, else days.

    After a suspension up to and including `laatste` the term ends that many (working) days after `laatste`.
    """
    eerder = [(eerste, min(laatste, vanaf - EEN_DAG)) for eerste, laatste in opgeschort]
    einde, _ = termijn.na(anker, kalender, None, eerder)
    eerste = max(vanaf, anker + EEN_DAG)
    return kalender.tel_werkdagen(eerste, einde) if termijn.in_werkdagen else max(0, (einde - eerste).days + 1)


@lru_cache(maxsize=1 << 16)
def _zonder_opschorting(delen: tuple[Deel, ...], anker: date, kalender: Kalender, tijd: int | None) -> Moment:
    """Many dossiers share terms and days; the calendar is fixed, so an end once found is kept."""
    moment = (anker, tijd if any(eenheid == "uren" for _, eenheid in delen) else None)
    for eenheid, stuk in _stukken(delen):
        moment = _einde(eenheid, stuk, moment, kalender)
    return moment


@lru_cache(maxsize=4096)
def _ontleed(tekst: str) -> Termijn:
    stukken = re.split(r"([+-])", tekst.strip().lower())
    if stukken[0] or len(stukken) == 1:
        stukken = ["+", *stukken]
    else:  # the text begins with a sign
        del stukken[0]
    delen = []
    for teken, stuk in zip(stukken[::2], stukken[1::2], strict=True):
        deel = _DEEL.fullmatch(stuk.strip())
        if _HALF_JAAR.fullmatch(stuk.strip()):
            n, eenheid = 6, "maanden"
        elif deel and deel[2] in _CANONIEK:
            n, eenheid = int(deel[1]), _CANONIEK[deel[2]]
        else:
            raise ValueError(f"'{tekst}' is geen termijn. Schrijf bijvoorbeeld '2 werkdagen', '48 uren', '6 weken' of '1 maand + 1 dag'.")
        delen.append((-n if teken == "-" else n, eenheid))
    return Termijn(tuple(delen))


@lru_cache(maxsize=4096)
def _stukken(delen: tuple[Deel, ...]) -> tuple[tuple[str, tuple[Deel, ...]], ...]:
    """Parts that are counted as one: each part in hours or working days by itself, calendar parts that follow each other together."""
    sleutels = [(eenheid, i) if eenheid in ("uren", "werkdagen") else ("kalender", -1) for i, (_, eenheid) in enumerate(delen)]
    groepen = groupby(zip(sleutels, delen, strict=True), key=lambda paar: paar[0])
    return tuple((sleutel[0], tuple(deel for _, deel in groep)) for sleutel, groep in groepen)


def _einde(eenheid: str, delen: tuple[Deel, ...], moment: Moment, kalender: Kalender) -> Moment:
    """The end of a piece without suspensions."""
    dag, tijd = moment
    if eenheid == "werkdagen":
        return kalender.werkdag_na(dag, delen[0][0]), tijd
    try:
        if eenheid == "uren":
            return _plus_uren(moment, delen[0][0])
        for n, soort in delen:
            dag = dag + timedelta(days=n * _IN_DAGEN[soort]) if soort in _IN_DAGEN else plus_maanden(dag, n * _IN_MAANDEN[soort])
    except OverflowError:
        raise ValueError(f"{Termijn(delen)} vanaf {datum_nl(dag)} is geen bruikbare datum. Kies een kortere termijn.") from None
    return dag, tijd


def _plus_uren(moment: Moment, uren: int) -> Moment:
    """Exact elapsed hours, also over a change of the clock; without a time from 24:00."""
    dag, tijd = moment
    begin = datetime(dag.year, dag.month, dag.day, tzinfo=TIJDZONE) + timedelta(minutes=DAG_IN_MINUTEN if tijd is None else tijd)
    eind = (begin.astimezone(UTC) + timedelta(hours=uren)).astimezone(TIJDZONE)
    minuten = eind.hour * 60 + eind.minute
    if tijd is None and minuten == 0:  # 24:00 again: the end of the day before
        return eind.date() - EEN_DAG, None
    return eind.date(), minuten


def samengevoegd(opgeschort: Sequence[Periode]) -> tuple[Periode, ...]:
    """Sorted and disjoint; an empty period (ended on the day it began) falls out."""
    uit: list[Periode] = []
    for eerste, laatste in sorted(opgeschort):
        if laatste < eerste:
            continue
        if uit and eerste <= uit[-1][1] + EEN_DAG:
            uit[-1] = (uit[-1][0], max(uit[-1][1], laatste))
        else:
            uit.append((eerste, laatste))
    return tuple(uit)


def _verschuivingen(eenheid: str, van: date, dag: date, kalender: Kalender, perioden: tuple[Periode, ...]) -> Iterator[tuple[date, date, int, date]]:
    """Per suspension that touches (van, end]: its first and last day, how many days do not count, and the new end.

    One pass in order is the fixed point: once a suspension starts before the end, the end passes it whole.
    """
    for eerste, laatste in perioden:
        eerste = max(eerste, van + EEN_DAG)
        if eerste > laatste:
            continue
        if eerste > dag:
            return
        if eenheid == "werkdagen":
            aantal = kalender.tel_werkdagen(eerste, laatste)
            dag = kalender.werkdag_na(dag, aantal)
        else:
            aantal = (laatste - eerste).days + 1
            dag += timedelta(days=aantal)
        yield eerste, laatste, aantal, dag


def _uitleg_werkdagen(n: int, van: date, dag: date, kalender: Kalender, perioden: tuple[Periode, ...]) -> Iterator[str]:
    if n == 0:
        return
    yield f"{_lengte(abs(n), 'werkdagen')} {'terug ' if n < 0 else ''}vanaf {datum_nl(van)}; die dag telt niet mee."
    if n > 0:
        dagen = _dagen(van + EEN_DAG, dag)
        dagen = [d for d in dagen if not any(eerste <= d <= laatste for eerste, laatste in perioden)]
    else:
        dagen = _dagen(dag, van - EEN_DAG)[::-1]
    tellen = [d for d in dagen if kalender.is_werkdag(d)]
    weekend = [d for d in dagen if d.weekday() >= ZATERDAG]
    feest = [d for d in dagen if d.weekday() < ZATERDAG and not kalender.is_werkdag(d)]
    if len(tellen) > _MAX_GENOEMD:
        yield f"De eerste werkdag is {datum_nl(tellen[0])}, de laatste is {datum_nl(tellen[-1])}."
    else:
        yield f"{'Deze dag telt' if len(tellen) == 1 else 'Deze dagen tellen'}: {_opsomming([datum_nl(d) for d in tellen])}."
    for d in feest[:_MAX_GENOEMD]:
        yield f"Telt niet mee: {datum_nl(d)} is {kalender.reden(d)}."
    if len(feest) > _MAX_GENOEMD:
        yield f"Tellen niet mee: nog {len(feest) - _MAX_GENOEMD} feestdagen door de week."
    if len(weekend) > 2:
        yield f"Tellen niet mee: {len(weekend)} zaterdagen en zondagen."
    elif weekend:
        yield f"{'Telt' if len(weekend) == 1 else 'Tellen'} niet mee: {_opsomming([datum_nl(d) for d in weekend])} (weekend)."


def _uitleg_uren(n: int, moment: Moment, einde: Moment) -> Iterator[str]:
    terug = "terug " if n < 0 else ""
    if moment[1] is None:
        yield f"De tijd is niet bekend: de uren tellen vanaf 24.00 uur op {datum_nl(moment[0])}."
    yield f"{_lengte(abs(n), 'uren')} {terug}vanaf {_moment_nl(moment)} is {_moment_nl(einde)}."
    klok = ((einde[0] - moment[0]).days * DAG_IN_MINUTEN) + _minuten(einde) - _minuten(moment)
    if klok != n * 60:
        yield f"Onderweg gaat de klok een uur {'vooruit' if klok > n * 60 else 'terug'}."


def _uitleg_kalender(delen: tuple[Deel, ...], moment: Moment, einde: Moment) -> Iterator[str]:
    dag = moment[0]
    lengte = Termijn(delen)
    naar = f"{str(lengte)[1:]} terug" if len(delen) == 1 and delen[0][0] < 0 else str(lengte)
    yield f"{naar} vanaf {datum_nl(dag)} is {datum_nl(einde[0])}."
    for n, eenheid in delen:
        if eenheid in _IN_DAGEN:
            dag += timedelta(days=n * _IN_DAGEN[eenheid])
            continue
        later = plus_maanden(dag, n * _IN_MAANDEN[eenheid])
        if later.day != dag.day:
            maand = f"{MAANDEN[later.month - 1]} {later.year}"
            yield f"{dag.day} {maand} bestaat niet: dan geldt de laatste dag van de maand, {datum_nl(later)}."
        dag = later


def _lengte(n: int, eenheid: str) -> str:
    enkel, meer = EENHEDEN[eenheid]
    return f"{n} {enkel if n == 1 else meer}"


def _minuten(moment: Moment) -> int:
    return DAG_IN_MINUTEN if moment[1] is None else moment[1]


def _moment_nl(moment: Moment) -> str:
    uur, minuut = divmod(_minuten(moment), 60)
    return f"{datum_nl(moment[0])} om {uur}.{minuut:02} uur"


def _dagen(eerste: date, laatste: date) -> list[date]:
    return [date.fromordinal(i) for i in range(eerste.toordinal(), laatste.toordinal() + 1)]


def _opsomming(delen: list[str]) -> str:
    return delen[0] if len(delen) == 1 else f"{', '.join(delen[:-1])} en {delen[-1]}"
