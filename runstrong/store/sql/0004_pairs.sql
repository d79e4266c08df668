-- Several files of one run.

-- What files decide: which streams of the shown one came from the others.
ALTER TABLE activities ADD COLUMN filled VARCHAR; -- JSON list of model.facts.Filled; NULL: all streams are its own
ALTER TABLE activities ADD COLUMN own VARCHAR;    -- JSON of store.kin.Own, of the file alone; NULL: as in facts

-- The runner's own: two activities that are the same one, or that are not, whatever the files say.
CREATE TABLE pairs (
    one VARCHAR NOT NULL,                         -- the smaller id
    other VARCHAR NOT NULL,
    same BOOLEAN NOT NULL,
    said_at TIMESTAMP NOT NULL,
    PRIMARY KEY (one, other)
);
