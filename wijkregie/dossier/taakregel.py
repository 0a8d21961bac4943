# SPDX-License-Identifier: EUPL-1.2
"""What the rule of a duty says, in the newest version that has it: of no dossier, so it tells nothing of one."""

from __future__ import annotations

from functools import cache

from wijkregie.dossier import afspraken
from wijkregie.dossier.openers import nodig
from wijkregie.norm.afleiding.regels import PlichtRegel


@cache
def houden(gemeente: str, protocol: str, regel: str) -> tuple[str, ...]:
    """The acts that bring about the state which ends the duty, for one that no single act ends."""
    p = _regel(gemeente, protocol, regel)
    return nodig(p.houdt, [afspraken.wereld(gemeente)]) if p is not None else ()


@cache
def ding_zegt_het(gemeente: str, protocol: str, regel: str) -> bool:
    """Is the duty about the very thing that each of its triggers opens? Who may read that opening knows what the duty rests on."""
    p = _regel(gemeente, protocol, regel)
    feiten = afspraken.wereld(gemeente).feiten
    return p is not None and p.per_ding is not None and bool(p.soorten) and all(feiten[s].opent == p.per_ding for s in p.soorten)


def _regel(gemeente: str, protocol: str, regel: str) -> PlichtRegel | None:
    versies = [v for v in afspraken.bibliotheek().alles() if v.gemeente == gemeente and v.naam == protocol and regel in v.plichten]
    return versies[-1].plichten[regel] if versies else None
