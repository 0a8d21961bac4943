# SPDX-License-Identifier: EUPL-1.2
"""In which role the organisation of a session takes part in what it begins."""

from __future__ import annotations

from typing import Any

from wijkregie.dossier import afspraken
from wijkregie.dossier.toetsing import BETROKKEN
from wijkregie.partijen.sessie import Sessie


def eigen_rol(sessie: Sessie) -> str | None:
    """The topmost of the session's roles that its organisation's kind fills; None where none is."""
    w = afspraken.wereld(sessie.gemeente_code)
    return next(((r, *w.boven(r))[-1] for r in sessie.rollen if w.soort_van_rol(r) == sessie.soort), None)


def eigen_deelname(sessie: Sessie) -> tuple[dict[str, Any], ...]:
    """The fact that it takes part, for what is begun today; none where it fills no role."""
    rol = eigen_rol(sessie)
    if rol is None:
        return ()
    return ({"feit": BETROKKEN, "op": sessie.dag.isoformat(), "velden": {"rol": rol, "organisatie": str(sessie.organisatie)}},)
