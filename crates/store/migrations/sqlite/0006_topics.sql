-- What people speak of, all together, as read from the log up to a place in it.

create table topic_state (
    id integer primary key check (id = 1),
    -- The log was read up to here.
    seq integer not null,
    -- The last change by an official that the kept topics know.
    changes integer not null,
    -- What the analysis keeps between two runs; nothing before the first.
    kept text
) strict;
insert into topic_state (id, seq, changes) values (1, 0, 0);

-- A topic keeps its number for ever.
create table topic (
    id integer primary key,
    size integer not null,
    -- Made of petitions' words; for officials who see all of them.
    label text not null,
    name text,
    merged_into integer references topic (id),
    -- The label that was last looked at before everybody may see it, and what is left of it then.
    vetted text,
    vetted_size integer not null default 0,
    public_label text
) strict;
create index topic_size on topic (size desc) where merged_into is null;

-- Who named a topic or merged it into another, and when.
create table topic_change (
    number integer primary key,
    at text not null,
    official_id blob not null,
    official_name text not null,
    topic integer not null references topic (id),
    name text,
    merged_into integer references topic (id)
) strict;
create index topic_change_topic on topic_change (topic, number);

-- Which petition belongs to which topic, with what it is counted by, so that counting reads no texts.
create table petition_topic (
    petition_id blob primary key references petition (id),
    number integer not null unique,
    topic integer not null references topic (id),
    received_on text not null,
    procedure_code text,
    field text,
    agency_id blob,
    area_code text,
    -- A bit for each constituent of the procedure that it finds trouble with.
    constituents integer not null,
    -- Who may count it: 0 nobody, 1 the desk, 2 everybody.
    audience integer not null
) strict;
create index petition_topic_day on petition_topic (received_on);
create index petition_topic_topic on petition_topic (topic, number);
create index petition_topic_procedure on petition_topic (procedure_code, number) where procedure_code is not null;
