//! The one integration-test binary: a list of modules.
#![allow(
    clippy::unwrap_used,
    reason = "a test that unwraps fails where it stands, helpers included"
)]
#![allow(clippy::print_stdout, reason = "what was passed over is said")]

mod app_questions;
mod archive;
mod browser;
mod cbr_server;
mod charts_days;
mod charts_html;
mod charts_marks;
mod charts_term;
mod charts_views;
mod collected;
mod command;
mod corpora_shared;
mod correlate;
mod db_check;
mod db_check_lawful;
mod db_check_news;
mod documented;
mod faults;
mod feeds_fetch;
mod feeds_shared;
mod fetch;
mod fetch_series;
mod fetch_unlisted;
mod guards;
mod headlines;
mod imports;
mod imports_new_files;
mod imports_old_stores;
mod imports_undone;
mod kill;
mod layers;
mod log;
mod loops;
mod means;
mod movers;
mod net;
mod net_conditional;
mod net_redirects;
mod news;
mod news_kill;
mod news_world;
mod old_schema;
mod output_files;
mod outside;
mod pages;
mod pages_shared;
mod pictures;
mod plausible;
mod price_files;
mod prices;
mod prove;
mod rate_report_labels;
mod recorded;
mod reference_classical;
mod reference_events;
mod reference_explain;
mod reference_leadlag;
mod reference_linking;
mod reference_moves;
mod reference_screen;
mod reference_study;
mod reference_text;
mod replay;
mod secrets;
mod server;
mod shared;
mod show;
mod tables;
mod textbook;
mod typed;
mod units;
