-- SPDX-License-Identifier: EUPL-1.2
-- Forced row-level security. wijk_kern sees the municipality of its context, wijk_web what its keys open; without context both see nothing.

do $$
declare t text;
begin
    foreach t in array array['dossier_dossier', 'dossier_nummering', 'dossier_feit', 'dossier_deel', 'dossier_bestand', 'dossier_opdracht',
            'dossier_wortel', 'dossier_wortel_kop', 'dossier_plicht', 'dossier_plicht_grond', 'dossier_werk', 'dossier_fase', 'dossier_regie',
            'dossier_blad', 'dossier_handeling', 'dossier_schending', 'dossier_kop', 'dossier_publicatie', 'dossier_verbinding', 'dossier_partij',
            'dossier_dicht', 'dossier_behandelaar', 'dossier_concept'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy kern on %I to wijk_kern using (gemeente = app_gemeente()) with check (gemeente = app_gemeente())', t);
    end loop;
    -- what is true is only added to
    foreach t in array array['dossier_feit', 'dossier_deel', 'dossier_bestand', 'dossier_opdracht', 'dossier_wortel', 'dossier_wortel_kop'] loop
        execute format('grant select, insert on %I to wijk_kern', t);
    end loop;
    foreach t in array array['dossier_plicht', 'dossier_plicht_grond', 'dossier_werk', 'dossier_fase', 'dossier_regie', 'dossier_blad',
            'dossier_handeling', 'dossier_schending', 'dossier_kop', 'dossier_publicatie', 'dossier_verbinding', 'dossier_partij', 'dossier_dicht'] loop
        execute format('grant select, insert, update, delete on %I to wijk_kern', t);
        execute format('grant select on %I to wijk_web', t);
    end loop;
end $$;
grant select, insert, update on dossier_dossier, dossier_nummering, dossier_behandelaar to wijk_kern;
grant select, insert, update on dossier_behandelaar to wijk_web;
grant select, insert, update, delete on dossier_concept to wijk_web;
grant select (gemeente, bewaard), delete on dossier_concept to wijk_kern; -- what was not finished goes after its days; never its content

-- The number in the dossier, the chain and the fingerprints stay with wijk_kern.
grant select (gemeente, id, nummer, volgorde, soort, protocollen, gebied, begonnen, gesloten_op, bijgewerkt, wacht_sinds) on dossier_dossier to wijk_web;
grant select (gemeente, id, dossier, soort, op, tijd, vastgelegd, rol, soort_organisatie, organisatie, namens, vastlegger, opent, over, van, herkomst,
    overgenomen, categorie) on dossier_feit to wijk_web;
grant select (gemeente, feit, categorie, dossier, vastlegger, vorm, inhoud) on dossier_deel to wijk_web;
grant select (gemeente, id, feit, categorie, dossier, vastlegger, naam, mediatype, grootte, inhoud) on dossier_bestand to wijk_web;

-- A dossier is there for a session if and only if one of its keys opens something in it.
create policy web on dossier_dossier for select to wijk_web using (gemeente = app_gemeente() and exists
    (select 1 from delen_toegang t where t.gemeente = dossier_dossier.gemeente and t.dossier = dossier_dossier.id));

-- A fact is seen if and only if the category of its existence is granted, the organisation recorded it itself, or it was given onward one by one.
create policy web on dossier_feit for select to wijk_web using (gemeente = app_gemeente() and (exists
    (select 1 from delen_toegang t where t.gemeente = dossier_feit.gemeente and t.dossier = dossier_feit.dossier and t.ding is null
        and ((t.bestaat >> dossier_feit.categorie) & 1 = 1 or t.eigen and dossier_feit.vastlegger = app_organisatie()))
    or exists (select 1 from delen_toegang_feit v where v.gemeente = dossier_feit.gemeente and v.feit = dossier_feit.id)));

-- Content is read if and only if its category is granted in full, the organisation recorded it itself, or it was given onward.
create policy web on dossier_deel for select to wijk_web using (gemeente = app_gemeente() and (exists
    (select 1 from delen_toegang t where t.gemeente = dossier_deel.gemeente and t.dossier = dossier_deel.dossier and t.ding is null
        and ((t.inhoud >> dossier_deel.categorie) & 1 = 1 or t.eigen and dossier_deel.vastlegger = app_organisatie()))
    or exists (select 1 from delen_toegang_feit v where v.gemeente = dossier_deel.gemeente and v.feit = dossier_deel.feit
        and (v.inhoud >> dossier_deel.categorie) & 1 = 1)));
create policy web on dossier_bestand for select to wijk_web using (gemeente = app_gemeente() and (exists
    (select 1 from delen_toegang t where t.gemeente = dossier_bestand.gemeente and t.dossier = dossier_bestand.dossier and t.ding is null
        and ((t.inhoud >> dossier_bestand.categorie) & 1 = 1 or t.eigen and dossier_bestand.vastlegger = app_organisatie()))
    or exists (select 1 from delen_toegang_feit v where v.gemeente = dossier_bestand.gemeente and v.feit = dossier_bestand.feit
        and (v.inhoud >> dossier_bestand.categorie) & 1 = 1)));

-- What was moved elsewhere is closed to others, whatever is granted. Of a dossier that is not there for a session not even that.
create policy web on dossier_dicht for select to wijk_web using (gemeente = app_gemeente() and (exists
    (select 1 from delen_toegang t where t.gemeente = dossier_dicht.gemeente and t.dossier = dossier_dicht.dossier)
    or exists (select 1 from delen_toegang_feit v where v.gemeente = dossier_dicht.gemeente and v.feit = dossier_dicht.feit)));
create policy dicht on dossier_feit as restrictive for select to wijk_web using (vastlegger = app_organisatie() or not exists
    (select 1 from dossier_dicht x where x.gemeente = dossier_feit.gemeente and x.feit = dossier_feit.id));
create policy dicht on dossier_deel as restrictive for select to wijk_web using (vastlegger = app_organisatie() or not exists
    (select 1 from dossier_dicht x where x.gemeente = dossier_deel.gemeente and x.feit = dossier_deel.feit));
create policy dicht on dossier_bestand as restrictive for select to wijk_web using (vastlegger = app_organisatie() or not exists
    (select 1 from dossier_dicht x where x.gemeente = dossier_bestand.gemeente and x.feit = dossier_bestand.feit));

-- A derived row is seen if and only if every category it rests on is granted.
do $$
declare t text;
begin
    foreach t in array array['dossier_plicht_grond', 'dossier_fase', 'dossier_regie', 'dossier_blad', 'dossier_schending', 'dossier_partij'] loop
        execute format('create policy web on %1$I for select to wijk_web using (gemeente = app_gemeente() and masker = masker & '
            '(select bit_or(t.bestaat) from delen_toegang t where t.gemeente = %1$I.gemeente and t.dossier = %1$I.dossier and t.ding is null))', t);
    end loop;
end $$;

-- The owner of a duty always sees act, thing, deadline and norm; others if and only if every category it rests on is granted.
create policy web on dossier_werk for select to wijk_web using (gemeente = app_gemeente() and sleutel = any (app_werk()));
create policy web on dossier_plicht for select to wijk_web using (gemeente = app_gemeente() and (
    exists (select 1 from dossier_werk w where w.gemeente = dossier_plicht.gemeente and w.plicht = dossier_plicht.id offset 0) -- offset: row by row by its index, never all work hashed
    or masker = masker & (select bit_or(t.bestaat) from delen_toegang t
        where t.gemeente = dossier_plicht.gemeente and t.dossier = dossier_plicht.dossier and t.ding is null)));

-- What a role may do is known to who is in the dossier; about a thing, to who may know that the thing is there. Why not is in the leaves.
create policy web on dossier_handeling for select to wijk_web using (gemeente = app_gemeente() and masker = masker &
    (select bit_or(t.bestaat) from delen_toegang t
        where t.gemeente = dossier_handeling.gemeente and t.dossier = dossier_handeling.dossier and t.ding is null));

-- The head: a value if and only if its category is granted in full in this dossier, or the organisation recorded it itself and takes part.
create policy web on dossier_kop for select to wijk_web using (gemeente = app_gemeente() and exists
    (select 1 from delen_toegang t where t.gemeente = dossier_kop.gemeente and t.dossier = dossier_kop.dossier and t.ding is null
        and ((t.inhoud >> dossier_kop.categorie) & 1 = 1 or t.eigen and dossier_kop.bron = app_organisatie())));
create policy web on dossier_publicatie for select to wijk_web using (gemeente = app_gemeente() and exists
    (select 1 from delen_toegang t where t.gemeente = dossier_publicatie.gemeente and t.dossier = dossier_publicatie.dossier and t.ding is null
        and ((t.inhoud >> dossier_publicatie.categorie) & 1 = 1 or t.eigen and dossier_publicatie.bron = app_organisatie())));
create policy web on dossier_verbinding for select to wijk_web using (gemeente = app_gemeente() and exists
    (select 1 from delen_toegang t where t.gemeente = dossier_verbinding.gemeente and t.dossier = dossier_verbinding.dossier and t.ding is null
        and ((t.bestaat >> dossier_verbinding.categorie) & 1 = 1 or t.eigen and dossier_verbinding.vastlegger = app_organisatie())));

-- Handling is the organisation's own affair, a draft the login's own.
create policy web on dossier_behandelaar to wijk_web
    using (gemeente = app_gemeente() and organisatie = app_organisatie())
    with check (gemeente = app_gemeente() and organisatie = app_organisatie()
        and exists (select 1 from dossier_dossier d where d.gemeente = dossier_behandelaar.gemeente and d.id = dossier_behandelaar.dossier));
create policy web on dossier_concept to wijk_web
    using (gemeente = app_gemeente() and login = app_login())
    with check (gemeente = app_gemeente() and login = app_login());

-- The owner of the tables (migrations) sees no rows: force row level security without a policy for it.

-- Search by resemblance, per dossier: each word of the question counts for its length, as well as it resembles the best line of the head that the session may
-- read. The index gives the candidates, then the same rule as every other reading. Runs as its owner because the operator of resemblance is not
-- leakproof and would make the policy read every row first; it gives ids only, and only those that the policies above would give: a line that
-- the session may not read adds nothing. A function is planned without knowing the question, so it is told to use the indexes.
create function dossier_lijkt_op(gezocht text, hoogstens int)
returns table (dossier uuid, gelijkenis real) language sql stable security definer
set search_path = public, pg_temp set pg_trgm.word_similarity_threshold = 0.45 set enable_seqscan = off set jit = off as $$
    with woord as materialized (
        select w, length(w) + 1 as gewicht, row_number() over (order by w ~ '^[0-9]+$', length(w) desc, w) as nr
        from (select distinct left(w, 40) as w from regexp_split_to_table(gezocht, '[^[:alnum:]]+') w where w <> '') x
        order by nr limit 8),
    kandidaat as materialized ( -- by its longest words; a house number alone would bring half a city
        select distinct k.dossier from woord join dossier_kop k on woord.w <% k.zoek
        where k.gemeente = (select app_gemeente()) and (nr = 1 or nr < 4 and length(w) > 2 and w !~ '^[0-9]+$')),
    mag as materialized ( -- what the session may read of each, as in the policy of dossier_kop
        select kandidaat.dossier, t.inhoud, t.eigen from kandidaat, lateral (
            select bit_or(t.inhoud) as inhoud, bool_or(t.eigen) as eigen from delen_toegang t
            where t.gemeente = (select app_gemeente()) and t.dossier = kandidaat.dossier
                and t.ding is null and t.sleutel = any ((select app_sleutels())::int[])
                and t.van <= (select app_dag()) and t.tot > (select app_dag())
                and t.doel = any ((select app_doelen())::int[]) and (t.doel = 0 or t.weg = (select app_weg()))) t
        where t.inhoud is not null)
    select mag.dossier, l.gelijkenis from mag, lateral (
        select (sum(x.gewicht * x.lijkt) / sum(x.gewicht))::real as gelijkenis from (
            select woord.gewicht, max(word_similarity(woord.w, k.zoek)) as lijkt from woord, dossier_kop k
            where k.gemeente = (select app_gemeente()) and k.dossier = mag.dossier
                and ((mag.inhoud >> k.categorie) & 1 = 1 or mag.eigen and k.bron = (select app_organisatie()))
            group by woord.nr, woord.gewicht) x) l
    where l.gelijkenis >= 0.45 order by l.gelijkenis desc, mag.dossier limit hoogstens
$$;
-- Its owner passes the forced policies on these two tables and may do nothing else; nobody can log in as it.
create policy zoek on dossier_kop for select to wijk_zoek using (true);
create policy zoek on delen_toegang for select to wijk_zoek using (true);
grant select on dossier_kop, delen_toegang to wijk_zoek;
revoke all on function dossier_lijkt_op(text, int) from public;
grant execute on function dossier_lijkt_op(text, int) to wijk_web;
grant create on schema public to wijk_zoek;
alter function dossier_lijkt_op(text, int) owner to wijk_zoek;
revoke create on schema public from wijk_zoek;
