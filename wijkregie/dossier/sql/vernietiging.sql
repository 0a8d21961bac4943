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

-- wijk_kern reads a proof if and only if it is of the municipality of its context; it writes none.
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

-- The role that owns the function sees every row of these tables; what of them it touches is in the function. It writes the proof, empties what is
-- true and deletes what is derived or needed no longer. (Room privacy gives it the same over its own tables, and nothing else does.)
do $$
declare t text;
begin
    foreach t in array array['dossier_dossier', 'dossier_deel', 'dossier_bestand', 'dossier_opdracht', 'dossier_feit', 'dossier_sleutel',
            'dossier_wortel', 'dossier_wortel_kop', 'dossier_vernietiging', 'dossier_hervernietigd',
            'dossier_plicht', 'dossier_plicht_grond', 'dossier_werk', 'dossier_fase', 'dossier_regie', 'dossier_blad', 'dossier_handeling',
            'dossier_schending', 'dossier_kop', 'dossier_publicatie', 'dossier_verbinding', 'dossier_partij', 'dossier_dicht', 'dossier_merk',
            'dossier_behandelaar', 'dossier_concept', 'delen_toegang', 'delen_toegang_feit', 'delen_belang', 'delen_nood', 'delen_zaaksleutel'] loop
        execute format('create policy vernietig on %I to wijk_vernietiger using (true) with check (true)', t);
        execute format('grant select on %I to wijk_vernietiger', t);
    end loop;
    foreach t in array array['dossier_sleutel',
            'dossier_plicht', 'dossier_plicht_grond', 'dossier_werk', 'dossier_fase', 'dossier_regie', 'dossier_blad', 'dossier_handeling',
            'dossier_schending', 'dossier_kop', 'dossier_publicatie', 'dossier_verbinding', 'dossier_partij', 'dossier_dicht', 'dossier_merk',
            'dossier_behandelaar', 'dossier_concept', 'delen_toegang', 'delen_toegang_feit', 'delen_belang', 'delen_nood', 'delen_zaaksleutel'] loop
        execute format('grant delete on %I to wijk_vernietiger', t);
    end loop;
end $$;
grant update (inhoud, zout) on dossier_deel to wijk_vernietiger;
grant update (naam, naam_dicht, inhoud, zout) on dossier_bestand to wijk_vernietiger;
grant update (zout) on dossier_opdracht to wijk_vernietiger;
grant update (schakel, afdruk, wisselt_op, wacht_sinds, bijgewerkt, vernietigd_op) on dossier_dossier to wijk_vernietiger;
grant insert on dossier_vernietiging, dossier_hervernietigd to wijk_vernietiger;
