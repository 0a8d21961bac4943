# SPDX-License-Identifier: EUPL-1.2
"""The destruction list, for the role that the vocabulary marks for it: one decides, a colleague agrees, a job at night destroys."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from wijkregie.delen.lezing import noteer
from wijkregie.dossier import kern
from wijkregie.dossier.zoeken import nummer_in
from wijkregie.partijen.collegas import naam_van_login
from wijkregie.partijen.sessie import Sessie
from wijkregie.privacy import gegevens as los
from wijkregie.privacy import vernietigen as lijst
from wijkregie.privacy.inrichten import mag_toezien
from wijkregie.privacy.vernietigen import REDENEN, Regel, Wat, Weigering
from wijkregie.scherm.beelden import Bericht, Formulier, Fout, Geen, Link, Optie, VernietigBesluit, VernietigLijst, VernietigRegel, Vraag, Zin
from wijkregie.scherm.paginas.aanmelden import vers_bewijs
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.eerst_bewijs import bewaren, eerder, getypt, klaar
from wijkregie.scherm.paginas.kader import VERNIETIGEN, kader
from wijkregie.scherm.paginas.taakrij import hoofdletter
from wijkregie.scherm.taal import aantal, dag_kort, lees_datum
from wijkregie.scherm.tonen import toon

GEVOLGEN: Final = (
    "Alles wat er in dit dossier staat gaat weg, ook bestanden en notities. Niemand kan het terughalen.",
    "In zoeken en in lijsten is het dossier weg.",
    "Wat blijft: wanneer welke organisatie iets vastlegde, zonder inhoud, en het bewijs van deze vernietiging.",
)
GEVOLGEN_LOS: Final = (
    "Wat er in deze gegevens staat gaat weg, ook hun bestanden en wat erin is rechtgezet. Niemand kan het terughalen.",
    "Wat ervan afhangt, rekent Wijkregie opnieuw uit: wat niemand meer weet, is onbekend.",
    "Wat blijft: dat er iets is vastgelegd, door wie en wanneer, het besluit, en het bewijs van deze vernietiging.",
)
WATS: Final[tuple[Wat, ...]] = ("vernietigen", "akkoord", "langer")


@require_safe
@deur("vernietigen")
def vernietigen(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    regels = _lijst(sessie)
    losse = _losse(sessie)
    nummers = kern.nummers_van(sessie.gemeente, sessie.gemeente_code, [*(r.dossier for r in regels), *(r.dossier for r in losse)])
    wacht = sum(1 for r in regels if not r.bewaard(sessie.dag) and (r.besluit is None or r.besluit.wat != "akkoord"))
    tekst = f"{aantal(wacht, 'dossier wacht', 'dossiers wachten')} op een besluit. Twee mensen besluiten: de een kiest, de ander geeft akkoord."
    van_een_ander = sum(1 for r in losse if r.akkoord_door is None and r.door != sessie.login)
    erbij = f" Bij losse gegevens {'wacht' if van_een_ander == 1 else 'wachten'} {aantal(van_een_ander, 'besluit', 'besluiten')} op uw akkoord."
    beeld = VernietigLijst(
        Zin("", (tekst if wacht else "Er wacht geen dossier op een besluit.") + (erbij if van_een_ander else "")),
        tuple(_regel(sessie, r, nummers[r.dossier]) for r in regels),
        None if regels else Geen("Er staat niets op de lijst.", "Elke nacht komen hier de dossiers bij waarvan de bewaartermijn voorbij is."),
        tuple(_los(sessie, r, nummers[r.dossier]) for r in losse),
    )
    return toon(request, kader(request, "Vernietigen", terug=Link("Privacy", "/privacy/")), beeld)


def _op_de_lijst(sessie: Sessie, nummer: str) -> tuple[UUID, Regel]:
    _mag(sessie)
    id_ = next(iter(kern.met_nummer(sessie.gemeente, sessie.gemeente_code, n)), None) if (n := next(iter(nummer_in(nummer)), None)) else None
    regel = next(iter(_lijst(sessie, id_)), None) if id_ is not None else None
    if regel is None or id_ is None:
        raise Http404
    return id_, regel


def _waarover(request: HttpRequest, sessie: Sessie, nummer: str) -> UUID:
    return _op_de_lijst(sessie, nummer)[0]


@require_http_methods(["GET", "POST"])
@vers_bewijs(bewaar=bewaren("vernietigen", "wat", "reden", "tot", bij=_waarover))
@deur("vernietigen")
def besluit(request: HttpRequest, sessie: Sessie, nummer: str) -> HttpResponse:
    id_, regel = _op_de_lijst(sessie, nummer)
    van = getypt(request, sessie)
    ingevuld = {n: van.get(n, "").strip()[:40] for n in ("wat", "reden", "tot")}
    if request.method != "POST":
        return _pagina(request, sessie, regel, nummer, ingevuld, (), eerder(request, van))
    tot = lees_datum(ingevuld["tot"]) if ingevuld["tot"] else None
    if ingevuld["wat"] not in WATS:
        return _pagina(request, sessie, regel, nummer, ingevuld, (Fout("Kies wat u besluit.", "v-wat"),))
    wat = next(w for w in WATS if w == ingevuld["wat"])
    try:
        lijst.besluit(sessie, id_, wat, reden=ingevuld["reden"] if wat == "langer" else None, tot=tot if wat == "langer" else None)
    except Weigering as e:
        return _pagina(request, sessie, regel, nummer, ingevuld, (Fout(str(e)),))
    klaar(request, sessie)
    gezegd = {
        "vernietigen": "Vastgelegd. Vraag een collega om akkoord.",
        "akkoord": "Vastgelegd: u gaf akkoord. Vannacht wordt dit dossier vernietigd.",
        "langer": "Vastgelegd: dit dossier blijft langer bewaard.",
    }
    messages.success(request, gezegd[wat])
    return redirect(VERNIETIGEN)


@require_http_methods(["GET", "POST"])
@vers_bewijs()
@deur("vernietigen")
def akkoord(request: HttpRequest, sessie: Sessie, nummer: str, besluit: UUID) -> HttpResponse:
    """The second decision about single facts."""
    _mag(sessie)
    regel = next(iter(_losse(sessie, besluit)), None)
    if regel is None or kern.nummers_van(sessie.gemeente, sessie.gemeente_code, [regel.dossier])[regel.dossier] != nummer:
        raise Http404
    fouten: tuple[Fout, ...] = ()
    if request.method == "POST":
        try:
            los.akkoord(sessie, besluit)
        except Weigering as e:
            fouten = (Fout(str(e)),)
        else:
            messages.success(request, "Vastgelegd: u gaf akkoord. Vannacht worden deze gegevens vernietigd.")
            return redirect(VERNIETIGEN)
    adres = f"{VERNIETIGEN}{nummer}/gegevens/{besluit}/"
    mag = regel.akkoord_door is None and regel.door != sessie.login
    formulier = Formulier(adres, "Akkoord met vernietigen", (), fouten=fouten, niet_doen=Link("Niet doen", VERNIETIGEN)) if mag else None
    zin = Zin("", f"{_hoeveel(regel)}. {hoofdletter(_los_stand(sessie, regel))}.")
    beeld = VernietigBesluit(nummer, zin, GEVOLGEN_LOS, formulier, "losse gegevens vernietigen")
    kop = kader(request, f"Dossier {nummer}: gegevens vernietigen", terug=Link("Vernietigen", VERNIETIGEN))
    return toon(request, kop, beeld, 400 if fouten else 200)


def _losse(sessie: Sessie, besluit: UUID | None = None) -> list[los.Regel]:
    regels = los.lijst(sessie, besluit)
    for r in regels:
        noteer(r.dossier)
    return regels


def _los(sessie: Sessie, r: los.Regel, nummer: str) -> VernietigRegel:
    return VernietigRegel(
        nummer, f"{VERNIETIGEN}{nummer}/gegevens/{r.besluit}/", dag_kort(r.besloten, sessie.dag), _hoeveel(r), _los_stand(sessie, r)
    )


def _hoeveel(r: los.Regel) -> str:
    return aantal(r.feiten, "gegeven", "gegevens")


def _los_stand(sessie: Sessie, r: los.Regel) -> str:
    if r.akkoord_door is not None:
        return f"akkoord van {naam_van_login(r.akkoord_door) or 'een collega'}; wordt vannacht vernietigd"
    if r.door == sessie.login:
        return "u besloot dit; een collega moet nog akkoord geven"
    return f"{naam_van_login(r.door) or 'een collega'} besloot dit; wacht op uw akkoord"


def _mag(sessie: Sessie) -> None:
    if not mag_toezien(sessie):
        raise Http404


def _lijst(sessie: Sessie, dossier: UUID | None = None) -> list[Regel]:
    _mag(sessie)
    regels = lijst.lijst(sessie, dossier)
    for r in regels:
        noteer(r.dossier)
    return regels


def _regel(sessie: Sessie, r: Regel, nummer: str) -> VernietigRegel:
    gesloten = dag_kort(r.gesloten_op, sessie.dag) if r.gesloten_op else "alle dossiers hierover zijn vernietigd"
    return VernietigRegel(nummer, f"{VERNIETIGEN}{nummer}/", gesloten, r.termijn, _stand(sessie, r))


def _stand(sessie: Sessie, r: Regel) -> str:
    b = r.besluit
    if b is None:
        return "nog geen"
    wie = naam_van_login(b.login) or "een collega"
    if b.wat == "vernietigen":
        return f"vernietigen, door {wie}; wacht op akkoord"
    if b.wat == "akkoord":
        return f"akkoord van {wie}; wordt vannacht vernietigd"
    if r.bewaard(sessie.dag) and b.tot is not None:
        return f"bewaren tot en met {dag_kort(b.tot, sessie.dag)}: {REDENEN[b.reden or '']}"
    return "was langer bewaard; kijk opnieuw"


def _pagina(
    request: HttpRequest,
    sessie: Sessie,
    r: Regel,
    nummer: str,
    ingevuld: dict[str, str],
    fouten: tuple[Fout, ...],
    berichten: tuple[Bericht, ...] = (),
) -> HttpResponse:
    opties = [("langer", "Nog bewaren", "Kies hieronder waarom en tot wanneer.")]
    if not r.bewaard(sessie.dag) and (r.besluit is None or r.besluit.wat == "langer"):
        opties.insert(0, ("vernietigen", "Vernietigen", "Een collega moet daarna akkoord geven."))
    if r.besluit is not None and r.besluit.wat == "vernietigen" and r.besluit.login != sessie.login:
        opties.insert(0, ("akkoord", "Akkoord met vernietigen", "Dit is het tweede besluit."))
    gekozen = ingevuld.get("wat", "")
    vragen = (
        Vraag("wat", "Wat besluit u?", "keuze", waarde=gekozen, opties=tuple(Optie(w, t, s, w == gekozen) for w, t, s in opties)),
        Vraag("reden", "Als u nog bewaart: waarom?", "keuze", waarde=ingevuld.get("reden", ""), verplicht=False,
              opties=tuple(Optie(w, t[0].upper() + t[1:], gekozen=w == ingevuld.get("reden")) for w, t in REDENEN.items())),
        Vraag("tot", "Als u nog bewaart: tot en met welke dag?", "datum", "Bijvoorbeeld 07-04-2027.", waarde=ingevuld.get("tot", ""),
              verplicht=False),
    )  # fmt: skip
    formulier = Formulier(f"{VERNIETIGEN}{nummer}/", "Besluit vastleggen", vragen, fouten=fouten, niet_doen=Link("Niet doen", VERNIETIGEN))
    stand = _stand(sessie, r)
    beeld = VernietigBesluit(nummer, Zin("", f"Besluit tot nu toe: {stand}."), GEVOLGEN, formulier)
    kop = kader(request, f"Dossier {nummer} vernietigen", terug=Link("Vernietigen", VERNIETIGEN), berichten=berichten)
    return toon(request, kop, beeld, 400 if fouten else 200)
