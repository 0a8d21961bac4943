-- SPDX-License-Identifier: EUPL-1.2
-- Emergency access: one member opens categories of one dossier for today and tomorrow, says why, and is judged afterwards by somebody else.
-- What it opens is a row of delen_toegang with the same id, under the key of the member alone: its number below zero.

create table delen_nood (
    gemeente int not null,
    id uuid not null,
    dossier uuid not null,
    login int not null,
    lidmaatschap int not null,
    organisatie int not null,
    categorieen smallint[] not null,
    reden bytea not null,               -- encrypted under a key of the dossier, as is what the judge writes
    moment timestamptz not null,
    van date not null,
    tot date not null,
    oordeel text check (oordeel in ('terecht', 'onterecht')),
    toelichting bytea,
    beoordeeld_door int,
    beoordeeld timestamptz,
    primary key (gemeente, id),
    check (num_nulls(oordeel, beoordeeld_door, beoordeeld) in (0, 3)),
    check (beoordeeld_door is distinct from login)   -- nobody judges his own
);
create index delen_nood_dossier on delen_nood (gemeente, dossier);
alter table delen_nood enable row level security;
alter table delen_nood force row level security;
create policy kern on delen_nood to wijk_kern using (gemeente = app_gemeente()) with check (gemeente = app_gemeente());
grant select, insert on delen_nood to wijk_kern;
grant update (oordeel, toelichting, beoordeeld_door, beoordeeld, tot) on delen_nood to wijk_kern;

-- That it happened is known to a session if and only if it sees the dossier; why, and which categories, only to who did it and who judges it (through
-- wijk_kern).
create policy web on delen_nood for select to wijk_web using (gemeente = app_gemeente() and exists
    (select 1 from delen_toegang t where t.gemeente = delen_nood.gemeente and t.dossier = delen_nood.dossier));
grant select (gemeente, id, dossier, organisatie, van, tot) on delen_nood to wijk_web;
