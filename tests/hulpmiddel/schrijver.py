# SPDX-License-Identifier: EUPL-1.2
"""A process that records, for tests that kill it: it tells of a fact only when the answer is in. Run as `python schrijver.py richt_in|schrijf`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from uuid import UUID, uuid4

os.environ["DJANGO_SETTINGS_MODULE"] = "wijkregie.project.toets"
PARTIJEN = Path(__file__).resolve().parents[1] / "dossier" / "partijen.yaml"
AANTAL = 12


def richt_in() -> None:
    """A municipality with some cases on an empty database; prints their ids."""
    from django.core.management import call_command

    call_command("migrate", database="eigenaar", verbosity=0, interactive=False, skip_checks=True)
    from wijkregie.dossier import kern
    from wijkregie.dossier.inrichten import richt_in as bits
    from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht
    from wijkregie.klok import vandaag
    from wijkregie.partijen.importeren import importeer

    importeer(PARTIJEN)
    bits()
    s = _sessie()
    for _ in range(AANTAL):
        d = uuid4()
        velden = {"rol": "zorgaanbieder", "organisatie": str(s.organisatie)}
        f = Nieuw(d, uuid4(), {"op": vandaag().isoformat(), "feit": "partij_betrokken", "velden": velden})
        kern.leg_vast(s, Opdracht(uuid4(), (f,), (Begin(d, "zaak", ("overlastprotocol",)),)))
        print(d, flush=True)


def schrijf(*dossiers: str) -> None:
    """Complaints without end, each in two cases at once; prints the ids of what was answered, and the kind of every mistake."""
    from django.db import close_old_connections, connections

    from wijkregie.dossier import kern
    from wijkregie.dossier.opdracht import Nieuw, Opdracht
    from wijkregie.klok import vandaag

    s, i = _sessie(), 0
    while True:
        i += 1
        paar = [UUID(dossiers[(i + x) % len(dossiers)]) for x in (0, 1)]
        ruw = {"op": vandaag().isoformat(), "feit": "klacht_ontvangen", "velden": {"kanaal": "zorgaanbieder", "omschrijving": "x" * 2000}}
        try:
            u = kern.leg_vast(s, Opdracht(uuid4(), tuple(Nieuw(d, uuid4(), ruw, opent=uuid4()) for d in paar)))
            print("ok", *u.feiten, flush=True)
        except Exception as e:
            print("fout", type(e.__cause__ or e).__name__, flush=True)
            close_old_connections()
            connections.close_all()


def _sessie() -> object:
    from django.db import transaction

    from wijkregie.klok import vandaag
    from wijkregie.partijen.context import binnen
    from wijkregie.partijen.models import Login
    from wijkregie.partijen.sessie import lidmaatschappen, maak_sessie

    with transaction.atomic(using="default"):
        with binnen("default", aanmelden="femke@linde.example"):
            login = Login.objects.using("default").get(gebruikersnaam="femke@linde.example").id
        lid = lidmaatschappen(login, vandaag())[0].id
        return maak_sessie(lid, login, vandaag(), lambda code, r: ())


if __name__ == "__main__":
    import logging

    import django

    django.setup()
    logging.disable(logging.CRITICAL)
    {"richt_in": richt_in, "schrijf": schrijf}[sys.argv[1]](*sys.argv[2:])
