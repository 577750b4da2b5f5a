//! A small HTTP/1.1 server in the test process that answers as it is told, faults included, and remembers
//! what it was asked.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Request {
    /// Which one it is, from 0.
    pub number: usize,
    /// When its headers were complete.
    pub at: Instant,
    /// Path without the query.
    pub path: String,
    /// Query as sent.
    pub query: String,
    /// Headers, names in lower case.
    pub headers: BTreeMap<String, String>,
}

impl Request {
    /// Value of a query parameter as sent.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(key, _)| *key == name)
            .map(|p| p.1)
    }
}

/// What to answer.
#[derive(Clone, Debug)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    fault: Option<Fault>,
}

/// How an answer goes wrong on the wire.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// The connection closes before a byte of the answer.
    CloseBeforeAnswer,
    /// `Content-Length` of the whole body, but only so many bytes of it.
    CutBody(usize),
    /// A chunked body that ends without its last chunk.
    CutChunked,
    /// Headers only after a pause.
    SlowHeaders(Duration),
    /// The second half of the body only after a pause.
    SlowBody(Duration),
    /// A body without announced length that never ends.
    EndlessBody,
}

impl Reply {
    /// Status 200 with a body.
    pub fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: 200,
            headers: Vec::new(),
            body: body.into(),
            fault: None,
        }
    }

    /// Another status with a body.
    pub fn status(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            ..Self::ok(body)
        }
    }

    /// A redirect.
    pub fn redirect(location: &str) -> Self {
        Self::status(302, "").with_header("Location", location)
    }

    /// A redirect for good.
    pub fn moved(location: &str) -> Self {
        Self::status(301, "").with_header("Location", location)
    }

    /// With one more header.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With a fault.
    pub fn with_fault(mut self, fault: Fault) -> Self {
        self.fault = Some(fault);
        self
    }
}

/// The server; it stops when dropped.
pub struct Server {
    address: SocketAddr,
    seen: Arc<Seen>,
    stop: Arc<AtomicBool>,
    listening: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Seen {
    requests: Mutex<Vec<Request>>,
    under_way: AtomicUsize,
    most_at_once: AtomicUsize,
}

impl Server {
    /// Starts on a free port of 127.0.0.1.
    pub fn start(reply: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (seen, stop, reply) = (
            Arc::new(Seen::default()),
            Arc::new(AtomicBool::new(false)),
            Arc::new(reply),
        );
        let (seen_here, stop_here) = (Arc::clone(&seen), Arc::clone(&stop));
        let listening = std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if stop_here.load(Ordering::SeqCst) {
                    return;
                }
                let (seen, reply) = (Arc::clone(&seen_here), Arc::clone(&reply));
                // A client that gives up breaks the pipe; that is no failure of the server.
                std::thread::spawn(move || serve(&stream, &seen, &*reply).ok());
            }
        });
        Self {
            address,
            seen,
            stop,
            listening: Some(listening),
        }
    }

    /// `http://127.0.0.1:12345`
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Everything asked so far.
    pub fn requests(&self) -> Vec<Request> {
        self.seen
            .requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// How many were asked so far.
    pub fn count(&self) -> usize {
        self.requests().len()
    }

    /// Most requests that waited for their answer at the same time.
    pub fn most_at_once(&self) -> usize {
        self.seen.most_at_once.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // A last connection wakes the listener up so that it sees the sign.
        let _ = TcpStream::connect(self.address);
        if let Some(listening) = self.listening.take() {
            let _ = listening.join();
        }
    }
}

fn serve(
    stream: &TcpStream,
    seen: &Seen,
    reply: &dyn Fn(&Request) -> Reply,
) -> std::io::Result<()> {
    let Some(mut request) = read_request(stream)? else {
        return Ok(());
    };
    let now = seen.under_way.fetch_add(1, Ordering::SeqCst) + 1;
    seen.most_at_once.fetch_max(now, Ordering::SeqCst);
    {
        let mut requests = seen.requests.lock().unwrap_or_else(PoisonError::into_inner);
        request.number = requests.len();
        requests.push(request.clone());
    }
    let reply = reply(&request);
    if let Some(Fault::SlowHeaders(pause)) = reply.fault {
        std::thread::sleep(pause);
    }
    // Not after writing: a client that has read the last byte may ask again before this thread runs on.
    seen.under_way.fetch_sub(1, Ordering::SeqCst);
    write_reply(stream, &reply)
}

fn read_request(stream: &TcpStream) -> std::io::Result<Option<Request>> {
    let mut lines = BufReader::new(stream).lines();
    let Some(first) = lines.next().transpose()? else {
        return Ok(None);
    };
    let target = first.split(' ').nth(1).unwrap_or("/");
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let (path, query) = (path.to_owned(), query.to_owned());
    let mut headers = BTreeMap::new();
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':') {
            headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
    }
    Ok(Some(Request {
        number: 0,
        at: Instant::now(),
        path,
        query,
        headers,
    }))
}

fn write_reply(mut stream: &TcpStream, reply: &Reply) -> std::io::Result<()> {
    let mut head = vec![
        format!("HTTP/1.1 {} Said", reply.status),
        "Connection: close".to_owned(),
    ];
    head.extend(
        reply
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}")),
    );
    match reply.fault {
        Some(Fault::EndlessBody) => {}
        Some(Fault::CutChunked) => head.push("Transfer-Encoding: chunked".to_owned()),
        _ => head.push(format!("Content-Length: {}", reply.body.len())),
    }
    let head = head.join("\r\n") + "\r\n\r\n";
    let body = &reply.body;
    if matches!(reply.fault, Some(Fault::CloseBeforeAnswer)) {
        return Ok(());
    }
    stream.write_all(head.as_bytes())?;
    match reply.fault {
        Some(Fault::CutBody(sent)) => stream.write_all(&body[..sent]),
        Some(Fault::CutChunked) => {
            stream.write_all(format!("{:x}\r\n", body.len()).as_bytes())?;
            stream.write_all(body)?;
            stream.write_all(b"\r\n")
        }
        Some(Fault::SlowBody(pause)) => {
            let (first, second) = body.split_at(body.len() / 2);
            stream.write_all(first)?;
            std::thread::sleep(pause);
            stream.write_all(second)
        }
        Some(Fault::EndlessBody) => loop {
            stream.write_all(&[b' '; 8 * 1024])?;
        },
        _ => stream.write_all(body),
    }
}
