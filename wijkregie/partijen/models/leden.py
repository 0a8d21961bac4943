# SPDX-License-Identifier: EUPL-1.2
"""People who log in: their login, the organisations that they work for, their roles there, and who stands in for whom."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from wijkregie.partijen.models.basis import Gedateerd, InGemeente, geen_overlap, goede_periode


class Logins(BaseUserManager["Login"]):
    """Mail addresses are compared without regard to case: they are stored in lower case."""

    def get_by_natural_key(self, username: str | None) -> Login:
        return self.get(gebruikersnaam=naam_van_invoer(username or ""))

    def maak(self, gebruikersnaam: str, naam: str, wachtwoord: str | None = None) -> Login:
        login = self.model(gebruikersnaam=naam_van_invoer(gebruikersnaam), naam=naam)
        login.set_password(wachtwoord)
        login.save(using=self._db)
        return login


def naam_van_invoer(tekst: str) -> str:
    """A user name as it is stored; no name holds what cannot be printed, and the database cannot take NUL."""
    return "".join(c for c in tekst if c.isprintable()).strip().lower()


class Medewerker(models.Model):
    """What colleagues may know of somebody. Bound to no municipality: memberships are."""

    id = models.AutoField(primary_key=True)
    naam = models.CharField(max_length=120)
    actief = models.BooleanField(default=True)

    class Meta:
        db_table = "partijen_medewerker"

    def __str__(self) -> str:
        return f"medewerker {self.pk}"  # no name: this text ends up in logs


class Login(Medewerker, AbstractBaseUser):
    """Someone who can log in. User name and password lie in a table of their own, which the database opens for nobody else."""

    medewerker = models.OneToOneField("partijen.Medewerker", models.CASCADE, db_column="id", parent_link=True, primary_key=True, related_name="+")
    last_login = None  # when somebody logged in is in the read log, not here
    gebruikersnaam = models.EmailField(max_length=254, unique=True)

    objects: Any = Logins()  # type: ignore[misc]  # of a parent class of its own table

    USERNAME_FIELD = "gebruikersnaam"
    EMAIL_FIELD = "gebruikersnaam"
    REQUIRED_FIELDS = ("naam",)  # type: ignore[assignment]

    class Meta:
        db_table = "partijen_login"

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        return bool(self.actief)

    def __str__(self) -> str:
        return f"login {self.pk}"  # no name: this text ends up in logs


class Lidmaatschap(InGemeente, Gedateerd):
    """Somebody works for an organisation."""

    login = models.ForeignKey("partijen.Medewerker", models.PROTECT, db_column="login", related_name="+")
    organisatie = models.ForeignKey("partijen.Organisatie", models.PROTECT, db_column="organisatie", related_name="+")

    class Meta:
        db_table = "partijen_lidmaatschap"
        constraints = (
            goede_periode("partijen_lidmaatschap_periode", mag_leeg=True),
            geen_overlap(
                "partijen_lidmaatschap_dubbel",
                ["login", "organisatie"],
                [],
                "Deze persoon werkt al bij deze organisatie in (een deel van) deze periode.",
                models.Q(tot__isnull=True) | models.Q(tot__gte=models.F("van")),
            ),
        )


class LidRol(InGemeente, Gedateerd):
    """A role of a member, in one area (none: everywhere) and one team (none: the whole organisation)."""

    lidmaatschap = models.ForeignKey("partijen.Lidmaatschap", models.PROTECT, db_column="lidmaatschap", related_name="+")
    rol = models.CharField(max_length=60)
    gebied = models.ForeignKey("partijen.Gebied", models.PROTECT, db_column="gebied", related_name="+", null=True)
    team = models.ForeignKey("partijen.Team", models.PROTECT, db_column="team", related_name="+", null=True)

    class Meta:
        db_table = "partijen_lidrol"
        constraints = (
            goede_periode("partijen_lidrol_periode"),
            geen_overlap(
                "partijen_lidrol_dubbel",
                ["lidmaatschap", "rol"],
                ["gebied", "team"],
                "Deze persoon heeft deze rol hier al in (een deel van) deze periode.",
            ),
        )


class Waarneming(InGemeente, Gedateerd):
    """While it runs, `door` also has the roles and the work of `voor`. Both work for `organisatie`: the database sees to it."""

    REDENEN = (("afwezig", "afwezig"), ("andere_taak", "andere taak"), ("uit_dienst", "uit dienst"))  # never a medical one

    organisatie = models.ForeignKey("partijen.Organisatie", models.PROTECT, db_column="organisatie", related_name="+")
    voor = models.ForeignKey("partijen.Lidmaatschap", models.PROTECT, db_column="voor", related_name="+")
    door = models.ForeignKey("partijen.Lidmaatschap", models.PROTECT, db_column="door", related_name="+")
    reden = models.CharField(max_length=20, choices=REDENEN, default="afwezig")
    ingetrokken = models.BooleanField(default=False)
    gemeld_door = models.ForeignKey("partijen.Medewerker", models.PROTECT, db_column="gemeld_door", related_name="+")

    class Meta:
        db_table = "partijen_waarneming"
        constraints = (
            goede_periode("partijen_waarneming_periode"),
            models.CheckConstraint(
                name="partijen_waarneming_ander",
                condition=~models.Q(voor=models.F("door")),
                violation_error_message="U kunt niet uw eigen vervanger zijn. Kies een collega.",
            ),
            geen_overlap(
                "partijen_waarneming_dubbel",
                ["voor", "door"],
                [],
                "Deze collega vervangt al in (een deel van) deze periode.",
                models.Q(ingetrokken=False),
            ),
        )
