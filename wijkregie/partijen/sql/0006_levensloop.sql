-- SPDX-License-Identifier: EUPL-1.2
-- The life of a login. Whoever gives more (a membership, a role, a new start, opening) proposes it, and another administrator of the same
-- organisation approves: only then does the trigger below carry it out. Whoever takes away (block, end) does it alone. No page writes
-- memberships or roles itself: wijk_web has no right to.

-- The roles of administrators: the vocabulary marks them `systeem: beheer`; set by the owner.
create table partijen_beheerrol (
    gemeente int not null references partijen_gemeente (id),
    rol text not null,
    primary key (gemeente, rol)
);
-- When somebody was last here: who is not for long, is shut out.
create table partijen_gebruik (
    login int primary key references partijen_login (id) on delete cascade,
    laatst date not null
);
create table partijen_voorstel (
    id bigint generated always as identity primary key,
    gemeente int not null references partijen_gemeente (id),
    organisatie int not null references partijen_organisatie (id),
    soort text not null check (soort in ('lid', 'rol', 'herstel', 'openen')),
    login int references partijen_login (id),           -- about whom; of somebody new it is known once approved
    naam text not null default '',
    mail text not null default '' check (mail = lower(mail)),
    lidmaatschap int references partijen_lidmaatschap (id),
    rol text,
    gebied int references partijen_gebied (id),
    team int references partijen_team (id),
    overal boolean not null default false,              -- in every area: chosen, never left out
    van date not null,
    tot date check (tot >= van),
    voorgesteld_door int not null references partijen_login (id),
    voorgesteld_op timestamptz not null,
    besluit text check (besluit in ('akkoord', 'afgewezen', 'ingetrokken')),
    besloten_door int references partijen_login (id),
    besloten_op timestamptz,
    foreign key (organisatie, gemeente) references partijen_organisatie (id, gemeente),
    check ((besluit is null) = (besloten_door is null) and (besluit is null) = (besloten_op is null)),
    constraint partijen_voorstel_vier_ogen check (besluit is distinct from 'akkoord' or besloten_door <> voorgesteld_door),
    constraint partijen_voorstel_niet_over_zichzelf check (besluit is distinct from 'akkoord' or besloten_door is distinct from login),
    check (case soort when 'lid' then naam <> '' and mail <> '' and rol is not null when 'rol' then lidmaatschap is not null and rol is not null
        else login is not null end),
    constraint partijen_voorstel_waar check (soort not in ('lid', 'rol') or overal = (gebied is null))
);
create table partijen_uitnodiging (
    id uuid primary key,
    login int not null references partijen_login (id) on delete cascade,
    sleutel text not null unique,                       -- hash of what the mail holds
    verloopt timestamptz not null,
    gebruikt timestamptz
);
-- Who somebody is at a provider: an address there may pass to another person, `sub` does not.
create table partijen_oidc_sub (
    organisatie int not null references partijen_organisatie (id),
    issuer text not null,
    sub text not null,
    login int not null references partijen_login (id) on delete cascade,
    primary key (organisatie, issuer, login),
    unique (organisatie, issuer, sub)
);
-- What administrators did: added to only.
create table partijen_beheerfeit (
    id bigint generated always as identity primary key,
    gemeente int not null references partijen_gemeente (id),
    organisatie int not null,
    moment timestamptz not null,
    door int not null,                                  -- 0: the system itself
    soort text not null,
    login int,
    voorstel bigint,
    rol text
);
create index partijen_beheerfeit_organisatie on partijen_beheerfeit (gemeente, organisatie, id desc);

create function partijen_alleen_erbij() returns trigger language plpgsql as $$
    begin raise exception 'wat een beheerder deed, verandert niet'; end $$;
create trigger onveranderlijk before update or delete on partijen_beheerfeit for each row execute function partijen_alleen_erbij();
create trigger onleegbaar before truncate on partijen_beheerfeit for each statement execute function partijen_alleen_erbij();

