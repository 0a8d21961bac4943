-- SPDX-License-Identifier: EUPL-1.2
-- Who watches over privacy reads no line about a dossier in which he has an interest of his own.
create policy belang on privacy_lezing as restrictive for select to wijk_web using (not dossiers && (select app_belang())::uuid[]);
