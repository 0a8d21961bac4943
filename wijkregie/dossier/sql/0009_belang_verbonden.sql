-- SPDX-License-Identifier: EUPL-1.2
-- Who is shut out of a dossier is shut out of the people whom it is about, and of every other dossier about them.

grant select (gemeente, dossier, login, van, tot) on delen_belang to wijk_zoek;
grant select (gemeente, dossier, ander, tot) on dossier_verbinding to wijk_zoek;
grant select (gemeente, id, soort) on dossier_dossier to wijk_zoek;
create policy zoek on delen_belang for select to wijk_zoek using (true);
create policy zoek on dossier_verbinding for select to wijk_zoek using (true);
create policy zoek on dossier_dossier for select to wijk_zoek using (true);

-- Runs as its owner: who is shut out sees none of the rows that say so. It gives ids only.
create function dossier_belang_van(p_gemeente int, p_login int, p_dag date) returns uuid[] language sql stable security definer
set search_path = public, pg_temp as $$
    with eigen as materialized (
        select b.dossier from delen_belang b
        where b.gemeente = p_gemeente and b.login = p_login and b.van <= p_dag and (b.tot is null or b.tot > p_dag)),
    persoon as (
        select d.id from eigen e join dossier_dossier d on d.gemeente = p_gemeente and d.id = e.dossier where d.soort = 'persoon'
        union select d.id from eigen e join dossier_verbinding v on v.gemeente = p_gemeente and v.dossier = e.dossier and v.tot is null
            join dossier_dossier d on d.gemeente = p_gemeente and d.id = v.ander where d.soort = 'persoon')
    select coalesce(array_agg(x.dossier), '{}') from (
        select dossier from eigen
        union select id from persoon
        union select v.dossier from persoon p join dossier_verbinding v on v.gemeente = p_gemeente and v.ander = p.id and v.tot is null) x
$$;
revoke all on function dossier_belang_van(int, int, date) from public;
grant execute on function dossier_belang_van(int, int, date) to wijk_web, wijk_kern;
grant create on schema public to wijk_zoek;
alter function dossier_belang_van(int, int, date) owner to wijk_zoek;
revoke create on schema public from wijk_zoek;
