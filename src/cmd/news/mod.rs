//! `rates news`: headlines in and out.

pub mod intake;
