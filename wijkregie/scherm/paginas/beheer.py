# SPDX-License-Identifier: EUPL-1.2
"""The administrator's pages: who may log in and in which role. Each change wants fresh proof; what gives more waits for a second administrator."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkregie.dossier import afspraken
from wijkregie.dossier.taken import na_partijen
from wijkregie.klok import ZONE, nu, vandaag
from wijkregie.koppelingen.post import stuur
from wijkregie.partijen import beheer as b
from wijkregie.partijen.collegas import Weigering
from wijkregie.partijen.opdracht import rollen_met_soort
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import BeheerBeeld, BeheerLid, BeheerVoorstel, Formulier, Formulierblad, Link, Vraag
from wijkregie.scherm.beelden.dossier import Verandering
from wijkregie.scherm.beelden.formulier import Fout, Optie
from wijkregie.scherm.paginas.aanmelden import vers_bewijs
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.eerst_bewijs import bewaren, eerder, getypt, klaar
from wijkregie.scherm.paginas.kader import BEHEER, kader
from wijkregie.scherm.paginas.lidmaatschap import rolnamen
from wijkregie.scherm.taal import dag_kort, en, tijd
from wijkregie.scherm.tonen import toon

_SOORT: Final = {b.LID: "Nieuwe collega", b.ROL: "Rol erbij", b.HERSTEL: "Nieuw begin met inloggen", b.OPENEN: "Login weer openen"}
SLUIT, EINDE, ZEKER = "sluit", "einde", "zeker"
_FEIT: Final = {"voorgesteld": "voorgesteld", "akkoord": "goedgekeurd", "afgewezen": "afgewezen", "ingetrokken": "ingetrokken"}
_LOS: Final = {"sluit": "Login gesloten", "einde": "Werkt hier niet meer", "uitgenodigd": "Uitgenodigd",
                "slapend gesloten": "Gesloten: lang niet gebruikt"}  # fmt: skip
_GEEN_LINK: Final = (
    "Deze persoon kan niet worden uitgenodigd. Wie ook bij een andere organisatie werkt, heeft al een login en gebruikt die."
    " Is de login gesloten? Stel dan eerst voor om hem te openen."
)
_BESLUIT: Final = {"akkoord": "Goedgekeurd.", "afgewezen": "Afgewezen.", "ingetrokken": "Ingetrokken."}
VOORGESTELD: Final = f"Voorgesteld. Een andere beheerder moet dit binnen {b.GELDT.days} dagen goedkeuren."
ELDERS: Final = "elders-"
"""Before the number of a proposal that another organisation made."""
ONDERWERP: Final = "Uitnodiging voor Wijkregie"
MAIL: Final = """Goedendag,

U bent uitgenodigd om in Wijkregie te werken. Open deze link en kies een wachtwoord:

{link}

Vraagt de pagina om een code? Plak dan deze:

{teken}

