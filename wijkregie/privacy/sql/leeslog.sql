-- SPDX-License-Identifier: EUPL-1.2
-- The read log: who read of which dossiers which categories, through which door and for which purposes. Written in the reader's own transaction
-- and added to only. `boeking`: the transaction, by which sealing knows that nothing can still come before what it seals.

create table privacy_lezing (
    gemeente int not null,
    id bigint generated always as identity,
    boeking xid8 not null default pg_current_xact_id(),
    moment timestamptz not null,
    login int not null,
    organisatie int not null,
    rollen text[] not null,
    deur text not null,
    weg text not null,
    doelen int[] not null,
    dossiers uuid[] not null,
    categorieen bit(256)[] not null,    -- per dossier the mask of what was read of it
    primary key (gemeente, id)
);
create index privacy_lezing_boeking on privacy_lezing (gemeente, boeking, id);
create index privacy_lezing_dossiers on privacy_lezing using gin (dossiers);
create index privacy_lezing_login on privacy_lezing (gemeente, login, id);

-- Per minute one root over the rows of that minute, on top of the root before. `tot`: the first transaction that it does not hold.
create table privacy_zegel (
    gemeente int not null,
    nr int not null,
    moment timestamptz not null,
    tot xid8 not null,
    aantal int not null,
    wortel bytea not null,
    primary key (gemeente, nr)
);

-- The outbox of the read log: a row per seal, made with it. What is sealed and not yet confirmed by the collector is still to be sent.
create table privacy_logboek (
    gemeente int not null,
    zegel int not null,
    klaar_tot bigint not null default 0,    -- the last line of this seal that the collector confirmed
    pogingen int not null default 0,        -- in vain, since the last one that went well
    na timestamptz not null,                -- not tried again before this moment
    verzonden timestamptz,
    primary key (gemeente, zegel),
    foreign key (gemeente, zegel) references privacy_zegel (gemeente, nr)
);
create index privacy_logboek_open on privacy_logboek (gemeente, zegel) where verzonden is null;

-- wijk_kern sees and writes a row if and only if it is of the municipality of its context; lines of the log it only reads.
do $$
declare t text;
begin
    foreach t in array array['privacy_lezing', 'privacy_zegel', 'privacy_logboek'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy kern on %I to wijk_kern using (gemeente = app_gemeente()) with check (gemeente = app_gemeente())', t);
    end loop;
    foreach t in array array['privacy_lezing', 'privacy_zegel'] loop
        execute format('create trigger onveranderlijk before update or delete on %I for each row execute function dossier_onveranderlijk()', t);
        execute format('create trigger onleegbaar before truncate on %I for each statement execute function dossier_onveranderlijk()', t);
    end loop;
end $$;
grant select on privacy_lezing to wijk_kern;
grant select, insert on privacy_zegel to wijk_kern;
grant select, insert, update on privacy_logboek to wijk_kern;

-- A session reads a line if and only if one of its keys is of a role that watches over privacy, and it is shut out of no dossier in the line.
create policy toezicht on privacy_lezing for select to wijk_web using (gemeente = app_gemeente() and exists
    (select 1 from partijen_sleutel s join privacy_toezicht t on t.gemeente = s.gemeente and t.rol = s.rol
        where s.gemeente = privacy_lezing.gemeente and s.id = any (app_sleutels())));
create policy belang on privacy_lezing as restrictive for select to wijk_web using (not dossiers && (select app_belang())::uuid[]);
grant select on privacy_lezing to wijk_web;
-- It writes a line if and only if that is in its own name.
create policy web on privacy_lezing for insert to wijk_web
    with check (gemeente = app_gemeente() and login = app_login() and organisatie = app_organisatie());
grant insert (gemeente, moment, login, organisatie, rollen, deur, weg, doelen, dossiers, categorieen) on privacy_lezing to wijk_web;
