-- What the analysis suggests for a petition as it reads now, and what officials decided.

create table suggestion (
    petition_id uuid primary key references petition (id),
    at timestamptz not null,
    -- Number of the learned model in use then, 0 for the one that ships.
    model bigint not null,
    findings text not null
);

-- How far the log was read for suggestions.
create table suggestion_progress (
    id bigint primary key check (id = 1),
    seq bigint not null
);
insert into suggestion_progress (id, seq) values (1, 0);

-- What was decided, beside what had been suggested then; the latest decision on each question counts.
create table decision (
    petition_id uuid not null references petition (id),
    question text not null,
    suggested text,
    percent bigint,
    told boolean not null,
    model bigint,
    decided text not null,
    month text not null,
    seq bigint not null,
    primary key (petition_id, question)
);
create index decision_latest on decision (seq);
create index decision_question on decision (question, month, suggested, decided, told, percent);

-- What this installation learned from those decisions.
create table learned_model (
    number bigint primary key,
    trained_at timestamptz not null,
    trained_by uuid not null,
    labels bigint not null,
    learned text not null,
    -- How it and the model in use then agreed with labels that neither had seen.
    compared text not null
);

create table model_use (
    id bigint primary key,
    at timestamptz not null,
    official_id uuid not null,
    model bigint not null
);
