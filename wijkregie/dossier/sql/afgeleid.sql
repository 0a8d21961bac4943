-- SPDX-License-Identifier: EUPL-1.2
-- What is derived from the facts. `masker`: the categories that the row rests on, as in the masks of access. Who sees it: rechten.sql. What else is
-- derived stands with its subject: dicht.sql.

create table dossier_plicht (
    gemeente int not null, dossier uuid not null, id uuid not null,
    protocol text not null, regel text not null, regels text[] not null, norm text not null, normen text[] not null, wat text not null,
    doe text[] not null, wie text[] not null, organisatie int, samen boolean not null, ding uuid, voor text, hardheid text not null,
    status text not null,               -- loopt, mogelijk, opgeschort, voldaan, afgezien, gemist, vervallen
    uiterlijk date, uiterlijk_tijd smallint, termijn text, niet_voor date, streef date, moment date,
    dreigt_vanaf date, te_laat_vanaf date, rest int, periode_van date, periode_tot date,
    voldaan_op date, voldaan_laat boolean not null, vastgelegd_laat boolean not null,
    masker bit(256) not null,
    primary key (gemeente, dossier, id)
);
create index dossier_plicht_organisatie on dossier_plicht (gemeente, organisatie, (coalesce(uiterlijk, moment, streef, date '9999-12-30')))
    where status in ('loopt', 'mogelijk', 'opgeschort');
-- What a duty rests on: not for every owner.
create table dossier_plicht_grond (
    gemeente int not null, dossier uuid not null, id uuid not null,
    aanleiding uuid, aanleiding_op date, voldaan_door uuid, reden text, mist text[] not null,
    masker bit(256) not null,
    primary key (gemeente, dossier, id)
);
-- Work: one row per running duty and access key of its owner; lists drive from it.
create table dossier_werk (
    gemeente int not null, dossier uuid not null, id uuid not null,
    sleutel int not null, plicht uuid not null, volgorde date not null,
    hard boolean not null,              -- `volgorde` is a deadline, not a target; what has no date comes after all that has
    via_regie boolean not null,         -- nobody, or several, fill the role: it stands with who has regie
    behandeld boolean not null default false, -- its organisation has somebody who handles the dossier (behandeld.sql)
    primary key (gemeente, dossier, id)
);
create index dossier_werk_sleutel on dossier_werk (gemeente, sleutel, volgorde);
create index dossier_werk_plicht on dossier_werk (gemeente, plicht);
create index dossier_werk_niemand on dossier_werk (gemeente, sleutel, volgorde) where not behandeld;

create table dossier_fase (
    gemeente int not null, dossier uuid not null, id uuid not null,
    spoor text not null, ding uuid, fase text not null, sinds date, feit uuid, stappen jsonb not null, masker bit(256) not null,
    primary key (gemeente, dossier, id)
);
create table dossier_regie (
    gemeente int not null, dossier uuid not null, id uuid not null,
    spoor text not null, soort text not null, ding uuid, rol text, organisatie int, feit uuid, masker bit(256) not null,
    behandeld boolean not null default false,
    primary key (gemeente, dossier, id)
);
create index dossier_regie_niemand on dossier_regie (gemeente, organisatie) where not behandeld;
create table dossier_blad (
    gemeente int not null, dossier uuid not null, id uuid not null,
    toets text not null, ding uuid, volgorde int not null, norm text[] not null, wat text not null, uitkomst text not null,
    hardheid text not null, groep text, bewaakt text[] not null, masker bit(256) not null,
    primary key (gemeente, dossier, id)
);
-- What roles may record, where that hangs on the dossier; rights that are the same in every dossier are not stored.
create table dossier_handeling (
    gemeente int not null, dossier uuid not null, id uuid not null,
    rollen text[] not null, feit text not null, ding uuid, mag text not null, toetsen text[] not null, normen text[] not null, masker bit(256) not null,
    primary key (gemeente, dossier, id)
);
create table dossier_schending (
    gemeente int not null, dossier uuid not null, id uuid not null,
    soort text not null, feit uuid not null, norm text[] not null, wat text not null, uitkomst text, gedekt boolean not null, masker bit(256) not null,
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
    rol text not null, organisatie int not null, team text, persoon text, sinds date, masker bit(256) not null,
    primary key (gemeente, dossier, id)
);