De link werkt één keer, tot drie dagen na deze mail. Verwachtte u deze mail niet? Doe dan niets.
"""


@require_safe
@deur("beheer")
def beheer(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    _moet_beheren(sessie)
    elders = tuple(_van_elders(v) for v in b.voorstellen_elders(sessie))
    voorstellen = (*elders, *(_voorstel(sessie, v) for v in b.voorstellen(sessie)))
    leden = tuple(_lid(sessie, x) for x in b.leden(sessie))
    gedaan = tuple(_gedaan(sessie, f) for f in b.feiten(sessie))
    return toon(request, kader(request, "Beheer van toegang"), BeheerBeeld(leden, voorstellen, gedaan, _rollen(sessie), _plekken(sessie)))


def _van_beheer(request: HttpRequest, sessie: Sessie, nummer: str) -> None:
    """What an administrator types is about no dossier."""
    _moet_beheren(sessie)


@require_http_methods(["GET", "POST"])
@vers_bewijs(bewaar=bewaren("beheer", "naam", "mail", "rol", "waar", bij=_van_beheer))
@deur("beheer")
def nieuw(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    """Propose somebody: nothing is there before another approves."""
    _moet_beheren(sessie)
    van = getypt(request, sessie)
    ingevuld = {n: van.get(n, "")[:254] for n in ("naam", "mail", "rol", "waar")}
    fout = ""
    if request.method == "POST":
        try:
            _mag_rol(sessie, ingevuld["rol"])
            b.stel_lid_voor(sessie, ingevuld["naam"], ingevuld["mail"], ingevuld["rol"], ingevuld["waar"], nu())
        except Weigering as e:
            fout = str(e)
        else:
            klaar(request, sessie)
            messages.success(request, VOORGESTELD)
            return redirect(BEHEER)
    opties = tuple(Optie(o.waarde, o.tekst, gekozen=o.waarde == ingevuld["rol"]) for o in _rollen(sessie))
    vragen = (
        Vraag("naam", "Naam", waarde=ingevuld["naam"], groot=120),
        Vraag("mail", "Mailadres bij uw organisatie", waarde=ingevuld["mail"], groot=254),
        Vraag("rol", "Rol", "organisatie", uitleg="Kies de rol waarmee deze persoon het werk kan doen, en niet meer.", opties=opties),
        Vraag("waar", "Waar geldt deze rol?", "organisatie", uitleg="Kies het gebied waar deze persoon werkt, en niet meer.",
              opties=_plekken(sessie, ingevuld["waar"])),
    )  # fmt: skip
    formulier = Formulier("/beheer/nieuw/", "Stel voor", vragen, fouten=(Fout(fout),) if fout else (), niet_doen=Link("Niet doen", BEHEER))
    beeld = Formulierblad("Een andere beheerder keurt dit goed. Daarna krijgt uw collega een mail met een link.", formulier)
    kop = kader(request, "Nieuwe collega voorstellen", terug=Link("Beheer van toegang", BEHEER), berichten=eerder(request, van))
    return toon(request, kop, beeld, 400 if fout else 200)


@require_POST
@vers_bewijs(terug=BEHEER)
@deur("beheer")
def doe(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    """One thing for one colleague: what gives more is proposed, what takes away is done."""
    _moet_beheren(sessie)
    wat, rol = request.POST.get("wat", ""), request.POST.get("rol", "")[:60]
    try:
        lid = _nummer(request.POST.get("lid", ""))
        if wat == b.ROL:
            _mag_rol(sessie, rol)
            b.stel_rol_voor(sessie, lid, rol, request.POST.get("waar", "")[:20], nu())
            gedaan = VOORGESTELD
        elif wat in (b.HERSTEL, b.OPENEN):
            b.stel_herstel_voor(sessie, lid, wat, nu())
            gedaan = VOORGESTELD
        elif wat == "uitnodigen":
            gedaan = _nodig_uit(request, lid)
        elif wat in (SLUIT, EINDE) and request.POST.get(ZEKER) != "ja":
            return _eerst_zien(request, sessie, lid, wat)
        else:
            overal = b.neem_af(sessie, lid, wat, nu())
            gedaan = f"Gedaan. {'Deze persoon is nu overal uitgelogd.' if overal else 'Deze persoon werkt alleen nog voor een andere organisatie.'}"
            if wat == EINDE:
                transaction.on_commit(lambda: _herleid(sessie))
    except Weigering as e:
        messages.warning(request, str(e))
    else:
        messages.success(request, gedaan)
    return redirect(BEHEER)


@require_POST
@vers_bewijs(terug=BEHEER)
@deur("beheer")
def besluit(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    """The second pair of eyes."""
    _moet_beheren(sessie)
    wat = request.POST.get("wat", "")
    try:
        if wat not in _BESLUIT:
            raise Weigering("Dit kan niet. Open de pagina opnieuw.")
        welk = request.POST.get("voorstel", "")
        elders = welk.startswith(ELDERS)
        nummer = _nummer(welk.removeprefix(ELDERS))
        voorstel = b.te_besluiten_elders(sessie, nummer) if elders else b.te_besluiten(sessie, nummer, wat)
        if wat == "akkoord" and voorstel.soort == b.HERSTEL and request.POST.get(ZEKER) != "ja":
            return _eerst_zien_herstel(request, voorstel, welk)
        if elders:
            soort, lid = b.HERSTEL, b.besluit_elders(sessie, nummer, wat, nu())
        else:
            soort, lid = b.besluit(sessie, nummer, wat, nu())
    except Weigering as e:
        messages.warning(request, str(e))
        return redirect(BEHEER)
    tekst = _BESLUIT[wat]
    if wat == "akkoord" and soort in (b.LID, b.ROL):
        transaction.on_commit(lambda: _herleid(sessie))
    if wat == "akkoord" and soort in (b.LID, b.HERSTEL) and lid is not None:
        try:
            tekst = f"{tekst} {_nodig_uit(request, lid)}"
        except Weigering as e:  # what was approved is done all the same
            tekst = f"{tekst} {e}"
    messages.success(request, tekst)
    return redirect(BEHEER)


def _eerst_zien(request: HttpRequest, sessie: Sessie, lid: int, wat: str) -> HttpResponse:
    """What taking away will do, before it is done. Raises Weigering."""
    x = b.te_nemen(sessie, lid, wat)
    rollen = en(rolnamen(sessie.gemeente_code, x.rollen)) or "geen"
    hier = ("Uitgelogd op alle apparaten", "nee", "ja, meteen")
    if wat == SLUIT:
        rijen = [("Inloggen", "kan", f"kan niet meer, vanaf vandaag ({dag_kort(sessie.dag, sessie.dag)})"), hier,
                 ("Rollen", rollen, "blijven staan, maar werken niet zolang de login dicht is")]  # fmt: skip
        let_op, knop = "Weer openen kan alleen met zijn tweeën: u stelt het voor, een andere beheerder keurt het goed.", "Sluit de login"
    else:
        rijen = [(f"Werkt bij {sessie.organisatie_naam}", "ja", f"nee, vanaf vandaag ({dag_kort(sessie.dag, sessie.dag)})"),
                 ("Rollen bij uw organisatie", rollen, "geen"),
                 ("Dossiers zien via uw organisatie", "ja" if x.rollen else "nee", "nee"),
                 ("Dossiers die deze persoon behandelt", "op naam", "van het team, onder ‘Nog van niemand’")]  # fmt: skip
        rijen.append(("Werk voor een andere organisatie", "ja", "blijft zoals het is") if x.elders else hier)
        let_op, knop = "Terugdraaien kan niet. Komt deze persoon terug? Stel dan opnieuw een collega voor.", "Leg vast: werkt hier niet meer"
    vast = (("lid", str(lid)), ("wat", wat), (ZEKER, "ja"))
    titel = f"{_LOS[wat]}: {x.naam}"
    return _bevestig(request, titel, "/beheer/doe/", knop, vast, rijen, let_op)


def _eerst_zien_herstel(request: HttpRequest, v: b.Voorstel, welk: str) -> HttpResponse:
    rijen = [
        ("Wachtwoord", "werkt", "werkt niet meer"),
        ("Apps, passkeys en herstelcodes", "werken", "weg"),
        ("Uitgelogd op alle apparaten", "nee", "ja, meteen"),
        ("Nieuw begin", "", "met een link per mail, drie dagen geldig"),
    ]
    vast = (("voorstel", welk), ("wat", "akkoord"), (ZEKER, "ja"))
    let_op = "Weet u zeker dat deze persoon er zelf om vroeg? Bel bij twijfel."
    return _bevestig(request, f"{_SOORT[v.soort]}: {v.naam}", "/beheer/besluit/", "Keur goed", vast, rijen, let_op)


def _bevestig(
    request: HttpRequest, wat: str, adres: str, knop: str, vast: tuple[tuple[str, str], ...], rijen: list[tuple[str, str, str]], let_op: str
) -> HttpResponse:
    formulier = Formulier(adres, knop, (), vast, niet_doen=Link("Niet doen", BEHEER))
    beeld = Formulierblad(f"{wat}. Er is nog niets gedaan.", formulier, tuple(Verandering(*r) for r in rijen), (let_op,))
    return toon(request, kader(request, "Kijk eerst wat er volgt", terug=Link("Beheer van toegang", BEHEER)), beeld)


def _nodig_uit(request: HttpRequest, lid: int) -> str:
    """Mail a link; gives what to tell. Raises Weigering."""
    gemaakt = b.nodig_uit(lid, nu())
    if gemaakt is None:
        raise Weigering(_GEEN_LINK)
    adres, teken = gemaakt
    if stuur(adres, ONDERWERP, MAIL.format(link=f"{request.build_absolute_uri('/uitnodiging/openen/')}#{teken}", teken=teken)):
        return "Er is een mail met een link gestuurd. De link werkt drie dagen."
    return "Er kon geen mail uit. Vraag wie Wijkregie draait om de mailserver in te stellen, en nodig daarna opnieuw uit."


def _herleid(sessie: Sessie) -> None:
    """Another role reaches dossiers through their rules."""
    na_partijen(sessie.gemeente, sessie.gemeente_code)


def _moet_beheren(sessie: Sessie) -> None:
    if not sessie.beheert:
        raise Http404


def _rollen(sessie: Sessie) -> tuple[Optie, ...]:
    """The roles that fit this kind of organisation; those of none fit all."""
    bekend = afspraken.wereld(sessie.gemeente_code).voc.rollen
    passend = [n for n, soort in rollen_met_soort(bekend).items() if soort == sessie.soort or (soort is None and bekend[n].systeem is not None)]
    return tuple(sorted((Optie(n, bekend[n].naam or n) for n in passend), key=lambda o: o.tekst))


def _plekken(sessie: Sessie, gekozen: str = "") -> tuple[Optie, ...]:
    """Nothing is chosen beforehand: everywhere is an answer too."""
    alle = ((b.OVERAL, "In de hele gemeente"), *((str(n), naam) for n, naam in b.gebieden(sessie)))
    return tuple(Optie(w, naam, gekozen=w == gekozen) for w, naam in alle)


def _mag_rol(sessie: Sessie, rol: str) -> None:
    if rol not in {o.waarde for o in _rollen(sessie)}:
        raise Weigering("Kies een rol uit de lijst.")


def _nummer(tekst: str) -> int:
    if not (tekst.isascii() and tekst.isdecimal() and len(tekst) < 10):
        raise Weigering("Dit is er niet meer. Open de pagina opnieuw.")
    return int(tekst)


def _lid(sessie: Sessie, x: b.Lidrij) -> BeheerLid:
    rollen = en(rolnamen(sessie.gemeente_code, x.rollen)) or "nog geen rol"
    laatst = f"laatst ingelogd {dag_kort(x.laatst, sessie.dag)}" if x.laatst else "nog niet ingelogd"
    tot = f", tot en met {dag_kort(x.tot, sessie.dag)}" if x.tot else ""
    elders = ", werkt ook bij een andere organisatie" if x.elders else ""
    doen: tuple[tuple[str, str], ...] = ()
    if x.login != sessie.login:
        sluit = () if x.elders else ((SLUIT, "Sluit de login"),)
        doen = (
            (("uitnodigen", "Stuur een nieuwe link"), (b.HERSTEL, "Stel een nieuw begin voor"), *sluit)
            if x.actief
            else ((b.OPENEN, "Stel voor om te openen"),)
        )
        doen = (*doen, (EINDE, "Werkt hier niet meer"))
    opties = tuple(Optie(w, t) for w, t in doen)
    return BeheerLid(
        str(x.lidmaatschap),
        x.naam,
        f"{rollen}, {laatst}{tot}{elders}",
        "" if x.actief else "Deze login is gesloten",
        opties,
    )


def _voorstel(sessie: Sessie, v: b.Voorstel) -> BeheerVoorstel:
    rol = f", {en(rolnamen(sessie.gemeente_code, (v.rol,)))}, in {v.gebied or 'de hele gemeente'}" if v.rol else ""
    eigen = v.door == sessie.login
    doen = (Optie("ingetrokken", "Trek in"),) if eigen else (Optie("akkoord", "Keur goed"), Optie("afgewezen", "Wijs af"))
    door = "u: een andere beheerder moet dit goedkeuren" if eigen else v.door_naam
    bekend = f"bekend als {v.bekend}" + (f", werkt bij {en(list(v.bij))}" if v.bij else "") if v.bekend else "nog geen login"
    return BeheerVoorstel(str(v.id), f"{_SOORT[v.soort]}: {v.naam}{rol}", f"{v.adres}, {bekend}. Voorgesteld door {door}", doen)


def _van_elders(v: b.Voorstel) -> BeheerVoorstel:
    doen = (Optie("akkoord", "Keur goed"), Optie("afgewezen", "Wijs af"))
    sub = f"{v.adres}. Werkt ook bij u. Voorgesteld door {v.door_naam}. Bel deze persoon of die beheerder voordat u goedkeurt."
    return BeheerVoorstel(f"{ELDERS}{v.id}", f"{_SOORT[v.soort]}: {v.naam}", sub, doen)


def _gedaan(sessie: Sessie, f: b.Beheerfeit) -> str:
    toen = f.moment.astimezone(ZONE)
    soort, _, stap = f.soort.partition(" ")
    wat = _LOS.get(f.soort) or f"{_SOORT.get(soort, soort)} {_FEIT.get(stap, stap)}"
    over = f": {f.naam}" if f.naam else ""
    rol = f", {en(rolnamen(sessie.gemeente_code, (f.rol,)))}" if f.rol else ""
    return f"{dag_kort(toen.date(), vandaag())}, {tijd(toen)}. {wat}{over}{rol} (door {f.door})"
