-- SPDX-License-Identifier: EUPL-1.2
-- Who handles a dossier, for an organisation: it filters Mijn werk and nothing else. And what nobody handles yet, found by an index of its own.

create table dossier_behandelaar (
    id bigint generated always as identity primary key,
    gemeente int not null, dossier uuid not null, organisatie int not null, lidmaatschap int not null, van date not null, tot date,
    foreign key (gemeente, dossier) references dossier_dossier (gemeente, id)
);
create unique index dossier_behandelaar_nu on dossier_behandelaar (gemeente, dossier, organisatie) where tot is null;
create index dossier_behandelaar_lid on dossier_behandelaar (gemeente, lidmaatschap) where tot is null;
alter table dossier_behandelaar enable row level security;
alter table dossier_behandelaar force row level security;
create policy kern on dossier_behandelaar to wijk_kern using (gemeente = app_gemeente()) with check (gemeente = app_gemeente());
grant select, insert, update on dossier_behandelaar to wijk_kern, wijk_web;

-- A session sees and changes who handles a dossier if and only if it is for its own organisation, it holds a key (an administrator of the same
-- organisation holds none) and is not shut out of the dossier (belang.sql). It adds such a row only for a dossier that it sees.
create policy web on dossier_behandelaar to wijk_web
    using (gemeente = app_gemeente() and organisatie = app_organisatie())
    with check (gemeente = app_gemeente() and organisatie = app_organisatie()
        and exists (select 1 from dossier_dossier d where d.gemeente = dossier_behandelaar.gemeente and d.id = dossier_behandelaar.dossier));
create policy sleutel on dossier_behandelaar as restrictive to wijk_web using (cardinality(app_sleutels()) > 0);

-- A row of work or regie says whether its organisation has somebody who handles the dossier. Who writes either keeps it so: deriving looks it up, and
-- whoever changes the handler waits for the dossier like everybody who derives.
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
-- For that function the owner sees a row of these tables, if and only if it is of the municipality of the context; it changes the mark and nothing
-- else, and of the dossier it takes the lock only.
do $$
declare t text;
begin
    foreach t in array array['dossier_dossier', 'dossier_behandelaar', 'dossier_werk', 'dossier_regie', 'partijen_sleutel'] loop
        execute format('create policy behandeld on %I for select to wijk_eigenaar using (gemeente = app_gemeente())', t);
    end loop;
    foreach t in array array['dossier_werk', 'dossier_regie'] loop
        execute format('create policy behandeld_zet on %I for update to wijk_eigenaar using (gemeente = app_gemeente())', t);
    end loop;
end $$;
create policy behandeld_slot on dossier_dossier for update to wijk_eigenaar using (gemeente = app_gemeente()) with check (false);
