# SPDX-License-Identifier: EUPL-1.2
"""The read log of a download."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from .test_bestand import PDF, leg_vast, zaak

__all__ = ["zaak"]


def test_a_download_reads_the_file_and_not_the_dossier(als: Any, zaak: Any, duinveste: Any) -> None:
    d, nr = zaak
    c = als("femke")
    leg_vast(c, nr, SimpleUploadedFile("a.pdf", PDF))
    ((id_,),) = duinveste.ziet("femke", "dossier_bestand", "id")
    categorie, laatste = duinveste.databank.beheer("select b.categorie, (select max(id) from privacy_lezing) from dossier_bestand b")[0]
    assert c.get(f"/dossier/{nr}/bestand/{id_}/").status_code == 200
    regels = duinveste.databank.beheer("select dossiers, categorieen from privacy_lezing where id > %s", laatste)
    masker = 0
    for ids, lijst in regels:
        for x, m in zip(ids, lijst, strict=True):
            masker |= m if x == d else 0
    namen = dict(duinveste.databank.beheer("select bit, naam from delen_categorie"))
    gelezen = {namen[i] for i in namen if masker >> i & 1}
    assert gelezen <= {namen[categorie]}, gelezen
