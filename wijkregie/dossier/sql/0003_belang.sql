-- SPDX-License-Identifier: EUPL-1.2
-- What is not driven by the access table, for who is shut out of a dossier for an interest of his own.

do $$
declare t text;
begin
    foreach t in array array['dossier_werk', 'dossier_plicht', 'dossier_behandelaar'] loop
        execute format('create policy belang on %I as restrictive to wijk_web using (not dossier = any ((select app_belang())::uuid[]))', t);
    end loop;
end $$;
create policy belang on dossier_concept as restrictive to wijk_web
    using (dossier is null or not dossier = any ((select app_belang())::uuid[]));
