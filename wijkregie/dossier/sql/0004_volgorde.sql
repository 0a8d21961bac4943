-- SPDX-License-Identifier: EUPL-1.2
-- As for the access table: the lists of work are read per key, in the order of their index.

alter policy web on dossier_werk using (gemeente = app_gemeente() and sleutel + 0 = any ((select app_werk())::int[]));