-- Is who is logged in an administrator of this organisation on the day of the context?
create function partijen_beheert(org int) returns boolean language sql stable as $$
    select exists (select 1 from partijen_lidmaatschap m
        join partijen_lidrol r on r.lidmaatschap = m.id join partijen_beheerrol b on b.gemeente = r.gemeente and b.rol = r.rol
        join partijen_medewerker l on l.id = m.login
        where m.login = {LOGIN} and m.organisatie = org and m.gemeente = {GEMEENTE} and l.actief
            and m.van <= {DAG} and coalesce(m.tot, {DAG}) >= {DAG} and r.van <= {DAG} and coalesce(r.tot, {DAG}) >= {DAG})
$$;

-- Who works for this organisation and, now or later, also for another, wherever that is. What touches the whole of such a login (its means, its
-- password, whether it is open) is not for the administrators of one of them.
create function partijen_ook_elders(org int) returns int[] language plpgsql security definer set search_path = public, pg_temp as $$
declare hier text := current_setting('app.gemeente', true); leden int[]; uit int[] := '{}'; g int;
begin
    if not partijen_beheert(org) then return uit; end if;
    select array_agg(distinct m.login) into leden from partijen_lidmaatschap m where m.organisatie = org;
    for g in select id from partijen_gemeente loop
        perform set_config('app.gemeente', g::text, true);
        uit := uit || array(select m.login from partijen_lidmaatschap m
            where m.gemeente = g and m.organisatie <> org and m.login = any (leden) and coalesce(m.tot, {DAG}) >= {DAG});
    end loop;
    perform set_config('app.gemeente', hier, true);
    return uit;
end $$;

-- Whom a proposal that waits is about: the address, and who that already is, so that the second pair of eyes sees a person and no typed name.
create function partijen_voorstel_over(nummer bigint) returns table (adres text, bekend text, bij text[])
language plpgsql security definer set search_path = public, pg_temp as $$
declare hier text := current_setting('app.gemeente', true); v partijen_voorstel; wie int; g int;
begin
    select * into v from partijen_voorstel where id = nummer and gemeente = {GEMEENTE} and besluit is null;
    if v.id is null or not partijen_beheert(v.organisatie) then return; end if;
    select l.id, l.gebruikersnaam, w.naam into wie, adres, bekend from partijen_login l join partijen_medewerker w on w.id = l.id
        where case v.soort when 'lid' then l.gebruikersnaam = v.mail when 'rol' then
            l.id = (select m.login from partijen_lidmaatschap m where m.id = v.lidmaatschap and m.gemeente = v.gemeente) else l.id = v.login end;
    adres := coalesce(adres, v.mail);
    bij := '{}';
    for g in select id from partijen_gemeente where wie is not null loop
        perform set_config('app.gemeente', g::text, true);
        bij := bij || array(select distinct o.naam || ' in ' || p.naam from partijen_lidmaatschap m join partijen_organisatie o on o.id = m.organisatie
            join partijen_gemeente p on p.id = m.gemeente where m.gemeente = g and m.login = wie and coalesce(m.tot, {DAG}) >= {DAG} order by 1);
    end loop;
    perform set_config('app.gemeente', hier, true);
    return next;
end $$;

