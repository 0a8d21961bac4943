-- SPDX-License-Identifier: EUPL-1.2
-- What was typed at an item goes with its case, and the order of an agenda with its series: as soon as it is destroyed, also again after an older backup
-- was put back. The trigger runs in the function that destroys, as its owner.

do $$
declare t text;
begin
    foreach t in array array['overleg_concept', 'overleg_volgorde'] loop
        execute format('create policy vernietig on %I to wijk_vernietiger using (true) with check (true)', t);
        execute format('grant select, delete on %I to wijk_vernietiger', t);
    end loop;
end $$;
create function overleg_vernietigd() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    delete from overleg_concept where gemeente = new.gemeente and dossier = new.id;
    delete from overleg_volgorde where gemeente = new.gemeente and dossier = new.id;
    return null;
end $$;
create trigger overleg_vernietigd after update of vernietigd_op on dossier_dossier for each row
    when (old.vernietigd_op is null and new.vernietigd_op is not null) execute function overleg_vernietigd();

-- Once an item is recorded all its drafts go, also those that who recorded it may not read: the core sees of which item one is, and never what.
grant select (dossier, punt) on overleg_concept to wijk_kern;
