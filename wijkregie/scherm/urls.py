# SPDX-License-Identifier: EUPL-1.2
"""Addresses of pages. None holds a name or a reason: a dossier is named by its opaque number."""

from __future__ import annotations

from django.urls import path

from .paginas import (  # forms
    afwezigheid,
    behandelaar,
    bekend_op,
    bestand,
    brief,
    delen,
    delen_als,
    dossier,
    dossiers,
    dubbel,
    handeling,
    inloggen,
    leeslog,
    lidmaatschap,
    nieuw,
    overdracht,
    personas,
    rechtzetten,
    toestemming,
    verplaatsen,
    waarom,
    werk,
    zoeken,
)
from .patronen import schermen

urlpatterns = [
    path("", werk.begin, name="begin"),
    path("werk/", werk.werk, name="werk"),
    path("dossiers/", dossiers.dossiers, name="dossiers"),
    path("dossier/<str:nummer>/", dossier.dossier, name="dossier"),
    path("dossier/<str:nummer>/waarom/<path:wat>/", waarom.waarom, name="waarom"),
    path("dossier/<str:nummer>/behandelaar/", behandelaar.behandelaar, name="behandelaar"),
    path("dossier/<str:nummer>/vers/", toestemming.vers, name="vers"),
    path("dossier/<str:nummer>/delen/uitleg/", toestemming.uitleg, name="delen_uitleg"),
    path("dossier/<str:nummer>/bekend-op/", bekend_op.bekend_op, name="bekend_op"),
    path("dossier/<str:nummer>/delen/", delen.delen, name="delen"),
    path("dossier/<str:nummer>/delen/als/", delen_als.als, name="delen_als"),
    path("inloggen/", inloggen.inloggen, name="inloggen"),
    path("uitloggen/", inloggen.uitloggen, name="uitloggen"),
    path("wachtwoord/", inloggen.wachtwoord, name="wachtwoord"),
    path("personas/", personas.personas, name="personas"),
    path("lidmaatschap/", lidmaatschap.lidmaatschap, name="lidmaatschap"),
    path("overdracht/", overdracht.overdracht, name="overdracht"),
    path("afwezigheid/", afwezigheid.afwezigheid, name="afwezigheid"),
    path("afwezigheid/stop/", afwezigheid.stop, name="afwezigheid_stop"),
    path("dossier/<str:nummer>/handeling/<str:feit>/", handeling.handeling, name="handeling"),
    path("dossier/<str:nummer>/handeling/<str:feit>/volgt/", handeling.volgt, name="volgt"),
    path("dossier/<str:nummer>/feit/<str:feit>/rechtzetten/", rechtzetten.rechtzetten, name="rechtzetten"),
    path("dossier/<str:nummer>/feit/<str:feit>/verplaatsen/", verplaatsen.verplaatsen, name="verplaatsen"),
    path("dossier/<str:nummer>/handeling/<str:feit>/brief/", brief.concept, name="brief_concept"),
    path("dossier/<str:nummer>/feit/<str:feit>/brief/", brief.brief, name="brief"),
    path("dossier/<str:nummer>/bestand/<str:bestand>/", bestand.bestand, name="bestand"),
    path("dossiers/nieuw/", nieuw.nieuw, name="nieuw"),
    path("personen/dubbel/", dubbel.dubbel, name="dubbel"),
    path("leeslog/", leeslog.leeslog, name="leeslog"),
    path("zoeken/", zoeken.zoeken, name="zoeken"),
    path("patronen/", schermen.lijst, name="patronen"),
    path("patronen/<slug:naam>/", schermen.staal, name="patroon"),
]