do $$
declare t text;
begin
    foreach t in array array['partijen_beheerrol', 'partijen_gebruik', 'partijen_voorstel', 'partijen_uitnodiging', 'partijen_oidc_sub',
        'partijen_beheerfeit'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy beheer on %I to wijk_eigenaar using (true)', t);
        execute format('grant select on %I to wijk_web, wijk_reserve', t);
    end loop;
end $$;
create policy web on partijen_beheerrol for select to wijk_web, wijk_kern using (gemeente = {GEMEENTE});
grant select on partijen_beheerrol to wijk_kern;
create policy eigen on partijen_gebruik to wijk_web using (login = {LOGIN});
create policy beheerder on partijen_gebruik for select to wijk_web using (exists
    (select 1 from partijen_lidmaatschap m where m.login = partijen_gebruik.login and m.gemeente = {GEMEENTE} and partijen_beheert(m.organisatie)));
grant insert, update on partijen_gebruik to wijk_web;
create policy eigen on partijen_oidc_sub to wijk_web using (login = {LOGIN});
grant insert on partijen_oidc_sub to wijk_web;

-- Four eyes: one proposes in his own name, another decides in his own name; what was decided stays decided.
create policy zien on partijen_voorstel for select to wijk_web using (gemeente = {GEMEENTE} and partijen_beheert(organisatie));
create policy voorstellen on partijen_voorstel for insert to wijk_web with check
    (gemeente = {GEMEENTE} and partijen_beheert(organisatie) and voorgesteld_door = {LOGIN} and besluit is null);
create policy besluiten on partijen_voorstel for update to wijk_web using (gemeente = {GEMEENTE} and partijen_beheert(organisatie) and besluit is null)
    with check (besloten_door = {LOGIN} and besluit is not null and (besluit = 'akkoord') <= (voorgesteld_door <> {LOGIN}));
grant insert, update (besluit, besloten_door, besloten_op) on partijen_voorstel to wijk_web;
create policy zien on partijen_beheerfeit for select to wijk_web using (gemeente = {GEMEENTE} and partijen_beheert(organisatie));
-- An invitation is there for who holds what its mail held.
create policy houder on partijen_uitnodiging to wijk_web using (sleutel = nullif(current_setting('app.uitnodiging', true), ''));
grant update (gebruikt) on partijen_uitnodiging to wijk_web;

-- Carries out what was approved, as the owner of the tables and within the municipality of the context.
create function partijen_voer_uit() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare beheer boolean; org int;
begin
    if new.soort = 'lid' then
        select id into new.login from partijen_login where gebruikersnaam = new.mail;
        if new.login is null then
            insert into partijen_medewerker (naam, actief) values (new.naam, true) returning id into new.login;
            insert into partijen_login (id, gebruikersnaam, password) values (new.login, new.mail, '!');
            insert into partijen_gebruik (login, laatst) values (new.login, {DAG});
        end if;
        select id into new.lidmaatschap from partijen_lidmaatschap
            where login = new.login and organisatie = new.organisatie and van <= new.van and coalesce(tot, new.van) >= new.van;
        if new.lidmaatschap is null then
            insert into partijen_lidmaatschap (gemeente, login, organisatie, van, tot)
                values (new.gemeente, new.login, new.organisatie, new.van, new.tot) returning id into new.lidmaatschap;
        end if;
    elsif new.soort in ('herstel', 'openen') then
        if not exists (select 1 from partijen_lidmaatschap where login = new.login and organisatie = new.organisatie and gemeente = new.gemeente
                and coalesce(tot, {DAG}) >= {DAG}) then
            raise exception 'deze persoon hoort niet bij deze organisatie';
        end if;
        -- Who slept may be woken by any of his organisations; what one of them closed is opened by that one.
        if new.login = any (partijen_ook_elders(new.organisatie)) and (new.soort = 'herstel' or not coalesce(
                (select f.soort = 'slapend gesloten' or f.organisatie = new.organisatie from partijen_beheerfeit f
                    where f.login = new.login and f.soort in ('sluit', 'slapend gesloten') order by f.id desc limit 1), false))
        then
            raise exception using errcode = 'check_violation', constraint = 'partijen_voorstel_ook_elders', message = 'deze persoon werkt ook elders';
        end if;
        if new.soort = 'herstel' then
            delete from partijen_middel where login = new.login;
            delete from partijen_herstelcode where login = new.login;
            delete from partijen_oidc_sub where login = new.login;
            update partijen_login set password = '!' where id = new.login;
            update partijen_aanmelding set geeindigd = new.besloten_op where login = new.login and geeindigd is null;
        else
            update partijen_medewerker set actief = true where id = new.login;
            insert into partijen_gebruik (login, laatst) values (new.login, {DAG}) on conflict (login) do update set laatst = excluded.laatst;
        end if;
    end if;
    if new.soort in ('lid', 'rol') then
        select organisatie, login into org, new.login from partijen_lidmaatschap where id = new.lidmaatschap and gemeente = new.gemeente;
        if org is distinct from new.organisatie then raise exception 'dit lidmaatschap hoort niet bij deze organisatie'; end if;
        select exists (select 1 from partijen_beheerrol b where b.gemeente = new.gemeente and b.rol = new.rol) into beheer;
        -- configuration or files, never both
        if exists (select 1 from partijen_lidrol r where r.lidmaatschap = new.lidmaatschap
                and daterange(r.van, r.tot, '[]') && daterange(new.van, new.tot, '[]')
                and beheer <> exists (select 1 from partijen_beheerrol b where b.gemeente = r.gemeente and b.rol = r.rol)) then
            raise exception using errcode = 'check_violation', constraint = 'partijen_lidrol_beheer_apart',
                message = 'wie beheert, heeft geen andere rol';
        end if;
        insert into partijen_lidrol (gemeente, lidmaatschap, rol, gebied, team, van, tot)
            values (new.gemeente, new.lidmaatschap, new.rol, new.gebied, new.team, new.van, new.tot);
        if not beheer then
            insert into partijen_sleutel (gemeente, organisatie, rol, gebied, team)
                values (new.gemeente, new.organisatie, new.rol, new.gebied, new.team) on conflict do nothing;
        end if;
    end if;
    return new;
end $$;
create trigger voer_uit before update on partijen_voorstel for each row when (old.besluit is null and new.besluit = 'akkoord')
    execute function partijen_voer_uit();

create function partijen_schrijf_voorstel_op() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into partijen_beheerfeit (gemeente, organisatie, moment, door, soort, login, voorstel, rol)
        values (new.gemeente, new.organisatie, coalesce(new.besloten_op, new.voorgesteld_op), coalesce(new.besloten_door, new.voorgesteld_door),
            new.soort || ' ' || coalesce(new.besluit, 'voorgesteld'), new.login, new.id, new.rol);
    return null;
end $$;
create trigger schrijf_op after insert or update on partijen_voorstel for each row execute function partijen_schrijf_voorstel_op();

-- Taking away is done alone and at once; it is written down all the same. `lid`: a membership at an organisation of who asks. Gives how far it
-- reached: this organisation, everywhere, or not at all ('elders': a login that also works elsewhere is not closed from here; null: not allowed).
create function partijen_neem_af(wat text, lid int, dag date, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare m partijen_lidmaatschap; elders boolean;
begin
    select * into m from partijen_lidmaatschap where id = lid and gemeente = {GEMEENTE};
    if m.id is null or wat not in ('sluit', 'einde') or coalesce(m.tot, dag) < dag or not partijen_beheert(m.organisatie) then return null; end if;
    elders := m.login = any (partijen_ook_elders(m.organisatie));
    if wat = 'sluit' and elders then return 'elders'; end if;
    if wat = 'sluit' then
        update partijen_medewerker set actief = false where id = m.login;
    else  -- what began today (or later) held on no day: the membership keeps an empty period, because other rows name it
        delete from partijen_lidrol where lidmaatschap = m.id and van >= dag;
        update partijen_lidrol set tot = dag - 1 where lidmaatschap = m.id and coalesce(tot, dag) >= dag;
        update partijen_lidmaatschap set van = least(van, dag), tot = dag - 1 where id = m.id;
        delete from partijen_oidc_sub where login = m.login and organisatie = m.organisatie;
    end if;
    if not elders then update partijen_aanmelding set geeindigd = moment where login = m.login and geeindigd is null; end if;
    insert into partijen_beheerfeit (gemeente, organisatie, moment, door, soort, login) values (m.gemeente, m.organisatie, moment, {LOGIN}, wat, m.login);
    return case when elders then 'hier' else 'overal' end;
end $$;

-- A mail with a link: gives the address to mail to, or nothing. Earlier links end. Who also works elsewhere and has a password keeps that.
create function partijen_nodig_uit(lid int, nummer uuid, sleutel text, verloopt timestamptz, moment timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare m partijen_lidmaatschap; adres text;
begin
    select * into m from partijen_lidmaatschap where id = lid and gemeente = {GEMEENTE};
    if m.id is null or not partijen_beheert(m.organisatie) or coalesce(m.tot, {DAG}) < {DAG} then return null; end if;
    select l.gebruikersnaam into adres from partijen_login l join partijen_medewerker w on w.id = l.id where l.id = m.login and w.actief
        and (l.password like '!%' or l.id <> all (partijen_ook_elders(m.organisatie)));
    if adres is null then return null; end if;
    delete from partijen_uitnodiging u where u.login = m.login;
    insert into partijen_uitnodiging (id, login, sleutel, verloopt) values (nummer, m.login, sleutel, verloopt);
    insert into partijen_beheerfeit (gemeente, organisatie, moment, door, soort, login)
        values (m.gemeente, m.organisatie, moment, {LOGIN}, 'uitgenodigd', m.login);
    return adres;
end $$;

-- At night: who was not here since `grens` is shut out. Who was never counted begins today.
create function partijen_sluit_slapende(dag date, grens date, moment timestamptz) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare wie int[]; g int;
begin
    insert into partijen_gebruik (login, laatst) select id, dag from partijen_login on conflict (login) do nothing;
    with dicht as (update partijen_medewerker w set actief = false from partijen_gebruik u where u.login = w.id and w.actief and u.laatst < grens
        returning w.id) select coalesce(array_agg(id), '{}') into wie from dicht;
    for g in select id from partijen_gemeente loop
        perform set_config('app.gemeente', g::text, true);
        insert into partijen_beheerfeit (gemeente, organisatie, moment, door, soort, login)
            select distinct m.gemeente, m.organisatie, moment, 0, 'slapend gesloten', m.login from partijen_lidmaatschap m
            where m.gemeente = g and m.login = any (wie) and coalesce(m.tot, dag) >= dag;
    end loop;
    perform set_config('app.gemeente', '', true);
    return cardinality(wie);
end $$;

-- Who administers sees configuration and never a file: there is no access key for such a role.
create function partijen_geen_beheersleutel() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select 1 from partijen_beheerrol b where b.gemeente = new.gemeente and b.rol = new.rol) then
        raise exception 'een beheerder krijgt geen sleutel tot dossiers';
    end if;
    return new;
end $$;
create trigger geen_beheer before insert on partijen_sleutel for each row execute function partijen_geen_beheersleutel();

revoke all on function partijen_voer_uit(), partijen_schrijf_voorstel_op(), partijen_alleen_erbij(), partijen_geen_beheersleutel(),
    partijen_ook_elders(int), partijen_voorstel_over(bigint), partijen_neem_af(text, int, date, timestamptz),
    partijen_nodig_uit(int, uuid, text, timestamptz, timestamptz), partijen_sluit_slapende(date, date, timestamptz) from public;
grant execute on function partijen_ook_elders(int), partijen_voorstel_over(bigint), partijen_neem_af(text, int, date, timestamptz),
    partijen_nodig_uit(int, uuid, text, timestamptz, timestamptz) to wijk_web;
-- At night only, and not with the rights of a page: with another day one statement would shut everybody out.
revoke all on function partijen_ruim_aanmeldingen(timestamptz) from wijk_web;
grant execute on function partijen_sluit_slapende(date, date, timestamptz), partijen_ruim_aanmeldingen(timestamptz) to wijk_kern;
