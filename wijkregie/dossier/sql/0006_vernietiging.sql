-- SPDX-License-Identifier: EUPL-1.2
-- That a dossier was destroyed: what was emptied, when, on whose decision, and the root before. The last link of its chain is over this, so that
-- the root after holds it. Added to only, and by the one function that destroys (room privacy). In the short backup with the keys: whoever puts an
-- older backup of the rest back finds here what must be destroyed again.

create table dossier_vernietiging (
    gemeente int not null,
    dossier uuid not null,
    moment timestamptz not null,
    besluit bigint not null,
    akkoord bigint not null,
    door int not null,                  -- login that decided
    akkoord_door int not null,          -- login that agreed: somebody else
    delen int not null,
    bestanden int not null,
    wortel_nr int not null,             -- the root that held the dossier before
    wortel bytea not null,
    schakel_voor bytea not null,
    schakel_na bytea not null,
    primary key (gemeente, dossier),
    check (door <> akkoord_door)
);
-- An older backup was put back and destroyed again, and its chain ended before the one that the proof is about.
create table dossier_hervernietigd (
    gemeente int not null,
    id bigint generated always as identity,
    dossier uuid not null,
    moment timestamptz not null,
    schakel_voor bytea not null,        -- where it ended
    primary key (gemeente, id)
);
alter table dossier_dossier add column vernietigd_op date;
do $$
declare t text;
begin
    foreach t in array array['dossier_vernietiging', 'dossier_hervernietigd'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy kern on %I for select to wijk_kern using (gemeente = app_gemeente())', t);
        execute format('grant select on %I to wijk_kern', t);
        execute format('create trigger onveranderlijk before update or delete on %I for each row execute function dossier_onveranderlijk()', t);
        execute format('create trigger onleegbaar before truncate on %I for each statement execute function dossier_onveranderlijk()', t);
    end loop;
end $$;

-- What was recorded is not changed. One exception: who destroys empties content with its salt, and nothing else (its rights are on those columns
-- alone; nobody can log in as it).
create function dossier_alleen_leeg() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and current_user = 'wijk_vernietiger' then
        if new.inhoud is null and new.zout is null then
            return new;
        end if;
    end if;
    raise exception 'Vastgelegde feiten worden niet gewijzigd of verwijderd; leg een rectificatie vast (%)', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create function dossier_alleen_zonder_zout() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and current_user = 'wijk_vernietiger' then
        if octet_length(new.zout) = 0 then
            return new;
        end if;
    end if;
    raise exception 'Vastgelegde feiten worden niet gewijzigd of verwijderd; leg een rectificatie vast (%)', tg_table_name using errcode = 'insufficient_privilege';
end $$;
drop trigger onveranderlijk on dossier_deel;
drop trigger onveranderlijk on dossier_bestand;
drop trigger onveranderlijk on dossier_opdracht;
create trigger onveranderlijk before update or delete on dossier_deel for each row execute function dossier_alleen_leeg();
create trigger onveranderlijk before update or delete on dossier_bestand for each row execute function dossier_alleen_leeg();
create trigger onveranderlijk before update or delete on dossier_opdracht for each row execute function dossier_alleen_zonder_zout();

do $$
declare t text;
begin
    foreach t in array array['dossier_dossier', 'dossier_deel', 'dossier_bestand', 'dossier_opdracht', 'dossier_feit', 'dossier_sleutel',
            'dossier_wortel', 'dossier_wortel_kop', 'dossier_vernietiging', 'dossier_hervernietigd',
            'dossier_plicht', 'dossier_plicht_grond', 'dossier_werk', 'dossier_fase', 'dossier_regie', 'dossier_blad', 'dossier_handeling',
            'dossier_schending', 'dossier_kop', 'dossier_publicatie', 'dossier_verbinding', 'dossier_partij', 'dossier_dicht',
            'dossier_behandelaar', 'dossier_concept', 'delen_toegang', 'delen_toegang_feit', 'delen_belang', 'delen_nood'] loop
        execute format('create policy vernietig on %I to wijk_vernietiger using (true) with check (true)', t);
        execute format('grant select on %I to wijk_vernietiger', t);
    end loop;
    foreach t in array array['dossier_sleutel',
            'dossier_plicht', 'dossier_plicht_grond', 'dossier_werk', 'dossier_fase', 'dossier_regie', 'dossier_blad', 'dossier_handeling',
            'dossier_schending', 'dossier_kop', 'dossier_publicatie', 'dossier_verbinding', 'dossier_partij', 'dossier_dicht',
            'dossier_behandelaar', 'dossier_concept', 'delen_toegang', 'delen_toegang_feit', 'delen_belang', 'delen_nood'] loop
        execute format('grant delete on %I to wijk_vernietiger', t);
    end loop;
end $$;
grant update (inhoud, zout) on dossier_deel to wijk_vernietiger;
grant update (naam, naam_dicht, inhoud, zout) on dossier_bestand to wijk_vernietiger;
grant update (zout) on dossier_opdracht to wijk_vernietiger;
grant update (schakel, afdruk, wisselt_op, wacht_sinds, bijgewerkt, vernietigd_op) on dossier_dossier to wijk_vernietiger;
grant insert on dossier_vernietiging, dossier_hervernietigd to wijk_vernietiger;
