-- The runner's diary: all of it is their own (schema.OWN), none of it can be derived from files.

-- Planned sessions as they were last shown: what stands for days gone by, and whatever the runner moved,
-- swapped or skipped.
CREATE TABLE shown_sessions (
    id VARCHAR PRIMARY KEY,
    day DATE NOT NULL,
    pinned BOOLEAN NOT NULL,
    session VARCHAR NOT NULL              -- JSON of model.plan.PlannedSession
);

-- model.diary.SessionDone, of those the runner logged.
CREATE TABLE session_logs (
    id VARCHAR PRIMARY KEY,               -- the planned session's, or free-<day>
    day DATE NOT NULL,
    start_hour DOUBLE,
    minutes DOUBLE NOT NULL,
    rpe DOUBLE,
    soreness INTEGER,
    as_planned BOOLEAN NOT NULL
);

CREATE TABLE logged_sets (
    session VARCHAR NOT NULL,             -- session_logs.id
    seq INTEGER NOT NULL,
    exercise VARCHAR NOT NULL,
    reps INTEGER,
    seconds INTEGER,
    load_kg DOUBLE,
    rir INTEGER
);

CREATE TABLE checkins (
    day DATE PRIMARY KEY,
    soreness INTEGER,
    ill BOOLEAN
);

CREATE TABLE expectations (
    day DATE PRIMARY KEY,
    kind VARCHAR NOT NULL,
    minutes DOUBLE
);
