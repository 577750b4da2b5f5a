//! Errors in words: the message in both languages, and the next step where there is one.

mod hint;
mod input_russian;
mod russian;
mod text;

pub use hint::{fetch_command, fetch_days, hint, update_command};
pub use input_russian::date_error;
pub use russian::answer_fault;
pub use text::error_text;
