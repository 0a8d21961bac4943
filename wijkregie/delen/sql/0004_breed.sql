-- SPDX-License-Identifier: EUPL-1.2
-- A mask is a row of 256 bits, the category's own bit counted from the left (get_bit). The masks themselves are widened in the rooms that read them.

alter table delen_categorie drop constraint delen_categorie_bit_check, add constraint delen_categorie_bit_check check (bit between 0 and 255);
