-- From the tables of version 4 to those of version 5: indexes for pages in the
-- order of the documents, rare stances found without looking through all
-- others, and learned scores that are written in steps.

CREATE INDEX suggestion_state_place ON suggestion (state);
CREATE INDEX suggestion_value_place ON suggestion (value, state);
CREATE INDEX suggestion_stance ON suggestion (stance, state, score DESC)
    WHERE stance <> 'nagestreefd';

CREATE TABLE rescoring (
    entry INTEGER PRIMARY KEY,
    after INTEGER,
    open INTEGER NOT NULL,
    rise INTEGER NOT NULL,
    fall INTEGER NOT NULL,
    rise_above INTEGER NOT NULL,
    fall_below INTEGER NOT NULL
) STRICT;
