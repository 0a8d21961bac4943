-- SPDX-License-Identifier: EUPL-1.2
-- What is true: dossiers, facts, their content per category, files. Append-only: what is derived from it (afgeleid.sql) can be thrown away and
-- rebuilt.

create table dossier_dossier (
    gemeente int not null,
    id uuid not null,
    nummer text not null,               -- letters, year and number: WR-2026-0012
    volgorde bigint not null generated always as (split_part(nummer, '-', 2)::bigint * 10000000 + split_part(nummer, '-', 3)::bigint) stored,
    soort text not null,                -- zaak, or the kind of subject: persoon, adres, ...
    protocollen text[] not null,
    gebied int,
    begonnen date not null,
    gesloten_op date,
    vernietigd_op date,
    laatste_nr int not null default 0,
    schakel bytea not null,             -- head of the chain
    wisselt_op date,
    bijgewerkt timestamptz not null,
    wacht_sinds timestamptz,            -- a linked dossier changed, and this one has not been derived again yet
    afdruk jsonb not null default '{}', -- of each derived row its fingerprint, so that a write touches only what changed
    primary key (gemeente, id),
    unique (gemeente, nummer)
);
create index dossier_dossier_wisselt on dossier_dossier (gemeente, wisselt_op) where wisselt_op is not null;
create index dossier_dossier_wacht on dossier_dossier (gemeente, wacht_sinds) where wacht_sinds is not null;

create table dossier_nummering (
    gemeente int not null,
    reeks text not null,
    laatste int not null,
    primary key (gemeente, reeks)
);

create table dossier_feit (
    gemeente int not null,
    id uuid not null,
    dossier uuid not null,
    nr int not null,                    -- order of recording; never leaves wijk_kern
    soort text not null,
    op date not null,
    tijd smallint check (tijd between 0 and 1439),
    vastgelegd timestamptz not null,
    rol text,
    soort_organisatie text,
    organisatie int,                    -- of who did it
    namens text,
    vastlegger int not null,            -- organisation that recorded it
    opent uuid,
    over uuid[] not null default '{}',
    van uuid,                           -- the fact that this one puts right
    herkomst text not null,
    overgenomen boolean not null default false,
    categorie smallint not null,        -- bit of the category of its existence
    schakel bytea not null,
    primary key (gemeente, id),
    unique (gemeente, dossier, nr),
    foreign key (gemeente, dossier) references dossier_dossier (gemeente, id)
);

create table dossier_deel (
    gemeente int not null,
    feit uuid not null,
    categorie smallint not null,
    dossier uuid not null,
    vastlegger int not null,
    vorm smallint not null default 0,   -- 0: plain UTF-8
    inhoud bytea,
    zout bytea,
    vastlegging bytea not null,         -- SHA-256(salt, canonical plaintext); stays when content and salt are destroyed
    primary key (gemeente, feit, categorie),
    foreign key (gemeente, feit) references dossier_feit (gemeente, id)
);
create index dossier_deel_dossier on dossier_deel (gemeente, dossier);

create table dossier_bestand (
    gemeente int not null,
    id uuid not null,
    feit uuid not null,
    categorie smallint not null,
    dossier uuid not null,
    vastlegger int not null,
    vorm smallint not null default 0,   -- as of a part
    naam text,
    naam_dicht bytea,                   -- the name of an encrypted file; `naam` is empty then
    mediatype text not null,
    grootte int not null,
    inhoud bytea,
    zout bytea,
    vastlegging bytea not null,
    primary key (gemeente, id),
    foreign key (gemeente, feit) references dossier_feit (gemeente, id)
);
create index dossier_bestand_dossier on dossier_bestand (gemeente, dossier);
alter table dossier_bestand alter column inhoud set storage external;

-- A command that came in twice is carried out once. `vastlegging`: what was sent, so that something else under the same key is told apart.
create table dossier_opdracht (
    gemeente int not null,
    sleutel uuid not null,
    login int not null,
    feiten uuid[] not null,
    zout bytea not null,
    vastlegging bytea not null,         -- SHA-256(salt, what was sent)
    primary key (gemeente, sleutel)
);

-- Roots over the heads of all chains, to be kept outside the system. Each holds the dossiers that changed since the one before.
create table dossier_wortel (
    gemeente int not null,
    nr int not null,
    moment timestamptz not null,
    wortel bytea not null,
    primary key (gemeente, nr)
);
create table dossier_wortel_kop (
    gemeente int not null,
    wortel int not null,
    dossier uuid not null,
    nr int not null,
    schakel bytea not null,
    primary key (gemeente, wortel, dossier),
    foreign key (gemeente, wortel) references dossier_wortel (gemeente, nr)
);
create index dossier_wortel_kop_dossier on dossier_wortel_kop (gemeente, dossier, wortel desc);

-- What was recorded is not changed. One exception: who destroys empties content with its salt, and nothing else (its rights are on those columns
-- alone; nobody can log in as it).
create function dossier_onveranderlijk() returns trigger language plpgsql as $$
begin
    raise exception 'Vastgelegde feiten worden niet gewijzigd of verwijderd; leg een rectificatie vast (%)', tg_table_name using errcode = 'insufficient_privilege';
end $$;
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
create trigger onveranderlijk before update or delete on dossier_feit for each row execute function dossier_onveranderlijk();
create trigger onveranderlijk before update or delete on dossier_wortel for each row execute function dossier_onveranderlijk();
create trigger onveranderlijk before update or delete on dossier_wortel_kop for each row execute function dossier_onveranderlijk();
create trigger onveranderlijk before update or delete on dossier_deel for each row execute function dossier_alleen_leeg();
create trigger onveranderlijk before update or delete on dossier_bestand for each row execute function dossier_alleen_leeg();
create trigger onveranderlijk before update or delete on dossier_opdracht for each row execute function dossier_alleen_zonder_zout();
do $$
declare t text;
begin
    foreach t in array array['dossier_feit', 'dossier_deel', 'dossier_bestand', 'dossier_opdracht', 'dossier_wortel', 'dossier_wortel_kop'] loop
        execute format('create trigger onleegbaar before truncate on %I for each statement execute function dossier_onveranderlijk()', t);
    end loop;
end $$;

-- A form that was not finished: of one login, and nobody else's.
create table dossier_concept (
    gemeente int not null, login int not null, sleutel text not null, dossier uuid, inhoud jsonb not null, bewaard timestamptz not null,
    primary key (gemeente, login, sleutel)
);
