-- SPDX-License-Identifier: EUPL-1.2
-- What is true: dossiers, facts, their content per category, files. Append-only. Everything further down is derived and can be thrown away and rebuilt.

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
    naam text,
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

create function dossier_onveranderlijk() returns trigger language plpgsql as $$
begin
    raise exception 'Vastgelegde feiten worden niet gewijzigd of verwijderd; leg een rectificatie vast (%)', tg_table_name using errcode = 'insufficient_privilege';
end $$;
do $$
declare t text;
begin
    foreach t in array array['dossier_feit', 'dossier_deel', 'dossier_bestand', 'dossier_opdracht', 'dossier_wortel', 'dossier_wortel_kop'] loop
        execute format('create trigger onveranderlijk before update or delete on %I for each row execute function dossier_onveranderlijk()', t);
        execute format('create trigger onleegbaar before truncate on %I for each statement execute function dossier_onveranderlijk()', t);
    end loop;
end $$;

-- Derived. `masker`: the categories that the row rests on; it is seen if and only if all of them are granted.

create table dossier_plicht (
    gemeente int not null, dossier uuid not null, id uuid not null,
    protocol text not null, regel text not null, regels text[] not null, norm text not null, normen text[] not null, wat text not null,
    doe text[] not null, wie text[] not null, organisatie int, samen boolean not null, ding uuid, voor text, hardheid text not null,
    status text not null,               -- loopt, mogelijk, opgeschort, voldaan, afgezien, gemist, vervallen
    uiterlijk date, uiterlijk_tijd smallint, termijn text, niet_voor date, streef date, moment date,
    dreigt_vanaf date, te_laat_vanaf date, rest int, periode_van date, periode_tot date,
    voldaan_op date, voldaan_laat boolean not null, vastgelegd_laat boolean not null,
    masker bigint not null,
    primary key (gemeente, dossier, id)
);
create index dossier_plicht_organisatie on dossier_plicht (gemeente, organisatie, (coalesce(uiterlijk, moment, streef, date '9999-12-30')))
    where status in ('loopt', 'mogelijk', 'opgeschort');
-- What a duty rests on: not for every owner.
create table dossier_plicht_grond (
    gemeente int not null, dossier uuid not null, id uuid not null,
    aanleiding uuid, aanleiding_op date, voldaan_door uuid, reden text, mist text[] not null,
    masker bigint not null,
    primary key (gemeente, dossier, id)
);
-- Work: one row per running duty and access key of its owner; lists drive from it.
create table dossier_werk (
    gemeente int not null, dossier uuid not null, id uuid not null,
    sleutel int not null, plicht uuid not null, volgorde date not null,
    hard boolean not null,              -- `volgorde` is a deadline, not a target; what has no date comes after all that has
    via_regie boolean not null,         -- nobody, or several, fill the role: it stands with who has regie
    primary key (gemeente, dossier, id)
);
create index dossier_werk_sleutel on dossier_werk (gemeente, sleutel, volgorde);
create index dossier_werk_plicht on dossier_werk (gemeente, plicht);

create table dossier_fase (
    gemeente int not null, dossier uuid not null, id uuid not null,
    spoor text not null, ding uuid, fase text not null, sinds date, feit uuid, stappen jsonb not null, masker bigint not null,
    primary key (gemeente, dossier, id)
);
create table dossier_regie (
    gemeente int not null, dossier uuid not null, id uuid not null,
    spoor text not null, soort text not null, ding uuid, rol text, organisatie int, feit uuid, masker bigint not null,
    primary key (gemeente, dossier, id)
);
create table dossier_blad (
    gemeente int not null, dossier uuid not null, id uuid not null,
    toets text not null, ding uuid, volgorde int not null, norm text[] not null, wat text not null, uitkomst text not null,
    hardheid text not null, groep text, bewaakt text[] not null, masker bigint not null,
    primary key (gemeente, dossier, id)
);
-- What roles may record, where that hangs on the dossier; rights that are the same in every dossier are not stored.
create table dossier_handeling (
    gemeente int not null, dossier uuid not null, id uuid not null,
    rollen text[] not null, feit text not null, ding uuid, mag text not null, toetsen text[] not null, normen text[] not null, masker bigint not null,
    primary key (gemeente, dossier, id)
);
create table dossier_schending (
    gemeente int not null, dossier uuid not null, id uuid not null,
    soort text not null, feit uuid not null, norm text[] not null, wat text not null, uitkomst text, gedekt boolean not null, masker bigint not null,
    primary key (gemeente, dossier, id)
);
-- The head of a dossier and what it can be found by: values that linked dossiers publish, and its own number.
create table dossier_kop (
    gemeente int not null, dossier uuid not null, id uuid not null,
    ander uuid not null, soort text not null, naam text not null, volgorde smallint not null, categorie smallint not null,
    tekst text not null, zoek text not null, bron int,
    primary key (gemeente, dossier, id)
);
create index dossier_kop_zoek on dossier_kop using gin (zoek gin_trgm_ops);
create table dossier_publicatie (
    gemeente int not null, dossier uuid not null, id uuid not null,
    naam text not null, waarde jsonb, categorie smallint not null, bron int, vanaf date not null,
    primary key (gemeente, dossier, id)
);
create table dossier_verbinding (
    gemeente int not null, dossier uuid not null, id uuid not null,
    ander uuid not null, relatie text not null, sinds date not null, tot date, categorie smallint not null, vastlegger int not null,
    primary key (gemeente, dossier, id)
);
create index dossier_verbinding_ander on dossier_verbinding (gemeente, ander);
create table dossier_partij (
    gemeente int not null, dossier uuid not null, id uuid not null,
    rol text not null, organisatie int not null, team text, persoon text, sinds date, masker bigint not null,
    primary key (gemeente, dossier, id)
);
-- Facts that were moved to the dossier where they belong: closed here to all but the organisation that recorded them.
create table dossier_dicht (
    gemeente int not null, dossier uuid not null, id uuid not null,
    feit uuid not null,
    primary key (gemeente, dossier, id)
);
create index dossier_dicht_feit on dossier_dicht (gemeente, feit);

-- Who handles a dossier, for an organisation: it filters Mijn werk and nothing else.
create table dossier_behandelaar (
    id bigint generated always as identity primary key,
    gemeente int not null, dossier uuid not null, organisatie int not null, lidmaatschap int not null, van date not null, tot date,
    foreign key (gemeente, dossier) references dossier_dossier (gemeente, id)
);
create unique index dossier_behandelaar_nu on dossier_behandelaar (gemeente, dossier, organisatie) where tot is null;
create index dossier_behandelaar_lid on dossier_behandelaar (gemeente, lidmaatschap) where tot is null;

-- A form that was not finished: of one login, and nobody else's.
create table dossier_concept (
    gemeente int not null, login int not null, sleutel text not null, dossier uuid, inhoud jsonb not null, bewaard timestamptz not null,
    primary key (gemeente, login, sleutel)
);
