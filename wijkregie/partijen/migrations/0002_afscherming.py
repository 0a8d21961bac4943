# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: RUF012 - the form that Django wants
"""Row-level security, rights per database role, references that cannot leave their municipality, and the stamp for caches.

Context, set per transaction: app.gemeente (the tenant), app.login (who is logged in), app.aanmelden (the user name being logged in).
FORCE: the owner too sees rows of the municipality in the context only.
"""

from __future__ import annotations

from django.db import migrations

GEMEENTE = "nullif(current_setting('app.gemeente', true), '')::int"
LOGIN = "nullif(current_setting('app.login', true), '')::int"
AANMELDEN = "nullif(current_setting('app.aanmelden', true), '')"

PER_GEMEENTE = (
    "gebied", "organisatie", "team", "convenant", "ondertekening", "contactpersoon", "bezetting",
    "keuze", "lidmaatschap", "lidrol", "waarneming", "sleutel", "stempel",
)  # fmt: skip
GESTEMPELD = [t for t in PER_GEMEENTE if t not in ("sleutel", "stempel")]

# table, column, table referred to, the column that must be the same on both sides
GEBONDEN = [
    ("gebied", "ouder", "gebied", "gemeente"),
    ("team", "organisatie", "organisatie", "gemeente"),
    ("team", "gebied", "gebied", "gemeente"),
    ("ondertekening", "convenant", "convenant", "gemeente"),
    ("ondertekening", "organisatie", "organisatie", "gemeente"),
    ("contactpersoon", "organisatie", "organisatie", "gemeente"),
    ("contactpersoon", "gebied", "gebied", "gemeente"),
    ("bezetting", "organisatie", "organisatie", "gemeente"),
    ("bezetting", "gebied", "gebied", "gemeente"),
    ("bezetting", "team", "team", "organisatie"),
    ("lidmaatschap", "organisatie", "organisatie", "gemeente"),
    ("lidrol", "lidmaatschap", "lidmaatschap", "gemeente"),
    ("lidrol", "gebied", "gebied", "gemeente"),
    ("lidrol", "team", "team", "gemeente"),
    ("waarneming", "organisatie", "organisatie", "gemeente"),
    ("waarneming", "voor", "lidmaatschap", "organisatie"),
    ("waarneming", "door", "lidmaatschap", "organisatie"),
    ("sleutel", "organisatie", "organisatie", "gemeente"),
    ("sleutel", "gebied", "gebied", "gemeente"),
    ("sleutel", "team", "team", "organisatie"),
]

# Somebody arranges his own absence, or that of a colleague; nobody appoints himself as the deputy of another.
MAG_WAARNEMEN = f"""EXISTS (
    SELECT 1 FROM partijen_lidmaatschap v, partijen_lidmaatschap d, partijen_lidmaatschap ik
    WHERE v.id = voor AND d.id = door AND ik.organisatie = v.organisatie AND ik.login = {LOGIN} AND (v.login = {LOGIN} OR d.login <> {LOGIN}))"""


