# SPDX-License-Identifier: EUPL-1.2
"""Where the people of an organisation log in: its OpenID Connect provider, set by the owner of the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db import connections, transaction

from wijkregie.partijen import kluis
from wijkregie.partijen.context import binnen, zet
from wijkregie.partijen.models import Gemeente, Organisatie

_KOLOMMEN: Final = "organisatie, gemeente, naam, issuer, client, geheim, veld, acr, amr"


@dataclass(frozen=True, slots=True)
class Aanbieder:
    organisatie: int
    gemeente: int
    naam: str
    issuer: str
    client: str
    geheim: str  # empty: a public client
    veld: str  # the claim that names the login
    acr: tuple[str, ...]  # any of these: the provider asked for a second factor
    amr: tuple[str, ...]


class OnbekendeOrganisatie(Exception):
    """No organisation with this code."""


def aanbieders() -> list[tuple[int, str]]:
    """(organisation, what the button says), by name."""
    with connections["default"].cursor() as c:
        c.execute("select organisatie, naam from partijen_oidc order by naam, organisatie")
        return list(c.fetchall())


def aanbieder(organisatie: int) -> Aanbieder | None:
    with connections["default"].cursor() as c:
        c.execute(f"select {_KOLOMMEN} from partijen_oidc where organisatie = %s", [organisatie])
        rij = c.fetchone()
    return None if rij is None else _uit(rij)


def is_dezelfde(a: Aanbieder, login: int, sub: str) -> bool:
    """Is this who came first under this login? An address there may pass to another; one person there is one login here."""
    with binnen(login=login), connections["default"].cursor() as c:
        c.execute(
            "insert into partijen_oidc_sub (organisatie, issuer, sub, login) values (%s, %s, %s, %s) on conflict do nothing",
            [a.organisatie, a.issuer, sub, login],
        )
        c.execute("select sub from partijen_oidc_sub where organisatie = %s and issuer = %s and login = %s", [a.organisatie, a.issuer, login])
        rij = c.fetchone()
    return rij is not None and bool(rij[0] == sub)


def stel_in(
    gemeente: str, organisatie: str, *, issuer: str, client: str, geheim: str, veld: str, acr: list[str], amr: list[str], databank: str = "eigenaar"
) -> None:
    """Set or replace. Raises OnbekendeOrganisatie."""
    with transaction.atomic(using=databank), connections[databank].cursor() as c:
        g = Gemeente.objects.using(databank).filter(code=gemeente).first()
        if g is not None:
            zet(databank, gemeente=g.pk)
        o = Organisatie.objects.using(databank).filter(gemeente=g, code=organisatie).first() if g is not None else None
        if g is None or o is None:
            raise OnbekendeOrganisatie(organisatie)
        dicht = kluis.sluit(geheim.encode(), f"oidc|{o.pk}") if geheim else None
        c.execute(
            f"insert into partijen_oidc ({_KOLOMMEN}) values (%s, %s, %s, %s, %s, %s, %s, %s, %s) on conflict (organisatie) do update set"
            " naam = excluded.naam, issuer = excluded.issuer, client = excluded.client, geheim = excluded.geheim, veld = excluded.veld,"
            " acr = excluded.acr, amr = excluded.amr",
            [o.pk, g.pk, o.naam, issuer, client, dicht, veld, acr, amr],
        )


def _uit(rij: tuple[Any, ...]) -> Aanbieder:
    geheim = "" if rij[5] is None else kluis.open_(rij[5], f"oidc|{rij[0]}").decode()
    return Aanbieder(rij[0], rij[1], rij[2], rij[3], rij[4], geheim, rij[6], tuple(rij[7]), tuple(rij[8]))
