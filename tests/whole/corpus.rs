//! A whole archive of real documents in one scan.

use std::num::NonZeroUsize;

use waardenscan::Scanner;
use waardenscan_archive::{Ending, Inputs, ScanOptions, scan_files};

use crate::places::shared;

/// Every file is either analysed or has its reason.
#[test]
fn no_document_of_a_real_archive_is_lost() {
    let Some(corpus) = shared("corpus") else {
        return;
    };
    let scanner = Scanner::builder().build().unwrap();
    let inputs = Inputs::find(&[corpus]);
    let options = ScanOptions {
        jobs: NonZeroUsize::new(2),
        ..ScanOptions::default()
    };
    let mut order = Vec::new();
    let mut analysed = 0;
    let result: Result<Ending, std::convert::Infallible> =
        scan_files(&scanner, &inputs.files, &options, |outcome| {
            match &outcome.result {
                Ok(scan) => {
                    analysed += 1;
                    let texts = scan.passages.iter().map(|passage| &passage.text);
                    assert!(texts.clone().all(|text| !text.is_empty()));
                }
                Err(failure) => assert!(!failure.message.is_empty()),
            }
            order.push(outcome.path);
            Ok(())
        });
    let Ok(ending) = result;
    assert!(matches!(ending, Ending::Complete));
    assert_eq!(order.len(), inputs.files.len());
    assert!(order.is_sorted(), "in the order of the input");
    assert!(analysed > 170, "only {analysed} documents are analysed");
}
