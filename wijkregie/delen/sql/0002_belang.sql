-- SPDX-License-Identifier: EUPL-1.2
-- Who has an interest of his own in a dossier (party, relative, neighbour) is shut out of it as a login, whatever his organisation may see.
-- Rows are added and ended, never removed. `tot`: the first day on which it no longer holds.

create table delen_belang (
    gemeente int not null,
    id uuid not null,
    dossier uuid not null,
    login int not null,
    grond text not null check (grond in ('partij', 'naaste', 'bekende', 'anders')),
    van date not null,
    tot date,
    gemeld_door int not null,
    opgeheven_door int,
    primary key (gemeente, id),
    check ((tot is null) = (opgeheven_door is null)),
    check (opgeheven_door is distinct from login)   -- nobody lets himself in again
);
create unique index delen_belang_nu on delen_belang (gemeente, login, dossier) where tot is null;
alter table delen_belang enable row level security;
alter table delen_belang force row level security;
create policy kern on delen_belang to wijk_kern using (gemeente = app_gemeente()) with check (gemeente = app_gemeente());
grant select on delen_belang to wijk_kern;

grant insert (gemeente, id, dossier, login, grond, van, gemeld_door), update (tot, opgeheven_door) on delen_belang to wijk_kern;

-- A login knows its own rows.
create policy web on delen_belang for select to wijk_web using (gemeente = app_gemeente() and login = app_login());
grant select on delen_belang to wijk_web;

-- The dossiers that this session is shut out of; null, so that nothing is seen, where the context does not say it.
create function app_belang() returns uuid[] language sql stable parallel safe as
    $$ select nullif(current_setting('app.belang', true), '')::uuid[] $$;
do $$
declare t text;
begin
    foreach t in array array['delen_toegang', 'delen_toegang_feit'] loop
        execute format('create policy belang on %I as restrictive to wijk_web, wijk_zoek'
            ' using (not dossier = any ((select app_belang())::uuid[]))', t);
    end loop;
end $$;
