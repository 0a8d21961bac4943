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
    categorieen bigint[] not null,      -- per dossier the mask of what was read of it
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

do $$
declare t text;
begin
    foreach t in array array['privacy_lezing', 'privacy_zegel'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy kern on %I to wijk_kern using (gemeente = app_gemeente()) with check (gemeente = app_gemeente())', t);
        execute format('create trigger onveranderlijk before update or delete on %I for each row execute function dossier_onveranderlijk()', t);
        execute format('create trigger onleegbaar before truncate on %I for each statement execute function dossier_onveranderlijk()', t);
    end loop;
end $$;
grant select on privacy_lezing to wijk_kern;
grant select, insert on privacy_zegel to wijk_kern;

-- The roles that look into the log: the vocabulary marks them `systeem: privacy`; set by the owner.
create table privacy_toezicht (
    gemeente int not null,
    rol text not null,
    primary key (gemeente, rol)
);
alter table privacy_toezicht enable row level security;
alter table privacy_toezicht force row level security;
create policy eigenaar on privacy_toezicht to wijk_eigenaar using (true) with check (true);
create policy web on privacy_toezicht for select to wijk_web using (gemeente = app_gemeente());
grant select on privacy_toezicht to wijk_web;

-- A session writes its own lines. It reads lines if and only if one of its keys is of a role that looks into the log.
create policy toezicht on privacy_lezing for select to wijk_web using (gemeente = app_gemeente() and exists
    (select 1 from partijen_sleutel s join privacy_toezicht t on t.gemeente = s.gemeente and t.rol = s.rol
        where s.gemeente = privacy_lezing.gemeente and s.id = any (app_sleutels())));
grant select on privacy_lezing to wijk_web;
create policy web on privacy_lezing for insert to wijk_web
    with check (gemeente = app_gemeente() and login = app_login() and organisatie = app_organisatie());
grant insert (gemeente, moment, login, organisatie, rollen, deur, weg, doelen, dossiers, categorieen) on privacy_lezing to wijk_web;
