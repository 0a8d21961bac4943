# SPDX-License-Identifier: EUPL-1.2
"""The questions of the public form in the words of a resident, and what was answered; the vocabulary says what kind each is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from wijkregie.dossier import afspraken
from wijkregie.dossier.bestanden import HOOGSTENS, BestandFout, BestandNuNiet, bijlage, soort
from wijkregie.dossier.opdracht import Bijlage
from wijkregie.meldingen.woorden import Vraagtekst, Woorden
from wijkregie.norm.model.vocabulaire import FeitType, Veld
from wijkregie.scherm.beelden import Optie, Vraag
from wijkregie.scherm.paginas.invoer import lees_velden
from wijkregie.scherm.paginas.vragen import Ingevuld, een, naam_van
from wijkregie.scherm.taal import schrijf_datum

BESTAND: Final = "bestand"
TEKST, REGEL = 4000, 200
MEESTE_BESTANDEN: Final = 5


def vragen(
    w: Woorden, teksten: Mapping[str, Vraagtekst], model: FeitType, velden: Iterable[str], een_regel: frozenset[str], ingevuld: Ingevuld,
    fouten: Mapping[str, str],
) -> tuple[Vraag, ...]:  # fmt: skip
    return tuple(_vraag(w, teksten[n], n, model.velden[n], n in een_regel, ingevuld, fouten.get(naam_van(n), "")) for n in velden)


def _vraag(w: Woorden, t: Vraagtekst, veld: str, v: Veld, regel: bool, ingevuld: Ingevuld, fout: str) -> Vraag:
    naam, waarde = naam_van(veld), een(ingevuld, naam_van(veld))
    basis: dict[str, Any] = {"uitleg": t.uitleg, "fout": fout, "verplicht": v.verplicht or t.verplicht, "waarde": waarde, "invullen": t.invullen}
    if v.soort == "janee":
        opties = tuple(Optie(x, w(x), gekozen=x == waarde) for x in ("ja", "nee"))
        return Vraag(naam, t.vraag, "keuze", opties=opties, **basis)
    if v.soort in ("keuze", "lijst"):
        gekozen = set(ingevuld.get(naam) or ())
        woord = t.opties or {}
        volgorde = [*(x for x in woord if x in v.waarden), *(x for x in v.waarden if x not in woord)]  # that of the texts first
        alle = tuple(Optie(x, *woord.get(x, (v.tekst(x), "")), gekozen=x in gekozen) for x in volgorde)
        return Vraag(naam, t.vraag, "lijst" if v.soort == "lijst" else "keuze", opties=alle, **basis)
    if v.soort == "datum":
        return Vraag(naam, t.vraag, "datum", groot=20, **basis)
    return Vraag(naam, t.vraag, "tekst" if regel else "lang", groot=REGEL if regel else TEKST, **basis)


def lees(
    w: Woorden, code: str, model: FeitType, teksten: Mapping[str, Vraagtekst], velden: Iterable[str], ingevuld: Ingevuld
) -> tuple[dict[str, Any], dict[str, str]]:
    """The answers to these questions, and what is wrong with them, in the language of the page."""
    welke = list(velden)
    gelezen = lees_velden(model, {naam_van(n): ingevuld.get(naam_van(n), ()) for n in welke}, afspraken.wereld(code))
    fouten = {n: w(_welke_fout(model.velden[n])) for n in welke if naam_van(n) in gelezen.fouten}
    for n in welke:
        tekst = een(ingevuld, naam_van(n)).strip()
        if n not in fouten and model.velden[n].soort == "tekst" and len(tekst) > TEKST:
            fouten[n] = w("fout_tekst")
        if n not in fouten and n not in gelezen.velden and (model.velden[n].verplicht or teksten[n].verplicht):
            fouten[n] = f"{w('fout_verplicht')} {teksten[n].vraag}"
    return gelezen.velden, {naam_van(n): f for n, f in fouten.items()}


def _welke_fout(v: Veld) -> str:
    return {"datum": "fout_datum", "keuze": "fout_kies", "janee": "fout_kies", "lijst": "fout_kies"}.get(v.soort, "fout_tekst")


def leesbaar(w: Woorden, t: Vraagtekst | None, v: Veld, waarde: Any) -> str:
    """An answer in the words of the form."""
    if waarde is None or waarde in ("", ()):
        return w("niet_ingevuld")
    if isinstance(waarde, bool):
        return w("ja" if waarde else "nee")
    if isinstance(waarde, (list, tuple)):
        return ", ".join(leesbaar(w, t, v, x) for x in waarde)
    if hasattr(waarde, "isoformat"):
        return schrijf_datum(waarde)
    woord = (t.opties or {}).get(str(waarde)) if t is not None else None
    return woord[0] if woord else v.tekst(str(waarde)) if v.waarden else str(waarde)


def bestanden(request: HttpRequest, w: Woorden) -> tuple[tuple[Bijlage, ...], str]:
    """The files of a public form, checked by content, size and scanner; and what is wrong with the first that is not right."""
    uit: list[Bijlage] = []
    gegeven = request.FILES.getlist(BESTAND)
    for f in gegeven:
        assert isinstance(f, UploadedFile)
        if len(gegeven) > MEESTE_BESTANDEN or not 0 < (f.size or 0) <= HOOGSTENS:
            return (), w("fout_bestand")
        inhoud = f.read()
        try:
            uit.append(bijlage(f.name or "bestand", inhoud))
        except BestandNuNiet:
            return (), w("fout_scanner_stil")
        except BestandFout:
            return (), w("fout_bestand" if soort(inhoud) is None else "fout_scan")
    return tuple(uit), ""


def bestandvraag(w: Woorden, fout: str, *, opnieuw: bool = False) -> Vraag:
    """`opnieuw`: files were chosen before, and no browser keeps them in a page that comes back."""
    uitleg = f"{w('bestand_opnieuw')} {w('bestand_uitleg')}" if opnieuw else w("bestand_uitleg")
    return Vraag(BESTAND, w("bestand"), "bestand", uitleg, fout=fout, verplicht=False)
