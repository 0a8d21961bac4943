# SPDX-License-Identifier: EUPL-1.2
"""A municipality around a table: series of meetings, and cases that belong on their agendas."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from gemeenteproef import Duinveste

PARTIJEN = Path(__file__).parents[1] / "overleg" / "partijen.yaml"
DAG = "2026-01-12"


@dataclass
class Tafel:
    """The municipality around a table."""

    d: Duinveste

    def reeks(self, vorm: str) -> UUID:
        from wijkregie.dossier import kern
        from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht

        id_, dag = uuid4(), "2026-01-05"
        f = Nieuw(id_, uuid4(), {"op": dag, "feit": "overlegreeks_gestart", "velden": {"overlegvorm": vorm}})
        begin = Begin(id_, "reeks", ("treiteraanpak",), self.d.gebied("zuid"), begonnen=date.fromisoformat(dag))
        kern.leg_vast(self.d.sessie("rosa"), Opdracht(uuid4(), (f,), begin=(begin,)))
        return id_

    def plan(self, reeks: UUID, vorm: str, op: str = DAG) -> UUID:
        b = uuid4()
        self.d.leg_vast("rosa", reeks, "overleg_gepland", opent=b, op="2026-01-05", overlegvorm=vorm, gepland_op=op)
        return b

    def zaak(self, *reeksen: tuple[UUID, str]) -> UUID:
        """A case with a signal, linked to these series."""
        from wijkregie.dossier import kern
        from wijkregie.dossier.opdracht import Begin, Nieuw, Opdracht

        id_ = uuid4()
        feiten = [Nieuw(id_, uuid4(), {"op": "2026-01-06", "feit": "treitersignaal_ontvangen", "velden": {}}, uuid4())]
        for r, relatie in reeksen:
            velden = {"ander": str(r), "relatie": relatie}
            feiten.append(Nieuw(id_, uuid4(), {"op": "2026-01-06", "feit": "dossiers_verbonden", "velden": velden}))
        begin = Begin(id_, "zaak", ("treiteraanpak",), self.d.gebied("duinwijk"), begonnen=date(2026, 1, 6))
        kern.leg_vast(self.d.sessie("rosa"), Opdracht(uuid4(), tuple(feiten), begin=(begin,)))
        return id_

    def lopende_zaak(self) -> UUID:
        """A case of harassment that was discussed, investigated and found to be one."""
        z, d = self.zaak(), self.d
        s = str(d.databank.beheer("select opent from dossier_feit where dossier = %s and soort = 'treitersignaal_ontvangen'", z)[0][0])
        d.leg_vast("rosa", z, "zaak_besproken", over=[s], overlegvorm="klein_overleg", oordeel="ernstig", strategie="onderzoeken")
        d.leg_vast("kees", z, "treiteronderzoek_gestart")
        duiding = {"aard_geduid": "treiteren", "structureel": True, "gericht_tegen": "een_persoon", "burenruzie": False, "zwaarte": "complex"}
        d.leg_vast("kees", z, "signaal_geduid", over=[s], **duiding, motivering="elke dag")
        d.leg_vast("kees", z, "treiterzaak_vastgesteld")
        return z

    def nummer(self, dossier: UUID) -> str:
        return str(self.d.databank.beheer("select nummer from dossier_dossier where id = %s", dossier)[0][0])

    @contextmanager
    def bij(self, wie: str, reeks: UUID) -> Iterator[Any]:
        """A series as this person sees it, in the transaction of a page."""
        from wijkregie.overleg import lezen

        with self.d.ogen(wie, ("klein_overleg", "treiteraanpak", "beeldvorming")):
            yield lezen.reeks(self.d.sessie(wie), self.nummer(reeks))

    def wie(self, rol: str, organisatie: str) -> Any:
        from wijkregie.overleg.lezen import Aanwezige

        return Aanwezige(rol, self.d.organisaties[organisatie])
