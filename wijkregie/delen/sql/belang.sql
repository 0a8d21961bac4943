-- SPDX-License-Identifier: EUPL-1.2
-- Who has an interest of his own in a dossier (party, relative, neighbour) is shut out of it as a login, whatever his organisation may see. Rows are
-- added and ended, never changed otherwise; they go with the dossier when that is destroyed. `tot`: the first day on which it no longer holds.

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

-- A session sees such a row if and only if it is about its own login (who watches over privacy sees more: room privacy).
create policy web on delen_belang for select to wijk_web using (gemeente = app_gemeente() and login = app_login());
grant select on delen_belang to wijk_web;

-- Whatever else opens a dossier: access to it is seen, also by the search, only if the session is not shut out of it.
create policy belang on delen_toegang as restrictive to wijk_web, wijk_zoek using (not dossier = any ((select app_belang())::uuid[]));
create policy belang on delen_toegang_feit as restrictive to wijk_web, wijk_zoek using (not dossier = any ((select app_belang())::uuid[]));
