-- SPDX-License-Identifier: EUPL-1.2
-- The context of a transaction: who asks, on which day, with which keys, for which purposes, through which door. It comes from Python (context.py);
-- none of this asks the time. What was not set is null, and a policy that compares with null gives nothing.

create function app_gemeente() returns int language sql stable parallel safe as $$ select nullif(current_setting('app.gemeente', true), '')::int $$;
create function app_organisatie() returns int language sql stable parallel safe as $$ select nullif(current_setting('app.organisatie', true), '')::int $$;
create function app_login() returns int language sql stable parallel safe as $$ select nullif(current_setting('app.login', true), '')::int $$;
create function app_dag() returns date language sql stable parallel safe as $$ select nullif(current_setting('app.dag', true), '')::date $$;
create function app_sleutels() returns int[] language sql stable parallel safe as $$ select nullif(current_setting('app.sleutels', true), '')::int[] $$;
create function app_werk() returns int[] language sql stable parallel safe as $$ select nullif(current_setting('app.werk', true), '')::int[] $$;
create function app_doelen() returns int[] language sql stable parallel safe as $$ select nullif(current_setting('app.doelen', true), '')::int[] $$;
create function app_weg() returns text language sql stable parallel safe as $$ select nullif(current_setting('app.weg', true), '') $$;
-- The dossiers that this session is shut out of; null, so that nothing is seen, where the context does not say it.
create function app_belang() returns uuid[] language sql stable parallel safe as
    $$ select nullif(current_setting('app.belang', true), '')::uuid[] $$;
