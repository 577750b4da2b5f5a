//! The one integration-test binary: a list of modules.
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails where it stands, helpers included")]

mod cbr_server;
mod command;
mod fetch_series;
mod net;
mod outside;
mod recorded;
mod server;
mod shared;
mod show;
