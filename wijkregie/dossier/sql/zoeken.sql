-- SPDX-License-Identifier: EUPL-1.2
-- Search by resemblance, per dossier: each word of the question counts for its length, as well as it resembles the best line of the head that the
-- session may read. The index gives the candidates, then the same rule as every other reading. Runs as its owner because the operator of resemblance
-- is not leakproof and would make the policy read every row first; it gives ids only, and only those that the policies of delen_toegang and
-- dossier_kop would give: a line that the session may not read adds nothing. A function is planned without knowing the question, so it is told to use
-- the indexes.
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
                and (get_bit(mag.inhoud, k.categorie) = 1 or mag.eigen and k.bron = (select app_organisatie()))
            group by woord.nr, woord.gewicht) x) l
    where l.gelijkenis >= 0.45 order by l.gelijkenis desc, mag.dossier limit hoogstens
$$;

-- Its owner passes the forced policies on these two tables (and on what belang.sql needs) and may do nothing else; nobody can log in as it.
create policy zoek on dossier_kop for select to wijk_zoek using (true);
create policy zoek on delen_toegang for select to wijk_zoek using (true);
grant select on dossier_kop, delen_toegang to wijk_zoek;
revoke all on function dossier_lijkt_op(text, int) from public;
grant execute on function dossier_lijkt_op(text, int) to wijk_web;
grant create on schema public to wijk_zoek;
alter function dossier_lijkt_op(text, int) owner to wijk_zoek;
revoke create on schema public from wijk_zoek;
