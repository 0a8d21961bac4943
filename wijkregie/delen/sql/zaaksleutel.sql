-- SPDX-License-Identifier: EUPL-1.2
-- A key of one dossier: for who acts in a role in that dossier alone and is nobody's member, such as who reported something and came with a code. What
-- it opens follows from the rules of sharing for its role, as for every other key, and stands in rows of delen_toegang under its number.

-- Numbers of three kinds may not meet: keys of organisations above zero, emergency access below (minus a membership), these below minus a billion.
create sequence delen_zaaksleutel_nummer as int increment by -1 minvalue -2147483648 maxvalue -1000000001 start with -1000000001;
grant usage on sequence delen_zaaksleutel_nummer to wijk_kern;

create table delen_zaaksleutel (
    gemeente int not null,
    sleutel int not null check (sleutel < -1000000000),
    dossier uuid not null,
    organisatie int not null,           -- under which its holder records
    rol text not null,
    van date not null,
    tot date not null,                  -- the first day on which it no longer opens anything
    primary key (gemeente, sleutel),
    -- It can end on the day on which it was made: who finds out at once that somebody else has it, may not have to wait until tomorrow.
    constraint delen_zaaksleutel_duur check (tot >= van)
);
create index delen_zaaksleutel_dossier on delen_zaaksleutel (gemeente, dossier);
alter table delen_zaaksleutel enable row level security;
alter table delen_zaaksleutel force row level security;

-- Seen and written by wijk_kern alone: a session is given its key, and cannot look for others.
create policy kern on delen_zaaksleutel to wijk_kern using (gemeente = app_gemeente()) with check (gemeente = app_gemeente());
grant select, insert on delen_zaaksleutel to wijk_kern;
grant update (tot) on delen_zaaksleutel to wijk_kern;

alter table delen_nood add constraint delen_nood_nummer check (lidmaatschap < 1000000000);
