-- SPDX-License-Identifier: EUPL-1.2
-- Who watches over privacy knows who is shut out of what, by opaque ids.
create policy toezicht on delen_belang for select to wijk_web using (gemeente = app_gemeente() and exists
    (select 1 from partijen_sleutel s join privacy_toezicht t on t.gemeente = s.gemeente and t.rol = s.rol
        where s.gemeente = delen_belang.gemeente and s.id = any (app_sleutels())));
