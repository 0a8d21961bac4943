-- SPDX-License-Identifier: EUPL-1.2
-- Facts that are closed or marked. Moved to the dossier where they belong: closed here to all but the organisation that recorded them. Restricted at
-- the request of the person concerned: the frame stays, the content is closed to all but who recorded it and the purposes that the law names; those
-- have a row of their own for this fact in delen_toegang_feit. A mark says what is contested, objected to or restricted; by itself it closes nothing.

create table dossier_dicht (
    gemeente int not null, dossier uuid not null, id uuid not null,
    feit uuid not null,
    beperkt boolean,                    -- null: moved away, and its frame is closed too
    primary key (gemeente, dossier, id)
);
create index dossier_dicht_feit on dossier_dicht (gemeente, feit);
create table dossier_merk (
    gemeente int not null, dossier uuid not null, id uuid not null,
    feit uuid not null, soort text not null,    -- betwist, beperkt, bezwaar
    sinds date not null, door uuid not null,    -- the fact that says so
    primary key (gemeente, dossier, id)
);
create index dossier_merk_feit on dossier_merk (gemeente, feit);

-- Derived, as the rows of afgeleid.sql: wijk_kern sees and writes a row if and only if it is of the municipality of its context.
do $$
declare t text;
begin
    foreach t in array array['dossier_dicht', 'dossier_merk'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy kern on %I to wijk_kern using (gemeente = app_gemeente()) with check (gemeente = app_gemeente())', t);
        execute format('grant select, insert, update, delete on %I to wijk_kern', t);
        execute format('grant select on %I to wijk_web', t);
    end loop;
end $$;

-- That a fact is closed is known if and only if the session sees something of the dossier, or the fact was given onward to it. Of a dossier that is
-- not there for a session not even that.
create policy web on dossier_dicht for select to wijk_web using (gemeente = app_gemeente() and (exists
    (select 1 from delen_toegang t where t.gemeente = dossier_dicht.gemeente and t.dossier = dossier_dicht.dossier)
    or exists (select 1 from delen_toegang_feit v where v.gemeente = dossier_dicht.gemeente and v.feit = dossier_dicht.feit)));
-- A mark is seen if and only if the fact is.
create policy web on dossier_merk for select to wijk_web using (gemeente = app_gemeente() and exists
    (select 1 from dossier_feit f where f.gemeente = dossier_merk.gemeente and f.id = dossier_merk.feit));

-- Whatever is granted: a fact is seen only if the organisation recorded it itself, or it was not moved away.
create policy dicht on dossier_feit as restrictive for select to wijk_web using (vastlegger = app_organisatie() or not exists
    (select 1 from dossier_dicht x where x.gemeente = dossier_feit.gemeente and x.feit = dossier_feit.id and x.beperkt is null));
-- Whatever is granted: content is read only if the organisation recorded it itself, the fact is neither moved nor restricted, or it was given onward.
-- Of a moved fact no provision is left, so the last opens restricted facts only, and of those the categories that it is about.
create policy dicht on dossier_deel as restrictive for select to wijk_web using (vastlegger = app_organisatie() or not exists
    (select 1 from dossier_dicht x where x.gemeente = dossier_deel.gemeente and x.feit = dossier_deel.feit)
    or exists (select 1 from delen_toegang_feit v where v.gemeente = dossier_deel.gemeente and v.feit = dossier_deel.feit
        and get_bit(v.inhoud, dossier_deel.categorie) = 1));
create policy dicht on dossier_bestand as restrictive for select to wijk_web using (vastlegger = app_organisatie() or not exists
    (select 1 from dossier_dicht x where x.gemeente = dossier_bestand.gemeente and x.feit = dossier_bestand.feit)
    or exists (select 1 from delen_toegang_feit v where v.gemeente = dossier_bestand.gemeente and v.feit = dossier_bestand.feit
        and get_bit(v.inhoud, dossier_bestand.categorie) = 1));
