-- SPDX-License-Identifier: EUPL-1.2
-- A code goes with the key that it opens.

alter table meldingen_code drop constraint meldingen_code_gemeente_sleutel_fkey;
alter table meldingen_code add constraint meldingen_code_gemeente_sleutel_fkey
    foreign key (gemeente, sleutel) references delen_zaaksleutel (gemeente, sleutel) on delete cascade;
