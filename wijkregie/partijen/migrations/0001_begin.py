# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: RUF012 - the form that Django wants
"""The tables of the parties."""

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

import wijkregie.partijen.models.basis


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Medewerker",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("naam", models.CharField(max_length=120)),
                ("actief", models.BooleanField(default=True)),
            ],
            options={
                "db_table": "partijen_medewerker",
            },
        ),
        migrations.CreateModel(
            name="Login",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "medewerker",
                    models.OneToOneField(
                        db_column="id",
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="partijen.medewerker",
                    ),
                ),
                ("gebruikersnaam", models.EmailField(max_length=254, unique=True)),
            ],
            options={
                "db_table": "partijen_login",
            },
            bases=("partijen.medewerker", models.Model),
        ),
        migrations.CreateModel(
            name="Gemeente",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60, unique=True)),
                ("naam", models.CharField(max_length=120)),
                ("kalender", models.CharField(default="nederland", max_length=60)),
            ],
            options={
                "db_table": "partijen_gemeente",
            },
        ),
        migrations.CreateModel(
            name="Poging",
            fields=[
                ("wie", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("begin", models.DateTimeField(db_index=True)),
                ("aantal", models.IntegerField()),
            ],
            options={
                "db_table": "partijen_poging",
            },
        ),
        migrations.CreateModel(
            name="Gebied",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60)),
                ("soort", models.CharField(choices=[("stadsdeel", "stadsdeel"), ("wijk", "wijk")], max_length=20)),
                ("naam", models.CharField(max_length=120)),
                (
                    "ouder",
                    models.ForeignKey(
                        db_column="ouder", null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.gebied"
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(db_column="gemeente", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.gemeente"),
                ),
            ],
            options={
                "db_table": "partijen_gebied",
            },
        ),
        migrations.CreateModel(
            name="Stempel",
            fields=[
                (
                    "gemeente",
                    models.OneToOneField(
                        db_column="gemeente",
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="partijen.gemeente",
                    ),
                ),
                ("nummer", models.BigIntegerField()),
            ],
            options={
                "db_table": "partijen_stempel",
            },
        ),
        migrations.CreateModel(
            name="Convenant",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60)),
                ("naam", models.CharField(max_length=200)),
                (
                    "gemeente",
                    models.ForeignKey(db_column="gemeente", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.gemeente"),
                ),
            ],
            options={
                "db_table": "partijen_convenant",
            },
        ),
        migrations.CreateModel(
            name="Keuze",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("keuze", models.CharField(max_length=60)),
                ("optie", models.CharField(max_length=60)),
                ("vanaf", models.DateField()),
                ("door", models.CharField(max_length=200)),
                (
                    "gemeente",
                    models.ForeignKey(db_column="gemeente", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.gemeente"),
                ),
            ],
            options={
                "db_table": "partijen_keuze",
            },
        ),
        migrations.CreateModel(
            name="Organisatie",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60)),
                ("naam", models.CharField(max_length=120)),
                ("kort", models.CharField(max_length=40)),
                ("soort", models.CharField(max_length=60)),
                ("logt_in", models.BooleanField(default=True)),
                ("telefoon", models.CharField(blank=True, default="", max_length=40)),
                ("mail", models.CharField(blank=True, default="", max_length=254)),
                (
                    "gemeente",
                    models.ForeignKey(db_column="gemeente", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.gemeente"),
                ),
            ],
            options={
                "db_table": "partijen_organisatie",
            },
        ),
        migrations.CreateModel(
            name="Ondertekening",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("van", models.DateField()),
                ("tot", models.DateField(null=True)),
                (
                    "convenant",
                    models.ForeignKey(db_column="convenant", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.convenant"),
                ),
                (
                    "gemeente",
                    models.ForeignKey(db_column="gemeente", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.gemeente"),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        db_column="organisatie", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.organisatie"
                    ),
                ),
            ],
            options={
                "db_table": "partijen_ondertekening",
            },
        ),
        migrations.CreateModel(
            name="Lidmaatschap",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("van", models.DateField()),
                ("tot", models.DateField(null=True)),
                (
                    "gemeente",
                    models.ForeignKey(db_column="gemeente", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.gemeente"),
                ),
                (
                    "login",
                    models.ForeignKey(db_column="login", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.medewerker"),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        db_column="organisatie", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.organisatie"
                    ),
                ),
            ],
            options={
                "db_table": "partijen_lidmaatschap",
            },
        ),
        migrations.CreateModel(
            name="Contactpersoon",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("van", models.DateField()),
                ("tot", models.DateField(null=True)),
                ("naam", models.CharField(max_length=120)),
                ("functie", models.CharField(blank=True, default="", max_length=120)),
                ("telefoon", models.CharField(blank=True, default="", max_length=40)),
                ("mail", models.CharField(blank=True, default="", max_length=254)),
                (
                    "gebied",
                    models.ForeignKey(
                        db_column="gebied", null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.gebied"
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(db_column="gemeente", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.gemeente"),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        db_column="organisatie", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.organisatie"
                    ),
                ),
            ],
            options={
                "db_table": "partijen_contactpersoon",
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60)),
                ("naam", models.CharField(max_length=120)),
                (
                    "gebied",
                    models.ForeignKey(
                        db_column="gebied", null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.gebied"
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(db_column="gemeente", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.gemeente"),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        db_column="organisatie", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.organisatie"
                    ),
                ),
            ],
            options={
                "db_table": "partijen_team",
            },
        ),
        migrations.CreateModel(
            name="Sleutel",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rol", models.CharField(max_length=60)),
                (
                    "gebied",
                    models.ForeignKey(
                        db_column="gebied", null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.gebied"
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(db_column="gemeente", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.gemeente"),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        db_column="organisatie", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.organisatie"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(db_column="team", null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.team"),
                ),
            ],
            options={
                "db_table": "partijen_sleutel",
            },
        ),
        migrations.CreateModel(
            name="LidRol",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("van", models.DateField()),
                ("tot", models.DateField(null=True)),
                ("rol", models.CharField(max_length=60)),
                (
                    "gebied",
                    models.ForeignKey(
                        db_column="gebied", null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.gebied"
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(db_column="gemeente", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.gemeente"),
                ),
                (
                    "lidmaatschap",
                    models.ForeignKey(
                        db_column="lidmaatschap", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.lidmaatschap"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(db_column="team", null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.team"),
                ),
            ],
            options={
                "db_table": "partijen_lidrol",
            },
        ),
        migrations.CreateModel(
            name="Bezetting",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("van", models.DateField()),
                ("tot", models.DateField(null=True)),
                ("rol", models.CharField(max_length=60)),
                (
                    "gebied",
                    models.ForeignKey(
                        db_column="gebied", null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.gebied"
                    ),
                ),
                (
                    "gemeente",
                    models.ForeignKey(db_column="gemeente", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.gemeente"),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        db_column="organisatie", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.organisatie"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(db_column="team", null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.team"),
                ),
            ],
            options={
                "db_table": "partijen_bezetting",
            },
        ),
        migrations.CreateModel(
            name="Waarneming",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("van", models.DateField()),
                ("tot", models.DateField(null=True)),
                (
                    "reden",
                    models.CharField(
                        choices=[("afwezig", "afwezig"), ("andere_taak", "andere taak"), ("uit_dienst", "uit dienst")],
                        default="afwezig",
                        max_length=20,
                    ),
                ),
                ("ingetrokken", models.BooleanField(default=False)),
                (
                    "door",
                    models.ForeignKey(db_column="door", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.lidmaatschap"),
                ),
                (
                    "gemeente",
                    models.ForeignKey(db_column="gemeente", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.gemeente"),
                ),
                (
                    "gemeld_door",
                    models.ForeignKey(
                        db_column="gemeld_door", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.medewerker"
                    ),
                ),
                (
                    "organisatie",
                    models.ForeignKey(
                        db_column="organisatie", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.organisatie"
                    ),
                ),
                (
                    "voor",
                    models.ForeignKey(db_column="voor", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partijen.lidmaatschap"),
                ),
            ],
            options={
                "db_table": "partijen_waarneming",
            },
        ),
        migrations.AddConstraint(
            model_name="gebied",
            constraint=models.UniqueConstraint(fields=("gemeente", "code"), name="partijen_gebied_code"),
        ),
        migrations.AddConstraint(
            model_name="convenant",
            constraint=models.UniqueConstraint(fields=("gemeente", "code"), name="partijen_convenant_code"),
        ),
        migrations.AddConstraint(
            model_name="keuze",
            constraint=models.UniqueConstraint(fields=("gemeente", "keuze", "vanaf"), name="partijen_keuze_dag"),
        ),
        migrations.AddConstraint(
            model_name="organisatie",
            constraint=models.UniqueConstraint(fields=("gemeente", "code"), name="partijen_organisatie_code"),
        ),
        migrations.AddConstraint(
            model_name="ondertekening",
            constraint=models.CheckConstraint(
                condition=models.Q(("tot__isnull", True), ("tot__gte", models.F("van")), _connector="OR"),
                name="partijen_ondertekening_periode",
                violation_error_message="De einddatum ligt voor de begindatum. Kies een einddatum op of na de begindatum.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ondertekening",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("gemeente", "="),
                    ("convenant", "="),
                    ("organisatie", "="),
                    (wijkregie.partijen.models.basis.Periode("van", "tot"), "&&"),
                ],
                name="partijen_ondertekening_dubbel",
                violation_error_message="Dit convenant bindt deze organisatie al in (een deel van) deze periode.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lidmaatschap",
            constraint=models.CheckConstraint(
                condition=models.Q(("tot__isnull", True), ("tot__gte", models.F("van")), _connector="OR"),
                name="partijen_lidmaatschap_periode",
                violation_error_message="De einddatum ligt voor de begindatum. Kies een einddatum op of na de begindatum.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lidmaatschap",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("login", "="), ("organisatie", "="), (wijkregie.partijen.models.basis.Periode("van", "tot"), "&&")],
                name="partijen_lidmaatschap_dubbel",
                violation_error_message="Deze persoon werkt al bij deze organisatie in (een deel van) deze periode.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactpersoon",
            constraint=models.CheckConstraint(
                condition=models.Q(("tot__isnull", True), ("tot__gte", models.F("van")), _connector="OR"),
                name="partijen_contactpersoon_periode",
                violation_error_message="De einddatum ligt voor de begindatum. Kies een einddatum op of na de begindatum.",
            ),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.UniqueConstraint(fields=("organisatie", "code"), name="partijen_team_code"),
        ),
        migrations.AddConstraint(
            model_name="sleutel",
            constraint=models.UniqueConstraint(
                fields=("gemeente", "organisatie", "rol", "gebied", "team"), name="partijen_sleutel_een", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="lidrol",
            constraint=models.CheckConstraint(
                condition=models.Q(("tot__isnull", True), ("tot__gte", models.F("van")), _connector="OR"),
                name="partijen_lidrol_periode",
                violation_error_message="De einddatum ligt voor de begindatum. Kies een einddatum op of na de begindatum.",
            ),
        ),
        migrations.AddConstraint(
            model_name="lidrol",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("lidmaatschap", "="),
                    ("rol", "="),
                    (django.db.models.functions.comparison.Coalesce("gebied", 0), "="),
                    (django.db.models.functions.comparison.Coalesce("team", 0), "="),
                    (wijkregie.partijen.models.basis.Periode("van", "tot"), "&&"),
                ],
                name="partijen_lidrol_dubbel",
                violation_error_message="Deze persoon heeft deze rol hier al in (een deel van) deze periode.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bezetting",
            constraint=models.CheckConstraint(
                condition=models.Q(("tot__isnull", True), ("tot__gte", models.F("van")), _connector="OR"),
                name="partijen_bezetting_periode",
                violation_error_message="De einddatum ligt voor de begindatum. Kies een einddatum op of na de begindatum.",
            ),
        ),
        migrations.AddConstraint(
            model_name="bezetting",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("gemeente", "="),
                    ("organisatie", "="),
                    ("rol", "="),
                    (django.db.models.functions.comparison.Coalesce("gebied", 0), "="),
                    (django.db.models.functions.comparison.Coalesce("team", 0), "="),
                    (wijkregie.partijen.models.basis.Periode("van", "tot"), "&&"),
                ],
                name="partijen_bezetting_dubbel",
                violation_error_message="Deze organisatie heeft deze rol hier al in (een deel van) deze periode.",
            ),
        ),
        migrations.AddConstraint(
            model_name="waarneming",
            constraint=models.CheckConstraint(
                condition=models.Q(("tot__isnull", True), ("tot__gte", models.F("van")), _connector="OR"),
                name="partijen_waarneming_periode",
                violation_error_message="De einddatum ligt voor de begindatum. Kies een einddatum op of na de begindatum.",
            ),
        ),
        migrations.AddConstraint(
            model_name="waarneming",
            constraint=models.CheckConstraint(
                condition=models.Q(("voor", models.F("door")), _negated=True),
                name="partijen_waarneming_ander",
                violation_error_message="U kunt niet uw eigen vervanger zijn. Kies een collega.",
            ),
        ),
        migrations.AddConstraint(
            model_name="waarneming",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("ingetrokken", False)),
                expressions=[("voor", "="), ("door", "="), (wijkregie.partijen.models.basis.Periode("van", "tot"), "&&")],
                name="partijen_waarneming_dubbel",
                violation_error_message="Deze collega vervangt al in (een deel van) deze periode.",
            ),
        ),
    ]
