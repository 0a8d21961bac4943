-- SPDX-License-Identifier: EUPL-1.2
-- Where somebody is logged in. The key of a session is not here: who reads this table cannot use one.

create table partijen_aanmelding (
    id uuid primary key,
    login int not null references partijen_login (id) on delete cascade,
    begonnen timestamptz not null,
    gezien timestamptz not null,
    toestel text not null,
    geeindigd timestamptz
);
create index partijen_aanmelding_login on partijen_aanmelding (login, gezien);
alter table partijen_aanmelding enable row level security;
alter table partijen_aanmelding force row level security;
create policy eigen on partijen_aanmelding to wijk_web using (login = nullif(current_setting('app.login', true), '')::int);
create policy beheer on partijen_aanmelding to wijk_eigenaar using (true);
grant select, insert, update (gezien, geeindigd) on partijen_aanmelding to wijk_web;
grant select on partijen_aanmelding to wijk_reserve;

-- The nightly clearing has no login in its context.
create function partijen_ruim_aanmeldingen(voor timestamptz) returns bigint language sql security definer set search_path = public, pg_temp as $$
    with weg as (delete from partijen_aanmelding where gezien < voor returning 1) select count(*) from weg
$$;
revoke all on function partijen_ruim_aanmeldingen(timestamptz) from public;
grant execute on function partijen_ruim_aanmeldingen(timestamptz) to wijk_web;
