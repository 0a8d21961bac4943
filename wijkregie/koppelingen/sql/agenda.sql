-- SPDX-License-Identifier: EUPL-1.2
-- What a member asked to be told outside the pages: a calendar feed behind a token, and mail. No norm asks about it.

-- One feed per membership. The token itself is nowhere: only what a server key makes of it.
create table koppelingen_feed (
    gemeente int not null,
    lidmaatschap int not null,
    login int not null references partijen_login (id) on delete cascade,
    merk bytea not null unique check (length(merk) = 32),   -- HMAC-SHA-256 of the token
    gemaakt timestamptz not null,
    gehaald date,                                            -- the last day on which a calendar asked for it
    primary key (gemeente, lidmaatschap),
    foreign key (lidmaatschap, gemeente) references partijen_lidmaatschap (id, gemeente)
);
-- What somebody asked to be mailed, for one membership. No row: nothing.
create table koppelingen_mail (
    gemeente int not null,
    lidmaatschap int not null,
    login int not null references partijen_login (id) on delete cascade,
    taken boolean not null,
    overleg boolean not null,
    primary key (gemeente, lidmaatschap),
    foreign key (lidmaatschap, gemeente) references partijen_lidmaatschap (id, gemeente)
);
-- What was mailed: written before it goes, so that nothing goes twice. `tot`: from that day on nobody needs to know.
create table koppelingen_verzonden (
    gemeente int not null,
    lidmaatschap int not null,
    wat text not null,
    tot date not null,
    primary key (gemeente, lidmaatschap, wat)
);
do $$
declare t text;
begin
    foreach t in array array['koppelingen_feed', 'koppelingen_mail', 'koppelingen_verzonden'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy beheer on %I to wijk_eigenaar using (true)', t);
        execute format('grant select on %I to wijk_reserve', t);
    end loop;
    foreach t in array array['koppelingen_feed', 'koppelingen_mail'] loop
        execute format('create policy eigen on %I to wijk_web using (gemeente = app_gemeente() and login = app_login())'
            ' with check (gemeente = app_gemeente() and login = app_login() and exists (select 1 from partijen_lidmaatschap m'
            ' where m.id = lidmaatschap and m.gemeente = app_gemeente() and m.login = app_login()))', t);
    end loop;
end $$;
-- A calendar that asks is nobody yet: the row whose mark it brings is there for it, and no other.
create policy merk on koppelingen_feed for select to wijk_web using (merk = decode(nullif(current_setting('app.feed', true), ''), 'hex'));
grant select, insert, update (merk, gemaakt, gehaald), delete on koppelingen_feed to wijk_web;
grant select, insert, update (taken, overleg), delete on koppelingen_mail to wijk_web;

-- The job that mails sees who asked for what; what there is to tell it reads as that member.
create policy kern on koppelingen_mail for select to wijk_kern using (gemeente = app_gemeente());
create policy kern on koppelingen_verzonden to wijk_kern using (gemeente = app_gemeente()) with check (gemeente = app_gemeente());
grant select on koppelingen_mail to wijk_kern;
grant select, insert, delete on koppelingen_verzonden to wijk_kern;
