-- SPDX-License-Identifier: EUPL-1.2
-- What a letter needs and no norm asks about: that one was handed to a mail service, until the fact says that it went; and when one that lies on the
-- page of its receiver was first opened. Neither holds content: what went is the fact with its PDF.

-- `id`: of the fact that will say that it went. Written before the service is called, so a crash leaves *onzeker* and nothing goes twice.
create table stukken_zending (
    gemeente int not null, id uuid not null, dossier uuid not null, organisatie int not null,
    stand text not null check (stand in ('bezig', 'onzeker', 'geweigerd')), reden text not null default '', afdruk text not null, sinds timestamptz not null,
    primary key (gemeente, id)
);
-- `id`: of the fact that says that it went.
create table stukken_geopend (
    gemeente int not null, id uuid not null, dossier uuid not null, op timestamptz not null,
    primary key (gemeente, id)
);
do $$
declare t text;
begin
    foreach t in array array['stukken_zending', 'stukken_geopend'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy kern on %I to wijk_kern using (gemeente = app_gemeente()) with check (gemeente = app_gemeente())', t);
        execute format('create policy vernietig on %I to wijk_vernietiger using (true) with check (true)', t);
        execute format('grant select, delete on %I to wijk_vernietiger', t);
        execute format('grant select on %I to wijk_reserve', t);
    end loop;
end $$;
grant select, insert, update (stand, reden, afdruk, sinds), delete on stukken_zending to wijk_kern;
grant select, insert on stukken_geopend to wijk_kern;

create function stukken_vernietigd() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    delete from stukken_zending where gemeente = new.gemeente and dossier = new.id;
    delete from stukken_geopend where gemeente = new.gemeente and dossier = new.id;
    return null;
end $$;
create trigger stukken_vernietigd after update of vernietigd_op on dossier_dossier for each row
    when (old.vernietigd_op is null and new.vernietigd_op is not null) execute function stukken_vernietigd();
