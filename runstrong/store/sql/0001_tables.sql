-- Two kinds of tables. What files decide is dropped and derived again by a rebuild; what the runner said is not.
-- Which is which for the program: schema.DERIVED and schema.OWN.

-- What files decide ---------------------------------------------------------------------------------------------

-- One row per file and attempt. A row without sha256 is a file that was refused and not kept.
CREATE TABLE imports (
    number INTEGER NOT NULL,
    imported_at TIMESTAMP NOT NULL,       -- UTC, like every time in this store
    name VARCHAR NOT NULL,
    sha256 VARCHAR,
    outcome VARCHAR NOT NULL,
    reason VARCHAR,
    warnings VARCHAR NOT NULL             -- JSON list of sentences
);

CREATE TABLE activities (
    key INTEGER NOT NULL,                 -- stands for the id in the long tables: 4 bytes instead of 14
    id VARCHAR PRIMARY KEY,               -- first 12 digits of sha256, dash, part
    sha256 VARCHAR NOT NULL,
    part INTEGER NOT NULL,
    format VARCHAR NOT NULL,
    sport VARCHAR NOT NULL,
    sub_sport VARCHAR,
    name VARCHAR,
    device VARCHAR,
    hr_source VARCHAR,
    start_utc TIMESTAMP NOT NULL,
    end_utc TIMESTAMP NOT NULL,
    utc_offset_s INTEGER NOT NULL,
    local_day DATE NOT NULL,
    time_zone VARCHAR NOT NULL,
    zone_source VARCHAR NOT NULL,
    clock_ok BOOLEAN NOT NULL,
    samples INTEGER NOT NULL,
    laps INTEGER NOT NULL,
    columns VARCHAR NOT NULL,             -- JSON list: the columns of samples that this activity has
    duplicate_of VARCHAR,
    possible_duplicate_of VARCHAR,
    warnings VARCHAR NOT NULL,            -- JSON list of sentences
    lost BOOLEAN NOT NULL
);

-- model.facts.RunFacts, one row per activity.
CREATE TABLE facts (
    activity INTEGER NOT NULL,            -- activities.key, as in every table below
    elapsed_s DOUBLE,
    timer_s DOUBLE,
    moving_s DOUBLE,
    distance_m DOUBLE,
    ascent_m DOUBLE,
    avg_hr_bpm DOUBLE,
    max_hr_bpm DOUBLE,
    avg_speed_mps DOUBLE,
    gap_mps DOUBLE,
    norm_gap_mps DOUBLE,
    walking_share DOUBLE,
    steep_share DOUBLE,
    hr_quality DOUBLE,
    locked_share DOUBLE,
    temperature_c DOUBLE,
    mean_elevation_m DOUBLE,
    grade_source VARCHAR NOT NULL,
    hr_seconds BLOB NOT NULL,             -- little-endian int64, as is gap_seconds
    gap_seconds BLOB NOT NULL,
    best_gap_mps BLOB NOT NULL,           -- little-endian float64
    windows_considered INTEGER NOT NULL,
    windows_failed VARCHAR NOT NULL,      -- JSON object: gate -> windows lost to it
    methods VARCHAR NOT NULL,             -- JSON object: figure -> method
    missing VARCHAR NOT NULL              -- JSON object: figure -> code of model.facts.Missing
);

CREATE TABLE laps (
    activity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    start_utc_s DOUBLE,
    elapsed_s DOUBLE,
    timer_s DOUBLE,
    distance_m DOUBLE,
    avg_hr_bpm DOUBLE,
    max_hr_bpm DOUBLE,
    ascent_m DOUBLE
);

CREATE TABLE sets (
    activity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    start_utc_s DOUBLE,
    duration_s DOUBLE,
    active BOOLEAN NOT NULL,
    reps INTEGER,
    weight_kg DOUBLE,
    category INTEGER,
    exercise INTEGER
);

CREATE TABLE windows (
    activity INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    minute DOUBLE NOT NULL,
    speed_mps DOUBLE NOT NULL,
    hr_bpm DOUBLE NOT NULL
);

-- The runner's own ----------------------------------------------------------------------------------------------

-- Under which name, and when, each original first came in.
CREATE TABLE files (
    sha256 VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    received TIMESTAMP NOT NULL
);

CREATE TABLE marks (
    activity_id VARCHAR NOT NULL,
    key VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    marked_at TIMESTAMP NOT NULL,
    PRIMARY KEY (activity_id, key)
);

CREATE TABLE settings (
    key VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    from_day DATE                         -- NULL: holds on every day
);

-- The store itself ----------------------------------------------------------------------------------------------

CREATE TABLE meta (
    dataset_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL
);
INSERT INTO meta VALUES (replace(uuid()::VARCHAR, '-', ''), 0);
