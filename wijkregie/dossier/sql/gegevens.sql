-- SPDX-License-Identifier: EUPL-1.2
-- That the content of single facts was destroyed: which, on whose decision, and the root before. The decision is a fact in the chain of the dossier.
-- Added to only, and by the one function that empties (room privacy). In the short backup with the keys, like the proofs of whole dossiers.

create table dossier_gegevenvernietiging (
    gemeente int not null,
    dossier uuid not null,
    besluit uuid not null,              -- the fact that decides
    feiten uuid[] not null,             -- what was emptied: their categories but `blijft`, and their files
    blijft smallint not null,           -- the category of who recorded them
    akkoord bigint not null,
    door int not null,                  -- login that decided
    akkoord_door int not null,          -- login that agreed: somebody else
    moment timestamptz not null,
    delen int not null,
    bestanden int not null,
    wortel_nr int not null,             -- the root that held the dossier before
    wortel bytea not null,
    primary key (gemeente, dossier, besluit),
    check (door <> akkoord_door)
);
alter table dossier_gegevenvernietiging enable row level security;
alter table dossier_gegevenvernietiging force row level security;
create policy kern on dossier_gegevenvernietiging for select to wijk_kern using (gemeente = app_gemeente());
grant select on dossier_gegevenvernietiging to wijk_kern;
create policy vernietig on dossier_gegevenvernietiging to wijk_vernietiger using (true) with check (true);
grant select, insert on dossier_gegevenvernietiging to wijk_vernietiger;
create trigger onveranderlijk before update or delete on dossier_gegevenvernietiging for each row execute function dossier_onveranderlijk();
create trigger onleegbaar before truncate on dossier_gegevenvernietiging for each statement execute function dossier_onveranderlijk();
