-- The runner's own: what was written about a file elsewhere, and came with an export. The file does not tell it.
CREATE TABLE captions (
    sha256 VARCHAR PRIMARY KEY,
    title VARCHAR,
    description VARCHAR,
    gear VARCHAR
);
