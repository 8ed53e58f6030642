//! Value lexicons: files, checks and the compiled matcher.
