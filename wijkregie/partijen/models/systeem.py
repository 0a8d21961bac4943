# SPDX-License-Identifier: EUPL-1.2
"""What the system keeps for itself: access keys, stamps for caches, counted log-in attempts."""

from __future__ import annotations

from django.db import models

from wijkregie.partijen.models.basis import InGemeente


class Sleutel(InGemeente):
    """An access key: one per combination of organisation, role, area and team. The access table names keys, never people."""

    organisatie = models.ForeignKey("partijen.Organisatie", models.PROTECT, db_column="organisatie", related_name="+")
    rol = models.CharField(max_length=60)
    gebied = models.ForeignKey("partijen.Gebied", models.PROTECT, db_column="gebied", related_name="+", null=True)
    team = models.ForeignKey("partijen.Team", models.PROTECT, db_column="team", related_name="+", null=True)

    class Meta:
        db_table = "partijen_sleutel"
        constraints = (
            models.UniqueConstraint(
                fields=["gemeente", "organisatie", "rol", "gebied", "team"],
                name="partijen_sleutel_een",
                nulls_distinct=False,
            ),
        )


class Stempel(models.Model):
    """Changes with every write to the parties of a municipality (a trigger sets it), so that caches know when to read again."""

    gemeente = models.OneToOneField("partijen.Gemeente", on_delete=models.PROTECT, db_column="gemeente", primary_key=True, related_name="+")
    nummer = models.BigIntegerField()

    class Meta:
        db_table = "partijen_stempel"


class Poging(models.Model):
    """Failed log-ins of one account or one address since `begin`. `wie` is a keyed hash: no name and no address is stored."""

    wie = models.CharField(max_length=64, primary_key=True)
    begin = models.DateTimeField(db_index=True)
    aantal = models.IntegerField()

    class Meta:
        db_table = "partijen_poging"
