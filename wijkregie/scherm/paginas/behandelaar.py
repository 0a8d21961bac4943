# SPDX-License-Identifier: EUPL-1.2
"""Who handles a dossier for one's own organisation: taking it on, giving it to a colleague, letting go. It gives no rights."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from wijkregie.dossier.behandelaars import NietBijUw, laat_los, neem_op_je, overnemers, wijs_toe
from wijkregie.dossier.lezen_kop import Dossier
from wijkregie.dossier.lezen_wie import behandelaars
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import Behandelaar, Keuze
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.dossier_bron import Bron, vind
from wijkregie.scherm.paginas.kader import WERK

NET_VERANDERD = "Een ander heeft de behandelaar net veranderd. Kijk bij Wie doet mee wie het nu is, en kies opnieuw."
AL_VAN_U = "U behandelt dit dossier al: dat legde u vast in een ander venster, of een collega gaf het aan u. Kies opnieuw."


def deel(b: Bron) -> Behandelaar | None:
    """For the dossier page. Looking back it is left out: it says who does it now."""
    if b.bekend_op is not None:
        return None
    eigen = b.organisaties.get(b.sessie.organisatie)
    label = f"Behandelaar bij {eigen.kort if eigen is not None else b.sessie.organisatie_naam}"
    lid, naam = b.behandelaar or (0, "")
    is_u = lid == b.sessie.lidmaatschap
    tekst = "U behandelt dit dossier." if is_u else f"{naam} behandelt dit dossier." if naam else "Niemand behandelt dit dossier."
    if b.d.gesloten_op is not None:
        return Behandelaar(label, tekst)
    opties = tuple(Keuze(str(c.lidmaatschap), c.naam) for c in overnemers(b.sessie) if c.lidmaatschap not in (lid, b.sessie.lidmaatschap))
    return Behandelaar(label, tekst, f"/dossier/{b.d.nummer}/behandelaar/", str(lid or ""), is_u, opties)


@require_POST
@deur("dossier")
def behandelaar(request: HttpRequest, sessie: Sessie, nummer: str) -> HttpResponse:
    d = vind(sessie, nummer)
    melding, gelukt = _wijzig(sessie, d, request.POST.get("doe", ""), request.POST.get("naar", ""), request.POST.get("nu", ""))
    if request.POST.get("terug") == "werk":  # there it does not stand above the dossier
        melding = f"Dossier {d.nummer}. {melding}"
    (messages.success if gelukt else messages.warning)(request, melding)
    return redirect(WERK) if request.POST.get("terug") == "werk" else redirect("dossier", nummer=d.nummer)


def _wijzig(sessie: Sessie, d: Dossier, doe: str, naar: str, nu: str) -> tuple[str, bool]:
    """What to say, and whether it is so now. The same once more is no mistake."""
    if d.gesloten_op is not None:
        return "Dit dossier is gesloten. Heropen het dossier om een behandelaar te kiezen.", False
    lid, _ = behandelaars(sessie, [d.id]).get(d.id, (0, ""))
    wordt = {"neem": str(sessie.lidmaatschap), "geef": naar, "los": ""}.get(doe)
    if wordt is None or (doe == "geef" and wordt not in {str(c.lidmaatschap) for c in overnemers(sessie)}):
        return "Kies een collega uit de lijst.", False
    if wordt != str(lid or ""):
        if nu != str(lid or ""):
            return AL_VAN_U if lid == sessie.lidmaatschap else NET_VERANDERD, False
        if doe == "los" and lid != sessie.lidmaatschap:
            return "Een collega behandelt dit dossier. U kunt het overnemen, maar niet loslaten.", False
        try:
            _zet(sessie, d, int(wordt or 0))
        except NietBijUw as e:
            return str(e), False
    return {"neem": "Vastgelegd: u behandelt dit dossier.", "geef": "Vastgelegd: uw collega behandelt dit dossier."}.get(
        doe, "Vastgelegd: u behandelt dit dossier niet meer."
    ), True


def _zet(sessie: Sessie, d: Dossier, wordt: int) -> None:
    if not wordt:
        laat_los(sessie, d.id)
    elif wordt == sessie.lidmaatschap:
        neem_op_je(sessie, d.id)
    else:
        wijs_toe(sessie, d.id, wordt)
