# SPDX-License-Identifier: EUPL-1.2
"""The read log, for the role that the vocabulary marks for it; the database gives its lines to nobody else."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db import connections
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wijkregie.dossier import afspraken, kern, lezen_wie
from wijkregie.dossier.zoeken import nummer_in
from wijkregie.klok import ZONE, vandaag
from wijkregie.overleg.weg import OVERLEG
from wijkregie.partijen.collegas import naam_van_login
from wijkregie.partijen.sessie import Sessie
from wijkregie.privacy import leeslog as log
from wijkregie.privacy.inrichten import mag_toezien
from wijkregie.scherm.beelden import Geen, LeesLog, LeesRegel, Link, Vraag, Zin
from wijkregie.scherm.paginas.basis import deur
from wijkregie.scherm.paginas.kader import kader
from wijkregie.scherm.taal import dag_kort, lees_datum, tijd
from wijkregie.scherm.tonen import toon

ADRES: Final = "/leeslog/"
PER_BLAD: Final = 50
_GENOEMD: Final = 3  # dossiers of a line
DEUREN: Final = {"werk": "Mijn werk en lijsten", "dossier": "Dossier", "handeling": "Formulier of bestand", "zoek": "Zoeken en beginnen",
                 "personen": "Dubbele personen", "leeslog": "Leeslog", "vernietigen": "Vernietigen", "privacy": "Verzoeken", "delen": "Wie ziet wat",
                 "afwezigheid": "Afwezigheid", "beheer": "Beheer van toegang", "beveiliging": "Inloggen en apparaten", "overleg": "Overleg",
                 "melder": "Melding volgen", "code": "Melding volgen met de code", "agenda": "Agenda buiten Wijkregie"}  # fmt: skip


@require_safe
@deur("leeslog")
def leeslog(request: HttpRequest, sessie: Sessie) -> HttpResponse:
    if not mag_toezien(sessie):
        raise Http404
    velden = {n: request.GET.get(n, "")[:20].strip() for n in ("dossier", "vanaf", "tot", "voor")}
    vraag, fouten = _vraag(sessie, velden)
    regels = log.lees(sessie, vraag, PER_BLAD + 1) if vraag is not None else []
    beeld = LeesLog(
        Zin("", "U ziet wie wat heeft gelezen. Wat er stond, ziet u hier niet."),
        ADRES,
        _vragen(velden, fouten),
        _regels(sessie, regels[:PER_BLAD]),
        None if regels or fouten else Geen("Er is niets gevonden.", "Kies andere dagen, of laat het nummer leeg."),
        _verder(velden, regels[PER_BLAD - 1].id) if len(regels) > PER_BLAD else None,
    )
    return toon(request, kader(request, "Leeslog"), beeld, 400 if fouten else 200)


def _vraag(sessie: Sessie, velden: dict[str, str]) -> tuple[log.Vraag | None, dict[str, str]]:
    fouten = {}
    dagen = {n: lees_datum(velden[n]) if velden[n] else None for n in ("vanaf", "tot")}
    for n, dag in dagen.items():
        if velden[n] and dag is None:
            fouten[n] = "Dit is geen datum. Schrijf bijvoorbeeld 23-01-2026."
    dossier = None
    if velden["dossier"]:
        nummers = nummer_in(velden["dossier"])
        if not nummers:
            fouten["dossier"] = "Dit is geen nummer van een dossier. Schrijf bijvoorbeeld WR-2026-0147."
        else:
            dossier = next(iter(kern.met_nummer(sessie.gemeente, sessie.gemeente_code, nummers[0])), None)
            if dossier is None:
                return None, fouten
    if fouten:
        return None, fouten
    voor = int(velden["voor"]) if velden["voor"].isascii() and velden["voor"].isdigit() else None
    return log.Vraag(dossier=dossier, vanaf=dagen["vanaf"], tot_en_met=dagen["tot"], voor=voor), {}


def _vragen(velden: dict[str, str], fouten: dict[str, str]) -> tuple[Vraag, ...]:
    namen = (("dossier", "Nummer van het dossier"), ("vanaf", "Vanaf"), ("tot", "Tot en met"))
    return tuple(Vraag(n, label, "tekst", waarde=velden[n], fout=fouten.get(n, ""), verplicht=False, groot=20) for n, label in namen)


def _verder(velden: dict[str, str], voor: int) -> Link:
    delen = [f"{n}={velden[n]}" for n in ("dossier", "vanaf", "tot") if velden[n]]
    return Link("Eerder", f"{ADRES}?{'&'.join([*delen, f'voor={voor}'])}")


def _regels(sessie: Sessie, regels: list[log.Lezing]) -> tuple[LeesRegel, ...]:
    dag = vandaag()
    genoemd: set[UUID] = {d for r in regels for d in r.dossiers[:_GENOEMD]}
    nummers = kern.nummers_van(sessie.gemeente, sessie.gemeente_code, genoemd)
    organisaties = lezen_wie.organisaties(sessie, dag)
    namen = {login: naam_van_login(login) or "" for login in {r.login for r in regels}}
    with connections["default"].cursor() as c:
        bits = afspraken.bits(c, sessie.gemeente)
    categorieen = afspraken.wereld(sessie.gemeente_code).voc.categorieen

    def regel(r: log.Lezing) -> LeesRegel:
        toen = r.moment.astimezone(ZONE)
        masker = 0
        for m in r.categorieen:
            masker |= m
        o = organisaties.get(r.organisatie)
        return LeesRegel(
            f"{dag_kort(toen.date(), dag)}, {tijd(toen)}",
            namen[r.login],
            o.naam if o else "",
            DEUREN.get(r.deur, "Een andere pagina") + (", gehoord aan tafel" if r.weg == OVERLEG else ""),
            tuple(nummers[d] for d in r.dossiers[:_GENOEMD] if d in nummers),
            max(0, len(r.dossiers) - _GENOEMD),
            tuple(categorieen[c].naam for c in bits.namen(masker) if c in categorieen),
        )

    return tuple(regel(r) for r in regels)
