//! Scans whole archives in parallel and keeps the result in a project file.
