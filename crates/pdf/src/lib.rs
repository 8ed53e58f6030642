//! Reads PDF files into documents.
