# SPDX-License-Identifier: EUPL-1.2
"""Mijn werk: the acts of a person or an organisation by deadline, three weeks drawn, and what others still have to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from wijkregie.dossier import afspraken
from wijkregie.dossier.lezen_kop import Kop, koppen
from wijkregie.dossier.lezen_niemand import VanNiemand, van_niemand
from wijkregie.dossier.lezen_taken import Taak, openers, taken_van, wacht_op_anderen
from wijkregie.dossier.lezen_werk import (
    GROEPEN,
    HEEL,
    MEEST,
    MIJ,
    TEAM,
    VAKKEN,
    VAN,
    Plek,
    Wiens,
    aantallen,
    einde_werkweek,
    kalender,
    per_dag,
    per_vak,
    plekken,
    team_van,
)
from wijkregie.dossier.lezen_wie import behandelaars, gebieden, organisaties, waarneming_tot
from wijkregie.dossier.projecties import VER, ZONDER_DATUM
from wijkregie.klok import vandaag
from wijkregie.partijen.omgeving import gebied_en_ouders
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import (
    Bladeren,
    Dag,
    Dagstrook,
    DossierVerwijzing,
    Filter,
    Geen,
    Keuze,
    Link,
    MijnWerk,
    NiemandGroep,
    NiemandRij,
    PlichtGroep,
    PlichtRij,
    Tab,
    Tot,
    Zin,
)
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.kader import WERK, kader, thuis
from wijkregie.scherm.paginas.taakrij import Rijmaker, hoofdletter, kleine_letter
from wijkregie.scherm.taal import dag_kort, dag_lang, lees_datum, over, tot_streef, tot_van
from wijkregie.scherm.tonen import toon

PER_BLAD: Final = 50
EERST: Final = 15  # the first page shows the beginning of each group
WACHT: Final = 10
NIEMAND: Final = 5
_KOPPEN: Final = {"laat": "Te laat", "week": "Deze week", "later": "Later"}
_DAG: Final = timedelta(days=1)


def begin(request: HttpRequest) -> HttpResponse:
    return redirect(WERK)


@require_safe
@deur("werk")
def werk(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    if thuis(sessie) != WERK and (sessie.beheert or not request.GET):  # here log-in comes out; who has a desk gets here by the menu
        return redirect(thuis(sessie))
    return toon(request, kader(request, "Mijn werk"), _Werk(sessie, vandaag(), request.GET).beeld())


def te_doen(sessie: Sessie, dag: date) -> dict[str, int]:
    """How much stands in each group of the list that opens first."""
    per_vak_ = _Werk(sessie, dag, QueryDict()).per_vak
    return {g: sum(per_vak_[v] for v in vakken) for g, vakken in GROEPEN.items()}


class _Werk:
    """One look at the lists, with what the address asks for."""

    def __init__(self, sessie: Sessie, dag: date, vraag: QueryDict) -> None:
        self.s = sessie
        self.dag = dag
        self.kal = kalender(sessie.gemeente_code)
        self.einde = einde_werkweek(self.kal, dag)
        self.gebieden = gebieden(sessie)
        self.groep = vraag.get("groep", "") if vraag.get("groep", "") in GROEPEN else ""
        self.alle_niemand = vraag.get("niemand") == "alle"
        self.blad = _getal(vraag.get("blad", ""), 1, MEEST // PER_BLAD)
        protocol = vraag.get("protocol", "")
        self.wijk = _getal(vraag.get("wijk", ""), 0, 2**31 - 1)
        basis = Wiens(
            MIJ,
            dag,
            self.einde,
            protocol if protocol in self._protocollen() else "",
            self._met_kinderen(self.wijk),
            lees_datum(vraag.get("dag", "")),
            team_van(sessie),
        )
        self.totalen = aantallen(sessie, replace(basis, dag=None))
        gevraagd = vraag.get("van", "")
        eigen = MIJ if self.totalen[MIJ] or not self.totalen[TEAM] else TEAM  # whom nothing is assigned to, sees the team's
        self.w = replace(basis, van=gevraagd if gevraagd in VAN else eigen)
        self.per_vak = per_vak(sessie, self.w)

    def beeld(self) -> MijnWerk:
        plaatsen = self._plaatsen()
        taken = taken_van(self.s, [(p.dossier, p.plicht) for p in plaatsen])
        wacht = (
            [] if self.w.van != MIJ or self.groep or self.w.dag else wacht_op_anderen(self.s, [self.s.lidmaatschap, *self.s.neemt_waar], WACHT + 1)
        )
        niemand = [] if self.groep or self.w.dag else van_niemand(self.s, self.w, PER_BLAD if self.alle_niemand else NIEMAND + 1)
        dossiers = list({*(t.dossier for t in [*taken.values(), *wacht]), *(x.dossier for x in niemand)})
        self.koppen = koppen(self.s, dossiers)
        self.maker = Rijmaker(
            self.s,
            self.dag,
            organisaties(self.s, self.dag),
            behandelaars(self.s, dossiers),
            waarneming_tot(self.s, self.dag),
            {d: gebied_en_ouders(self.gebieden, k.gebied) for d, k in self.koppen.items()},
            dingen=self._dingen([*taken.values(), *wacht]),
            zonder_behandelaar=self.w.van != MIJ,
        )
        groepen = [g for naam in GROEPEN if (g := self._groep(naam, plaatsen, taken)) is not None]
        leeg = None if groepen or wacht or niemand else self._leeg()
        if wacht:
            rijen = tuple(self._rij(t) for t in wacht[:WACHT])
            meer = f"de eerste {WACHT}" if len(wacht) > WACHT else ""
            groepen.append(PlichtGroep("wacht", "U wacht op anderen", rijen, len(rijen), meer, soort="wacht"))
        return MijnWerk(
            self._zin(plaatsen, taken),
            tuple(groepen),
            self._strook(),
            self._tabs(),
            self._filters(),
            WERK,
            (("van", self.w.van),),
            hoofdletter(dag_lang(self.w.dag)) if self.w.dag else "",
            Link("Toon alle dagen", self._adres(dag=None)) if self.w.dag else None,
            leeg,
            self._bladeren(),
            self._niemand(niemand),
        )

    def _niemand(self, lijst: list[VanNiemand]) -> NiemandGroep | None:
        """What is in nobody's list of one's own: with the one button that changes it."""
        hier = lijst if self.alle_niemand else lijst[:NIEMAND]
        rijen = tuple(self._van_niemand(x, self.koppen[x.dossier]) for x in hier if x.dossier in self.koppen)
        alle = Link("Toon alles wat van niemand is", f"{self._adres()}&niemand=alle") if len(lijst) > len(hier) else None
        return NiemandGroep(rijen, alle) if rijen else None

    def _van_niemand(self, x: VanNiemand, k: Kop) -> NiemandRij:
        if x.eerst is None or x.eerst == VER:
            wanneer = Tot("Geen datum", "er loopt geen termijn")
        elif x.hard or x.eerst == ZONDER_DATUM:
            wanneer = tot_van(None if x.eerst == ZONDER_DATUM else x.eerst, self.dag)
        else:
            wanneer = tot_streef(x.eerst, self.dag)
        plek = f"/dossier/{k.nummer}/"
        adres = k.adres if k.adres != k.naam else ""
        noot = "Wie dit behandelde, werkt hier niet meer." if x.behandelaar is not None else ""
        return NiemandRij(wanneer, k.titel, DossierVerwijzing(k.nummer, plek, adres), f"{plek}behandelaar/", str(x.behandelaar or ""), noot)

    def _dingen(self, taken: list[Taak]) -> dict[UUID, str]:
        """Of every thing that duties are about its kind and day: two complaints give the same duty twice."""
        w = afspraken.wereld(self.s.gemeente_code)
        uit = {}
        for d, (soort, op) in openers(self.s, taken).items():
            naam = w.voc.dingen[w.feiten[soort].opent or ""].naam if (w.feiten[soort].opent or "") in w.voc.dingen else ""
            uit[d] = f"{naam} van {dag_kort(op, self.dag)}" if naam and op else naam
        return uit

    # rows

    def _plaatsen(self) -> list[Plek]:
        if self.groep:
            alles = plekken(self.s, self.w, GROEPEN[self.groep], self.blad * PER_BLAD + 1)
            return alles[(self.blad - 1) * PER_BLAD : self.blad * PER_BLAD]
        return plekken(self.s, self.w, VAKKEN, EERST)

    def _groep(self, naam: str, plaatsen: list[Plek], taken: dict[UUID, Taak]) -> PlichtGroep | None:
        n = sum(self.per_vak[v] for v in GROEPEN[naam])
        if n == 0 or self.groep not in ("", naam):
            return None
        hoogstens = PER_BLAD if self.groep else EERST
        hier = [t for p in plaatsen if p.vak in GROEPEN[naam] and (t := taken.get(p.plicht)) is not None]
        hier.sort(key=lambda t: t.volgorde)
        rijen = tuple(self._rij(t) for t in hier[:hoogstens])
        meer = Link(f"Toon alle {_tel(n)}", self._adres(groep=naam)) if not self.groep and n > len(rijen) else None
        sub = {"week": f"tot en met {_dag(self.einde)}", "later": f"vanaf {_dag(self.einde + _DAG)}"}.get(naam, "")
        return PlichtGroep(naam, _KOPPEN[naam], rijen, min(n, MEEST), sub, "te_laat" if naam == "laat" else "", meer)

    def _rij(self, t: Taak) -> PlichtRij:
        k = self.koppen.get(t.dossier)
        nummer = k.nummer if k is not None else ""
        return self.maker.rij(t, nummer, DossierVerwijzing(nummer, f"/dossier/{nummer}/", wie_en_waar(k)))

    # around the rows

    def _zin(self, plaatsen: list[Plek], taken: dict[UUID, Taak]) -> Zin:
        laat = self.per_vak["laat"]
        week = sum(self.per_vak[v] for v in GROEPEN["week"])
        nadruk = f"{_tel(laat)} {'taak is' if laat == 1 else 'taken zijn'} te laat." if laat else ""
        wie = "u" if self.w.van == MIJ else "het team" if self.w.van == TEAM else self.s.organisatie_naam
        if not week:
            return Zin(
                nadruk,
                f"{'Verder hoeft' if laat else 'Deze week hoeft'} {wie} deze week niets te doen."
                if laat
                else f"Deze week hoeft {wie} niets te doen.",
            )
        nog = "nog " if laat or self.w.van == MIJ else ""
        tekst = f"Deze week moet {wie} {nog}{_tel(week)} {'ding' if week == 1 else 'dingen'} doen."
        eerste = next((t for p in plaatsen if p.vak == "week" and (t := taken.get(p.plicht)) is not None), None)
        if eerste is not None and eerste.uiterlijk is not None:
            wanneer = over(eerste.uiterlijk, self.dag) if (eerste.uiterlijk - self.dag).days < 2 else dag_kort(eerste.uiterlijk, self.dag)
            tekst += f" De eerste, {wanneer}: {kleine_letter(eerste.wat)}."
        return Zin(nadruk, tekst)

    def _strook(self) -> Dagstrook:
        maandag = self.dag - timedelta(days=self.dag.weekday())
        begin = maandag - timedelta(weeks=1)
        dagen = [begin + timedelta(days=i) for i in range(21)]
        per = per_dag(self.s, replace(self.w, dag=None), begin, dagen[-1])
        van, tot = (dag_lang(d, met_jaar=False).split(" ", 1)[1] for d in (begin, dagen[-1]))
        naam = f"Taken per dag, {van} tot en met {tot}"
        return Dagstrook(naam, tuple(self._dag(d, *per.get(d, (0, 0)), eerste=i == 0) for i, d in enumerate(dagen)))

    def _dag(self, d: date, hard: int, streef: int, *, eerste: bool) -> Dag:
        weekend = d.weekday() > 4
        voorbij = d < self.dag
        vrij = "" if weekend or self.kal.is_werkdag(d) else str(self.kal.reden(d))
        return Dag(
            d,
            f"{dag_lang(d)[:2]} {d.day}",
            self._adres(dag=d) if hard or streef else "",
            0 if voorbij else hard,
            streef,
            hard if voorbij else 0,
            vrij,
            weekend,
            d == self.dag,
            voorbij,
            d.weekday() == 0 and not eerste,
        )

    def _tabs(self) -> tuple[Tab, ...]:
        namen = {MIJ: "Van mij", TEAM: "Mijn team", HEEL: f"Heel {self.s.organisatie_naam}"}
        uit = []
        for van, naam in namen.items():
            n = self.totalen[van]
            tekst, getal = (naam, n) if n <= MEEST else (f"{naam} (meer dan {MEEST})", None)
            uit.append(Tab(tekst, self._adres(van=van, dag=None, groep=""), getal, van == self.w.van))
        return tuple(uit)

    def _filters(self) -> tuple[Filter, ...]:
        protocollen = tuple(Keuze(p, t, p == self.w.protocol) for p, t in self._protocollen().items())
        wijken = tuple(Keuze(str(i), g.naam, i == self.wijk) for i, g in self.gebieden.items())
        return (
            Filter("protocol", "Protocol", (Keuze("", "Alle protocollen", not self.w.protocol), *protocollen)),
            Filter("wijk", "Wijk", (Keuze("", "Alle wijken", not self.wijk), *wijken)),
        )

    def _leeg(self) -> Geen:
        if self.w.dag:
            return Geen(f"Op {dag_lang(self.w.dag)} is er niets te doen.", "", Link("Toon alle dagen", self._adres(dag=None)))
        if self.w.protocol or self.w.gebieden:
            return Geen(
                "Met deze keuze is er niets te doen.", "Kies een ander protocol of een andere wijk.", Link("Toon alles", f"{WERK}?van={self.w.van}")
            )
        if self.w.van == MIJ:
            return Geen(
                "U heeft niets te doen.",
                "U ziet hier de taken uit de dossiers die u behandelt. Een nieuw dossier begint u bij Dossiers.",
                Link("Naar Mijn team", f"{WERK}?van={TEAM}"),
            )
        return Geen("Er is niets te doen.", "Gebeurt er iets nieuws, dan ziet u hier wat er volgt.", Link("Naar de dossiers", "/dossiers/"))

    def _bladeren(self) -> Bladeren | None:
        if not self.groep:
            return None
        n = sum(self.per_vak[v] for v in GROEPEN[self.groep])
        eerste, laatste = (self.blad - 1) * PER_BLAD + 1, min(self.blad * PER_BLAD, n)
        vorige = Link("Vorige 50", self._adres(groep=self.groep, blad=self.blad - 1)) if self.blad > 1 else None
        volgende = Link("Volgende 50", self._adres(groep=self.groep, blad=self.blad + 1)) if laatste < min(n, MEEST) else None
        return Bladeren(f"{eerste} tot en met {laatste} van {_tel(n)}", vorige, volgende)

    # addresses: nothing of a person, only what was chosen

    def _adres(self, *, van: str = "", dag: date | bool | None = True, groep: str | None = None, blad: int = 0) -> str:
        keuze = {
            "van": van or self.w.van,
            "protocol": self.w.protocol,
            "wijk": str(self.wijk or ""),
            "dag": (self.w.dag.isoformat() if self.w.dag else "") if dag is True else dag.isoformat() if dag else "",
            "groep": groep or "",
            "blad": str(blad) if blad > 1 else "",
        }
        return f"{WERK}?{urlencode({k: v for k, v in keuze.items() if v})}"

    def _protocollen(self) -> dict[str, str]:
        """The protocols that ask something of people, with their titles."""
        return {v.naam: v.kop.titel for v in afspraken.bibliotheek().alles() if v.gemeente == self.s.gemeente_code and v.plichten}

    def _met_kinderen(self, gebied: int) -> tuple[int, ...]:
        return (gebied, *(i for i, g in self.gebieden.items() if g.ouder == gebied)) if gebied in self.gebieden else ()


def wie_en_waar(k: Kop | None) -> str:
    return ", ".join(dict.fromkeys(x for x in (k.naam, k.adres) if x)) if k is not None else ""


def _getal(tekst: str, minst: int, meest: int) -> int:
    return min(max(int(tekst), minst), meest) if tekst.isascii() and tekst.isdigit() and len(tekst) < 11 else minst


def _tel(n: int) -> str:
    return str(n) if n <= MEEST else f"meer dan {MEEST}"


def _dag(d: date) -> str:
    return dag_lang(d, met_jaar=False)
