//! Errors in words: the message in both languages, and the next step where there is one.

mod answer_fault;
mod hint;
mod input_russian;
mod reasons;
mod table;
mod text;

pub use answer_fault::answer_fault;
pub use hint::{fetch_command, fetch_days, hint, update_command};
pub use input_russian::{amount_error, date_error, unknown_currency};
pub use table::{
    empty_field, field_count, mapping_error, missing_field, row_of_totals, table_error,
};
pub use text::error_text;
