-- SPDX-License-Identifier: EUPL-1.2
-- What happened around logging in, for who guards it: no address, no name. A login by its number; a name that is nobody's by a keyed hash, so that it
-- shows whether one name was tried often and not which.

create table partijen_gebeurtenis (
    id bigint generated always as identity primary key,
    moment timestamptz not null,
    soort text not null,
    login int references partijen_login (id) on delete cascade,
    merk text,
    check (login is null or merk is null)
);
create index partijen_gebeurtenis_login on partijen_gebeurtenis (login, id desc);
create index partijen_gebeurtenis_moment on partijen_gebeurtenis (moment);
alter table partijen_gebeurtenis enable row level security;
alter table partijen_gebeurtenis force row level security;
create policy beheer on partijen_gebeurtenis to wijk_eigenaar using (true);
-- Added to only, and before anybody is known.
create policy erbij on partijen_gebeurtenis for insert to wijk_web with check (true);
create policy eigen on partijen_gebeurtenis for select to wijk_web using (login = {LOGIN});
-- An administrator: of who works for his organisation now or later. Names that are nobody's belong to no organisation.
create policy beheerder on partijen_gebeurtenis for select to wijk_web using (exists (select 1 from partijen_lidmaatschap m
    where m.login = coalesce(partijen_gebeurtenis.login, {LOGIN}) and m.gemeente = {GEMEENTE} and coalesce(m.tot, {DAG}) >= {DAG}
        and partijen_beheert(m.organisatie)));
grant insert (moment, soort, login, merk), select on partijen_gebeurtenis to wijk_web;
grant select on partijen_gebeurtenis to wijk_reserve;

create function partijen_ruim_gebeurtenissen(voor timestamptz) returns bigint language sql security definer set search_path = public, pg_temp as $$
    with weg as (delete from partijen_gebeurtenis where moment < voor returning 1) select count(*) from weg
$$;
revoke all on function partijen_ruim_gebeurtenissen(timestamptz) from public;
grant execute on function partijen_ruim_gebeurtenissen(timestamptz) to wijk_kern;
