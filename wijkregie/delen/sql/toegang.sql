-- SPDX-License-Identifier: EUPL-1.2
-- Who may see what: categories and purposes of the municipality, and the rows that give access.

-- Each category of a municipality has a bit, each purpose a number, for good. A mask is a row of 256 bits, the category's own bit counted from
-- the left (get_bit).
create table delen_categorie (
    gemeente int not null,
    naam text not null,
    bit smallint not null check (bit between 0 and 255),
    versleuteld boolean not null default false,
    primary key (gemeente, naam),
    unique (gemeente, bit)
);
create table delen_doel (
    gemeente int not null,
    naam text not null,
    id int not null check (id > 0),
    primary key (gemeente, naam),
    unique (gemeente, id)
);

-- One row per access key, dossier (or one thing of it), purpose and way. `bestaat`: the categories of which facts may be known to be there, `inhoud`:
-- those that may be read. `tot` is the first day on which it no longer holds, never past the next switch of the dossier. Purpose 0 is an
-- organisation's own work: that row opens what the organisation recorded itself (`eigen`), and categories that hold nothing of others.
create table delen_toegang (
    gemeente int not null,
    dossier uuid not null,
    id uuid not null,
    sleutel int not null,
    ding uuid,
    doel int not null,
    weg text not null,
    bestaat bit(256) not null,
    inhoud bit(256) not null,
    eigen boolean not null default false,
    lijst smallint not null,            -- in which list of dossiers it stands: 1 open, 2 closed, 0 none
    volgorde bigint not null,           -- its place there, by its number: recording something does not move it
    van date not null,
    tot date not null,
    primary key (gemeente, dossier, id)
);
create index delen_toegang_dossier on delen_toegang (gemeente, dossier, (sleutel + 0));  -- as the policy below compares it
create index delen_toegang_sleutel on delen_toegang (gemeente, sleutel, dossier);
create index delen_toegang_lijst on delen_toegang (gemeente, sleutel, lijst, volgorde desc) where lijst > 0;

-- Provisions: this one fact, for this key.
create table delen_toegang_feit (
    gemeente int not null,
    dossier uuid not null,
    id uuid not null,
    feit uuid not null,
    sleutel int not null,
    doel int not null,
    weg text not null,
    inhoud bit(256) not null,
    van date not null,
    tot date not null,
    primary key (gemeente, dossier, id)
);
create index delen_toegang_feit_feit on delen_toegang_feit (gemeente, feit, sleutel);

-- wijk_kern sees and writes a row if and only if it is of the municipality of its context.
do $$
declare t text;
begin
    foreach t in array array['delen_categorie', 'delen_doel', 'delen_toegang', 'delen_toegang_feit'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy kern on %I to wijk_kern using (gemeente = app_gemeente()) with check (gemeente = app_gemeente())', t);
        execute format('grant select, insert, update, delete on %I to wijk_kern', t);
        execute format('grant select on %I to wijk_web', t);
    end loop;
end $$;

-- The names of categories and purposes are the agreement's, seen if and only if they are of the session's own municipality; set by the owner when
-- migrating.
create policy eigenaar on delen_categorie to wijk_eigenaar using (true) with check (true);
create policy eigenaar on delen_doel to wijk_eigenaar using (true) with check (true);
create policy web on delen_categorie for select to wijk_web using (gemeente = app_gemeente());
create policy web on delen_doel for select to wijk_web using (gemeente = app_gemeente());

-- A session sees an access row if and only if the key is one of its own, the row holds on the day of the context, its purpose is one of the
-- context's and (own work apart) so is its way, and the session is not shut out of the dossier (belang.sql).
-- The context is asked once per query (a subquery), not once per row. `sleutel + 0`: a list is read per key, in the order of an index; a policy that
-- offers the index a set of keys takes that order away, and the whole list is sorted for its first fifty. So it compares with an expression that no
-- index knows. Provisions are found by their fact.
create policy web on delen_toegang for select to wijk_web
    using (gemeente = (select app_gemeente()) and sleutel + 0 = any ((select app_sleutels())::int[]) and van <= (select app_dag()) and tot > (select app_dag())
           and doel = any ((select app_doelen())::int[]) and (doel = 0 or weg = (select app_weg())));
create policy web on delen_toegang_feit for select to wijk_web
    using (gemeente = (select app_gemeente()) and sleutel = any ((select app_sleutels())::int[]) and van <= (select app_dag()) and tot > (select app_dag())
           and doel = any ((select app_doelen())::int[]) and (doel = 0 or weg = (select app_weg())));

-- What stands in no list (persons, addresses, requests) is found by its number too: through the keys of the session, as what does.
create index delen_toegang_nummer on delen_toegang (gemeente, sleutel, volgorde) where lijst = 0;
