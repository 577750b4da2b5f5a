//! The recorded answers of the Bank through the real command: what was recorded is what `history` then says.

use crate::cbr_server::dynamic_document;
use crate::command::Place;
use crate::kill::dump;
use crate::server::{Reply, Request, Server};
use crate::shared::{official_figures, rates_folder, recorded_answers};
use expect_test::expect;
use jiff::civil::{Date, date};
use ruble_rates::model::{CATALOGUE, Span};
use std::collections::BTreeMap;

const NOW: &str = "2026-03-05T12:00:00Z";

/// Bodies by the Bank's id, as recorded for 2026-03-01 to 2026-03-05.
fn recorded_series() -> Option<BTreeMap<String, Vec<u8>>> {
    let answers = recorded_answers("XML_dynamic_")?;
    let id = |name: &str| name.split('_').nth(2).map(str::to_owned);
    Some(
        answers
            .into_iter()
            .filter_map(|(name, body)| Some((id(&name)?, body)))
            .collect(),
    )
}

/// What was recorded of an id; of one not recorded the Bank lists nothing.
fn replay(series: &BTreeMap<String, Vec<u8>>, request: &Request) -> Reply {
    let id = request.parameter("VAL_NM_RQ").unwrap_or_default();
    let day = |name| Date::strptime("%d/%m/%Y", request.parameter(name).unwrap_or_default()).ok();
    match (series.get(id), day("date_req1").zip(day("date_req2"))) {
        (Some(body), _) => Reply::ok(body.clone()),
        (None, Some((from, to))) => {
            Reply::ok(dynamic_document(id, Span::new(from, to).unwrap(), &[]))
        }
        (None, None) => Reply::status(404, "not recorded"),
    }
}

#[test]
fn every_recorded_series_comes_out_as_it_went_in() {
    let (Some(series), Some(figures)) = (recorded_series(), official_figures()) else {
        return;
    };
    let ids = series.len();
    let server = Server::start(move |request| replay(&series, request));
    let place = Place::asking(NOW, &server.base(), false);
    place
        .run(&[
            "fetch",
            "--all",
            "--from",
            "2026-03-01",
            "--to",
            "2026-03-05",
            "-q",
        ])
        .code(0);
    let stored: Vec<String> = dump(&place)
        .into_iter()
        .filter(|row| !row.contains(".."))
        .collect();
    assert_eq!(stored.len(), ids * 3);
    for currency in &CATALOGUE {
        let week = Span::new(date(2026, 3, 1), date(2026, 3, 5)).unwrap();
        let official = figures
            .get(currency.code)
            .map(Vec::as_slice)
            .unwrap_or_default();
        for one in official
            .iter()
            .filter(|one| week.contains(one.record.record_date()))
        {
            let (code, record) = (currency.code, one.record);
            let row = format!(
                "{code} {} {} {}",
                record.record_date(),
                record.nominal().units(),
                record.value()
            );
            assert!(stored.contains(&row), "{row}");
        }
    }
    place
        .run(&["show", "IRR", "--on", "2026-03-04"])
        .out(&expect!["4 марта 2026  1000000 IRR 58.81 0.00"]);
    let proof = place.run(&["prove", "IRR", "2026-03-04", "--format", "json"]);
    proof
        .out_has("<VunitRate>5,88139E-05</VunitRate>")
        .out_has("VAL_NM_RQ=R01300")
        .code(0);
}

#[test]
fn recorded_answers_embedded_elsewhere_are_read_too() {
    let Some(answers) = recorded_answers("embedded_XML_dynamic_") else {
        return;
    };
    let bodies: Vec<Vec<u8>> = answers.into_iter().map(|(_, body)| body).collect();
    let server = Server::start(move |request| {
        let is_sunday = request.query.contains("date_req1=02/09/2018");
        let is_yen = request.parameter("VAL_NM_RQ") == Some("R01820");
        Reply::ok(
            bodies[if is_sunday {
                0
            } else {
                1 + usize::from(is_yen)
            }]
            .clone(),
        )
    });
    let place = Place::asking("2018-09-04T12:00:00Z", &server.base(), false);
    place
        .run(&[
            "fetch",
            "--currency",
            "USD",
            "--from",
            "2018-09-02",
            "--to",
            "2018-09-03",
        ])
        .code(0);
    place
        .run(&["show", "USD", "--on", "2018-09-03", "--lang", "en"])
        .err_has("earlier record")
        .code(3);
    place
        .run(&[
            "fetch",
            "--currency",
            "USD,JPY",
            "--from",
            "2018-09-01",
            "--to",
            "2018-09-04",
        ])
        .code(0);
    place
        .run(&["show", "USD", "JPY", "--digits", "4"])
        .out(&expect![
            "4 сентября 2018  USD 67.7443 −0.3004  100 JPY 61.0172 −0.4532"
        ]);
}

#[test]
fn every_recorded_day_is_stored_as_one_answer() {
    let Some(answers) = recorded_answers("XML_daily_20") else {
        return;
    };
    for (name, body) in answers {
        let day = name["XML_daily_".len()..][..10].to_owned();
        let server = Server::start(move |_| Reply::ok(body.clone()));
        let place = Place::asking("2026-04-26T22:00:00Z", &server.base(), false);
        let ran = place.run(&["fetch", "--all", "--from", &day, "--to", &day, "-q"]);
        ran.code(0);
        let listed = dump(&place)
            .iter()
            .filter(|row| row.contains(&format!("{day}..{day}")))
            .count();
        assert!(listed >= 10, "{name}: {listed}");
        place.run(&["show", "USD", "--on", &day]).code(0);
    }
}

#[test]
fn recorded_pages_are_refused_and_change_nothing() {
    let Some(folder) = rates_folder() else { return };
    let page = |name: &str| std::fs::read(folder.join("responses").join(name)).unwrap();
    for (body, status, words, code) in [
        (
            page("handmade/ddos_guard_interstitial_excerpt.html"),
            200,
            "bot protection",
            5,
        ),
        (page("cbr/error_500_html_page.html"), 200, "web page", 5),
        (page("cbr/error_500_html_page.html"), 500, "500", 4),
        (
            page("cbr/page_currency_base_daily_2026-04-11.html"),
            200,
            "web page",
            5,
        ),
        (
            page("cbr/soap_GetReutersCursOnDateXML_2020-04-10.xml"),
            200,
            "not the document",
            5,
        ),
        (
            page("cbr/xml_metall_2026-03-01_2026-03-05.xml"),
            200,
            "not the document",
            5,
        ),
        (
            page("handmade/xml_no_date_attribute.xml"),
            200,
            "not the document",
            5,
        ),
    ] {
        let server = Server::start(move |_| Reply::status(status, body.clone()));
        let place = Place::asking(NOW, &server.base(), true);
        place.run(&["db", "check"]).code(0);
        let before = dump(&place);
        let asked = [
            "fetch",
            "--currency",
            "USD",
            "--from",
            "2026-03-01",
            "--to",
            "2026-03-05",
            "--lang",
            "en",
        ];
        place.run(&asked).err_has(words).code(code);
        assert_eq!(dump(&place), before);
    }
}
