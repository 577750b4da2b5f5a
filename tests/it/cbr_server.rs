//! The Bank of Russia in the test process: its series from a table, only the days asked for, in its own form.

use crate::server::{Reply, Request, Server};
use jiff::civil::Date;
use ruble_rates::model::{Record, Span};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

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
                dynamic_reply(
                    request,
                    &table.lock().unwrap_or_else(PoisonError::into_inner),
                )
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
        request
            .parameter(name)
            .and_then(|text| Date::strptime("%d/%m/%Y", text.replace("%2F", "/")).ok())
    };
    let asked = day("date_req1")
        .zip(day("date_req2"))
        .and_then(|(from, to)| Span::new(from, to));
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
    let head = format!(
        "<?xml version=\"1.0\" encoding=\"windows-1251\"?><ValCurs ID=\"{id}\" DateRange1=\"{}\" DateRange2=\"{}\" \
         name=\"Foreign Currency Market Dynamic\">",
        written(asked.from()),
        written(asked.to())
    );
    let listed = records
        .iter()
        .filter(|record| asked.contains(record.record_date()))
        .map(|record| {
            let value = record.value().to_string().replace('.', ",");
            let per_unit = record
                .value_per_unit()
                .trimmed(0)
                .to_string()
                .replace('.', ",");
            format!(
                "<Record Date=\"{}\" Id=\"{id}\"><Nominal>{}</Nominal><Value>{value}</Value>\
             <VunitRate>{per_unit}</VunitRate></Record>",
                written(record.record_date()),
                record.nominal().units()
            )
        });
    let text = head + &listed.collect::<String>() + "</ValCurs>";
    encoding_rs::WINDOWS_1251.encode(&text).0.into_owned()
}
