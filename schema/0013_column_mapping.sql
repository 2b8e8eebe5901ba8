-- What officers say of titles that an import does not know 列对应: with the batch that they said it of, and
-- remembered for the next files of their department.

ALTER TABLE import_batch ADD COLUMN mapping TEXT NOT NULL DEFAULT '';  -- JSON

CREATE TABLE column_mapping (
    department_id BIGINT NOT NULL,
    target TEXT NOT NULL,                   -- what is imported: device
    title_key TEXT NOT NULL,                -- the title as titles are compared
    title TEXT NOT NULL,
    column_name TEXT NOT NULL,              -- empty: the column is of no use
    user_id BIGINT NOT NULL, created_at BIGINT NOT NULL,
    PRIMARY KEY (department_id, target, title_key)
);
