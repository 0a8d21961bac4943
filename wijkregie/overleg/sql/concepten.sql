-- SPDX-License-Identifier: EUPL-1.2
-- What a meeting needs and no norm asks about: drafts of an item that is being discussed, and the order that the chair gave an agenda. Both can be thrown
-- away: what counts are the facts.

-- A field of an item as somebody typed it. Of each organisation one row, so that who may not read another's finds nothing in his way; the highest version
-- that a session sees is the text. `categorie`: of the fact that it will be.
create table overleg_concept (
    gemeente int not null, dossier uuid not null, punt uuid not null, veld text not null, organisatie int not null,
    versie int not null, categorie smallint not null, login int not null, inhoud jsonb not null, bewaard timestamptz not null,
    primary key (gemeente, dossier, punt, veld, organisatie)
);
create table overleg_volgorde (
    gemeente int not null, dossier uuid not null, punt uuid not null, plaats int not null,
    primary key (gemeente, dossier, punt)
);
do $$
declare t text;
begin
    foreach t in array array['overleg_concept', 'overleg_volgorde'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy belang on %I as restrictive to wijk_web using (not dossier = any ((select app_belang())::uuid[]))', t);
        execute format('grant select on %I to wijk_web', t);
    end loop;
end $$;
grant insert, update, delete on overleg_concept to wijk_web;

-- A draft is read and written under the rule of the content that it will be: its category is granted in full, or the own organisation typed it.
create policy web on overleg_concept to wijk_web
    using (gemeente = app_gemeente() and exists (select 1 from delen_toegang t
        where t.gemeente = overleg_concept.gemeente and t.dossier = overleg_concept.dossier and t.ding is null
            and (get_bit(t.inhoud, overleg_concept.categorie) = 1 or t.eigen and overleg_concept.organisatie = app_organisatie())))
    with check (gemeente = app_gemeente() and organisatie = app_organisatie() and login = app_login() and exists (select 1 from delen_toegang t
        where t.gemeente = overleg_concept.gemeente and t.dossier = overleg_concept.dossier and t.ding is null));
-- The order of an agenda is there for who sees the series, and no page writes it: only the core knows who may place a case on an agenda.
create policy web on overleg_volgorde for select to wijk_web
    using (gemeente = app_gemeente() and exists (select 1 from dossier_dossier d where d.gemeente = overleg_volgorde.gemeente and d.id = overleg_volgorde.dossier));
create policy kern on overleg_volgorde to wijk_kern using (gemeente = app_gemeente()) with check (gemeente = app_gemeente());
grant select, insert, update on overleg_volgorde to wijk_kern;

-- What nobody finished goes after its days: the core sees when, and never what.
create policy kern on overleg_concept to wijk_kern using (gemeente = app_gemeente()) with check (gemeente = app_gemeente());
grant select (gemeente, bewaard), delete on overleg_concept to wijk_kern;
