# SPDX-License-Identifier: EUPL-1.2
"""The minutes: made from the facts of the items. Each reader's version holds what he may see, of the items at which his organisation was present."""

from __future__ import annotations

from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from wijkregie.dossier import kern, lezen_feiten
from wijkregie.dossier.opdracht import Geweigerd, Nieuw, Opdracht
from wijkregie.norm.feiten.feit import Feit
from wijkregie.overleg import plannen
from wijkregie.overleg import woorden as w
from wijkregie.overleg.lezen import Agendapunt
from wijkregie.overleg.punt import Punt, Stem, beslissingen
from wijkregie.overleg.zaal import moment
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Formulier, Fout, Link, Vraag, Zin
from wijkregie.scherm.beelden.overleg import Uitslag, VerslagBeeld, VerslagPunt
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.invoer import ingevuld_van
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.overleg_basis import Overleg, vind
from wijkregie.scherm.paginas.overleg_puntbeeld import gezegd_in
from wijkregie.scherm.paginas.vragen import Ingevuld, een, rolnaam
from wijkregie.scherm.taal import aantal, dag_kort, en
from wijkregie.scherm.tonen import toon

NIET_ERBIJ = "Uw organisatie was niet bij dit punt."
NIET_BESPROKEN = "Niet besproken."
NIET_GEGEVEN = "Dit deel van het verslag is niet aan u gegeven."
VOOR_WIE_ERBIJ_WAS = "Niets over de zorg: wie bij het overleg was en het verslag krijgt, leest dit."


@require_http_methods(["GET", "POST"])
@deur("overleg")
def verslag(request: HttpRequest, sessie: Sessie, nummer: str, bijeenkomst: UUID) -> HttpResponse:
    o = vind(sessie, nummer, bijeenkomst)
    ingevuld = ingevuld_van(request)
    fouten: tuple[Fout, ...] = ()
    if request.method == "POST":
        if not w.mag(sessie, w.VERSLAG) or o.bijeenkomst.gehouden is None or o.bijeenkomst.verslag is not None:
            raise Http404
        try:
            _stel_vast(o, een(ingevuld, "algemeen").strip())
            messages.success(request, _gegeven(o) if o.reeks.eigen else "Het verslag is vastgesteld. Elke partij leest er nu haar eigen versie van.")
            return redirect(f"{o.adres}verslag/")
        except Geweigerd as e:
            fouten = tuple(Fout(b.melding) for b in e.bezwaren)
    terug = Link("Agenda", o.adres)
    return toon(request, kader(request, f"Verslag {o.reeks.vorm.model.naam}", terug=terug), _beeld(o, ingevuld, fouten), 400 if fouten else 200)


def _stel_vast(o: Overleg, algemeen: str) -> None:
    veld = next(n for n, v in w.model(o.sessie, w.VERSLAG).velden.items() if v.soort == "tekst" and v.categorie is None)
    ruw = {
        "feit": w.naam(o.sessie, w.VERSLAG), "op": moment(), "over": [o.bijeenkomst.id], "velden": {veld: algemeen} if algemeen else {},
    }  # fmt: skip
    sleutel = uuid5(UUID(o.bijeenkomst.id), "verslag")
    kern.leg_vast(o.sessie, Opdracht(sleutel, (Nieuw(o.reeks.id, uuid4(), ruw),), verzonden=algemeen.encode()))


def _gegeven(o: Overleg) -> str:
    """Of a meeting of one case each part of the minutes goes to who sat at it; gives what to say."""
    soort = w.naam(o.sessie, w.VERSLAG)
    verslagen = [f for f in lezen_feiten.feiten(o.sessie, o.reeks.id).gevouwen.feiten if f.soort == soort and o.bijeenkomst.id in f.over]
    niet = plannen.geef_verslag(o.reeks, o.bijeenkomst, verslagen)
    zin = "Het verslag is vastgesteld. Wie erbij was, leest het deel dat hij mag lezen."
    return f"{zin} Niet gegeven aan {en([rolnaam(o.wereld, r) for r in niet])}: dat staat de afspraak niet toe." if niet else zin


