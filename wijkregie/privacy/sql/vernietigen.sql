-- SPDX-License-Identifier: EUPL-1.2
-- The list of dossiers whose term is over, what people decided about them, and the function that destroys. Only the role that the vocabulary marks
-- (privacy_toezicht) sees and decides; wijk_web and wijk_kern may not call the function, and it believes nobody: it looks at the list itself.

create table privacy_vernietiglijst (
    gemeente int not null,
    dossier uuid not null,
    gesloten_op date,                   -- none: whom or what destroyed dossiers were about, and no other is any more
    termijn text not null,
    vanaf date not null,                -- the first day on which it may be destroyed
    voorgesteld timestamptz not null,
    primary key (gemeente, dossier)
);
-- Decisions hold no free text: a reason is one of a few words.
create table privacy_vernietigbesluit (
    gemeente int not null,
    id bigint generated always as identity,
    dossier uuid not null,
    wat text not null check (wat in ('vernietigen', 'akkoord', 'langer')),
    voor bigint,                        -- what is agreed with
    reden text check (reden in ('rechtszaak', 'verzoek', 'onderzoek', 'archief')),
    tot date,                           -- kept until
    login int not null,
    organisatie int not null,
    moment timestamptz not null,
    primary key (gemeente, id),
    check ((wat = 'akkoord') = (voor is not null)),
    check ((wat = 'langer') = (reden is not null and tot is not null))
);
create index privacy_vernietigbesluit_dossier on privacy_vernietigbesluit (gemeente, dossier, id desc);

-- List and decisions. wijk_kern sees a row if and only if it is of the municipality of its context; a session if and only if one of its keys is of a
-- role that watches over privacy and it is not shut out of the dossier for an interest of its own. The owner of the function sees all.
do $$
declare t text;
begin
    foreach t in array array['privacy_vernietiglijst', 'privacy_vernietigbesluit'] loop
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
create trigger onveranderlijk before update or delete on privacy_vernietigbesluit for each row execute function dossier_onveranderlijk();
create trigger onleegbaar before truncate on privacy_vernietigbesluit for each statement execute function dossier_onveranderlijk();
grant insert, delete on privacy_vernietiglijst to wijk_kern, wijk_vernietiger;
-- A session decides if and only if it does so in its own name, one of its keys is of such a role, and the dossier stands on the list, as the session
-- sees it.
create policy besluit on privacy_vernietigbesluit for insert to wijk_web with check (gemeente = app_gemeente() and login = app_login()
    and organisatie = app_organisatie()
    and exists (select 1 from partijen_sleutel s join privacy_toezicht t on t.gemeente = s.gemeente and t.rol = s.rol
        where s.gemeente = privacy_vernietigbesluit.gemeente and s.id = any (app_sleutels()))
    and exists (select 1 from privacy_vernietiglijst l where l.gemeente = privacy_vernietigbesluit.gemeente and l.dossier = privacy_vernietigbesluit.dossier));
grant insert (gemeente, dossier, wat, voor, reden, tot, login, organisatie, moment) on privacy_vernietigbesluit to wijk_web;

