-- SPDX-License-Identifier: EUPL-1.2
-- Which master key a package lies under. None: made before, under the secret of the site; that passes within thirty days, or when keys are renewed.
alter table privacy_pakket add column hoofdsleutel text;
