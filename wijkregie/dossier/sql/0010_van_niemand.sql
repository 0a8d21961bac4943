-- SPDX-License-Identifier: EUPL-1.2
-- What nobody handles yet is found by an index of its own: the row of work or regie says whether its organisation has somebody who handles the
-- dossier. Who writes either keeps it so: deriving looks it up, and whoever changes the handler waits for the dossier like everybody who derives.

alter table dossier_werk add column behandeld boolean not null default false;
alter table dossier_regie add column behandeld boolean not null default false;
create index dossier_werk_niemand on dossier_werk (gemeente, sleutel, volgorde) where not behandeld;
create index dossier_regie_niemand on dossier_regie (gemeente, organisatie) where not behandeld;

create function dossier_is_behandeld(p_gemeente int, p_dossier uuid, p_organisatie int) returns boolean language sql stable
set search_path = public, pg_temp as $$
    select exists (select 1 from dossier_behandelaar b
        where b.gemeente = p_gemeente and b.dossier = p_dossier and b.organisatie = p_organisatie and b.tot is null)
$$;
create function dossier_werk_behandeld() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    new.behandeld := dossier_is_behandeld(new.gemeente, new.dossier, (select s.organisatie from partijen_sleutel s where s.id = new.sleutel));
    return new;
end $$;
create function dossier_regie_behandeld() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    new.behandeld := dossier_is_behandeld(new.gemeente, new.dossier, new.organisatie);
    return new;
end $$;
create trigger behandeld before insert on dossier_werk for each row execute function dossier_werk_behandeld();
create trigger behandeld before insert on dossier_regie for each row execute function dossier_regie_behandeld();

-- Runs as its owner, within the municipality of the session: a session writes nothing that is derived.
create function dossier_behandelaar_gewijzigd() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare nu boolean;
begin
    perform 1 from dossier_dossier where gemeente = new.gemeente and id = new.dossier for no key update;
    nu := dossier_is_behandeld(new.gemeente, new.dossier, new.organisatie);
    update dossier_werk w set behandeld = nu from partijen_sleutel s
        where w.gemeente = new.gemeente and w.dossier = new.dossier and s.id = w.sleutel and s.organisatie = new.organisatie and w.behandeld <> nu;
    update dossier_regie r set behandeld = nu
        where r.gemeente = new.gemeente and r.dossier = new.dossier and r.organisatie = new.organisatie and r.behandeld <> nu;
    return null;
end $$;
revoke all on function dossier_behandelaar_gewijzigd() from public;
create trigger behandeld after insert or update on dossier_behandelaar for each row execute function dossier_behandelaar_gewijzigd();
do $$
declare t text;
begin
    foreach t in array array['dossier_dossier', 'dossier_behandelaar', 'dossier_werk', 'dossier_regie', 'partijen_sleutel'] loop
        execute format('create policy behandeld on %I to wijk_eigenaar using (gemeente = app_gemeente())', t);
    end loop;
end $$;
