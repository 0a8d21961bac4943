# SPDX-License-Identifier: EUPL-1.2
"""Addresses of pages. None holds a name or a reason: a dossier is named by its opaque number."""

from __future__ import annotations

from django.urls import path

from .paginas import afwezigheid, dossier, handeling, inloggen, lidmaatschap, personas, rechtzetten, werk
from .patronen import schermen

urlpatterns = [
    path("", werk.begin, name="begin"),
    path("werk/", werk.werk, name="werk"),
    path("dossier/<str:nummer>/", dossier.dossier, name="dossier"),
    path("inloggen/", inloggen.inloggen, name="inloggen"),
    path("uitloggen/", inloggen.uitloggen, name="uitloggen"),
    path("wachtwoord/", inloggen.wachtwoord, name="wachtwoord"),
    path("personas/", personas.personas, name="personas"),
    path("lidmaatschap/", lidmaatschap.lidmaatschap, name="lidmaatschap"),
    path("afwezigheid/", afwezigheid.afwezigheid, name="afwezigheid"),
    path("afwezigheid/stop/", afwezigheid.stop, name="afwezigheid_stop"),
    path("dossier/<str:nummer>/handeling/<str:feit>/", handeling.handeling, name="handeling"),
    path("dossier/<str:nummer>/handeling/<str:feit>/volgt/", handeling.volgt, name="volgt"),
    path("dossier/<str:nummer>/feit/<str:feit>/rechtzetten/", rechtzetten.rechtzetten, name="rechtzetten"),
    path("patronen/", schermen.lijst, name="patronen"),
    path("patronen/<slug:naam>/", schermen.staal, name="patroon"),
]
