-- SPDX-License-Identifier: EUPL-1.2
-- Who watches over privacy: the roles that the vocabulary marks `systeem: privacy`; set by the owner.

create table privacy_toezicht (
    gemeente int not null,
    rol text not null,
    primary key (gemeente, rol)
);
alter table privacy_toezicht enable row level security;
alter table privacy_toezicht force row level security;
create policy eigenaar on privacy_toezicht to wijk_eigenaar using (true) with check (true);
-- Which roles these are is seen if and only if they are of the session's own municipality.
create policy web on privacy_toezicht for select to wijk_web using (gemeente = app_gemeente());
grant select on privacy_toezicht to wijk_web;

-- Who watches over privacy knows who is shut out of what, by opaque ids: if and only if one of the session's keys is of such a role.
create policy toezicht on delen_belang for select to wijk_web using (gemeente = app_gemeente() and exists
    (select 1 from partijen_sleutel s join privacy_toezicht t on t.gemeente = s.gemeente and t.rol = s.rol
        where s.gemeente = delen_belang.gemeente and s.id = any (app_sleutels())));
