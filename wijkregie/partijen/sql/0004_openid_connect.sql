-- SPDX-License-Identifier: EUPL-1.2
-- How the people of an organisation log in at their own provider. Set by the owner of the tables; read before anybody is known, so it holds
-- nothing that is secret but the encrypted secret of the client.

create table partijen_oidc (
    organisatie int primary key references partijen_organisatie (id),
    gemeente int not null references partijen_gemeente (id),
    naam text not null,                 -- on the button
    issuer text not null check (issuer ~ '^https?://[^/?#]+[^?#]*$'),
    client text not null,
    geheim bytea,                       -- encrypted; none: a public client, PKCE only
    veld text not null,                 -- the claim that holds the user name
    acr text[] not null,                -- what in the token counts as a second factor
    amr text[] not null,
    foreign key (organisatie, gemeente) references partijen_organisatie (id, gemeente)
);
alter table partijen_oidc enable row level security;
alter table partijen_oidc force row level security;
create policy web on partijen_oidc for select to wijk_web using (true);
create policy beheer on partijen_oidc to wijk_eigenaar using (true);
grant select on partijen_oidc to wijk_web, wijk_reserve;
