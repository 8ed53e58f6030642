/// Why a lexicon could not be imported or exported. Messages that name a fault
/// of an author's are in Dutch.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExchangeError {
    /// A cell of a table cannot be used.
    #[error("{sheet}, rij {row}, kolom {column}: {message}")]
    Cell {
        /// The sheet or file.
        sheet: String,
        /// The row, from 1, the header included.
        row: usize,
        /// The name of the column.
        column: String,
        /// What is wrong with it, in Dutch.
        message: String,
    },
    /// A table, or one of its columns, is absent or unknown.
    #[error("{sheet}: {message}")]
    Sheet {
        /// The sheet or file.
        sheet: String,
        /// What is wrong with it, in Dutch.
        message: String,
    },
    /// A file is not of its format.
    #[error("regel {line}: {message}")]
    Syntax {
        /// The line, from 1; 0 where it is not known.
        line: usize,
        /// What is wrong, in Dutch or as the parser says it.
        message: String,
    },
    /// Text that is not UTF-8.
    #[error("{name} is geen UTF-8")]
    Encoding {
        /// The file.
        name: String,
    },
    /// There is nothing to import.
    #[error("er staat geen enkele waarde met een bruikbare term in")]
    Empty,
    /// A workbook cannot be written.
    #[error("cannot write the workbook")]
    WriteWorkbook(#[from] rust_xlsxwriter::XlsxError),
    /// A workbook cannot be read.
    #[error("cannot read the workbook")]
    ReadWorkbook(#[from] waardenscan_workbook::WorkbookError),
    /// CSV cannot be read or written.
    #[error("{name}: no valid CSV")]
    Csv {
        /// The file.
        name: String,
        /// Why.
        #[source]
        source: csv::Error,
    },
}
