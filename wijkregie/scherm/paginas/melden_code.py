# SPDX-License-Identifier: EUPL-1.2
"""What who reported sees with the code: one door, one key, one dossier. A wrong code and one that ended look the same."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import connections, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from wijkregie.delen.context import EIGEN_WERK, zet
from wijkregie.delen.lezing import verzamel
from wijkregie.dossier import afspraken
from wijkregie.dossier.opdracht import Geweigerd, Onbekend
from wijkregie.klok import nu
from wijkregie.meldingen import code, einde, systeem, volgen
from wijkregie.meldingen.melder import Loket
from wijkregie.meldingen.openbaar import AlVerzonden
from wijkregie.meldingen.woorden import Woorden, opzet, woorden
from wijkregie.norm.feiten.feit import Feit
from wijkregie.partijen import pogingen
from wijkregie.partijen.pogingen import TeVaak
from wijkregie.partijen.sessie import Sessie
from wijkregie.privacy import leeslog
from wijkregie.scherm.beelden import Fout, Link, Pagina
from wijkregie.scherm.beelden.melden import MeldBericht, MeldCode, MeldEinde, MeldStand
from wijkregie.scherm.paginas import melden_brief, melden_vragen
from wijkregie.scherm.paginas.invoer import ingevuld_van, sleutel_van, uuid_van
from wijkregie.scherm.paginas.melden import CODE, MELDING, hier, kader
from wijkregie.scherm.paginas.vragen import Ingevuld, een
from wijkregie.scherm.tonen import toon

DEUR, WEG = "code", "bericht"
EINDE, EINDE_ZEKER = "einde", "einde_zeker"


@require_GET
def brief(request: HttpRequest, feit: str) -> HttpResponse:
    """A letter to who reported, as it went. Without the code, or not for this one: as a letter that is not there."""
    waar = hier()
    sleutel, id_ = _open_sleutel(request, waar, nu()), uuid_van(feit)
    if sleutel is None or id_ is None:
        raise Http404
    with verzamel() as gelezen, transaction.atomic():
        sessie, doelen = _context(waar, sleutel)
        antwoord = melden_brief.bestand(sessie, sleutel, id_)
        leeslog.schrijf(sessie, DEUR, doelen, gelezen, WEG)
    melden_brief.geopend.noteer(sessie, sleutel.dossier, id_)
    return antwoord


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def volg(request: HttpRequest, taal: str) -> HttpResponse:
    waar, w = hier(), woorden(taal)
    doe = request.POST.get("doe", "") if request.method == "POST" else ""
    if doe == "sluiten":
        request.session.pop(MELDING, None)
        return _vraag(request, waar, w, melding=w("gesloten"))
    if request.method == "POST" and "code" in request.POST:
        return _open(request, waar, w)
    moment = nu()
    sleutel = _open_sleutel(request, waar, moment)
    if sleutel is None:
        over = MELDING in request.session
        request.session.pop(MELDING, None)
        return _vraag(request, waar, w, melding=w("code_over") if over or doe else "", status=403 if doe else 200)
    _tot(request, waar, sleutel, moment)
    if doe == EINDE:
        return toon(request, Pagina(w("einde_titel"), waar.naam), MeldEinde(kader(waar, w, CODE), str(uuid4())))
    if doe == EINDE_ZEKER:
        return _einde(request, waar, w, sleutel)
    return _binnen(request, waar, w, sleutel, doe == "erbij")


def _open(request: HttpRequest, waar: Loket, w: Woorden) -> HttpResponse:
    """A code, typed: counted before it is looked at."""
    moment = nu()
    teller = pogingen.adresteller("meldcode", pogingen.adres_van(request))
    try:
        pogingen.tel_adres(teller, moment, settings.MELDCODES_PER_ADRES)
    except TeVaak as e:
        return _vraag(request, waar, w, fout=w("code_vaak", minuten=e.minuten), status=429)
    sleutel = code.zoek(waar, request.POST.get("code", ""))
    if sleutel is None or not _ziet(waar, sleutel):
        return _vraag(request, waar, w, fout=w("code_fout"), status=400)
    pogingen.gelukt(teller, moment)
    if not request.user.is_authenticated:
        request.session.cycle_key()  # who knew the session before the code does not know this one
    _tot(request, waar, sleutel, moment)
    return redirect(CODE[w.taal])


def _einde(request: HttpRequest, waar: Loket, w: Woorden, sleutel: code.Sleutel) -> HttpResponse:
    """Who reported ends the code, for every device at once."""
    with suppress(AlVerzonden, Geweigerd, Onbekend):  # if somebody was first it has ended all the same
        einde.beeindig_zelf(waar, sleutel, sleutel_van(ingevuld_van(request)))
    request.session.pop(MELDING, None)
    if code.geldig(waar, sleutel.nummer) is not None:
        return _vraag(request, waar, w, fout=w("einde_mislukt", bellen=settings.MELDEN_BELLEN), status=409)
    return _vraag(request, waar, w, melding=w("einde_klaar", bellen=settings.MELDEN_BELLEN))


def _ziet(waar: Loket, sleutel: code.Sleutel) -> bool:
    with transaction.atomic():
        s = _context(waar, sleutel)[0]
        return volgen.melding(s, sleutel.dossier) is not None


def _tot(request: HttpRequest, waar: Loket, sleutel: code.Sleutel, moment: datetime) -> None:
    request.session[MELDING] = [waar.gemeente, sleutel.nummer, (moment + timedelta(minutes=settings.MELDCODE_MINUTEN)).isoformat()]


def _open_sleutel(request: HttpRequest, waar: Loket, moment: datetime) -> code.Sleutel | None:
    gemeente, nummer, tot = request.session.get(MELDING) or (0, 0, "")
    if gemeente != waar.gemeente or moment >= datetime.fromisoformat(tot):
        return None
    return code.geldig(waar, nummer)


def _context(waar: Loket, sleutel: code.Sleutel) -> tuple[Sessie, list[int]]:
    """This transaction holds that key and nothing else: row-level security does the rest."""
    sessie = code.sessie(waar, sleutel, nu().date())
    with connections["default"].cursor() as c:
        c.execute("select set_config('app.gemeente', %s, true), set_config('app.login', %s, true)", [str(waar.gemeente), str(waar.login)])
        bits = afspraken.bits(c, waar.gemeente)
        doelen = [EIGEN_WERK, *(bits.doel[d] for d in afspraken.deur(waar.code, DEUR))]
        zet(c, sessie, doelen, WEG)
    return sessie, doelen


def _binnen(request: HttpRequest, waar: Loket, w: Woorden, sleutel: code.Sleutel, erbij: bool) -> HttpResponse:
    ingevuld: Ingevuld = ingevuld_van(request) if erbij else {}
    fouten: dict[str, str] = {}
    algemeen: tuple[Fout, ...] = ()
    gelukt = ""
    if erbij:
        gelukt, fouten, algemeen = _vul_aan(request, waar, w, sleutel, ingevuld)
        ingevuld = {} if gelukt else ingevuld
    with verzamel() as gelezen, transaction.atomic():
        sessie, doelen = _context(waar, sleutel)
        m = volgen.melding(sessie, sleutel.dossier)
        if m is None:
            request.session.pop(MELDING, None)
            return _vraag(request, waar, w, fout=w("code_fout"), status=400)
        brieven = melden_brief.links(sessie, sleutel, w)
        antwoord = _toon(request, waar, w, m, ingevuld, fouten, algemeen, gelukt, brieven)
        leeslog.schrijf_alles(sessie, DEUR, doelen, gelezen, WEG)
    return antwoord


def _vul_aan(
    request: HttpRequest, waar: Loket, w: Woorden, sleutel: code.Sleutel, ingevuld: Ingevuld
) -> tuple[str, dict[str, str], tuple[Fout, ...]]:
    """What the reporter adds: what happened (a sentence that says so), or what is wrong."""
    o = opzet(waar.code)
    assert o is not None
    _, model = systeem.model(waar.code, systeem.AANVULLING)
    teksten = w.vragen[waar.code] | w.aanvulling[waar.code]
    velden, fouten = melden_vragen.lees(w, waar.code, model, teksten, o.aanvulling, ingevuld)
    moment = nu()
    for n in (n for n in o.aanvulling if model.velden[n].soort == "datum" and str(velden.get(n, "")) > moment.date().isoformat()):
        fouten[f"f-{n}"] = w("fout_toekomst")
    bijlagen, fout = melden_vragen.bestanden(request, w)
    if fout:
        fouten[melden_vragen.BESTAND] = fout
    if fouten:
        return "", fouten, ()
    try:
        pogingen.tel_adres(pogingen.adresteller("melding", pogingen.adres_van(request)), moment, settings.MELDEN_PER_ADRES)
        nieuw = volgen.vul_aan(code.sessie(waar, sleutel, moment.date()), sleutel.dossier, velden, moment, sleutel_van(ingevuld), bijlagen)
    except TeVaak as e:
        return "", {}, (Fout(w("fout_vaak", minuten=e.minuten)),)
    except (AlVerzonden, Geweigerd, Onbekend):
        return "", {}, (Fout(w("fout_geweigerd")),)
    return w("erbij_klaar" if nieuw else "erbij_al"), {}, ()


def _toon(
    request: HttpRequest,
    waar: Loket,
    w: Woorden,
    m: volgen.Melding,
    ingevuld: Ingevuld,
    fouten: dict[str, str],
    algemeen: tuple[Fout, ...],
    gelukt: str,
    brieven: tuple[Link, ...] = (),
) -> HttpResponse:
    o = opzet(waar.code)
    assert o is not None
    _, model = systeem.model(waar.code, systeem.AANVULLING)
    teksten = w.vragen[waar.code] | w.aanvulling[waar.code]
    vragen = () if m.gesloten else melden_vragen.vragen(w, teksten, model, o.aanvulling, o.een_regel, ingevuld, fouten)
    if vragen:
        vragen = (*vragen, melden_vragen.bestandvraag(w, fouten.get(melden_vragen.BESTAND, ""), opnieuw=bool(ingevuld) and bool(request.FILES)))
    stand = (w("stand_ontvangen", dag=_dag(w, m.ontvangen)), w("stand_uitkomst" if m.uitkomst else "stand_bericht" if m.berichten else "stand_wacht"))
    beeld = MeldStand(
        o=kader(waar, w, CODE),
        nummer=m.nummer,
        stand=stand,
        berichten=tuple(_bericht(waar, w, f, systeem.BEANTWOORD) for f in m.berichten),
        eigen=tuple(_eigen(waar, w, f) for f in m.eigen),
        vragen=vragen,
        sleutel=een(ingevuld, "sleutel") or str(uuid4()),
        gesloten=m.gesloten,
        gelukt=gelukt,
        fouten=algemeen,
        brieven=brieven,
    )
    status = 400 if fouten or algemeen else 200
    return toon(request, Pagina(w("code_titel"), waar.naam), beeld, status)


def _bericht(waar: Loket, w: Woorden, f: Feit, systeemnaam: str) -> MeldBericht:
    """A message: its longest text is what the reporter reads."""
    _, model = systeem.model(waar.code, systeemnaam)
    teksten = [str(f.velden[n]) for n, v in model.velden.items() if v.soort == "tekst" and f.velden.get(n)]
    return MeldBericht(_dag(w, f.op), "", max(teksten, key=len, default=""))


def _eigen(waar: Loket, w: Woorden, f: Feit) -> MeldBericht:
    """What the reporter told, without who that is: a code that was found tells no name."""
    _, model = systeem.model(waar.code, systeem.ONTVANGEN if f.soort == systeem.model(waar.code)[0] else systeem.AANVULLING)
    o = opzet(waar.code)
    weg = {*systeem.over_de_melder(waar.code), *(o.vast if o else ()), o.anoniem if o else ""}
    teksten = w.vragen[waar.code] | (w.aanvulling[waar.code] if f.soort != systeem.model(waar.code)[0] else {})
    regels = tuple(
        (teksten[n].vraag, melden_vragen.leesbaar(w, teksten[n], v, f.velden[n]))
        for n, v in model.velden.items()
        if n in teksten and n not in weg and f.velden.get(n) not in (None, "", ())
    )
    return MeldBericht(_dag(w, f.op), "", "", regels)


def _dag(w: Woorden, dag: date) -> str:
    """Written out: 7-4 is another day in another country."""
    return f"{dag.day} {w('maanden').split()[dag.month - 1]} {dag.year}"


def _vraag(request: HttpRequest, waar: Loket, w: Woorden, *, fout: str = "", melding: str = "", status: int = 200) -> HttpResponse:
    antwoord = toon(request, Pagina(w("code_titel"), waar.naam), MeldCode(kader(waar, w, CODE), fout, melding), status)
    if status == 429:
        antwoord["Retry-After"] = "60"
    return antwoord
