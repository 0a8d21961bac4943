# SPDX-License-Identifier: EUPL-1.2
"""The public form: no log-in, four steps, each carrying what was typed in hidden fields. Nothing is kept here before it is sent.

It needs no token against forged requests: there is no session to misuse, and a browser without cookies must lose no report.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from wijkregie.dossier.opdracht import Bijlage, Geweigerd
from wijkregie.klok import nu, vandaag
from wijkregie.meldingen import code, openbaar, systeem
from wijkregie.meldingen.melder import Loket, loket
from wijkregie.meldingen.woorden import Opzet, Woorden, opzet, woorden
from wijkregie.partijen import pogingen
from wijkregie.partijen.context import binnen
from wijkregie.partijen.models import Gebied
from wijkregie.partijen.pogingen import TeVaak
from wijkregie.scherm.beelden import Fout, Link, Optie, Pagina, Vraag
from wijkregie.scherm.beelden.melden import MeldKlaar, MeldStap, Openbaar, Samenvatting
from wijkregie.scherm.paginas import melden_vragen
from wijkregie.scherm.paginas.invoer import ingevuld_van, sleutel_van
from wijkregie.scherm.paginas.vragen import Ingevuld, een, naam_van
from wijkregie.scherm.tonen import toon

log = logging.getLogger("wijkregie.melding")
FORMULIER: Final = {"nl": "/melden/", "en": "/report/"}
CODE: Final = {"nl": "/melden/code/", "en": "/report/code/"}
WEG: Final = "/melden/weg/"
CONTROLE: Final = "controle"
WIJK: Final = "f-:wijk"
TERUG, TAAL, HIER, NAAR = "terug", "taal", "hier", "naar-"
MET: Final = "met"
"""Files were chosen on the last step: a browser keeps none when the page comes back, so the page says so."""
_BESTURING: Final = ("bij", "stap", "sleutel", MET, melden_vragen.BESTAND, "csrfmiddlewaretoken")


@dataclass
class Melding:
    """A report that is being written."""

    loket: Loket
    w: Woorden
    o: Opzet
    ingevuld: Ingevuld
    wijken: dict[str, str]
    velden: dict[str, Any] = field(default_factory=dict)
    fouten: dict[str, str] = field(default_factory=dict)
    algemeen: list[Fout] = field(default_factory=list)
    met_bestanden: bool = False

    @property
    def stappen(self) -> tuple[str, ...]:
        return (*self.o.stappen, CONTROLE)

    @property
    def anoniem(self) -> bool:
        return een(self.ingevuld, naam_van(self.o.anoniem)) == "ja"

    def lees(self, stap: str) -> None:
        """Check one step. Of who stays anonymous nothing goes along, whatever was typed before."""
        _, model = systeem.model(self.loket.code)
        weg = systeem.over_de_melder(self.loket.code) if self.anoniem else ()
        gevraagd = [n for n in self.o.stappen.get(stap, ()) if n not in weg]
        velden, fouten = melden_vragen.lees(self.w, self.loket.code, model, self.w.vragen[self.loket.code], gevraagd, self.ingevuld)
        for n in gevraagd:
            if model.velden[n].soort == "datum" and str(velden.get(n, "")) > vandaag().isoformat():
                fouten[naam_van(n)] = self.w("fout_toekomst")
        self.velden |= velden
        self.fouten |= fouten

    @property
    def gebied(self) -> int | None:
        gekozen = een(self.ingevuld, WIJK)
        return int(gekozen) if gekozen in self.wijken else None

    def vragen(self, stap: str) -> tuple[Vraag, ...]:
        if stap == CONTROLE:
            return (melden_vragen.bestandvraag(self.w, self.fouten.get(melden_vragen.BESTAND, ""), opnieuw=self.met_bestanden),)
        _, model = systeem.model(self.loket.code)
        gevraagd = self.o.stappen[stap]
        uit = melden_vragen.vragen(self.w, self.w.vragen[self.loket.code], model, gevraagd, self.o.een_regel, self.ingevuld, self.fouten)
        if stap == self.stappen[0] and self.wijken:
            uit = (*uit[:1], self._wijkvraag(), *uit[1:])
        return uit

    def _wijkvraag(self) -> Vraag:
        opties = (Optie("", self.w("weet_niet")), *(Optie(i, n) for i, n in self.wijken.items()))
        return Vraag(
            WIJK, self.w("wijk"), "rol", self.w("wijk_uitleg"), een(self.ingevuld, WIJK), opties, fout=self.fouten.get(WIJK, ""), verplicht=False
        )

    def samenvatting(self) -> tuple[Samenvatting, ...]:
        _, model = systeem.model(self.loket.code)
        teksten = self.w.vragen[self.loket.code]
        uit = []
        for stap, velden in self.o.stappen.items():
            regels = [
                (teksten[n].vraag, melden_vragen.leesbaar(self.w, teksten[n], model.velden[n], self.velden.get(n)))
                for n in velden
                if n in self.velden
            ]
            if stap == self.stappen[0] and self.wijken:
                regels.insert(1, (self.w("wijk"), self.wijken.get(een(self.ingevuld, WIJK), self.w("weet_niet"))))
            uit.append(Samenvatting(self.w(f"kort_{stap}"), f"{NAAR}{self.stappen.index(stap) + 1}", tuple(regels)))
        return tuple(uit)


def kader(waar: Loket, w: Woorden, adressen: dict[str, str]) -> Openbaar:
    """The frame of a public page; `adressen`: the same page per language."""
    ander = next(t for t in FORMULIER if t != w.taal)
    return Openbaar(
        taal=w.taal,
        woorden=w.teksten,
        gemeente=waar.naam,
        begin=FORMULIER[w.taal],
        weg=WEG,
        code=CODE[w.taal],
        anders=Link(woorden(ander).naam, adressen[ander]),
        anders_taal=ander,
        bellen=Link(settings.MELDEN_BELLEN, f"tel:{''.join(c for c in settings.MELDEN_BELLEN if c.isdigit() or c == '+')}"),
        demo="/personas/" if settings.DEMO else "",
    )


def hier() -> Loket:
    """Raises Http404 where residents cannot report."""
    gevonden = loket(vandaag())
    if gevonden is None or opzet(gevonden.code) is None:
        raise Http404
    return gevonden


@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def melden(request: HttpRequest, taal: str) -> HttpResponse:
    waar, w = hier(), woorden(taal)
    o = opzet(waar.code)
    assert o is not None
    m = Melding(waar, w, o, ingevuld_van(request) if request.method == "POST" else {}, _wijken(waar))
    if request.method != "POST":
        return _toon(request, m, 1)
    m.met_bestanden = melden_vragen.BESTAND in request.FILES or bool(een(m.ingevuld, MET))
    bij = een(m.ingevuld, "bij")
    nu_ = int(bij) if bij in {str(i + 1) for i in range(len(m.stappen))} else 1
    stap = een(m.ingevuld, "stap")
    if stap in (TERUG, TAAL, HIER) or stap.startswith(NAAR):  # looking elsewhere checks nothing and loses nothing
        naar = {TERUG: nu_ - 1, TAAL: nu_, HIER: nu_}.get(stap, 1) if not stap.startswith(NAAR) else _getal(stap.removeprefix(NAAR))
        return _toon(request, m, min(max(1, naar), len(m.stappen)))
    for i, s in enumerate(m.stappen[:nu_], 1):  # what was carried along is checked again: it came from outside
        m.lees(s)
        if m.fouten:
            return _toon(request, m, i, 400)
    return _toon(request, m, nu_ + 1) if nu_ < len(m.stappen) else _verstuur(request, m)


def _getal(tekst: str) -> int:
    return int(tekst) if tekst.isascii() and tekst.isdecimal() and len(tekst) < 3 else 1


def _wijken(waar: Loket) -> dict[str, str]:
    with binnen(gemeente=waar.gemeente):
        return {str(g.id): g.naam for g in Gebied.objects.filter(gemeente=waar.gemeente, soort=Gebied.WIJK).order_by("naam")}


def _toon(request: HttpRequest, m: Melding, stap: int, status: int = 200) -> HttpResponse:
    naam = m.stappen[stap - 1]
    if naam == CONTROLE and status == 200:
        for i, s in enumerate(m.stappen[:-1], 1):  # also for who came here by another language or a draft
            m.lees(s)
            if m.fouten:
                return _toon(request, m, i, 400)
    vragen = m.vragen(naam)
    hier_ = {v.naam for v in vragen} | set(_BESTURING)
    vast = [("bij", str(stap)), ("sleutel", str(sleutel_van(m.ingevuld) if een(m.ingevuld, "sleutel") else uuid4()))]
    vast += [(MET, "ja")] if m.met_bestanden else []
    vast += [(k, x) for k, xs in m.ingevuld.items() if k.startswith("f-") and k not in hier_ for x in xs]
    w = m.w
    knop = w("versturen") if naam == CONTROLE else f"{w('verder')} {w('verder_' + m.stappen[stap])}"
    beeld = MeldStap(
        o=kader(m.loket, w, FORMULIER),
        stappen=tuple(w(f"kort_{s}") for s in m.stappen),
        stap=stap,
        kop=w(f"kop_{naam}"),
        adres=FORMULIER[w.taal],
        vragen=vragen,
        knop=knop,
        vast=tuple(vast),
        fouten=tuple(m.algemeen),
        samenvatting=m.samenvatting() if naam == CONTROLE else (),
    )
    antwoord = toon(request, Pagina(f"{w('titel')}: {w('kort_' + naam)}", m.loket.naam), beeld, status)
    if status == 429:
        antwoord["Retry-After"] = "900"
    return antwoord


def _verstuur(request: HttpRequest, m: Melding) -> HttpResponse:
    laatste = len(m.stappen)
    bijlagen, fout = melden_vragen.bestanden(request, m.w)
    if fout:
        m.fouten[melden_vragen.BESTAND] = fout
        return _toon(request, m, laatste, 400)
    moment = nu()
    try:
        pogingen.tel_adres(pogingen.adresteller("melding", pogingen.adres_van(request)), moment, settings.MELDEN_PER_ADRES)
    except TeVaak as e:
        return _nog_eens(request, m, m.w("fout_vaak", minuten=e.minuten), 429)
    return _ontvang(request, m, bijlagen)


def _nog_eens(request: HttpRequest, m: Melding, tekst: str, status: int) -> HttpResponse:
    m.algemeen.append(Fout(tekst))
    return _toon(request, m, len(m.stappen), status)


def _ontvang(request: HttpRequest, m: Melding, bijlagen: tuple[Bijlage, ...]) -> HttpResponse:
    w = m.w
    try:
        u = openbaar.ontvang(m.loket, {**m.velden, **m.o.vast}, nu(), sleutel_van(m.ingevuld), gebied=m.gebied, bijlagen=bijlagen)
    except openbaar.NiemandLeest:
        m.fouten[WIJK] = w("fout_wijk")
        return _toon(request, m, 1, 400)
    except openbaar.AlVerzonden:
        return _klaar(request, m, w("klaar_anders"), "", "", 409)
    except Geweigerd as e:
        log.error("openbare melding geweigerd: %s", ",".join(sorted({b.soort for b in e.bezwaren})))
        return _nog_eens(request, m, w("fout_geweigerd"), 400)
    return _klaar(request, m, w("klaar_zin") if u.code else w("klaar_al"), u.nummer, u.code)


def _klaar(request: HttpRequest, m: Melding, zin: str, nummer: str, geheim: str, status: int = 200) -> HttpResponse:
    w = m.w
    contact = w("nu_anoniem" if m.anoniem else "nu_contact")
    beeld = MeldKlaar(
        kader(m.loket, w, FORMULIER), zin, nummer, code.schrijf(geheim) if geheim else "",
        (w("nu_lezen"), contact, w("nu_code"), w("nu_geheim")),
    )  # fmt: skip
    return toon(request, Pagina(w("klaar_titel"), m.loket.naam), beeld, status)


@require_GET
def weg(request: HttpRequest) -> HttpResponse:
    """Leave at once: what a code opened is shut on this device, and the browser forgets what it kept of us."""
    request.session.pop(MELDING, None)
    antwoord = redirect(settings.MELDEN_WEG)
    antwoord["Clear-Site-Data"] = '"cache"'
    antwoord["Referrer-Policy"] = "no-referrer"
    return antwoord


MELDING: Final = "melding"
"""In the session: the key that a code opened, and until when."""