def afscherming() -> list[str]:
    uit = []
    for t in PER_GEMEENTE:
        uit += [
            f"ALTER TABLE partijen_{t} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE partijen_{t} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY gemeente ON partijen_{t} USING (gemeente = {GEMEENTE})",
        ]
    return [
        *uit,
        # The trigger runs as the owner, also for a write without context (a repair by hand).
        "CREATE POLICY beheer ON partijen_stempel TO wijk_eigenaar USING (true)",
        # Choosing a membership comes before the municipality is known.
        f"CREATE POLICY eigen ON partijen_lidmaatschap FOR SELECT USING (login = {LOGIN})",
        "CREATE POLICY web_nieuw ON partijen_waarneming AS RESTRICTIVE FOR INSERT TO wijk_web WITH CHECK "
        f"(gemeld_door = {LOGIN} AND {MAG_WAARNEMEN})",
        f"CREATE POLICY web_wijzig ON partijen_waarneming AS RESTRICTIVE FOR UPDATE TO wijk_web USING ({MAG_WAARNEMEN}) WITH CHECK ({MAG_WAARNEMEN})",
        # A login belongs to no municipality. User name and password: to itself and to who logs in with its name, nobody else.
        "ALTER TABLE partijen_login ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE partijen_login FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY eigen ON partijen_login USING (id = {LOGIN})",
        f"CREATE POLICY aanmelden ON partijen_login FOR SELECT USING (gebruikersnaam = {AANMELDEN})",
        "CREATE POLICY beheer ON partijen_login TO wijk_eigenaar USING (true)",
        # The name and whether the login is open: also to everybody who works with them in a municipality.
        "ALTER TABLE partijen_medewerker ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE partijen_medewerker FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY eigen ON partijen_medewerker FOR SELECT USING (id = {LOGIN})",
        "CREATE POLICY aanmelden ON partijen_medewerker FOR SELECT TO wijk_web USING "
        f"(id = (SELECT i.id FROM partijen_login i WHERE i.gebruikersnaam = {AANMELDEN}))",
        "CREATE POLICY gemeente ON partijen_medewerker FOR SELECT USING "
        f"(EXISTS (SELECT 1 FROM partijen_lidmaatschap l WHERE l.login = partijen_medewerker.id AND l.gemeente = {GEMEENTE}))",
        "CREATE POLICY beheer ON partijen_medewerker TO wijk_eigenaar USING (true)",
    ]


def rechten() -> list[str]:
    tabellen = ", ".join(f"partijen_{t}" for t in ["gemeente", *PER_GEMEENTE])
    return [
        f"GRANT SELECT ON {tabellen} TO wijk_web, wijk_kern, wijk_reserve",
        "GRANT INSERT, UPDATE (tot, ingetrokken) ON partijen_waarneming TO wijk_web",
        "GRANT INSERT ON partijen_sleutel TO wijk_kern",
        "GRANT SELECT, UPDATE (password) ON partijen_login TO wijk_web",
        "GRANT SELECT ON partijen_medewerker TO wijk_web, wijk_kern, wijk_reserve",
        "GRANT SELECT ON partijen_login TO wijk_reserve",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON partijen_poging TO wijk_web",
        "GRANT SELECT ON partijen_poging TO wijk_reserve",
    ]


def verwijzingen() -> list[str]:
    uit = []
    for ouder, gelijk in sorted({(o, g) for _, _, o, g in GEBONDEN}):
        uit.append(f"ALTER TABLE partijen_{ouder} ADD CONSTRAINT partijen_{ouder}_{gelijk}_een UNIQUE (id, {gelijk})")
    for tabel, kolom, ouder, gelijk in GEBONDEN:
        naam = f"partijen_{tabel}_{kolom}_zelfde_{gelijk}"
        uit.append(
            f"ALTER TABLE partijen_{tabel} ADD CONSTRAINT {naam} FOREIGN KEY ({kolom}, {gelijk}) "
            f"REFERENCES partijen_{ouder} (id, {gelijk}) DEFERRABLE INITIALLY IMMEDIATE"
        )
    return uit


def stempels() -> list[str]:
    """A sequence never gives a number twice, also not after a rollback: what was cached under one holds for ever."""
    functie = """CREATE FUNCTION partijen_stempel() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
        BEGIN
            INSERT INTO partijen_stempel (gemeente, nummer) VALUES (coalesce(NEW.gemeente, OLD.gemeente), nextval('partijen_stempel_nummer'))
            ON CONFLICT (gemeente) DO UPDATE SET nummer = excluded.nummer;
            RETURN NULL;
        END $$"""
    triggers = [
        f"CREATE TRIGGER stempel AFTER INSERT OR UPDATE OR DELETE ON partijen_{t} FOR EACH ROW EXECUTE FUNCTION partijen_stempel()"
        for t in GESTEMPELD
    ]
    return ["CREATE SEQUENCE partijen_stempel_nummer", functie, "REVOKE ALL ON FUNCTION partijen_stempel() FROM PUBLIC", *triggers]


class Migration(migrations.Migration):
    dependencies = [("partijen", "0001_begin")]

    operations = [migrations.RunSQL(sql) for sql in (*verwijzingen(), *stempels(), *afscherming(), *rechten())]
