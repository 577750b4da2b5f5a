//! Archives of crawls as programs write them, and damaged ones.

use super::*;
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn record(kind: &str, address: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-20T22:30:00Z\r\n\
         WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype={kind}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(headers: &str, body: &[u8]) -> Vec<u8> {
    let head =
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n");
    record(
        "response",
        "https://a.example/1",
        &[head.as_bytes(), body].concat(),
    )
}

/// `number|day|address|page`, or the words of a fault.
fn read(bytes: &[u8]) -> Vec<String> {
    let mut lines = Vec::new();
    let flow = read_warc(bytes, &mut |number, record| {
        lines.push(match record {
            WarcRecord::Fault(problem) => format!("{number}|{problem}"),
            WarcRecord::PassedOver(kind) => format!("{number}|{kind:?}"),
            WarcRecord::List(list) => format!("{number}|{:?}", list.form),
            WarcRecord::Page(page) => format!(
                "{number}|{}|{}|{}",
                page.day.unwrap(),
                page.address.unwrap(),
                String::from_utf8(page.bytes).unwrap()
            ),
        });
        ControlFlow::Continue(())
    });
    assert!(flow.is_continue());
    lines
}

fn check(bytes: &[u8], page: &str) {
    // Half past ten at night in Greenwich is the next day in Moscow.
    assert_eq!(
        read(bytes),
        [format!("1|2024-05-21|https://a.example/1|{page}")]
    );
}

const HTML: &[u8] = b"<h1>Rate</h1>";

#[test]
fn answers_are_unpacked_and_put_together() {
    let page = "<h1>Rate</h1>";
    check(&response("", HTML), page);
    check(&response("Content-Encoding: gzip\r\n", &gzip(HTML)), page);
    check(&response("Content-Encoding: gzip\r\n", HTML), page);
    let chunks = b"4\r\n<h1>\r\n9;x=1\r\nRate</h1>\r\n0\r\n\r\n";
    check(&response("Transfer-Encoding: chunked\r\n", chunks), page);
    check(&response("Transfer-Encoding: chunked\r\n", HTML), page);
    assert_eq!(
        read(&response("Content-Encoding: br\r\n", b"\x0b\x02\x80")),
        ["1|compressed as `br`, which is not read"]
    );
}

#[test]
fn what_is_no_page_is_passed_over() {
    let page = record("resource", "https://a.example/2", HTML);
    let page = String::from_utf8(page)
        .unwrap()
        .replace("application/http", "text/html");
    let archive = [
        record("warcinfo", "", b"software: x\r\n"),
        record("request", "https://a.example/1", b"GET /1 HTTP/1.1\r\n\r\n"),
        record(
            "response",
            "https://a.example/9",
            b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<h1>No</h1>",
        ),
        record(
            "response",
            "https://a.example/9",
            b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG",
        ),
        record(
            "response",
            "<https://a.example/>",
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Home</h1>",
        ),
        page.into_bytes(),
    ];
    assert_eq!(
        read(&archive.concat()),
        [
            "3|Refusal",
            "4|Picture",
            "5|HomePage",
            "6|2024-05-21|https://a.example/2|<h1>Rate</h1>"
        ]
    );
}

/// An answer with these lines of its head.
fn answer(head: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\n{head}\r\n");
    record(
        "response",
        "https://a.example/1",
        &[head.as_bytes(), body].concat(),
    )
}

#[test]
fn an_answer_that_does_not_say_what_it_is_is_known_by_its_bytes() {
    let check = |head: &str, body: &[u8], expected: &str| {
        assert_eq!(read(&answer(head, body)), [expected], "{head}");
    };
    let page = "<!DOCTYPE html><h1>Rate</h1>";
    let as_page = format!("1|2024-05-21|https://a.example/1|{page}");
    check("", page.as_bytes(), &as_page);
    check("Content-Type: text/plain\r\n", page.as_bytes(), &as_page);
    let feed = b"<rss version=\"2.0\"><channel/></rss>";
    for kind in ["application/rss+xml", "text/html", "text/plain"] {
        check(&format!("Content-Type: {kind}\r\n"), feed, "1|Feed");
    }
    check("", feed, "1|Feed");
    let posts = b"[{\"title\":\"x\"}]";
    check("Content-Type: application/json\r\n", posts, "1|Collection");
    check("", b"\x89PNG\r\n", "1|Picture");
    check("", b"User-agent: *\r\nDisallow:\r\n", "1|Other");
    check("Content-Type: video/mp4\r\n", b"x", "1|Media");
    check("Content-Type: text/css\r\n", b"a{}", "1|Script");
    let packed = "Content-Type: application/json\r\nContent-Encoding: br\r\n";
    check(packed, b"\x0b\x02\x80", "1|Other");
}

#[test]
fn a_reference_to_an_earlier_copy_is_counted() {
    let revisit = record("revisit", "https://a.example/1", b"HTTP/1.1 200 OK\r\n\r\n");
    assert_eq!(read(&revisit), ["1|Repetition"]);
}

#[test]
fn an_archive_cut_off_keeps_the_pages_before() {
    let two = [response("", HTML), response("", HTML)].concat();
    let first = response("", HTML).len();
    for at in first + 1..two.len() - 4 {
        let lines = read(&two[..at]);
        assert!(lines[0].ends_with("<h1>Rate</h1>"), "{at}");
        assert_eq!(lines.len(), 2, "{at}: {lines:?}");
    }
    assert_eq!(
        read(&[response("", HTML), b"x".to_vec()].concat())[1],
        "2|no WARC record begins here; the rest cannot be read"
    );
}

#[test]
fn a_bomb_is_not_unpacked() {
    let bomb = gzip(&vec![b' '; LARGEST_PAGE + 1]);
    assert_eq!(read(&response("", &bomb)), ["1|larger than 32 MiB"]);
}