def _beeld(o: Overleg, ingevuld: Ingevuld, fouten: tuple[Fout, ...]) -> VerslagBeeld:
    b = o.bijeenkomst
    lijst = tuple(_punt(o, n, p) for n, p in enumerate(o.punten, 1))
    alle = {a.sleutel: a for a in (*b.aanwezig(), *(a for a, _ in b.vertrokken()))}
    aanwezig = () if not o.reeks.ziet_wie else tuple(f"{s.naam} ({s.sub})" if s.sub else s.naam for a in alle.values() for s in [o.stoel(a)])
    vast = b.verslag
    kan = w.mag(o.sessie, w.VERSLAG) and b.gehouden is not None and vast is None
    v = Vraag(
        "algemeen",
        "Wat hoort er verder in het verslag?",
        "lang",
        VOOR_WIE_ERBIJ_WAS if o.reeks.eigen else "Over geen enkele zaak: elke partij leest dit.",
        een(ingevuld, "algemeen"),
        verplicht=False,
    )
    algemeen = next((str(x) for x in (vast.velden.values() if vast is not None else ()) if x), "")
    nog_niet = "Nog niet vastgesteld." if w.mag(o.sessie, w.VERSLAG) or not o.reeks.eigen else "Nog niet vastgesteld, of niet aan u gegeven."
    stand = f"Vastgesteld op {dag_kort(vast.op, o.sessie.dag)}." if vast is not None else nog_niet
    besproken = sum(not p.noot for p in lijst)
    return VerslagBeeld(
        o.balk(),
        f"Verslag van {dag_kort(b.op, o.sessie.dag)}",
        Zin(stand, f"U leest {aantal(besproken, 'punt', 'punten')} van {len(lijst)}. Elke partij leest wat zij mag zien en waar zij bij was."),
        aanwezig,
        lijst,
        algemeen,
        Formulier(f"{o.adres}verslag/", "Verslag vaststellen", (v,), (), fouten) if kan else None,
    )


def _punt(o: Overleg, n: int, a: Agendapunt) -> VerslagPunt:
    p = o.punt(a.id)
    titel = f"Punt {n}: {o.nummer(a)}"
    sub = o.waarom(a)
    if p is None or p.zaak not in o.koppen:
        return VerslagPunt(n, f"Punt {n}", sub, noot=NIET_ERBIJ)
    f = p.besproken
    if f is None:
        return VerslagPunt(n, titel, sub, noot=NIET_BESPROKEN)
    if o.sessie.organisatie not in {x.organisatie for x in a.erbij()} and not w.mag(o.sessie, w.VERSLAG):
        return VerslagPunt(n, titel, sub, noot=NIET_ERBIJ)
    gezegd = tuple(gezegd_in(o, p, f))
    if a.deel and not gezegd and not w.mag(o.sessie, w.VERSLAG):
        return VerslagPunt(n, titel, sub, noot=NIET_GEGEVEN)
    return VerslagPunt(
        n, titel, sub, gezegd, tuple(_uitslag(p)), tuple(_stemmen(o, p)), tuple(_acties(o, p)),
        dossier=Link("Naar het dossier", f"/dossier/{o.nummer(a)}/?feiten={f.id}#feit-{f.id}"),
    )  # fmt: skip


def _uitslag(p: Punt) -> list[Uitslag]:
    """The outcome as the agreement says it; only for who sees the vote."""
    stemming = [f for f in p.feiten if f.soort == w.naam(p.reeks.sessie, w.STEMMING)]
    if not stemming:
        return []
    stand = kern.zaak(p.reeks.sessie, p.zaak)[1]
    stemmen = [_stem(f) for f in p.feiten if f.soort == w.naam(p.reeks.sessie, w.STEM)]
    return [Uitslag(b.zin, b.telling, b.soort) for b in beslissingen(p, stand.besluiten, stemmen, {f.id for f in stemming})]  # type: ignore[arg-type]


def _stem(f: Feit) -> Stem:
    v = f.velden
    return Stem(
        str(v.get("partij")), int(str(v.get("organisatie") or 0)), str(v.get("stemvraag")), str(v.get("stem")), str(v.get("motivering") or "")
    )


def _stemmen(o: Overleg, p: Punt) -> list[str]:
    """One line for each vote; of which question, if there were more."""
    stemmen = [_stem(f) for f in p.feiten if f.soort == w.naam(o.sessie, w.STEM)]
    veld = w.model(o.sessie, w.STEM).velden["stemvraag"]
    vragen = list(dict.fromkeys(s.vraag for s in stemmen))
    uit = []
    for s in sorted(stemmen, key=lambda s: vragen.index(s.vraag)):
        org = o.organisaties.get(s.organisatie)
        over = f"{veld.tekst(s.vraag)}, " if len(vragen) > 1 else ""
        uit.append(f"{over}{org.kort if org else 'Een organisatie'}: {s.stem}{f'. {s.reden}' if s.reden else ''}")
    return uit


def _acties(o: Overleg, p: Punt) -> list[str]:
    uit = []
    for f in p.feiten:
        if f.soort == w.naam(o.sessie, w.ACTIE):
            op = f.velden.get("klaar_op")
            tot = f", uiterlijk {dag_kort(op, o.sessie.dag)}" if op is not None and hasattr(op, "weekday") else ""
            uit.append(f"{rolnaam(o.wereld, str(f.velden.get('actiehouder')))}: {f.velden.get('actie_tekst')}{tot}")
    return uit
