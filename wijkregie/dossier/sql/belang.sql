-- SPDX-License-Identifier: EUPL-1.2
-- Who has an interest of his own in a dossier is shut out of it, of the people whom it is about, and of every other dossier about them. Access itself
-- is closed in room delen (app_belang); here which dossiers these are, and what is not driven by the access table.

-- Whatever else opens it: a row of these tables is seen only if the session is not shut out of its dossier.
do $$
declare t text;
begin
    foreach t in array array['dossier_werk', 'dossier_plicht', 'dossier_behandelaar'] loop
        execute format('create policy belang on %I as restrictive to wijk_web using (not dossier = any ((select app_belang())::uuid[]))', t);
    end loop;
end $$;
-- A draft of a dossier likewise; one that belongs to no dossier is the login's own.
create policy belang on dossier_concept as restrictive to wijk_web
    using (dossier is null or not dossier = any ((select app_belang())::uuid[]));

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

-- What its owner (zoeken.sql) reads for it: ids and dates, no content.
grant select (gemeente, dossier, login, van, tot) on delen_belang to wijk_zoek;
grant select (gemeente, dossier, ander, tot) on dossier_verbinding to wijk_zoek;
grant select (gemeente, id, soort) on dossier_dossier to wijk_zoek;
create policy zoek on delen_belang for select to wijk_zoek using (true);
create policy zoek on dossier_verbinding for select to wijk_zoek using (true);
create policy zoek on dossier_dossier for select to wijk_zoek using (true);