-- Destroy one dossier, all or nothing. Approved is: the last decision agrees with one to destroy, of somebody else, taken after it came on the list.
-- Called again for a dossier with a proof (an older backup was put back) it does what the proof says was done; where that backup ends elsewhere than
-- what was destroyed (a rectification came after it), it notes where.
create function privacy_vernietig(p_gemeente int, p_dossier uuid, p_dag date, p_moment timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    d dossier_dossier;
    l privacy_vernietiglijst;
    b privacy_vernietigbesluit;
    a privacy_vernietigbesluit;
    v dossier_vernietiging;
    t text;
begin
    select * into d from dossier_dossier where gemeente = p_gemeente and id = p_dossier for update;
    if d.id is null or d.vernietigd_op is not null then
        return false;
    end if;
    select * into v from dossier_vernietiging where gemeente = p_gemeente and dossier = p_dossier;
    if v.dossier is null then
        select * into l from privacy_vernietiglijst where gemeente = p_gemeente and dossier = p_dossier;
        select * into a from privacy_vernietigbesluit where gemeente = p_gemeente and dossier = p_dossier order by id desc limit 1;
        select * into b from privacy_vernietigbesluit where gemeente = p_gemeente and dossier = p_dossier and id = a.voor;
        if l.dossier is null or l.vanaf > p_dag or l.gesloten_op is distinct from d.gesloten_op then
            raise exception 'niet op de lijst' using errcode = 'insufficient_privilege';
        end if;
        if l.gesloten_op is null and exists (select 1 from dossier_verbinding where gemeente = p_gemeente and ander = p_dossier) then
            raise exception 'nog in gebruik' using errcode = 'insufficient_privilege';
        end if;
        if a.wat is distinct from 'akkoord' or b.wat is distinct from 'vernietigen' or a.login = b.login or b.moment < l.voorgesteld
            or exists (select 1 from privacy_vernietigbesluit where gemeente = p_gemeente and dossier = p_dossier and id > b.id and id < a.id) then
            raise exception 'niet goedgekeurd' using errcode = 'insufficient_privilege';
        end if;
        v.gemeente := p_gemeente; v.dossier := p_dossier; v.moment := p_moment;
        v.besluit := b.id; v.akkoord := a.id; v.door := b.login; v.akkoord_door := a.login;
        select k.wortel, w.wortel into v.wortel_nr, v.wortel from dossier_wortel_kop k
            join dossier_wortel w on w.gemeente = k.gemeente and w.nr = k.wortel
            where k.gemeente = p_gemeente and k.dossier = p_dossier and k.schakel = d.schakel order by k.wortel desc limit 1;
        if v.wortel is null then
            raise exception 'maak eerst een wortel' using errcode = 'object_not_in_prerequisite_state';
        end if;
        v.schakel_voor := d.schakel;
        select count(*) into v.delen from dossier_deel where gemeente = p_gemeente and dossier = p_dossier;
        select count(*) into v.bestanden from dossier_bestand where gemeente = p_gemeente and dossier = p_dossier;
        v.schakel_na := sha256(d.schakel || convert_to(concat_ws('|', 'wijkregie vernietiging', v.dossier,
            to_char(v.moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), v.besluit, v.akkoord, v.door, v.akkoord_door, v.delen, v.bestanden,
            v.wortel_nr, encode(v.wortel, 'hex')), 'UTF8'));
        insert into dossier_vernietiging select v.*;
    elsif d.schakel <> v.schakel_voor then
        insert into dossier_hervernietigd (gemeente, dossier, moment, schakel_voor) values (p_gemeente, p_dossier, p_moment, d.schakel);
    end if;

    delete from dossier_sleutel where gemeente = p_gemeente and dossier = p_dossier;
    update dossier_opdracht set zout = '' where gemeente = p_gemeente
        and feiten && (select coalesce(array_agg(id), '{}') from dossier_feit where gemeente = p_gemeente and dossier = p_dossier);
    update dossier_deel set inhoud = null, zout = null where gemeente = p_gemeente and dossier = p_dossier;
    update dossier_bestand set inhoud = null, zout = null, naam = null, naam_dicht = null where gemeente = p_gemeente and dossier = p_dossier;
    -- copies for the person concerned that hold something of it, and where a request found it; if it is a request, all that was found and made for it
    update privacy_pakket set zout = null, gegevens = null, pdf = null where gemeente = p_gemeente and (p_dossier = any (dossiers) or verzoek = p_dossier);
    delete from privacy_oordeel o using privacy_stuk s where s.gemeente = p_gemeente and (s.dossier = p_dossier or s.verzoek = p_dossier)
        and o.gemeente = s.gemeente and o.verzoek = s.verzoek and o.feit = s.feit and o.categorie = s.categorie;
    delete from privacy_stuk where gemeente = p_gemeente and (dossier = p_dossier or verzoek = p_dossier);
    -- whom or what it was about, if it was the last: on the list, to be decided on
    insert into privacy_vernietiglijst (gemeente, dossier, termijn, vanaf, voorgesteld)
        select distinct p_gemeente, x.ander, '', p_dag, p_moment from dossier_verbinding x
        join dossier_dossier o on o.gemeente = x.gemeente and o.id = x.ander
        where x.gemeente = p_gemeente and x.dossier = p_dossier and o.soort <> d.soort and o.vernietigd_op is null and not exists
            (select 1 from dossier_verbinding y where y.gemeente = p_gemeente and y.ander = x.ander and y.dossier <> p_dossier)
        on conflict do nothing;
    -- who read what it published is derived again, and shows nothing of it until then
    update dossier_dossier set wacht_sinds = coalesce(wacht_sinds, p_moment) where gemeente = p_gemeente and vernietigd_op is null
        and id in (select x.dossier from dossier_verbinding x where x.gemeente = p_gemeente and x.ander = p_dossier);
    delete from dossier_kop where gemeente = p_gemeente and ander = p_dossier;
    foreach t in array array['dossier_plicht', 'dossier_plicht_grond', 'dossier_werk', 'dossier_fase', 'dossier_regie', 'dossier_blad',
            'dossier_handeling', 'dossier_schending', 'dossier_kop', 'dossier_publicatie', 'dossier_verbinding', 'dossier_partij', 'dossier_dicht',
            'dossier_merk', 'dossier_behandelaar', 'dossier_concept', 'delen_toegang', 'delen_toegang_feit', 'delen_belang', 'delen_nood', 'delen_zaaksleutel', 'privacy_vernietiglijst'] loop
        execute format('delete from %I where gemeente = $1 and dossier = $2', t) using p_gemeente, p_dossier;
    end loop;
    update dossier_dossier set schakel = v.schakel_na, afdruk = '{}', wisselt_op = null, wacht_sinds = null, bijgewerkt = p_moment, vernietigd_op = p_dag
        where gemeente = p_gemeente and id = p_dossier;
    return true;
end $$;
revoke all on function privacy_vernietig(int, uuid, date, timestamptz) from public;
grant create on schema public to wijk_vernietiger;
alter function privacy_vernietig(int, uuid, date, timestamptz) owner to wijk_vernietiger;
revoke create on schema public from wijk_vernietiger;
-- By its owner, or it would go with the ownership: who migrates is a member of that role and inherits nothing of it.
set local role wijk_vernietiger;
grant execute on function privacy_vernietig(int, uuid, date, timestamptz) to wijk_eigenaar;
reset role;
