-- SHA-256 of a file's bytes as they last came, packed in an archive; NULL where it came by itself.
ALTER TABLE files ADD COLUMN packed VARCHAR;
