//! Requests to the review page, over HTTP: it answers every one, and never that
//! it failed.
//!
//! An input that starts with a slash, or with `!` and a slash for POST, is an
//! address and, after a line end, a form, sent by a visitor who has the key.
//! Any other is sent as it is.

#![no_main]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::LazyLock;
use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use waardenscan_fuzz::{archive, only_our_panics_count};
use waardenscan_review::{Review, ReviewOptions};

struct Site {
    host: String,
    cookie: String,
}

static SITE: LazyLock<Site> = LazyLock::new(|| {
    let (folder, path) = archive::project();
    let review = Review::open(&path, &ReviewOptions::default()).unwrap();
    let address = review.address();
    let (host, key) = address
        .strip_prefix("http://")
        .unwrap()
        .split_once("/?sleutel=")
        .unwrap();
    let (_, port) = host.split_once(':').unwrap();
    let site = Site {
        host: host.to_owned(),
        cookie: format!("waardenscan_{port}={key}; waardenscan_naam=Noor"),
    };
    std::thread::spawn(move || {
        let _folder = folder;
        review.run().unwrap();
    });
    site
});

fuzz_target!(
    init: only_our_panics_count(),
    |bytes: &[u8]| {
        let (request, ours) = request(bytes).map_or((bytes.to_vec(), false), |it| (it, true));
        let mut stream = TcpStream::connect(&SITE.host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        // It may hang up before it has read all.
        let sent = stream.write_all(&request);
        if !ours {
            // What is not a whole request would be waited for.
            let _ = stream.shutdown(std::net::Shutdown::Write);
        }
        let mut answer = Vec::new();
        let read = stream.read_to_end(&mut answer);
        let status = answer.get(..12).unwrap_or_default();
        assert_ne!(status, b"HTTP/1.1 500", "{}", String::from_utf8_lossy(&answer));
        if ours && sent.is_ok() && read.is_ok() {
            assert!(status.starts_with(b"HTTP/1.1 "), "{}", String::from_utf8_lossy(&request));
        }
    }
);

/// The request of a form or link that the input is, where it can be one.
fn request(bytes: &[u8]) -> Option<Vec<u8>> {
    let (method, rest) = match bytes.strip_prefix(b"!") {
        Some(rest) => ("POST", rest),
        None => ("GET", bytes),
    };
    let end = rest
        .iter()
        .position(|&byte| byte == b'\n')
        .unwrap_or(rest.len());
    let (address, form) = rest.split_at(end);
    let form = form.get(1..).unwrap_or_default();
    let plain = |byte: &u8| byte.is_ascii_graphic() && *byte != b'#';
    if !address.starts_with(b"/") || !address.iter().all(plain) {
        return None;
    }
    let Site { host, cookie } = &*SITE;
    let mut request = format!("{method} {} HTTP/1.1\r\n", str::from_utf8(address).ok()?);
    request += &format!("Host: {host}\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\n");
    request += "Connection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    request += &format!("Content-Length: {}\r\n\r\n", form.len());
    Some([request.as_bytes(), form].concat())
}
