-- The runner's own: what they removed for good, so that the same file does not bring it back.
CREATE TABLE removed (
    activity_id VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    name VARCHAR NOT NULL,                        -- the file's
    sport VARCHAR NOT NULL,
    local_day DATE NOT NULL,
    removed_on DATE NOT NULL,
    with_file BOOLEAN NOT NULL,                   -- nothing else of the file was left: its original went, too
    PRIMARY KEY (sha256, activity_id)
);
