-- SPDX-License-Identifier: EUPL-1.2
-- What the person concerned contests, objects to or had restricted. A mark is seen by who sees the fact. A restricted fact keeps its frame; its content is
-- closed to all but who recorded it and the purposes that the law names: those have a row of their own for this fact in delen_toegang_feit.

create table dossier_merk (
    gemeente int not null, dossier uuid not null, id uuid not null,
    feit uuid not null, soort text not null,    -- betwist, beperkt, bezwaar
    sinds date not null, door uuid not null,    -- the fact that says so
    primary key (gemeente, dossier, id)
);
create index dossier_merk_feit on dossier_merk (gemeente, feit);
alter table dossier_merk enable row level security;
alter table dossier_merk force row level security;
create policy kern on dossier_merk to wijk_kern using (gemeente = app_gemeente()) with check (gemeente = app_gemeente());
grant select, insert, update, delete on dossier_merk to wijk_kern;
create policy web on dossier_merk for select to wijk_web using (gemeente = app_gemeente() and exists
    (select 1 from dossier_feit f where f.gemeente = dossier_merk.gemeente and f.id = dossier_merk.feit));
grant select on dossier_merk to wijk_web;
create policy vernietig on dossier_merk to wijk_vernietiger using (true) with check (true);
grant select, delete on dossier_merk to wijk_vernietiger;

alter table dossier_dicht add column beperkt boolean;  -- null: moved away, and its frame is closed too

alter policy dicht on dossier_feit using (vastlegger = app_organisatie() or not exists
    (select 1 from dossier_dicht x where x.gemeente = dossier_feit.gemeente and x.feit = dossier_feit.id and x.beperkt is null));
-- Of a moved fact no provision is left, so the second half opens restricted facts only, and of those the
-- categories that it is about.
alter policy dicht on dossier_deel using (vastlegger = app_organisatie() or not exists
    (select 1 from dossier_dicht x where x.gemeente = dossier_deel.gemeente and x.feit = dossier_deel.feit)
    or exists (select 1 from delen_toegang_feit v where v.gemeente = dossier_deel.gemeente and v.feit = dossier_deel.feit
        and get_bit(v.inhoud, dossier_deel.categorie) = 1));
alter policy dicht on dossier_bestand using (vastlegger = app_organisatie() or not exists
    (select 1 from dossier_dicht x where x.gemeente = dossier_bestand.gemeente and x.feit = dossier_bestand.feit)
    or exists (select 1 from delen_toegang_feit v where v.gemeente = dossier_bestand.gemeente and v.feit = dossier_bestand.feit
        and get_bit(v.inhoud, dossier_bestand.categorie) = 1));

-- Dossiers that were derived before have no marks: their fingerprints say so.
create policy eenmalig on dossier_dossier to wijk_eigenaar using (true) with check (true);
update dossier_dossier set afdruk = afdruk || '{"merk": {}}' where afdruk <> '{}';
drop policy eenmalig on dossier_dossier;
