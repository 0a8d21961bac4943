# SPDX-License-Identifier: EUPL-1.2
"""Waarom? Derived on demand; every fact is resolved through the reader's own connection, so what may not be seen is counted and not shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wijkregie.dossier import kern
from wijkregie.dossier.opdracht import NietTeZeggen
from wijkregie.klok import nu, vandaag
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Blok, FeitKaart, Link, Terugkijken, Verborgen, Waarom
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.bekend_op import toen
from wijkregie.scherm.paginas.dossier_bron import Bron, lees, vind
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.tijdlijn import deelregels, merkteksten, tijd_tekst, verborgen_regel
from wijkregie.scherm.paginas.waarom_delen import norm_teksten
from wijkregie.scherm.taal import dag_kort, dag_lang, lees_datum, schrijf_datum
from wijkregie.scherm.tonen import toon

Antwoord = Callable[["Vraag", list[str]], Waarom]


class Vraag:
    """One question about one dossier: what the session may see of it, and the whole state it was derived from."""

    def __init__(self, sessie: Sessie, nummer: str, bekend_op: date | None) -> None:
        d = vind(sessie, nummer)
        self.bekend_op = bekend_op
        self.dag = bekend_op or vandaag()
        self.b: Bron = toen(sessie, d, bekend_op) if bekend_op is not None else lees(sessie, nummer, self.dag)
        _, self.st = kern.zaak(sessie, d.id, op=bekend_op, bekend_op=bekend_op)
        self.nummer = nummer

    def feit(self, id_: object) -> FeitKaart | None:
        """A fact as a card; None if the session may not read it."""
        f = self.b.feiten.zicht.feit(str(id_)) if id_ is not None else None
        if f is None or not self.b.feiten.leesbaar(f):
            return None
        wanneer = f"{dag_lang(f.op)}{f', {tijd_tekst(f.tijd)}' if f.tijd is not None else ''}"
        regels = [("Gebeurd", wanneer), ("Vastgelegd", self.b.feiten.vastgelegd(f).removeprefix("Vastgelegd").strip(" ,"))]
        regels += [("Inhoud" if i == 0 else "", t) for i, t in enumerate(self.b.feiten.details(f))]
        regels += [("Let op", m) for m in merkteksten(self.b.feiten, f)]
        return FeitKaart(self.b.feiten.titel(f), tuple(regels), Link(self.b.feiten.titel(f), f"/dossier/{self.nummer}/?feiten={f.id}#feit-{f.id}"))

    def feiten(self, ids: list[str]) -> tuple[tuple[FeitKaart, ...], Verborgen | None]:
        """The facts that may be read, and how many there are of which the session may know no more; of the rest not even that they are there."""
        kaarten: list[FeitKaart] = []
        dicht: dict[int, int] = {}
        for i in dict.fromkeys(ids):
            kaart = self.feit(i)
            if kaart is not None:
                kaarten.append(kaart)
            elif i in self.b.feiten.kaders:
                c = self.b.feiten.kaders[i].categorie
                dicht[c] = dicht.get(c, 0) + 1
        n = sum(dicht.values())
        if not n:
            return tuple(kaarten), None
        if len(dicht) == 1:
            return tuple(kaarten), verborgen_regel(self.b.feiten, next(iter(dicht)), n, met_link=False)
        return tuple(kaarten), Verborgen(f"{n} feit{'' if n == 1 else 'en'} niet zichtbaar voor u.", "U ziet wel de afspraak en de termijn.")

    def terugkijken(self, pad: str) -> Terugkijken:
        dag = self.bekend_op
        if dag is None:
            m = nu()
            tekst = f"Dit klopt met wat bekend is op {dag_kort(m.date())} {m.year}, {tijd_tekst(m.hour * 60 + m.minute)}."
            tekst += " Wordt er iets gecorrigeerd, dan telt Wijkregie opnieuw."
        else:
            tekst = f"U ziet het antwoord met wat bekend was op {dag_lang(dag)}."
        return Terugkijken(tekst, f"/dossier/{self.nummer}/waarom/{pad}/", schrijf_datum(dag or self.dag))


@require_safe
@deur("dossier")
def waarom(request: HttpRequest, sessie: Sessie, nummer: str, wat: str) -> HttpResponse:
    from wijkregie.scherm.paginas import waarom_gevolg, waarom_taak, waarom_toets

    antwoorden: Final[dict[str, Antwoord]] = {
        "plicht": waarom_taak.plicht,
        "fase": waarom_taak.fase,
        "regie": waarom_taak.regie,
        "handeling": waarom_toets.handeling,
        "afwijking": afwijking,
        "gevolg": waarom_gevolg.gevolg,
        "verborgen": verborgen,
    }
    soort, *rest = wat.strip("/").split("/")
    if soort not in antwoorden:
        raise Http404
    getypt = request.GET.get("bekend_op", "")
    dag = lees_datum(getypt) if getypt else None
    fout = "Vul een dag in tot en met vandaag, bijvoorbeeld 17-03-2026." if getypt and (dag is None or dag > vandaag()) else ""
    terug = Link(f"Dossier {nummer}", f"/dossier/{nummer}/")
    try:
        v = Vraag(sessie, nummer, None if fout or dag == vandaag() else dag)
        beeld = antwoorden[soort](v, rest)
    except NietTeZeggen as e:
        beeld = Waarom(
            "Wat was er toen bekend?",
            f"Dat is niet te zeggen. Dit dossier is overgenomen op {dag_lang(e.sinds)}. Wat daarvoor bekend was, staat niet in Wijkregie.",
            nummer,
        )
    if fout and beeld.terugkijken is not None:
        beeld = replace(beeld, terugkijken=replace(beeld.terugkijken, datum=getypt[:10], fout=fout))
    return toon(request, kader(request, f"Waarom? Dossier {nummer}", terug=terug), beeld)


def afwijking(v: Vraag, rest: list[str]) -> Waarom:
    """A breach, or an act that lost its ground."""
    b = next((x for xs in v.b.breuken.values() for x in xs if rest == [str(x.id)]), None)
    if b is None:
        raise Http404
    kaarten, dicht = v.feiten([str(b.feit)])
    if b.soort == "zonder_grond":
        vraag, antwoord = (
            "Waarom klopt dit niet meer?",
            "Toen dit gebeurde klopte het met wat bekend was. Wat later is vastgelegd, veranderde dat.",
        )
    else:
        vraag = "Waarom week dit af van de afspraak?"
        antwoord = f"Dit hoorde te kloppen toen het gebeurde: {b.wat}. Dat was niet zo, of het was niet bekend."
        if b.gedekt:
            antwoord += " Met wat later is vastgelegd, klopt het wel."
    slot = "Wat gebeurd is, wordt altijd vastgelegd. De afwijking blijft te zien, met de reden."
    return Waarom(vraag, antwoord, v.nummer, norm_teksten(b.norm), (), kaarten, dicht, terugkijken=v.terugkijken(f"afwijking/{b.id}"), slot=slot)


def verborgen(v: Vraag, rest: list[str]) -> Waarom:
    """Facts of which the session may know that they are there, and no more."""
    bits = v.b.feiten.bits
    n = sum(bits.naam[v.b.feiten.kaders[f.id].categorie] == (rest or [""])[0] for f in v.b.feiten.dicht())
    if len(rest) != 1 or n == 0:
        raise Http404
    model = v.b.feiten.wereld.voc.categorieen.get(rest[0])
    naam = (model.naam if model else "") or rest[0].replace("_", " ")
    normen = [x for r in deelregels(v.b.regels, rest[0], v.b.sessie.rollen) for x in r.norm]
    antwoord = (
        f"U mag weten dat {'dit feit er is' if n == 1 else f'deze {n} feiten er zijn'}: {naam}. Wat erin staat, mag u volgens de afspraak niet lezen."
    )
    blok = Blok(
        "Wat kunt u doen?",
        ("Heeft u dit nodig voor uw werk? Bespreek het met wie de regie heeft. Die kan het doorgeven als de afspraak dat toelaat.",),
    )
    return Waarom("Waarom zie ik dit niet?", antwoord, v.nummer, norm_teksten(tuple(dict.fromkeys(normen))), blokken=(blok,))
