-- SPDX-License-Identifier: EUPL-1.2
-- The code of who reported something: which key of one dossier it opens. The code itself is nowhere: only what a server key makes of it, so that who
-- has this table, or a backup of it, can open nothing with it.

create table meldingen_code (
    gemeente int not null,
    merk bytea not null check (length(merk) = 32),     -- HMAC-SHA-256 of the code
    sleutel int not null,                               -- of delen_zaaksleutel
    primary key (gemeente, merk),
    unique (gemeente, sleutel),
    foreign key (gemeente, sleutel) references delen_zaaksleutel (gemeente, sleutel)
);
alter table meldingen_code enable row level security;
alter table meldingen_code force row level security;
create policy kern on meldingen_code to wijk_kern using (gemeente = app_gemeente()) with check (gemeente = app_gemeente());
grant select, insert on meldingen_code to wijk_kern;
