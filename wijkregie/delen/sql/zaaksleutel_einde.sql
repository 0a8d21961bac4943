-- SPDX-License-Identifier: EUPL-1.2
-- A key can end on the day on which it was made: who finds out at once that somebody else has it, may not have to wait until tomorrow.

alter table delen_zaaksleutel drop constraint delen_zaaksleutel_check;
alter table delen_zaaksleutel add constraint delen_zaaksleutel_duur check (tot >= van);
