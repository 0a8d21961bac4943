-- SPDX-License-Identifier: EUPL-1.2
-- How it goes with the mailboxes that bring reports: counts and moments, nothing of a mail. Which mail became which report the dossiers know.
create table koppelingen_postbus (
    gemeente int not null references partijen_gemeente (id),
    naam text not null,
    gelezen timestamptz,                 -- when it was last read to the end
    stil timestamptz,                    -- since when it does not answer
    nakijken int not null default 0,     -- mails that a person has to look at, as they lie there now
    primary key (gemeente, naam)
);
create table koppelingen_postbusdag (
    gemeente int not null,
    naam text not null,
    dag date not null,
    uitkomst text not null check (uitkomst in ('melding', 'vanzelf', 'te_groot', 'onleesbaar', 'geweigerd')),
    aantal int not null,
    primary key (gemeente, naam, dag, uitkomst)
);
do $$
declare t text;
begin
    foreach t in array array['koppelingen_postbus', 'koppelingen_postbusdag'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy beheer on %I to wijk_eigenaar using (true)', t);
        execute format('create policy lezen on %I for select to wijk_web using (gemeente = app_gemeente())', t);
        execute format('create policy kern on %I to wijk_kern using (gemeente = app_gemeente()) with check (gemeente = app_gemeente())', t);
        execute format('grant select on %I to wijk_web, wijk_reserve', t);
        execute format('grant select, insert, update, delete on %I to wijk_kern', t);
    end loop;
end $$;
