# SPDX-License-Identifier: EUPL-1.2
"""What the tables share.

Columns of references bear the domain word itself (`gemeente`, not `gemeente_id`), so that policies and raw SQL read as the sources do.
Dates hold from `van` up to and including `tot`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models.functions import Coalesce


class Periode(models.Func):
    """The days of a row, both end days counting, as a range for an exclusion constraint."""

    function = "DATERANGE"
    template = "%(function)s(%(expressions)s, '[]')"
    output_field = DateRangeField()


def geen_overlap(naam: str, velden: list[str], mag_leeg: list[str], melding: str, als: models.Q | None = None) -> ExclusionConstraint:
    """No two rows that say the same over the same days. An empty reference is a value of its own here, not something unknown."""
    gelijk: list[tuple[Any, str]] = [(v, "=") for v in velden] + [(Coalesce(v, 0), "=") for v in mag_leeg]
    return ExclusionConstraint(name=naam, expressions=[*gelijk, (Periode("van", "tot"), "&&")], condition=als, violation_error_message=melding)


def goede_periode(naam: str, *, mag_leeg: bool = False) -> models.CheckConstraint:
    """`mag_leeg`: what ended on its first day ends the day before it began, so that it held on no day."""
    begin: Any = models.F("van") - timedelta(days=1) if mag_leeg else models.F("van")
    return models.CheckConstraint(
        name=naam,
        condition=models.Q(tot__isnull=True) | models.Q(tot__gte=begin),
        violation_error_message="De einddatum ligt voor de begindatum. Kies een einddatum op of na de begindatum.",
    )


class InGemeente(models.Model):
    """A row of one municipality: under forced row-level security."""

    gemeente = models.ForeignKey("partijen.Gemeente", models.PROTECT, db_column="gemeente", related_name="+")

    class Meta:
        abstract = True


class Gedateerd(models.Model):
    """Holds from `van` up to and including `tot` (empty: no end)."""

    van = models.DateField()
    tot = models.DateField(null=True)

    class Meta:
        abstract = True


def geldig_op(dag: Any, voor: str = "") -> models.Q:
    """The rows that hold on a day; `voor` is the path to a related row, as in `lidmaatschap__`."""
    einde = models.Q(**{f"{voor}tot__isnull": True}) | models.Q(**{f"{voor}tot__gte": dag})
    return models.Q(**{f"{voor}van__lte": dag}) & einde
