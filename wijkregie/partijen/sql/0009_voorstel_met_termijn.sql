-- SPDX-License-Identifier: EUPL-1.2
-- A proposal does not wait for ever, and counts only as long as who made it may make it. A new start that two organisations gave is written down at
-- every organisation that this login works for.

-- Until seven days after it was made.
create function partijen_voorstel_leeft(sinds timestamptz) returns boolean language sql stable as $$
    select (sinds at time zone 'Europe/Amsterdam')::date + 7 >= {DAG}
$$;

-- Both ways of approving come by here; before `voer_uit`, by its name.
create function partijen_voorstel_geldt() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if partijen_voorstel_leeft(new.voorgesteld_op) is not true then
        raise exception using errcode = 'check_violation', constraint = 'partijen_voorstel_termijn', message = 'dit voorstel wachtte te lang';
    end if;
    if not exists (select 1 from partijen_lidmaatschap m
            join partijen_lidrol r on r.lidmaatschap = m.id join partijen_beheerrol b on b.gemeente = r.gemeente and b.rol = r.rol
            join partijen_medewerker l on l.id = m.login
            where m.login = new.voorgesteld_door and m.organisatie = new.organisatie and m.gemeente = new.gemeente and l.actief
                and m.van <= {DAG} and coalesce(m.tot, {DAG}) >= {DAG} and r.van <= {DAG} and coalesce(r.tot, {DAG}) >= {DAG}) then
        raise exception using errcode = 'check_violation', constraint = 'partijen_voorstel_indiener', message = 'de indiener beheert niet meer';
    end if;
    return new;
end $$;
create trigger geldt before update on partijen_voorstel for each row when (old.besluit is null and new.besluit = 'akkoord')
    execute function partijen_voorstel_geldt();

-- Which new starts, proposed elsewhere, are about somebody who today also works for an organisation (`bij`) that who is logged in administers.
create function partijen_herstel_elders()
returns table (nummer bigint, bij int, login int, naam text, adres text, organisatie text, gemeente text, door int, door_naam text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare hier text := current_setting('app.gemeente', true); mijn int[]; v partijen_voorstel; m partijen_lidmaatschap;
begin
    select array_agg(o.id) into mijn from partijen_organisatie o where o.gemeente = {GEMEENTE} and partijen_beheert(o.id);
    if mijn is null then return; end if;
    for m in select distinct on (l.login) l.* from partijen_lidmaatschap l where l.gemeente = {GEMEENTE} and l.organisatie = any (mijn)
            and l.van <= {DAG} and coalesce(l.tot, {DAG}) >= {DAG} order by l.login, l.id loop
        for v in select * from partijen_voorstel p where p.soort = 'herstel' and p.besluit is null and p.login = m.login
                and p.organisatie <> all (mijn) and partijen_voorstel_leeft(p.voorgesteld_op) order by p.id loop
            nummer := v.id; bij := m.organisatie; login := m.login; door := v.voorgesteld_door;
            select w.naam, i.gebruikersnaam into naam, adres from partijen_medewerker w join partijen_login i on i.id = w.id where w.id = v.login;
            select w.naam into door_naam from partijen_medewerker w where w.id = v.voorgesteld_door;
            select g.naam into gemeente from partijen_gemeente g where g.id = v.gemeente;
            perform set_config('app.gemeente', v.gemeente::text, true);
            select o.naam into organisatie from partijen_organisatie o where o.id = v.organisatie;
            perform set_config('app.gemeente', hier, true);
            return next;
        end loop;
    end loop;
end $$;

-- The second pair of eyes, at the other organisation; gives whose login it was, or nothing: not allowed, or there no more.
create function partijen_besluit_elders(welk bigint, wat text, moment timestamptz) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare hier text := current_setting('app.gemeente', true); v partijen_voorstel; mijn int; g int;
begin
    select e.bij into mijn from partijen_herstel_elders() e where e.nummer = welk;
    select * into v from partijen_voorstel p where p.id = welk and p.besluit is null for update;
    if mijn is null or v.id is null or wat not in ('akkoord', 'afgewezen') or {LOGIN} in (v.login, v.voorgesteld_door) then return null; end if;
    perform set_config('app.gemeente', v.gemeente::text, true);
    if wat = 'akkoord' and not exists (select 1 from partijen_lidmaatschap m where m.login = v.login and m.organisatie = v.organisatie
            and m.gemeente = v.gemeente and coalesce(m.tot, {DAG}) >= {DAG}) then
        perform set_config('app.gemeente', hier, true);
        return null;
    end if;
    update partijen_voorstel set besluit = wat, besloten_door = {LOGIN}, besloten_op = moment, besloten_bij = mijn where id = welk;
    if wat = 'akkoord' then
        delete from partijen_middel where login = v.login;
        delete from partijen_herstelcode where login = v.login;
        delete from partijen_oidc_sub where login = v.login;
        delete from partijen_uitnodiging where login = v.login;
        update partijen_login set password = '!' where id = v.login;
        update partijen_aanmelding set geeindigd = moment where login = v.login and geeindigd is null;
    end if;
    for g in select id from partijen_gemeente loop  -- of the proposal's own organisation `schrijf_op` wrote it
        perform set_config('app.gemeente', g::text, true);
        insert into partijen_beheerfeit (gemeente, organisatie, moment, door, soort, login, voorstel)
            select distinct m.gemeente, m.organisatie, moment, {LOGIN}, 'herstel ' || wat, v.login, welk from partijen_lidmaatschap m
            where m.gemeente = g and m.login = v.login and m.organisatie <> v.organisatie and coalesce(m.tot, {DAG}) >= {DAG};
    end loop;
    perform set_config('app.gemeente', hier, true);
    return v.login;
end $$;
revoke all on function partijen_voorstel_geldt() from public;
revoke all on function partijen_herstel_elders(), partijen_besluit_elders(bigint, text, timestamptz) from public;
grant execute on function partijen_herstel_elders(), partijen_besluit_elders(bigint, text, timestamptz) to wijk_web;
