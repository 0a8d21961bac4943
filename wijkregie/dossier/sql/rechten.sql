-- SPDX-License-Identifier: EUPL-1.2
-- Forced row-level security on the tables of tabellen.sql and afgeleid.sql. Without context nobody sees anything. The owner of the tables
-- (migrations) sees no rows either, but where a policy names it. What takes away again from what is given here, whatever gives it, is restrictive:
-- for facts that were moved or restricted in dicht.sql, for who has an interest of his own in belang.sql.

-- wijk_kern sees and writes a row if and only if it is of the municipality of its context.
do $$
declare t text;
begin
    foreach t in array array['dossier_dossier', 'dossier_nummering', 'dossier_feit', 'dossier_deel', 'dossier_bestand', 'dossier_opdracht',
            'dossier_wortel', 'dossier_wortel_kop', 'dossier_plicht', 'dossier_plicht_grond', 'dossier_werk', 'dossier_fase', 'dossier_regie',
            'dossier_blad', 'dossier_handeling', 'dossier_schending', 'dossier_kop', 'dossier_publicatie', 'dossier_verbinding', 'dossier_partij',
            'dossier_concept'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy kern on %I to wijk_kern using (gemeente = app_gemeente()) with check (gemeente = app_gemeente())', t);
    end loop;
    -- what is true is only added to
    foreach t in array array['dossier_feit', 'dossier_deel', 'dossier_bestand', 'dossier_opdracht', 'dossier_wortel', 'dossier_wortel_kop'] loop
        execute format('grant select, insert on %I to wijk_kern', t);
    end loop;
    foreach t in array array['dossier_plicht', 'dossier_plicht_grond', 'dossier_werk', 'dossier_fase', 'dossier_regie', 'dossier_blad',
            'dossier_handeling', 'dossier_schending', 'dossier_kop', 'dossier_publicatie', 'dossier_verbinding', 'dossier_partij'] loop
        execute format('grant select, insert, update, delete on %I to wijk_kern', t);
        execute format('grant select on %I to wijk_web', t);
    end loop;
end $$;
grant select, insert, update on dossier_dossier, dossier_nummering to wijk_kern;
grant select, insert, update, delete on dossier_concept to wijk_web;
grant select (gemeente, bewaard), delete on dossier_concept to wijk_kern; -- what was not finished goes after its days; never its content

-- The number in the dossier, the chain and the fingerprints stay with wijk_kern.
grant select (gemeente, id, nummer, volgorde, soort, protocollen, gebied, begonnen, gesloten_op, bijgewerkt, wacht_sinds) on dossier_dossier to wijk_web;
grant select (gemeente, id, dossier, soort, op, tijd, vastgelegd, rol, soort_organisatie, organisatie, namens, vastlegger, opent, over, van, herkomst,
    overgenomen, categorie) on dossier_feit to wijk_web;
grant select (gemeente, feit, categorie, dossier, vastlegger, vorm, inhoud) on dossier_deel to wijk_web;
grant select (gemeente, id, feit, categorie, dossier, vastlegger, vorm, naam, naam_dicht, mediatype, grootte, inhoud) on dossier_bestand to wijk_web;

-- A dossier is there for a session if and only if one of its keys opens something in it.
create policy web on dossier_dossier for select to wijk_web using (gemeente = app_gemeente() and exists
    (select 1 from delen_toegang t where t.gemeente = dossier_dossier.gemeente and t.dossier = dossier_dossier.id));

-- A fact is seen if and only if the category of its existence is granted, the organisation recorded it itself, or it was given onward one by one.
create policy web on dossier_feit for select to wijk_web using (gemeente = app_gemeente() and (exists
    (select 1 from delen_toegang t where t.gemeente = dossier_feit.gemeente and t.dossier = dossier_feit.dossier and t.ding is null
        and (get_bit(t.bestaat, dossier_feit.categorie) = 1 or t.eigen and dossier_feit.vastlegger = app_organisatie()))
    or exists (select 1 from delen_toegang_feit v where v.gemeente = dossier_feit.gemeente and v.feit = dossier_feit.id)));

-- Content is read if and only if its category is granted in full, the organisation recorded it itself, or it was given onward.
create policy web on dossier_deel for select to wijk_web using (gemeente = app_gemeente() and (exists
    (select 1 from delen_toegang t where t.gemeente = dossier_deel.gemeente and t.dossier = dossier_deel.dossier and t.ding is null
        and (get_bit(t.inhoud, dossier_deel.categorie) = 1 or t.eigen and dossier_deel.vastlegger = app_organisatie()))
    or exists (select 1 from delen_toegang_feit v where v.gemeente = dossier_deel.gemeente and v.feit = dossier_deel.feit
        and get_bit(v.inhoud, dossier_deel.categorie) = 1)));
create policy web on dossier_bestand for select to wijk_web using (gemeente = app_gemeente() and (exists
    (select 1 from delen_toegang t where t.gemeente = dossier_bestand.gemeente and t.dossier = dossier_bestand.dossier and t.ding is null
        and (get_bit(t.inhoud, dossier_bestand.categorie) = 1 or t.eigen and dossier_bestand.vastlegger = app_organisatie()))
    or exists (select 1 from delen_toegang_feit v where v.gemeente = dossier_bestand.gemeente and v.feit = dossier_bestand.feit
        and get_bit(v.inhoud, dossier_bestand.categorie) = 1)));

-- A derived row is seen if and only if every category it rests on is granted. (So what a role may do is known to who is in the dossier; about a
-- thing, to who may know that the thing is there. Why not is in the leaves.)
do $$
declare t text;
begin
    foreach t in array array['dossier_plicht_grond', 'dossier_fase', 'dossier_regie', 'dossier_blad', 'dossier_handeling', 'dossier_schending',
            'dossier_partij'] loop
        execute format('create policy web on %1$I for select to wijk_web using (gemeente = app_gemeente() and masker = masker & '
            '(select bit_or(t.bestaat) from delen_toegang t where t.gemeente = %1$I.gemeente and t.dossier = %1$I.dossier and t.ding is null))', t);
    end loop;
end $$;

-- Work is seen if and only if it is for a key by which the session works. (`sleutel + 0`: as for delen_toegang, so that a list is read per key in the
-- order of its index.)
create policy web on dossier_werk for select to wijk_web using (gemeente = app_gemeente() and sleutel + 0 = any ((select app_werk())::int[]));
-- A duty is seen if and only if it is work of the session (its owner always sees act, thing, deadline and norm) or every category it rests on is
-- granted. (`offset 0`: row by row by its index, never all work hashed.)
create policy web on dossier_plicht for select to wijk_web using (gemeente = app_gemeente() and (
    exists (select 1 from dossier_werk w where w.gemeente = dossier_plicht.gemeente and w.plicht = dossier_plicht.id offset 0)
    or masker = masker & (select bit_or(t.bestaat) from delen_toegang t
        where t.gemeente = dossier_plicht.gemeente and t.dossier = dossier_plicht.dossier and t.ding is null)));

-- The head: a value if and only if its category is granted in full in this dossier, or the organisation recorded it itself and takes part.
create policy web on dossier_kop for select to wijk_web using (gemeente = app_gemeente() and exists
    (select 1 from delen_toegang t where t.gemeente = dossier_kop.gemeente and t.dossier = dossier_kop.dossier and t.ding is null
        and (get_bit(t.inhoud, dossier_kop.categorie) = 1 or t.eigen and dossier_kop.bron = app_organisatie())));
create policy web on dossier_publicatie for select to wijk_web using (gemeente = app_gemeente() and exists
    (select 1 from delen_toegang t where t.gemeente = dossier_publicatie.gemeente and t.dossier = dossier_publicatie.dossier and t.ding is null
        and (get_bit(t.inhoud, dossier_publicatie.categorie) = 1 or t.eigen and dossier_publicatie.bron = app_organisatie())));
-- A link is seen if and only if the category of its existence is granted, or the organisation recorded it itself.
create policy web on dossier_verbinding for select to wijk_web using (gemeente = app_gemeente() and exists
    (select 1 from delen_toegang t where t.gemeente = dossier_verbinding.gemeente and t.dossier = dossier_verbinding.dossier and t.ding is null
        and (get_bit(t.bestaat, dossier_verbinding.categorie) = 1 or t.eigen and dossier_verbinding.vastlegger = app_organisatie())));

-- A draft is seen and changed if and only if it is the login's own.
create policy web on dossier_concept to wijk_web
    using (gemeente = app_gemeente() and login = app_login())
    with check (gemeente = app_gemeente() and login = app_login());
