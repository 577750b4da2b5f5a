//! Any bytes as what keeps pages (MHTML, WARC), as a list of news, and as a document of any form.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ruble_rates::news::{
    WarcRecord, form_of, parse_document, parse_listing, parse_mhtml, read_warc,
};
use std::ops::ControlFlow;

fuzz_target!(|bytes: &[u8]| {
    let _ = form_of("a.txt", bytes);
    let _ = parse_mhtml(bytes);
    let mut last = 0;
    let flow = read_warc(bytes, &mut |number, record| {
        assert!(number > last);
        last = number;
        if let WarcRecord::Page(page) = record {
            let _ = parse_listing(
                &String::from_utf8_lossy(&page.bytes),
                page.address.as_deref(),
            );
        }
        ControlFlow::Continue(())
    });
    assert!(flow.is_continue());
    let _ = parse_listing(&String::from_utf8_lossy(bytes), None);
    if let Ok(document) = parse_document(bytes, None) {
        assert!(document.items.len() <= 50_000);
    }
});
