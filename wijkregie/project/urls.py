# SPDX-License-Identifier: EUPL-1.2
"""All addresses and all error pages are the screen's."""

from django.urls import include, path

urlpatterns = [path("", include("wijkregie.scherm.urls"))]

handler400 = "wijkregie.scherm.fouten.niet_te_lezen"
handler404 = handler403 = "wijkregie.scherm.fouten.niet_hier"  # the difference would tell that something exists
handler500 = "wijkregie.project.storing.storing"
