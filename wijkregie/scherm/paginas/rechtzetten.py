# SPDX-License-Identifier: EUPL-1.2
"""Putting a fact right: first what changes (wat, nu, wordt), then the button that does it. What stood there stays readable."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from wijkregie.dossier import afspraken, kern, lezen, lezen_feiten, lezen_kop, lezen_wie, voorbeeld
from wijkregie.dossier.lezen_feiten import Zicht
from wijkregie.dossier.lezen_kop import Dossier
from wijkregie.dossier.opdracht import Bezwaar, Geweigerd, Gewijzigd, Nieuw, Opdracht
from wijkregie.dossier.voorbeeld import Gevolgen
from wijkregie.norm.feiten.feit import RECTIFICATIE, Feit
from wijkregie.norm.model.vocabulaire import FeitType
from wijkregie.norm.taal.wereld import Wereld
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Bericht, DossierVerwijzing, FeitKaart, Formulier, Fout, Link, Optie, Rectificatie, Verandering, Vraag
from wijkregie.scherm.paginas import dingen
from wijkregie.scherm.paginas import partijen_in_dossier as pid
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.handeling import vastleggen
from wijkregie.scherm.paginas.invoer import ingevuld_van, lees_moment, lees_velden, sleutel_van, uuid_van
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.volgt import tabel
from wijkregie.scherm.paginas.vragen import Omgeving, als_ingevuld, een, leesbare_waarde, naam_van, vraag_van
from wijkregie.scherm.taal import dag_kort, lees_datum, lees_tijd, schrijf_datum
from wijkregie.scherm.tonen import toon

WIJZIG, TREK_IN, ELDERS = "wijzigen", "intrekken", "elders"
NIET: Final = "Rechtzetten kan de organisatie die dit vastlegde, of wie de regie heeft."


@require_http_methods(["GET", "POST"])
@deur("handeling")
def rechtzetten(request: HttpRequest, sessie: Sessie, nummer: str, feit: str) -> HttpResponse:
    kop, id_ = lezen_kop.dossier(sessie, nummer), uuid_van(feit)
    zicht = lezen_feiten.feiten(sessie, kop.id) if kop is not None else None
    f = zicht.feit(id_) if zicht is not None and id_ is not None else None
    if kop is None or zicht is None or f is None:
        raise Http404
    r = Rechtzetting(sessie, kop, zicht, f)
    if request.method == "GET":
        r.ingevuld = r.beginstand()
        return toon(request, kader(request, r.titel, terug=r.terug), r.beeld())
    r.ingevuld = ingevuld_van(request)
    if een(r.ingevuld, "wat") == ELDERS and r.mag_elders:
        return redirect(f"/dossier/{kop.nummer}/feit/{f.id}/verplaatsen/")
    r.lees()
    if r.fouten or r.algemeen:
        return toon(request, kader(request, r.titel, terug=r.terug), r.beeld(), 400)
    return _leg_vast(request, r) if een(r.ingevuld, "stap") == "leg_vast" else _voorbeeld(request, r)


def _voorbeeld(request: HttpRequest, r: Rechtzetting, berichten: tuple[Bericht, ...] = ()) -> HttpResponse:
    r.gevolgen = voorbeeld.gevolgen(r.sessie, Opdracht(uuid4(), (r.nieuw(),)), {r.kop.id: r.masker})[r.kop.id]
    if r.gevolgen.bezwaren:
        r.bezwaar(r.gevolgen.bezwaren)
        r.gevolgen = None
        return toon(request, kader(request, r.titel, terug=r.terug), r.beeld(), 400)
    return toon(request, kader(request, r.titel, terug=r.terug, berichten=berichten), r.beeld())


def _leg_vast(request: HttpRequest, r: Rechtzetting) -> HttpResponse:
    try:
        vastleggen(r.sessie, (r.nieuw(),), r.kop.id, een(r.ingevuld, "kenmerk"), sleutel_van(r.ingevuld))
    except Geweigerd as e:
        r.bezwaar(e.bezwaren)
        return toon(request, kader(request, r.titel, terug=r.terug), r.beeld(), 400)
    except Gewijzigd as e:
        r.ingevuld |= {"kenmerk": [e.kenmerk], "sleutel": [str(uuid4())]}
        bericht = Bericht(
            "let",
            "Iemand was u voor",
            "Het dossier is net veranderd. Kijk nog eens wat uw correctie nu doet.",
            (Link("Bekijk de verandering", r.terug.adres),),
        )
        return _voorbeeld(request, r, (bericht,))
    messages.success(request, f"Rechtgezet: {r.w.naam_van(r.wortel.soort)}. Wat er eerst stond, blijft leesbaar.")
    return redirect(r.terug.adres)


@dataclass(slots=True)
class _Wordt:
    """What the form makes of the fact: only what differs."""

    waarden: dict[str, Any] = field(default_factory=dict)
    regels: list[Verandering] = field(default_factory=list)


class Rechtzetting:
    """The correction of one fact by one session."""

    def __init__(self, sessie: Sessie, kop: Dossier, zicht: Zicht, f: Feit) -> None:
        wortel = zicht.wortel(f)
        if wortel is None:
            raise Http404
        self.sessie, self.kop, self.zicht, self.f, self.wortel = sessie, kop, zicht, f, wortel
        self.w: Wereld = afspraken.wereld(sessie.gemeente_code)
        self.model: FeitType = self.w.feiten[wortel.soort]
        self.masker = kop.bestaat
        self.org = lezen_wie.organisaties(sessie, sessie.dag)
        self.ingevuld: dict[str, list[str]] = {}
        self.fouten: dict[str, str] = {}
        self.algemeen: list[Fout] = []
        self.gevolgen: Gevolgen | None = None
        self.wordt = _Wordt()

    @property
    def van_rectificatie(self) -> bool:
        """A correction can itself be put right: it is undone."""
        return self.f.soort == RECTIFICATIE

    @property
    def mag_elders(self) -> bool:
        """Only who recorded it may move it to another dossier."""
        return not self.van_rectificatie and self.zicht.vastleggers.get(self.f.id) == self.sessie.organisatie

    @property
    def titel(self) -> str:
        return "Correctie terugdraaien" if self.van_rectificatie else "Correctie vastleggen"

    @property
    def terug(self) -> Link:
        return Link(self.kop.op_nummer, f"/dossier/{self.kop.nummer}/")

    @cached_property
    def omgeving(self) -> Omgeving:
        partijen = lezen.partijen(self.sessie, self.kop.id)
        regels = afspraken.regelset(self.sessie.gemeente_code, self.kop.protocollen).op(self.sessie.dag, self.sessie.dag)
        return Omgeving(
            self.w,
            pid.rol_opties(self.wortel.soort, regels, self.sessie, self.w, partijen, self.org),
            pid.organisatie_opties(self.org, self.w),
            lambda soort: dingen.opties(self.zicht, (soort,), (), self.w, self.sessie.dag),
            fouten=self.fouten,
        )

    @cached_property
    def velden(self) -> tuple[str, ...]:
        """The fields that this session may read; of the others it may not say what they become."""
        mag = self.zicht.categorieen.get(self.wortel.id, frozenset())
        eigen = self.zicht.vastleggers.get(self.wortel.id) == self.sessie.organisatie
        return tuple(n for n, v in self.model.velden.items() if eigen or (v.categorie or self.model.categorie) in mag)

    @cached_property
    def ding_opties(self) -> tuple[Optie, ...]:
        soorten = tuple(s for s in self.model.over if s != self.model.opent)
        return dingen.opties(self.zicht, soorten, (), self.w, self.sessie.dag)

    # what was typed

    def beginstand(self) -> dict[str, list[str]]:
        tijd = self.f.tijd
        return {
            "wat": [""],
            "op": [schrijf_datum(self.f.op)],
            "tijd": [f"{tijd // 60}.{tijd % 60:02d}"] if tijd is not None else [],
            "ding": [d for d in self.f.over if d != self.f.opent],
            **als_ingevuld(self.f.velden, self.model),
        }

    @property
    def intrekken(self) -> bool:
        return self.van_rectificatie or een(self.ingevuld, "wat") == TREK_IN

    def lees(self) -> None:
        if not een(self.ingevuld, "reden").strip():
            self.fouten["reden"] = "Vul in waarom u dit rechtzet."
        if self.intrekken:
            return
        if een(self.ingevuld, "wat") != WIJZIG:
            self.fouten["wat"] = "Kies wat u wilt doen."
            return
        moment = lees_moment(self.ingevuld, self.sessie.dag, self.fouten)
        g = lees_velden(self.model, self.ingevuld, self.w)
        self.fouten |= g.fouten
        self.wordt = _Wordt()
        self._kader(moment)
        for n in self.velden:
            nieuw, oud = g.velden.get(n), self.f.velden.get(n)
            if naam_van(n) in self.fouten or als_ingevuld({n: oud}, self.model) == self._gekozen(n):
                continue
            self.wordt.waarden[n] = nieuw
            v = self.model.velden[n]
            if nieuw is None and v.verplicht:
                self.fouten[naam_van(n)] = f"Vul dit in: {self.w.vraag_van(self.wortel.soort, n)}"
            self.wordt.regels.append(self._regel(n, oud, nieuw))
        if not self.wordt.waarden and not self.fouten:
            self.algemeen.append(Fout("U heeft niets veranderd. Verander iets, of trek het in."))

    def _gekozen(self, veld: str) -> dict[str, list[str]]:
        naam = naam_van(veld)
        return {
            k: [x.strip() for x in ws if x.strip()]
            for k, ws in self.ingevuld.items()
            if (k == naam or k.startswith(f"{naam}-")) and any(x.strip() for x in ws)
        }

    def _regel(self, n: str, oud: Any, nieuw: Any) -> Verandering:
        v = self.model.velden[n]
        return Verandering(self.w.vraag_van(self.wortel.soort, n), leesbare_waarde(oud, v, self.omgeving), leesbare_waarde(nieuw, v, self.omgeving))

    def _kader(self, moment: str) -> None:
        """Day, time and things."""
        dag, uur = lees_datum(een(self.ingevuld, "op")), lees_tijd(een(self.ingevuld, "tijd"))
        minuten = uur.hour * 60 + uur.minute if uur is not None else None
        if dag is not None and (dag != self.f.op or minuten != self.f.tijd):
            self.wordt.waarden["op"] = moment
            self.wordt.regels.append(Verandering("Wanneer", _moment(self.f.op, self.f.tijd), _moment(dag, minuten)))
        bekend = {o.waarde: o.tekst for o in self.ding_opties}
        oud = [d for d in self.f.over if d != self.f.opent]
        nieuw = [d for d in self.ingevuld.get("ding", ()) if d in bekend] + [d for d in oud if d not in bekend]
        if set(nieuw) != set(oud):
            self.wordt.waarden["over"] = nieuw
            self.wordt.regels.append(
                Verandering("Waar gaat het over?", *("; ".join(bekend.get(d, "iets anders") for d in x) or "niets" for x in (oud, nieuw)))
            )

    def nieuw(self) -> Nieuw:
        ruw: dict[str, Any] = {"rectificeer": self.f.id, "op": self.sessie.dag.isoformat(), "reden": een(self.ingevuld, "reden")}
        ruw |= {"intrekken": "ja"} if self.intrekken else {"wordt": self.wordt.waarden}
        return Nieuw(self.kop.id, uuid4(), ruw)

    def bezwaar(self, bezwaren: list[Bezwaar]) -> None:
        for b in bezwaren:
            if b.soort == "veld" and b.veld in self.model.velden:
                self.fouten.setdefault(naam_van(b.veld), b.melding)
            elif b.soort == "veld" and b.veld in ("op", "reden"):
                self.fouten.setdefault(b.veld, b.melding)
            elif b.masker & ~self.masker == 0:
                self.algemeen.append(Fout(b.melding))
            else:
                self.algemeen.append(Fout("Dit kan niet. Vraag het aan wie de regie heeft."))
        self.algemeen = list(dict.fromkeys(self.algemeen))

    # the page

    def beeld(self) -> Rectificatie:
        tweede = self.gevolgen is not None
        return Rectificatie(
            titel=self.titel,
            dossier=DossierVerwijzing(self.kop.nummer, self.terug.adres),
            feit=self._kaart(),
            formulier=Formulier(
                f"/dossier/{self.kop.nummer}/feit/{self.f.id}/rechtzetten/",
                self._knop() if tweede else "Bekijk wat er verandert",
                () if tweede else self._vragen(),
                self._vast() if tweede else self._begin(),
                tuple(self.algemeen),
                Link("Niet doen", self.terug.adres),
            ),
            uitleg="" if self.zicht.vastleggers.get(self.f.id) == self.sessie.organisatie else NIET,
            voorbeeld=self._tabel() if self.gevolgen is not None else None,
            voorbeeld_zin=f"Dit gebeurt er als u op {self._knop().lower()} drukt. Reden: {een(self.ingevuld, 'reden')}" if tweede else "",
            let_op=self._let_op(),
        )  # fmt: skip

    def _knop(self) -> str:
        return "Correctie terugdraaien" if self.van_rectificatie else "Vastlegging intrekken" if self.intrekken else "Correctie vastleggen"

    def _begin(self) -> tuple[tuple[str, str], ...]:
        kenmerk = een(self.ingevuld, "kenmerk") or kern.kenmerk_van(self.sessie, self.kop.id)
        return (("sleutel", een(self.ingevuld, "sleutel") or str(uuid4())), ("kenmerk", kenmerk))

    def _vast(self) -> tuple[tuple[str, str], ...]:
        rest = tuple((k, w) for k, ws in self.ingevuld.items() if k not in ("sleutel", "kenmerk", "stap") for w in ws)
        return (*self._begin(), *rest, ("stap", "leg_vast"))

    def _kaart(self) -> FeitKaart:
        naam = self.w.naam_van(self.wortel.soort)
        if self.van_rectificatie:
            regels = [("Wat er veranderde", self._veranderde()), ("Reden", self.f.reden or "")]
            return FeitKaart(f"Correctie van: {naam}", tuple(r for r in regels if r[1]))
        regels = [("Wanneer", _moment(self.f.op, self.f.tijd))]
        regels += [
            (self.w.vraag_van(self.wortel.soort, n), leesbare_waarde(self.f.velden[n], self.model.velden[n], self.omgeving))
            for n in self.velden
            if self.f.velden.get(n) is not None
        ]
        return FeitKaart(naam[:1].upper() + naam[1:], tuple(regels))

    def _veranderde(self) -> str:
        if self.f.velden.get("intrekken"):
            return "dit is ingetrokken"
        wordt = self.f.velden.get("wordt") or {}
        return "; ".join(self.w.vraag_van(self.wortel.soort, n) if n in self.model.velden else "wanneer of waarover" for n in wordt if n != "tijd")

    def _vragen(self) -> tuple[Vraag, ...]:
        reden = Vraag("reden", "Waarom zet u dit recht?", "lang", waarde=een(self.ingevuld, "reden"), fout=self.fouten.get("reden", ""))
        if self.van_rectificatie:
            return (reden,)
        wat = [Optie(WIJZIG, "Wijzigen", "Het is gebeurd, maar anders."), Optie(TREK_IN, "Intrekken", "Het is niet gebeurd.")]
        if self.mag_elders:
            wat.append(Optie(ELDERS, "Verplaatsen", "Het hoort in een ander dossier. Dat kiest u hierna."))
        uit = [
            Vraag("wat", "Wat wilt u doen?", "keuze", opties=tuple(wat), waarde=een(self.ingevuld, "wat"), fout=self.fouten.get("wat", "")),
            Vraag(
                "wanneer", "Wanneer was dit?", "groep",
                delen=(
                    Vraag("op", "Dag", "datum", waarde=een(self.ingevuld, "op"), fout=self.fouten.get("op", "")),
                    Vraag("tijd", "Tijd", "tijd", waarde=een(self.ingevuld, "tijd"), fout=self.fouten.get("tijd", ""), verplicht=False),
                ),
            ),
        ]  # fmt: skip
        if self.ding_opties:
            gekozen = self.ingevuld.get("ding", [])
            opties = tuple(Optie(o.waarde, o.tekst, o.sub, o.waarde in gekozen) for o in self.ding_opties)
            uit.append(Vraag("ding", "Waar gaat het over?", "lijst", opties=opties))
        uit += [vraag_van(self.wortel.soort, n, self.model, self.ingevuld, self.omgeving) for n in self.velden]
        return (*uit, reden)

    def _tabel(self) -> tuple[Verandering, ...]:
        assert self.gevolgen is not None
        naam = self.w.naam_van(self.wortel.soort).capitalize()
        eigen = (
            [Verandering(naam, "staat vast", "teruggedraaid" if self.van_rectificatie else "ingetrokken")] if self.intrekken else self.wordt.regels
        )
        regels = afspraken.regelset(self.sessie.gemeente_code, self.kop.protocollen).op(self.sessie.dag, self.sessie.dag)
        return (*eigen, *tabel(self.gevolgen, regels, self.w, self.org, self.sessie.dag))

    def _let_op(self) -> tuple[str, ...]:
        if self.gevolgen is None:
            return ()
        uit = [f"Dit wijkt straks af van de afspraak: {t}." for t in dict.fromkeys(self.gevolgen.schendingen)]
        return tuple(uit + [f"De reden hiervoor vervalt: {t}." for t in dict.fromkeys(self.gevolgen.zonder_grond)])


def _moment(dag: Any, tijd: int | None) -> str:
    return f"{dag_kort(dag)} {dag.year}" + (f", {tijd // 60}.{tijd % 60:02d} uur" if tijd is not None else "")
