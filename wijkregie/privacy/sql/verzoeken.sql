-- SPDX-License-Identifier: EUPL-1.2
-- What a request of the person concerned is about. `privacy_stuk` holds no content: it says which rows of which facts were found for a request, and
-- so which of them a session with the privacy role may be given for it. Decisions are kept; a package is emptied after its day.

create table privacy_stuk (
    gemeente int not null,
    verzoek uuid not null,              -- the dossier of the request
    feit uuid not null,
    categorie smallint not null,
    dossier uuid not null,
    reden text,                         -- why it is left out unless reviewed; null: about the person himself
    vrij boolean not null,              -- free text: somebody has to look
    versie bytea not null,              -- of the fact as it stood: a correction makes another
    vastgelegd_door int,                -- login that recorded the request: somebody else collects and reviews
    verzameld timestamptz not null,
    primary key (gemeente, verzoek, feit, categorie),
    foreign key (gemeente, verzoek) references dossier_dossier (gemeente, id)
);
create table privacy_oordeel (
    gemeente int not null,
    verzoek uuid not null,
    feit uuid not null,
    categorie smallint not null,
    meegeven boolean not null,
    versie bytea not null,              -- that was decided about; of another one nobody decided anything
    grond text,
    login int not null,
    moment timestamptz not null,
    primary key (gemeente, verzoek, feit, categorie),
    foreign key (gemeente, verzoek, feit, categorie) references privacy_stuk (gemeente, verzoek, feit, categorie),
    check (meegeven = (grond is null))
);
create table privacy_pakket (
    gemeente int not null,
    id uuid not null,
    verzoek uuid not null,
    login int not null,                 -- who asked for it
    dossiers uuid[] not null,           -- that it was found in
    gevraagd timestamptz not null,
    gemaakt timestamptz,
    mislukt boolean not null default false,
    vervalt date,                       -- the first day on which it is no longer there
    telling jsonb,                      -- how many were given, and left out on which ground; no content
    afdruk text,                        -- SHA-256 of the data
    hoofdsleutel text,                  -- mark of the master key that it lies under, once it is made
    zout bytea, gegevens bytea, pdf bytea,
    primary key (gemeente, id),
    foreign key (gemeente, verzoek) references dossier_dossier (gemeente, id)
);
create index privacy_pakket_verzoek on privacy_pakket (gemeente, verzoek, gevraagd desc);
create index privacy_pakket_vervalt on privacy_pakket (gemeente, vervalt) where zout is not null;

-- wijk_kern sees and writes a row if and only if it is of the municipality of its context; decisions it only reads. A session sees a row if and only
-- if one of its keys is of a role that watches over privacy and a rule opens the request to it for a purpose of its door (its own work is not
-- enough), within what the restrictive policies below leave.
do $$
declare t text;
begin
    foreach t in array array['privacy_stuk', 'privacy_oordeel', 'privacy_pakket'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy kern on %I to wijk_kern using (gemeente = app_gemeente()) with check (gemeente = app_gemeente())', t);
        execute format('create policy web on %1$I for select to wijk_web using (gemeente = app_gemeente()'
            ' and exists (select 1 from partijen_sleutel s join privacy_toezicht p on p.gemeente = s.gemeente and p.rol = s.rol'
            '   where s.gemeente = %1$I.gemeente and s.id = any ((select app_sleutels())::int[]))'
            ' and exists (select 1 from delen_toegang d where d.gemeente = %1$I.gemeente and d.dossier = %1$I.verzoek and d.doel <> 0))', t);
        execute format('grant select on %I to wijk_web', t);
    end loop;
end $$;
grant select, insert, update, delete on privacy_stuk to wijk_kern;
grant select on privacy_oordeel to wijk_kern;
grant select, insert, update on privacy_pakket to wijk_kern;

-- Who is shut out of a dossier for an interest of his own sees nothing of it here either, and no package that holds something of it.
create policy belang on privacy_stuk as restrictive to wijk_web using (not dossier = any ((select app_belang())::uuid[]));
create policy belang on privacy_pakket as restrictive to wijk_web using (not dossiers && (select app_belang())::uuid[]);

-- Who recorded the request gives himself nothing by it, and sees nothing here: a colleague collects, reviews and gives. A package is seen only by who
-- sees something that was found for it.
create policy ander on privacy_stuk as restrictive to wijk_web using (vastgelegd_door is distinct from app_login());
create policy ander on privacy_pakket as restrictive to wijk_web using (exists
    (select 1 from privacy_stuk s where s.gemeente = privacy_pakket.gemeente and s.verzoek = privacy_pakket.verzoek));

-- A session decides if and only if it does so in its own name, about something found that it sees; it decides anew what it sees, in its own name
-- again.
create policy oordeelt on privacy_oordeel for insert to wijk_web with check (gemeente = app_gemeente() and login = app_login() and exists
    (select 1 from privacy_stuk s where s.gemeente = privacy_oordeel.gemeente and s.verzoek = privacy_oordeel.verzoek
        and s.feit = privacy_oordeel.feit and s.categorie = privacy_oordeel.categorie));
create policy herziet on privacy_oordeel for update to wijk_web using (gemeente = app_gemeente() and exists
    (select 1 from privacy_stuk s where s.gemeente = privacy_oordeel.gemeente and s.verzoek = privacy_oordeel.verzoek
        and s.feit = privacy_oordeel.feit and s.categorie = privacy_oordeel.categorie)) with check (login = app_login());
grant insert, update on privacy_oordeel to wijk_web;

-- Of a dossier that is destroyed nothing is left here: packages that hold something of it are emptied (vernietigen.sql). The function sees all rows.
do $$
declare t text;
begin
    foreach t in array array['privacy_stuk', 'privacy_oordeel', 'privacy_pakket'] loop
        execute format('create policy vernietig on %I to wijk_vernietiger using (true) with check (true)', t);
        execute format('grant select on %I to wijk_vernietiger', t);
    end loop;
end $$;
grant delete on privacy_stuk, privacy_oordeel to wijk_vernietiger;
grant update (zout, gegevens, pdf) on privacy_pakket to wijk_vernietiger;
