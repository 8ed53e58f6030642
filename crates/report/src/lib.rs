//! Writes what leaves a project: the HTML report.
