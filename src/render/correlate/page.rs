//! A report as text: paragraphs, lists and small tables, broken where the terminal ends.

use crate::render::TableFrame;
use std::fmt::Write as _;
use textwrap::core::display_width;

/// Columns where no terminal says how wide it is.
const USUAL_COLUMNS: usize = 100;

/// Narrower no text is broken.
const FEWEST_COLUMNS: usize = 40;

#[derive(Debug)]
pub struct Page {
    text: String,
    columns: usize,
}

impl Page {
    pub fn new(frame: TableFrame) -> Self {
        let columns = match frame {
            TableFrame::Terminal { columns } => {
                usize::from(columns).clamp(FEWEST_COLUMNS, USUAL_COLUMNS)
            }
            TableFrame::Plain => USUAL_COLUMNS,
        };

        Self {
            text: String::new(),
            columns,
        }
    }

    /// A paragraph, with an empty line before it.
    pub fn paragraph(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.line(text);
    }

    /// A line below the one before, broken where it must be.
    pub fn line(&mut self, text: &str) {
        self.wrap(text, "", "");
    }

    /// An item of a list.
    pub fn item(&mut self, text: &str) {
        self.wrap(text, "  – ", "    ");
    }

    /// A line that begins with `head`, with its text indented behind it.
    pub fn hanging(&mut self, head: &str, text: &str) {
        let indent = " ".repeat(display_width(head));
        self.wrap(text, head, &indent);
    }

    fn wrap(&mut self, text: &str, first: &str, indent: &str) {
        let options = textwrap::Options::new(self.columns)
            .initial_indent(first)
            .subsequent_indent(indent);
        // A line is never broken between a number and its unit.
        let text = text
            .replace(" %", "\u{a0}%")
            .replace(" коп.", "\u{a0}коп.")
            .replace(" ₽", "\u{a0}₽");

        for line in textwrap::wrap(&text, options) {
            self.text.push_str(&line.trim_end().replace('\u{a0}', " "));
            self.text.push('\n');
        }
    }

    /// Rows in columns, the first to the left, the others to the right; the last one hangs, and is broken.
    pub fn table(&mut self, rows: impl IntoIterator<Item = Vec<String>>) {
        let rows: Vec<Vec<String>> = rows.into_iter().collect();
        let widths = column_widths(&rows);

        for row in &rows {
            let Some((last, cells)) = row.split_last() else {
                continue;
            };
            let mut head = String::from("  ");
            for (column, (cell, width)) in cells.iter().zip(&widths).enumerate() {
                let blanks = " ".repeat(width - display_width(cell));
                let _ = match column {
                    0 => write!(head, "{cell}{blanks}  "),
                    _ => write!(head, "{blanks}{cell}  "),
                };
            }
            // Nothing at all would lose the cells before it: a line is only written for a text.
            self.hanging(&head, if last.is_empty() { " " } else { last });
        }
    }

    pub fn finish(self) -> String {
        self.text
    }
}

fn column_widths(rows: &[Vec<String>]) -> Vec<usize> {
    let mut widths = Vec::new();
    for row in rows {
        widths.resize(widths.len().max(row.len()), 0);
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = display_width(cell).max(*width);
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn text_is_broken_where_the_terminal_ends() {
        let mut page = Page::new(TableFrame::Terminal { columns: 40 });
        page.line("Связь не обнаружена; эффект от более 1.1 % был бы замечен.");
        page.paragraph("Ещё.");
        page.table([
            vec![
                "а".into(),
                "12".into(),
                "длинный заголовок новости о ставке".into(),
            ],
            vec!["бб".into(), "3".into(), "ещё".into()],
        ]);
        let shown = page.finish();
        expect![[r"
            Связь не обнаружена; эффект от более
            1.1 % был бы замечен.

            Ещё.
              а   12  длинный заголовок новости о
                      ставке
              бб   3  ещё
        "]]
        .assert_eq(&shown);
    }
}
