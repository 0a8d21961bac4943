-- SPDX-License-Identifier: EUPL-1.2
-- A new start for who lost every means and works for two organisations. One of them may not wipe a login that also opens the other: an administrator
-- of the one proposes it and one of the other approves, wherever that is. Two of the same organisation cannot.

alter table partijen_voorstel add column besloten_bij int references partijen_organisatie (id);  -- approved at another organisation
alter table partijen_voorstel add constraint partijen_voorstel_besloten_bij
    check (besloten_bij is null or (soort = 'herstel' and besluit is not null and besloten_bij <> organisatie));

-- What was approved at another organisation is carried out by partijen_besluit_elders.
drop trigger voer_uit on partijen_voorstel;
create trigger voer_uit before update on partijen_voorstel for each row
    when (old.besluit is null and new.besluit = 'akkoord' and new.besloten_bij is null) execute function partijen_voer_uit();
