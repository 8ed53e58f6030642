//! Reads DOCX files into documents.
