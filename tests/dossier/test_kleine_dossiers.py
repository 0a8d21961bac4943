# SPDX-License-Identifier: EUPL-1.2
"""A case is never begun with the protocol of a person, an address, a request or a report: those are dossiers of their own."""

from __future__ import annotations

from wijkregie.dossier.personen import MELDING, protocol_van_klein, protocollen_van_zaak


def test_a_report_is_no_protocol_of_a_case() -> None:
    zaak = {n for n, _ in protocollen_van_zaak("amsterdam")}
    assert protocol_van_klein("amsterdam", MELDING) == {"melding"}
    assert "treiteraanpak" in zaak and zaak.isdisjoint({"melding", "persoon", "adres", "rechten"})
    assert protocol_van_klein("dordrecht", MELDING) == frozenset()
