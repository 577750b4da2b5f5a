//! A small HTTP/1.1 server in the test process that answers as it is told, faults included, and remembers
//! what it was asked; and on top of it the Bank of Russia's series from a table.

use jiff::civil::Date;
use ruble_rates::model::{Record, Span};
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
        Self { status: 200, headers: Vec::new(), body: body.into(), fault: None }
    }

    /// Another status with a short text.
    pub fn status(status: u16, body: &str) -> Self {
        Self { status, ..Self::ok(body) }
    }

    /// A redirect.
    pub fn redirect(location: &str) -> Self {
        Self::status(302, "").with_header("Location", location)
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
        let (seen, stop, reply) =
            (Arc::new(Seen::default()), Arc::new(AtomicBool::new(false)), Arc::new(reply));
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
        Self { address, seen, stop, listening: Some(listening) }
    }

    /// `http://127.0.0.1:12345`
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Everything asked so far.
    pub fn requests(&self) -> Vec<Request> {
        self.seen.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How many were asked so far.
    pub fn count(&self) -> usize {
        self.requests().len()
    }

    /// Most requests that were being answered at the same time.
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

fn serve(stream: &TcpStream, seen: &Seen, reply: &dyn Fn(&Request) -> Reply) -> std::io::Result<()> {
    let Some(mut request) = read_request(stream)? else { return Ok(()) };
    let now = seen.under_way.fetch_add(1, Ordering::SeqCst) + 1;
    seen.most_at_once.fetch_max(now, Ordering::SeqCst);
    {
        let mut requests = seen.requests.lock().unwrap_or_else(PoisonError::into_inner);
        request.number = requests.len();
        requests.push(request.clone());
    }
    let written = write_reply(stream, &reply(&request));
    seen.under_way.fetch_sub(1, Ordering::SeqCst);
    written
}

fn read_request(stream: &TcpStream) -> std::io::Result<Option<Request>> {
    let mut lines = BufReader::new(stream).lines();
    let Some(first) = lines.next().transpose()? else { return Ok(None) };
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
    Ok(Some(Request { number: 0, at: Instant::now(), path, query, headers }))
}

fn write_reply(mut stream: &TcpStream, reply: &Reply) -> std::io::Result<()> {
    let mut head = format!("HTTP/1.1 {} Said\r\nConnection: close\r\n", reply.status);
    for (name, value) in &reply.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    match reply.fault {
        Some(Fault::EndlessBody) => {}
        Some(Fault::CutChunked) => head.push_str("Transfer-Encoding: chunked\r\n"),
        _ => head.push_str(&format!("Content-Length: {}\r\n", reply.body.len())),
    }
    head.push_str("\r\n");
    let body = &reply.body;
    match reply.fault {
        Some(Fault::CloseBeforeAnswer) => return Ok(()),
        Some(Fault::SlowHeaders(pause)) => std::thread::sleep(pause),
        _ => {}
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
            stream.write_all(&[b' '; 64 * 1024])?;
        },
        _ => stream.write_all(body),
    }
}

/// The Bank of Russia with the series of a table: only the records of the days asked for, in its own form.
pub struct CbrServer {
    server: Server,
    series: Arc<Mutex<BTreeMap<String, Vec<Record>>>>,
}

/// Says another thing than the truth to a request of the Bank's.
pub type Instead = dyn Fn(&Request) -> Option<Reply> + Send + Sync;

impl CbrServer {
    /// Answers `XML_dynamic.asp` truthfully from records by the Bank's id.
    pub fn start(series: BTreeMap<String, Vec<Record>>) -> Self {
        Self::start_with(series, Box::new(|_| None))
    }

    /// The same, but `instead` may answer first.
    pub fn start_with(series: BTreeMap<String, Vec<Record>>, instead: Box<Instead>) -> Self {
        let series = Arc::new(Mutex::new(series));
        let table = Arc::clone(&series);
        let server = Server::start(move |request| {
            instead(request).unwrap_or_else(|| {
                dynamic_reply(request, &table.lock().unwrap_or_else(PoisonError::into_inner))
            })
        });
        Self { server, series }
    }

    /// The server below.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// Publishes one more record, or another value for a date.
    pub fn publish(&self, id: &str, record: Record) {
        let mut series = self.series.lock().unwrap_or_else(PoisonError::into_inner);
        let records = series.entry(id.to_owned()).or_default();
        let place = (record.record_date(), record.nominal());
        records.retain(|other| (other.record_date(), other.nominal()) != place);
        records.push(record);
        records.sort_by_key(Record::record_date);
    }
}

fn dynamic_reply(request: &Request, series: &BTreeMap<String, Vec<Record>>) -> Reply {
    let day = |name| {
        request.parameter(name).and_then(|text| Date::strptime("%d/%m/%Y", text.replace("%2F", "/")).ok())
    };
    let asked = day("date_req1").zip(day("date_req2")).and_then(|(from, to)| Span::new(from, to));
    match (&*request.path, request.parameter("VAL_NM_RQ"), asked) {
        ("/scripts/XML_dynamic.asp", Some(id), Some(asked)) => {
            let records = series.get(id).map(Vec::as_slice).unwrap_or_default();
            Reply::ok(dynamic_document(id, asked, records))
                .with_header("Content-Type", "application/xml; charset=windows-1251")
        }
        ("/scripts/XML_dynamic.asp", ..) => Reply::ok("<ValCurs>Error in parameters</ValCurs>"),
        _ => Reply::status(404, "<html><body>404 | no such page</body></html>"),
    }
}

/// The records of `asked` as `XML_dynamic.asp` lists them, in windows-1251.
pub fn dynamic_document(id: &str, asked: Span, records: &[Record]) -> Vec<u8> {
    let written = |date: Date| date.strftime("%d.%m.%Y").to_string();
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"windows-1251\"?><ValCurs ID=\"{id}\" DateRange1=\"{}\" DateRange2=\"{}\" \
         name=\"Foreign Currency Market Dynamic\">",
        written(asked.from()),
        written(asked.to())
    );
    for record in records.iter().filter(|record| asked.contains(record.record_date())) {
        let value = record.value().to_string().replace('.', ",");
        let per_unit = record.value_per_unit().trimmed(0).to_string().replace('.', ",");
        text.push_str(&format!(
            "<Record Date=\"{}\" Id=\"{id}\"><Nominal>{}</Nominal><Value>{value}</Value>\
             <VunitRate>{per_unit}</VunitRate></Record>",
            written(record.record_date()),
            record.nominal().units()
        ));
    }
    text.push_str("</ValCurs>");
    encoding_rs::WINDOWS_1251.encode(&text).0.into_owned()
}
