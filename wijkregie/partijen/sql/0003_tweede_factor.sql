-- SPDX-License-Identifier: EUPL-1.2
-- Second factors of a login: codes of an app, passkeys, recovery codes. Each belongs to its login and to nobody else; what they hold is encrypted
-- with a key that is not in the database.

create table partijen_middel (
    id uuid primary key,
    login int not null references partijen_login (id) on delete cascade,
    soort text not null check (soort in ('code', 'passkey')),
    naam text not null check (naam <> ''),
    geheim bytea not null,              -- encrypted: the shared secret of an app, or the public key and number of a passkey
    teller bigint not null default 0,   -- the last step of an app, the signature counter of a passkey: neither is taken twice
    toegevoegd timestamptz not null,
    gebruikt timestamptz
);
create index partijen_middel_login on partijen_middel (login);

create table partijen_herstelcode (
    login int not null references partijen_login (id) on delete cascade,
    code text not null,                 -- keyed hash
    gebruikt timestamptz,
    primary key (login, code)
);

do $$
declare t text;
begin
    foreach t in array array['partijen_middel', 'partijen_herstelcode'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy eigen on %I to wijk_web using (login = nullif(current_setting(''app.login'', true), '''')::int)', t);
        execute format('create policy beheer on %I to wijk_eigenaar using (true)', t);
        execute format('grant select, insert, delete on %I to wijk_web', t);
        execute format('grant select on %I to wijk_reserve', t);
    end loop;
end $$;
grant update (teller, gebruikt) on partijen_middel to wijk_web;
grant update (gebruikt) on partijen_herstelcode to wijk_web;
