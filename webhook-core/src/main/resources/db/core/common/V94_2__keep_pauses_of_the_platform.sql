-- Of what a platform administrator stopped, the tenant's own people can only see that it is.
alter table pause add column by_platform boolean default false not null;
update pause set by_platform = true where scope = 'EVERYTHING';
