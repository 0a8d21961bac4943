-- SPDX-License-Identifier: EUPL-1.2
-- A dossier that is destroyed takes its keys of one dossier along, and with them whatever opens such a key: the code of who reported it.
-- The function that destroys is taken as it is, with one table more to clear.

create policy vernietig on delen_zaaksleutel to wijk_vernietiger using (true) with check (true);
grant select, delete on delen_zaaksleutel to wijk_vernietiger;

grant create on schema public to wijk_vernietiger;
set local role wijk_vernietiger;
do $do$
declare
    oud text := pg_get_functiondef('privacy_vernietig(int, uuid, date, timestamptz)'::regprocedure);
    nieuw text := replace(oud, $$'delen_nood', $$, $$'delen_nood', 'delen_zaaksleutel', $$);
begin
    if nieuw = oud then
        raise exception 'privacy_vernietig noemt delen_nood niet';
    end if;
    execute nieuw;
end $do$;
reset role;
revoke create on schema public from wijk_vernietiger;
