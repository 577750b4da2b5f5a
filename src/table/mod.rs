//! Tables that a user brings: bytes to rows with named columns, whatever spreadsheet or bank wrote them.
//!
//! The separator, the encoding, the place of each known column and the mark before fractions are found out here, once for
//! all commands. What the columns mean is not known here: a reader names its fields, each by the names that people give
//! it, and gets texts and figures by line. Collections of headlines, which are streamed, use the same
//! [`Splitter`] and the same [`Mapping`].

mod beginning;
mod column_marks;
mod columns;
mod figures;
mod marks;
mod problem;
mod reading;
mod split;
mod texts;
mod window;

pub use beginning::{column_separator, named_separator};
pub use column_marks::ColumnMarks;
pub use columns::{DecimalMark, FieldNames, Mapping, MappingError, is_same_name};
pub use figures::Figures;
pub use problem::TableError;
pub use reading::{Row, TextTable, decoded_table};
pub use split::{Field, Splitter};
pub use texts::Texts;
pub use window::{LONGEST_ROW_BYTES, Next, Window};
