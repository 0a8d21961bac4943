-- SPDX-License-Identifier: EUPL-1.2
-- Masks of 256 bits instead of a bigint of 63. A column that a policy reads cannot change its type: the policies are put aside and laid back,
-- each as it was, but for the question whether one category is in a mask.

do $$
declare
    p record;
    terug text[] := '{}';
    k record;
begin
    for p in select * from pg_policies where schemaname = current_schema() and concat(qual, with_check) ~ '\m(masker|inhoud|bestaat)\M' loop
        terug := terug || format('create policy %I on %I as %s for %s to %s%s%s', p.policyname, p.tablename, p.permissive, p.cmd, array_to_string(p.roles, ', '),
            ' using (' || p.qual || ')', ' with check (' || p.with_check || ')');
        execute format('drop policy %I on %I', p.policyname, p.tablename);
    end loop;
    for k in select c.table_name as tabel, c.column_name as kolom from information_schema.columns c
            where c.table_schema = current_schema() and c.data_type = 'bigint'
                and (c.column_name = 'masker' or c.table_name in ('delen_toegang', 'delen_toegang_feit') and c.column_name in ('bestaat', 'inhoud')) loop
        execute format('alter table %I alter %I type bit(256) using reverse(%2$I::bit(64)::text)::bit(256)', k.tabel, k.kolom);
    end loop;
    for i in 1 .. coalesce(array_length(terug, 1), 0) loop
        terug[i] := regexp_replace(terug[i], '\(\((\w+\.\w+) >> \((\w+\.\w+)\)::integer\) & \(1\)::bigint\) = 1', 'get_bit(\1, \2) = 1', 'g');
        if terug[i] ~ '>>' then
            raise exception 'a policy asks a mask in a way that this migration does not know: %', terug[i];
        end if;
        execute terug[i];
    end loop;
end $$;

-- The same in the body of the search, as its owner: who migrates is a member of that role and inherits nothing of it.
grant create on schema public to wijk_zoek;
set local role wijk_zoek;
do $$
begin
    execute replace(pg_get_functiondef('dossier_lijkt_op(text, int)'::regprocedure), '(mag.inhoud >> k.categorie) & 1 = 1', 'get_bit(mag.inhoud, k.categorie) = 1');
end $$;
reset role;
revoke create on schema public from wijk_zoek;
