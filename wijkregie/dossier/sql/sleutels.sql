-- SPDX-License-Identifier: EUPL-1.2
-- Keys of encrypted content: one per dossier and category, wrapped by a master key that is not in the database. In a table of their own, so that
-- they have a backup of their own that is kept shortly; no foreign key, so that either can be put back without the other.

create table dossier_sleutel (
    gemeente int not null,
    dossier uuid not null,
    categorie smallint not null,
    hoofdsleutel text not null,         -- mark of the master key that wraps it
    sleutel bytea not null,
    primary key (gemeente, dossier, categorie)
);
create index dossier_sleutel_hoofdsleutel on dossier_sleutel (hoofdsleutel);
alter table dossier_sleutel enable row level security;
alter table dossier_sleutel force row level security;
create policy kern on dossier_sleutel to wijk_kern using (gemeente = app_gemeente()) with check (gemeente = app_gemeente());
grant select, insert on dossier_sleutel to wijk_kern;
create policy eigenaar on dossier_sleutel to wijk_eigenaar using (true) with check (true); -- wraps them anew when the master key changes

-- A session has a key if and only if the category is granted to it in this dossier, by the same mask as the rows, or it may read a row or a file that
-- the key opens: the policies of those decide. The mask is looked at first, because it mostly decides and costs little.
create policy web on dossier_sleutel for select to wijk_web using (gemeente = app_gemeente() and (
    exists (select 1 from delen_toegang t where t.gemeente = dossier_sleutel.gemeente and t.dossier = dossier_sleutel.dossier and t.ding is null
        and get_bit(t.inhoud, dossier_sleutel.categorie) = 1)
    or exists (select 1 from dossier_deel d where d.gemeente = dossier_sleutel.gemeente and d.dossier = dossier_sleutel.dossier
        and d.categorie = dossier_sleutel.categorie)
    or exists (select 1 from dossier_bestand b where b.gemeente = dossier_sleutel.gemeente and b.dossier = dossier_sleutel.dossier
        and b.categorie = dossier_sleutel.categorie)));
grant select on dossier_sleutel to wijk_web;

-- The keys of one dossier, as its policies give them to who asks. A statement of its own would be planned at every page, and planning these policies
-- costs ten times their answer; a function keeps the plan with the connection. It runs as who calls it, so row-level security stays what it is.
create function dossier_sleutels(p_gemeente int, p_dossier uuid) returns table (categorie smallint, hoofdsleutel text, sleutel bytea)
language plpgsql stable set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
    return query select s.categorie, s.hoofdsleutel, s.sleutel from dossier_sleutel s where s.gemeente = p_gemeente and s.dossier = p_dossier;
end $$;
revoke all on function dossier_sleutels(int, uuid) from public;
grant execute on function dossier_sleutels(int, uuid) to wijk_web, wijk_kern, wijk_eigenaar;
