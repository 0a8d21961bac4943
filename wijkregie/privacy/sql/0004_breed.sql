-- SPDX-License-Identifier: EUPL-1.2
-- The read log holds masks of 256 bits. What a line says stays the same, and so does its seal: that is taken over the number.
create function pg_temp.breed(bigint[]) returns bit(256)[] language sql as
    $$ select coalesce(array_agg(reverse(m::bit(64)::text)::bit(256) order by nr), '{}') from unnest($1) with ordinality u (m, nr) $$;
alter table privacy_lezing alter categorieen type bit(256)[] using pg_temp.breed(categorieen);
