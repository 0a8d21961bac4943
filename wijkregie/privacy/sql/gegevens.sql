-- SPDX-License-Identifier: EUPL-1.2
-- Destroying the content of single facts. Who owes it decides, by a fact in the dossier; the core puts on a list which facts that names; somebody
-- else, of the role that watches over privacy, agrees; the function empties. It believes nobody but the list, and the list tells ids only.

create table privacy_gegevenlijst (
    gemeente int not null,
    dossier uuid not null,
    besluit uuid not null,              -- the fact that decides
    feiten uuid[] not null,
    blijft smallint not null,           -- this category of theirs stays: who recorded them
    door int not null,                  -- login that decided
    besloten date not null,
    voorgesteld timestamptz not null,
    primary key (gemeente, dossier, besluit)
);
create table privacy_gegevenakkoord (
    gemeente int not null,
    id bigint generated always as identity,
    dossier uuid not null,
    besluit uuid not null,
    login int not null,
    organisatie int not null,
    moment timestamptz not null,
    primary key (gemeente, id)
);
create index privacy_gegevenakkoord_besluit on privacy_gegevenakkoord (gemeente, dossier, besluit, id desc);

do $$
declare t text;
begin
    foreach t in array array['privacy_gegevenlijst', 'privacy_gegevenakkoord'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy kern on %I to wijk_kern using (gemeente = app_gemeente()) with check (gemeente = app_gemeente())', t);
        execute format('create policy toezicht on %1$I for select to wijk_web using (gemeente = app_gemeente() and exists '
            '(select 1 from partijen_sleutel s join privacy_toezicht t on t.gemeente = s.gemeente and t.rol = s.rol '
            'where s.gemeente = %1$I.gemeente and s.id = any (app_sleutels())))', t);
        execute format('create policy belang on %I as restrictive to wijk_web using (not dossier = any ((select app_belang())::uuid[]))', t);
        execute format('create policy vernietig on %I to wijk_vernietiger using (true) with check (true)', t);
        execute format('grant select on %I to wijk_kern, wijk_web, wijk_vernietiger', t);
    end loop;
end $$;
create trigger onveranderlijk before update or delete on privacy_gegevenakkoord for each row execute function dossier_onveranderlijk();
create trigger onleegbaar before truncate on privacy_gegevenakkoord for each statement execute function dossier_onveranderlijk();
grant insert, delete on privacy_gegevenlijst to wijk_kern;
grant delete on privacy_gegevenlijst to wijk_vernietiger;
-- Somebody with that role agrees, in his own name, with what another decided and stands on the list.
create policy akkoord on privacy_gegevenakkoord for insert to wijk_web with check (gemeente = app_gemeente() and login = app_login()
    and organisatie = app_organisatie()
    and exists (select 1 from partijen_sleutel s join privacy_toezicht t on t.gemeente = s.gemeente and t.rol = s.rol
        where s.gemeente = privacy_gegevenakkoord.gemeente and s.id = any (app_sleutels()))
    and exists (select 1 from privacy_gegevenlijst l where l.gemeente = privacy_gegevenakkoord.gemeente
        and l.dossier = privacy_gegevenakkoord.dossier and l.besluit = privacy_gegevenakkoord.besluit and l.door <> app_login()));
grant insert (gemeente, dossier, besluit, login, organisatie, moment) on privacy_gegevenakkoord to wijk_web;

-- Empty what one decision names, all or nothing. Called again where there is a proof (an older backup was put back) it does what that says.
create function privacy_vernietig_gegevens(p_gemeente int, p_dossier uuid, p_besluit uuid, p_moment timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    d dossier_dossier;
    l privacy_gegevenlijst;
    a privacy_gegevenakkoord;
    v dossier_gegevenvernietiging;
    n int;
begin
    select * into d from dossier_dossier where gemeente = p_gemeente and id = p_dossier for update;
    if d.id is null or d.vernietigd_op is not null then
        return false;
    end if;
    select * into v from dossier_gegevenvernietiging where gemeente = p_gemeente and dossier = p_dossier and besluit = p_besluit;
    if v.dossier is null then
        select * into l from privacy_gegevenlijst where gemeente = p_gemeente and dossier = p_dossier and besluit = p_besluit;
        if l.dossier is null or exists (select 1 from unnest(l.feiten) x(id) where not exists
                (select 1 from dossier_feit f join dossier_feit b on b.gemeente = f.gemeente and b.dossier = f.dossier and b.id = p_besluit and f.nr < b.nr
                    where f.gemeente = p_gemeente and f.dossier = p_dossier and f.id = x.id)) then
            raise exception 'niet op de lijst' using errcode = 'insufficient_privilege';
        end if;
        select * into a from privacy_gegevenakkoord where gemeente = p_gemeente and dossier = p_dossier and besluit = p_besluit
            and moment >= l.voorgesteld order by id desc limit 1;
        if a.id is null or a.login = l.door then
            raise exception 'niet goedgekeurd' using errcode = 'insufficient_privilege';
        end if;
        v.gemeente := p_gemeente; v.dossier := p_dossier; v.besluit := p_besluit; v.feiten := l.feiten; v.blijft := l.blijft;
        v.akkoord := a.id; v.door := l.door; v.akkoord_door := a.login; v.moment := p_moment;
        select k.wortel, w.wortel into v.wortel_nr, v.wortel from dossier_wortel_kop k
            join dossier_wortel w on w.gemeente = k.gemeente and w.nr = k.wortel
            where k.gemeente = p_gemeente and k.dossier = p_dossier and k.schakel = d.schakel order by k.wortel desc limit 1;
        if v.wortel is null then
            raise exception 'maak eerst een wortel' using errcode = 'object_not_in_prerequisite_state';
        end if;
        select count(*) into v.delen from dossier_deel where gemeente = p_gemeente and feit = any (v.feiten) and categorie <> v.blijft and inhoud is not null;
        select count(*) into v.bestanden from dossier_bestand where gemeente = p_gemeente and feit = any (v.feiten) and inhoud is not null;
        insert into dossier_gegevenvernietiging select v.*;
    end if;
    update dossier_opdracht set zout = '' where gemeente = p_gemeente and feiten && v.feiten and zout <> '';
    update dossier_deel set inhoud = null, zout = null
        where gemeente = p_gemeente and dossier = p_dossier and feit = any (v.feiten) and categorie <> v.blijft and inhoud is not null;
    get diagnostics n = row_count;
    update dossier_bestand set inhoud = null, zout = null, naam = null, naam_dicht = null
        where gemeente = p_gemeente and dossier = p_dossier and feit = any (v.feiten) and inhoud is not null;
    delete from privacy_gegevenlijst where gemeente = p_gemeente and dossier = p_dossier and besluit = p_besluit;
    update dossier_dossier set wacht_sinds = coalesce(wacht_sinds, p_moment) where gemeente = p_gemeente and id = p_dossier; -- to be derived again
    return n > 0 or l.dossier is not null;
end $$;
revoke all on function privacy_vernietig_gegevens(int, uuid, uuid, timestamptz) from public;
grant create on schema public to wijk_vernietiger;
alter function privacy_vernietig_gegevens(int, uuid, uuid, timestamptz) owner to wijk_vernietiger;
revoke create on schema public from wijk_vernietiger;
set local role wijk_vernietiger;
grant execute on function privacy_vernietig_gegevens(int, uuid, uuid, timestamptz) to wijk_eigenaar;
reset role;
