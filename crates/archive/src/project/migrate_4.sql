-- From version 4 to version 5: indexes for pages in the order of the documents.

CREATE INDEX suggestion_state_place ON suggestion (state);
CREATE INDEX suggestion_value_place ON suggestion (value, state);
