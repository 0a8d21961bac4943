-- SPDX-License-Identifier: EUPL-1.2
-- The outbox of the read log: a row per seal, made with it. What is sealed and not yet confirmed by the collector is still to be sent.

create table privacy_logboek (
    gemeente int not null,
    zegel int not null,
    klaar_tot bigint not null default 0,    -- the last line of this seal that the collector confirmed
    pogingen int not null default 0,        -- in vain, since the last one that went well
    na timestamptz not null,                -- not tried again before this moment
    verzonden timestamptz,
    primary key (gemeente, zegel),
    foreign key (gemeente, zegel) references privacy_zegel (gemeente, nr)
);
create index privacy_logboek_open on privacy_logboek (gemeente, zegel) where verzonden is null;
alter table privacy_logboek enable row level security;
alter table privacy_logboek force row level security;
create policy kern on privacy_logboek to wijk_kern using (gemeente = app_gemeente()) with check (gemeente = app_gemeente());
grant select, insert, update on privacy_logboek to wijk_kern;

-- Seals from before the outbox are sent too. (The owner passes no policy: one for this statement only.)
create policy eenmalig on privacy_zegel for select to wijk_eigenaar using (true);
create policy eenmalig on privacy_logboek for insert to wijk_eigenaar with check (true);
insert into privacy_logboek (gemeente, zegel, na) select gemeente, nr, moment from privacy_zegel;
drop policy eenmalig on privacy_zegel;
drop policy eenmalig on privacy_logboek;
