# SPDX-License-Identifier: EUPL-1.2
"""A fact in the wrong dossier: withdrawn here and recorded there, with its own day. First what changes, then the button."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from wijkregie.dossier import afspraken, kern, lezen_feiten, lezen_kop, lezen_wie, voorbeeld
from wijkregie.dossier.lezen_feiten import Zicht
from wijkregie.dossier.lezen_kop import Dossier
from wijkregie.dossier.opdracht import Geweigerd, Gewijzigd, Nieuw, Onbekend, Opdracht
from wijkregie.dossier.verplaats import REDEN, verplaats
from wijkregie.dossier.zoeken import nummer_in
from wijkregie.norm.feiten.feit import RECTIFICATIE, Feit
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Bericht, DossierVerwijzing, FeitKaart, Formulier, Fout, Link, Optie, Rectificatie, Verandering, Vraag
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.invoer import ingevuld_van, sleutel_van, uuid_van
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.volgt import tabel
from wijkregie.scherm.paginas.vragen import een
from wijkregie.scherm.taal import dag_kort
from wijkregie.scherm.tonen import toon

NAAR, MEE = "naar", "mee"
ANDER: Final = "Dit nummer staat niet bij uw dossiers. Controleer het nummer."


@require_http_methods(["GET", "POST"])
@deur("handeling")
def verplaatsen(request: HttpRequest, sessie: Sessie, nummer: str, feit: str) -> HttpResponse:
    kop, id_ = lezen_kop.dossier(sessie, nummer), uuid_van(feit)
    zicht = lezen_feiten.feiten(sessie, kop.id) if kop is not None else None
    f = next((f for f in zicht.gevouwen.feiten if f.id == str(id_)), None) if zicht is not None else None
    if kop is None or zicht is None or f is None or zicht.vastleggers.get(f.id) != sessie.organisatie:
        raise Http404
    v = _Verplaatsing(request, sessie, kop, zicht, f)
    if request.method == "GET":
        return v.pagina()
    v.lees()
    if v.fouten:
        return v.pagina(400)
    return v.leg_vast() if een(v.ingevuld, "stap") == "leg_vast" else v.voorbeeld()


class _Verplaatsing:
    def __init__(self, request: HttpRequest, sessie: Sessie, kop: Dossier, zicht: Zicht, f: Feit) -> None:
        self.request, self.sessie, self.kop, self.zicht, self.f = request, sessie, kop, zicht, f
        self.w = afspraken.wereld(sessie.gemeente_code)
        self.ingevuld = ingevuld_van(request) if request.method == "POST" else {}
        self.fouten: dict[str, str] = {}
        self.algemeen: tuple[Fout, ...] = ()
        self.doel: Dossier | None = None
        # what is about the thing that this fact opens is nowhere without it
        self.mee = [x for x in zicht.gevouwen.feiten if f.opent is not None and f.opent in x.over and x.id != f.id and x.soort != RECTIFICATIE]

    @property
    def terug(self) -> Link:
        return Link(self.kop.op_nummer, f"/dossier/{self.kop.nummer}/")

    def lees(self) -> None:
        getypt = een(self.ingevuld, NAAR).strip()
        nummers = nummer_in(getypt)
        self.doel = lezen_kop.dossier(self.sessie, nummers[0]) if nummers else None
        if self.doel is None:
            self.fouten[NAAR] = ANDER if getypt else "Vul het nummer in van het dossier waar dit bij hoort."
        elif self.doel.id == self.kop.id:
            self.fouten[NAAR] = "Dit is hetzelfde dossier. Vul een ander nummer in."
        elif self.doel.gesloten_op is not None:
            self.fouten[NAAR] = "Dat dossier is gesloten. Heropen het eerst."

    def feiten(self) -> list[Feit]:
        gekozen = set(self.ingevuld.get(MEE, ()))
        return [self.f, *(x for x in self.mee if x.id in gekozen)]

    def voorbeeld(self, berichten: tuple[Bericht, ...] = ()) -> HttpResponse:
        assert self.doel is not None
        weg = tuple(
            Nieuw(self.kop.id, uuid4(), {"op": self.sessie.dag.isoformat(), "rectificeer": x.id, "intrekken": "ja", "reden": REDEN})
            for x in reversed(self.feiten())
        )
        g = voorbeeld.gevolgen(self.sessie, Opdracht(uuid4(), weg), {self.kop.id: self.kop.bestaat})[self.kop.id]
        regels = afspraken.regelset(self.sessie.gemeente_code, self.kop.protocollen).op(self.sessie.dag, self.sessie.dag)
        org = lezen_wie.organisaties(self.sessie, self.sessie.dag)
        eigen = [Verandering(self._naam(x), f"in {self.kop.nummer}", f"in {self.doel.nummer}") for x in self.feiten()]
        return self.pagina(voorbeeld=(*eigen, *tabel(g, regels, self.w, org, self.sessie.dag)), berichten=berichten)

    def leg_vast(self) -> HttpResponse:
        assert self.doel is not None
        feiten = [UUID(x.id) for x in self.feiten()]
        try:
            verplaats(self.sessie, sleutel_van(self.ingevuld), self.kop.id, self.doel.id, feiten, verwacht=een(self.ingevuld, "kenmerk") or None)
        except Geweigerd as e:
            self.algemeen = tuple(dict.fromkeys(Fout(b.melding) for b in e.bezwaren))
            return self.pagina(400)
        except Onbekend:
            self.algemeen = (Fout("Dit is net veranderd. Bekijk het dossier en probeer het opnieuw."),)
            return self.pagina(400)
        except Gewijzigd as e:
            self.ingevuld |= {"kenmerk": [e.kenmerk], "sleutel": [str(uuid4())]}
            return self.voorbeeld((Bericht("let", "Iemand was u voor", "Het dossier is net veranderd. Kijk nog eens wat het verplaatsen nu doet."),))
        messages.success(self.request, f"Verplaatst naar dossier {self.doel.nummer}.")
        return redirect(self.terug.adres)

    def _naam(self, f: Feit) -> str:
        naam = self.w.naam_van(f.soort)
        return f"{naam[:1].upper()}{naam[1:]}, {dag_kort(f.op, self.sessie.dag)}"

    def pagina(self, status: int = 200, voorbeeld: tuple[Verandering, ...] | None = None, berichten: tuple[Bericht, ...] = ()) -> HttpResponse:
        tweede = voorbeeld is not None
        vast = [
            ("sleutel", een(self.ingevuld, "sleutel") or str(uuid4())),
            ("kenmerk", een(self.ingevuld, "kenmerk") or kern.kenmerk_van(self.sessie, self.kop.id)),
        ]
        if tweede:
            vast += [(NAAR, een(self.ingevuld, NAAR)), *((MEE, x) for x in self.ingevuld.get(MEE, ())), ("stap", "leg_vast")]
        beeld = Rectificatie(
            titel="Naar een ander dossier verplaatsen",
            dossier=DossierVerwijzing(self.kop.nummer, self.terug.adres),
            feit=FeitKaart(self._naam(self.f)),
            formulier=Formulier(
                f"/dossier/{self.kop.nummer}/feit/{self.f.id}/verplaatsen/",
                "Naar een ander dossier verplaatsen" if tweede else "Bekijk wat er verandert",
                () if tweede else self._vragen(),
                tuple(vast),
                self.algemeen,
                Link("Niet doen", self.terug.adres),
            ),
            uitleg="De dag blijft dezelfde. Andere organisaties zien dit hier niet meer.",
            voorbeeld=voorbeeld,
            voorbeeld_zin="Kijk of dit klopt. Daarna verplaatst u het.",
        )  # fmt: skip
        return toon(self.request, kader(self.request, "Naar een ander dossier verplaatsen", terug=self.terug, berichten=berichten), beeld, status)

    def _vragen(self) -> tuple[Vraag, ...]:
        uit = [
            Vraag(
                NAAR,
                "In welk dossier hoort het?",
                "tekst",
                "Het nummer, zoals WR-2026-0147.",
                een(self.ingevuld, NAAR),
                fout=self.fouten.get(NAAR, ""),
                groot=40,
            )
        ]
        if self.mee:
            gekozen = self.ingevuld.get(MEE, [x.id for x in self.mee] if self.request.method == "GET" else [])
            opties = tuple(Optie(x.id, self._naam(x), gekozen=x.id in gekozen) for x in self.mee)
            uit.append(Vraag(MEE, "Wat gaat er mee?", "lijst", "Dit gaat over hetzelfde.", opties=opties, verplicht=False))
        return tuple(uit)
