//! Where rates come from.

pub mod table;
