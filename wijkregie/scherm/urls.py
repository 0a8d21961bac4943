# SPDX-License-Identifier: EUPL-1.2
"""Addresses of pages. None holds a name or a reason: a dossier is named by its opaque number."""

from __future__ import annotations

from django.urls import path

from .patronen import schermen

urlpatterns = [
    path("patronen/", schermen.lijst, name="patronen"),
    path("patronen/<slug:naam>/", schermen.staal, name="patroon"),
]
