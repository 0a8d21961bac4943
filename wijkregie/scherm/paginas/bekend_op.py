# SPDX-License-Identifier: EUPL-1.2
"""The dossier as it was known on a day: derived from what had been recorded by then, shown with today's rights. Nothing can be done here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from wijkregie.dossier import afspraken, kern, lezen, lezen_taken
from wijkregie.dossier.lezen_feiten import Zicht
from wijkregie.dossier.lezen_kop import Dossier
from wijkregie.dossier.opdracht import NietTeZeggen
from wijkregie.dossier.projecties import Rij, Rijen, Sleutel, Zaak, rijen
from wijkregie.dossier.zichtmerk import merk
from wijkregie.klok import vandaag
from wijkregie.norm.feiten.feit import vouw
from wijkregie.partijen.omgeving import gebied_en_ouders
from wijkregie.partijen.sessie import Sessie
from wijkregie.scherm.beelden import BekendOp, DossierBeeld, Link, Vers
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.dossier import stel_samen
from wijkregie.scherm.paginas.dossier_bron import Bron, omgeving, vind
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.taal import dag_lang, lees_datum
from wijkregie.scherm.tonen import toon


@require_safe
@deur("dossier")
def bekend_op(request: HttpRequest, sessie: Sessie, nummer: str) -> HttpResponse:
    vers = Vers(f"/dossier/{nummer}/vers/?merk={merk(sessie, nummer)}")  # before anything is read, as on the page of now
    d = vind(sessie, nummer)
    dag = lees_datum(request.GET.get("dag") or request.GET.get("bekend_op") or "")
    if dag is None or dag > vandaag():
        messages.warning(request, "Vul een dag in tot en met vandaag, bijvoorbeeld 17-03-2026. Dan ziet u het dossier zoals het toen bekend was.")
        return redirect("dossier", nummer=nummer)
    terug = Link("Terug naar het dossier van nu", f"/dossier/{nummer}/")
    banier = BekendOp(f"Het dossier zoals het bekend was op {dag_lang(dag)}", terug)
    try:
        beeld = replace(stel_samen(toen(sessie, d, dag), feiten=request.GET.get("feiten") or "alle", alle_taken=True), bekend_op=banier, vers=vers)
    except NietTeZeggen as e:
        tekst = f"Dit is niet te zeggen. Het dossier is overgenomen op {dag_lang(e.sinds)}. Wat daarvoor bekend was, staat niet in Wijkregie."
        beeld = DossierBeeld(f"Dossier {nummer}", nummer, bekend_op=BekendOp(tekst, terug))
    return toon(request, kader(request, f"Dossier {nummer}, bekend op {dag:%d-%m-%Y}", terug=terug), beeld)


def toen(sessie: Sessie, d: Dossier, dag: date) -> Bron:
    """The dossier on a day, of which this session sees what it may see today. Raises NietTeZeggen."""
    g, stand = kern.zaak(sessie, d.id, op=dag, bekend_op=dag)
    om = omgeving(sessie, replace(d, gesloten_op=None, wacht_sinds=None), dag)
    feiten = om["feiten"]
    feiten.zicht = _tot_en_met(feiten.zicht, dag)
    z = Zaak(
        d.id,
        afspraken.regelset(sessie.gemeente_code, d.protocollen),
        stand.afleider.om,
        stand,
        g.feiten,
        g.vastleggers,
        feiten.bits,
        tuple(
            Sleutel(*r) for r in lezen.rijen("select id, organisatie, rol, gebied, team from partijen_sleutel where gemeente = %s", [sessie.gemeente])
        ),
        frozenset(gebied_en_ouders(om["gebieden"], d.gebied)),
        stand.afleider.regels.onder,
    )
    alle = rijen(z)
    mag = d.bestaat
    return Bron(
        **om,
        taken=list(taken(sessie, d, alle)),
        fasen=[
            lezen.Fase(r["spoor"], _uuid(r["ding"]), r["fase"], _dag(r["sinds"]), _uuid(r["feit"]), lezen.stappen_van(r["stappen"]))
            for r in _van(alle, "fase", mag)
        ],
        regie=[lezen.Regie(r["spoor"], r["soort"], _uuid(r["ding"]), r["rol"], r["organisatie"], _uuid(r["feit"])) for r in _van(alle, "regie", mag)],
        partijen=[lezen.Partij(r["rol"], r["organisatie"], r["persoon"], _dag(r["sinds"])) for r in _van(alle, "partij", mag)],
        breuken=_breuken(alle, mag),
        bestanden=lezen.bestanden(sessie, d.id),
        bekend_op=dag,
    )


def _tot_en_met(zicht: Zicht, dag: date) -> Zicht:
    """The facts that had been recorded by then, as they stood then."""
    alle = {i: f for i, f in zicht.alle.items() if f.vastgelegd_op <= dag}
    dingen = {i: x for i, x in zicht.dingen.items() if x.opener.id in alle}
    return replace(zicht, gevouwen=vouw(list(alle.values())), alle=alle, dingen=dingen)


def taken(sessie: Sessie, d: Dossier, alle: Rijen) -> Iterator[lezen_taken.Taak]:
    """The running duties of derived rows: those that are the session's own work, and those of which it may know all categories."""
    werk = {UUID(str(r["plicht"])) for r in alle["werk"].values() if r["sleutel"] in sessie.werk}
    for i, r in alle["plicht"].items():
        eigen = i in werk
        if r["status"] not in (lezen_taken.LOOPT, lezen_taken.MOGELIJK, lezen_taken.OPGESCHORT) or not (eigen or _mag(r, d.bestaat)):
            continue
        g = alle["plicht_grond"][i]
        grond = _mag(g, d.bestaat)
        dagen: dict[str, Any] = {k: _dag(r[k]) for k in ("uiterlijk", "niet_voor", "streef", "moment", "dreigt_vanaf", "te_laat_vanaf", "voldaan_op")}
        gewoon: dict[str, Any] = {
            k: r[k] for k in ("protocol", "regel", "norm", "wat", "organisatie", "samen", "voor", "hardheid", "status", "termijn", "rest")
        }
        yield lezen_taken.Taak(
            i,
            d.id,
            normen=tuple(r["normen"]),
            doe=tuple(r["doe"]),
            wie=tuple(r["wie"]),
            ding=_uuid(r["ding"]),
            voldaan_laat=r["voldaan_laat"],
            vastgelegd_laat=r["vastgelegd_laat"],
            van_mij=eigen,
            grond=grond,
            aanleiding=_uuid(g["aanleiding"]) if grond else None,
            aanleiding_op=_dag(g["aanleiding_op"]) if grond else None,
            voldaan_door=None,
            reden=g["reden"] if grond else None,
            **dagen,
            **gewoon,
        )


def _breuken(alle: Rijen, mag: int) -> dict[UUID, list[lezen.Breuk]]:
    uit: dict[UUID, list[lezen.Breuk]] = {}
    for i, r in alle["schending"].items():
        if _mag(r, mag):
            feit = UUID(str(r["feit"]))
            uit.setdefault(feit, []).append(lezen.Breuk(i, r["soort"], feit, tuple(r["norm"]), r["wat"], r["gedekt"]))
    return uit


def _van(alle: Rijen, tabel: str, mag: int) -> list[Rij]:
    return [r for r in alle[tabel].values() if _mag(r, mag)]


def _mag(r: Rij, mag: int) -> bool:
    """The rule of the database, for rows that were not stored: all categories that it rests on are granted."""
    return int(r["masker"]) & ~mag == 0


def _dag(v: Any) -> date | None:
    return None if v is None else date.fromisoformat(str(v)[:10])


def _uuid(v: Any) -> UUID | None:
    return None if v is None else UUID(str(v))
