# SPDX-License-Identifier: EUPL-1.2
"""Municipalities, their areas, the organisations that take part, what they signed, and which roles they fill where."""

from __future__ import annotations

from django.db import models

from wijkregie.partijen.models.basis import Gedateerd, InGemeente, geen_overlap, goede_periode


class Gemeente(models.Model):
    """A municipality: the tenant. `code` names its vocabulary, `naam` is what people read."""

    code = models.CharField(max_length=60, unique=True)
    naam = models.CharField(max_length=120)
    kalender = models.CharField(max_length=60, default="nederland")
    stil_minuten = models.SmallIntegerField(default=15)  # after so many without an act a session ends

    class Meta:
        db_table = "partijen_gemeente"
        constraints = (models.CheckConstraint(name="partijen_gemeente_stil", condition=models.Q(stil_minuten__gte=5, stil_minuten__lte=60)),)

    def __str__(self) -> str:
        return self.naam


class Gebied(InGemeente):
    """A stadsdeel, or a wijk in a stadsdeel."""

    STADSDEEL, WIJK = "stadsdeel", "wijk"

    code = models.CharField(max_length=60)
    soort = models.CharField(max_length=20, choices=[(STADSDEEL, "stadsdeel"), (WIJK, "wijk")])
    naam = models.CharField(max_length=120)
    ouder = models.ForeignKey("partijen.Gebied", models.PROTECT, db_column="ouder", related_name="+", null=True)

    class Meta:
        db_table = "partijen_gebied"
        constraints = (models.UniqueConstraint(fields=["gemeente", "code"], name="partijen_gebied_code"),)

    def __str__(self) -> str:
        return self.naam


class Organisatie(InGemeente):
    """A party. One that never logs in has a phone number or mail address where its acts can be asked for."""

    code = models.CharField(max_length=60)
    naam = models.CharField(max_length=120)
    kort = models.CharField(max_length=40)
    soort = models.CharField(max_length=60)  # kind of organisation of the vocabulary
    logt_in = models.BooleanField(default=True)
    telefoon = models.CharField(max_length=40, default="", blank=True)
    mail = models.CharField(max_length=254, default="", blank=True)

    class Meta:
        db_table = "partijen_organisatie"
        constraints = (models.UniqueConstraint(fields=["gemeente", "code"], name="partijen_organisatie_code"),)

    def __str__(self) -> str:
        return self.naam


class Team(InGemeente):
    """A team of an organisation, for one area or for all."""

    organisatie = models.ForeignKey("partijen.Organisatie", models.PROTECT, db_column="organisatie", related_name="+")
    code = models.CharField(max_length=60)
    naam = models.CharField(max_length=120)
    gebied = models.ForeignKey("partijen.Gebied", models.PROTECT, db_column="gebied", related_name="+", null=True)

    class Meta:
        db_table = "partijen_team"
        constraints = (models.UniqueConstraint(fields=["organisatie", "code"], name="partijen_team_code"),)

    def __str__(self) -> str:
        return self.naam


class Convenant(InGemeente):
    """A written agreement between organisations."""

    code = models.CharField(max_length=60)
    naam = models.CharField(max_length=200)

    class Meta:
        db_table = "partijen_convenant"
        constraints = (models.UniqueConstraint(fields=["gemeente", "code"], name="partijen_convenant_code"),)

    def __str__(self) -> str:
        return self.naam


class Ondertekening(InGemeente, Gedateerd):
    """From when to when a covenant binds an organisation."""

    convenant = models.ForeignKey("partijen.Convenant", models.PROTECT, db_column="convenant", related_name="+")
    organisatie = models.ForeignKey("partijen.Organisatie", models.PROTECT, db_column="organisatie", related_name="+")

    class Meta:
        db_table = "partijen_ondertekening"
        constraints = (
            goede_periode("partijen_ondertekening_periode"),
            geen_overlap(
                "partijen_ondertekening_dubbel",
                ["gemeente", "convenant", "organisatie"],
                [],
                "Dit convenant bindt deze organisatie al in (een deel van) deze periode.",
            ),
        )


class Contactpersoon(InGemeente, Gedateerd):
    """Whom to phone or mail at an organisation, whether or not it logs in."""

    organisatie = models.ForeignKey("partijen.Organisatie", models.PROTECT, db_column="organisatie", related_name="+")
    naam = models.CharField(max_length=120)
    functie = models.CharField(max_length=120, default="", blank=True)
    telefoon = models.CharField(max_length=40, default="", blank=True)
    mail = models.CharField(max_length=254, default="", blank=True)
    gebied = models.ForeignKey("partijen.Gebied", models.PROTECT, db_column="gebied", related_name="+", null=True)

    class Meta:
        db_table = "partijen_contactpersoon"
        constraints = (goede_periode("partijen_contactpersoon_periode"),)

    def __str__(self) -> str:
        return self.naam


class Bezetting(InGemeente, Gedateerd):
    """Which organisation fills which role, in which area (none: everywhere) and with which team (none: any)."""

    organisatie = models.ForeignKey("partijen.Organisatie", models.PROTECT, db_column="organisatie", related_name="+")
    rol = models.CharField(max_length=60)  # role of the vocabulary
    gebied = models.ForeignKey("partijen.Gebied", models.PROTECT, db_column="gebied", related_name="+", null=True)
    team = models.ForeignKey("partijen.Team", models.PROTECT, db_column="team", related_name="+", null=True)

    class Meta:
        db_table = "partijen_bezetting"
        constraints = (
            goede_periode("partijen_bezetting_periode"),
            geen_overlap(
                "partijen_bezetting_dubbel",
                ["gemeente", "organisatie", "rol"],
                ["gebied", "team"],
                "Deze organisatie heeft deze rol hier al in (een deel van) deze periode.",
            ),
        )


class Keuze(InGemeente):
    """A choice that the municipality made where the agreement leaves one: from when, and who decided it."""

    keuze = models.CharField(max_length=60)
    optie = models.CharField(max_length=60)
    vanaf = models.DateField()
    door = models.CharField(max_length=200)

    class Meta:
        db_table = "partijen_keuze"
        constraints = (models.UniqueConstraint(fields=["gemeente", "keuze", "vanaf"], name="partijen_keuze_dag"),)
