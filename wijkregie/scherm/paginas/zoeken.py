# SPDX-License-Identifier: EUPL-1.2
"""Searching: by number, name or address. What people look for is posted: it never stands in an address, a title or a log."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from wijkregie.dossier import afspraken, lezen_kop, lezen_wie
from wijkregie.dossier.lezen import rijen
from wijkregie.dossier.schoon import schoon, vuil
from wijkregie.dossier.zoeken import MEESTE, nummer_in, zoek
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import DossierRij, DossierVerwijzing, Geen, Knop, Link, Zin, Zoekresultaten
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.paginas.volgt import fasenaam
from wijkregie.scherm.taal import aantal, tot_van
from wijkregie.scherm.tonen import toon

LENGTE = 200
NIEUW = Knop("Nieuw dossier beginnen", "/dossiers/nieuw/")


@require_http_methods(["GET", "POST"])
@deur("zoek")
def zoeken(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    vraag = schoon(request.POST.get("q", ""))[:LENGTE] if request.method == "POST" else ""
    if vuil(vraag) is not None:
        vraag = "".join(c for c in vraag if c.isprintable())
    ids = zoek(sessie, vraag) if vraag else []
    if len(ids) == 1 and nummer_in(vraag):
        kop = lezen_kop.koppen(sessie, ids)[ids[0]]
        return redirect(f"/dossier/{kop.nummer}/")
    gevonden = rijen_van(sessie, ids)
    return toon(
        request,
        kader(request, "Zoeken"),
        Zoekresultaten(vraag, _zin(vraag, len(gevonden)), gevonden, _leeg(vraag, gevonden), "/zoeken/", nieuw=NIEUW),
    )


def _zin(vraag: str, n: int) -> Zin:
    if not vraag:
        return Zin("", "Zoek op naam, adres of dossiernummer.")
    if n == 0:
        return Zin("Niets gevonden.", "U vindt alleen dossiers waar u aan meedoet.")
    meer = " U ziet de eerste. Zoek preciezer voor de rest." if n == MEESTE else ""
    return Zin(f"{aantal(n, 'dossier', 'dossiers')} gevonden.", f"De meest gelijkende staat bovenaan.{meer}")


def _leeg(vraag: str, gevonden: tuple[DossierRij, ...]) -> Geen | None:
    if gevonden or not vraag:
        return None
    if nummer_in(vraag):
        return Geen(
            "Dit nummer staat niet bij uw dossiers", "Controleer het nummer. Of zoek op naam of adres.", Link("Naar uw dossiers", "/dossiers/")
        )
    tekst = "Probeer een deel van de naam, of de straat met het huisnummer. Een tikfout of een accent maakt niet uit."
    return Geen("Geen dossier dat hierop lijkt", tekst, Link("Naar uw dossiers", "/dossiers/"))


def rijen_van(sessie: Sessie, ids: list[UUID]) -> tuple[DossierRij, ...]:
    """Dossiers as rows, in this order: a fixed number of queries, however many there are."""
    koppen = lezen_kop.koppen(sessie, ids)
    fasen: dict[UUID, tuple[str, str]] = {}
    for d, spoor, fase in rijen(
        "select dossier, spoor, fase from dossier_fase where gemeente = %s and dossier = any(%s) and ding is null order by sinds nulls first",
        [sessie.gemeente, ids],
    ):
        fasen[d] = (spoor, fase)
    tot: dict[UUID, date] = dict(
        rijen(
            "select p.dossier, min(p.uiterlijk) from dossier_plicht p join dossier_werk w on w.gemeente = p.gemeente and w.plicht = p.id"
            " where p.gemeente = %s and p.dossier = any(%s) and p.status = 'loopt' and p.uiterlijk is not null group by p.dossier",
            [sessie.gemeente, ids],
        )
    )
    gebieden = {i: g.naam for i, g in lezen_wie.gebieden(sessie).items()}
    uit = []
    for i in ids:
        k = koppen.get(i)
        if k is None:
            continue
        regels = afspraken.regelset(sessie.gemeente_code, k.protocollen).op(sessie.dag, sessie.dag)
        fase = fasenaam(regels, *fasen[i]) if i in fasen else ""
        uit.append(
            DossierRij(
                DossierVerwijzing(k.nummer, f"/dossier/{k.nummer}/"), k.titel, k.adres or gebieden.get(k.gebied or 0, ""),
                fase[:1].upper() + fase[1:], tot=tot_van(tot[i], sessie.dag) if i in tot else None, gesloten=k.gesloten_op is not None,
            )
        )  # fmt: skip
    return tuple(uit)
