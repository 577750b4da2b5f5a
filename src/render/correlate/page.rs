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

    /// A line that begins with `head` and whose text hangs behind it.
    pub fn hanging(&mut self, head: &str, text: &str) {
        let indent = " ".repeat(display_width(head));
        self.wrap(text, head, &indent);
    }

    fn wrap(&mut self, text: &str, first: &str, indent: &str) {
        let options = textwrap::Options::new(self.columns)
            .initial_indent(first)
            .subsequent_indent(indent);
        // A number stays with its unit.
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
    pub fn table(&mut self, rows: &[Vec<String>]) {
        let count = rows.iter().map(Vec::len).max().unwrap_or_default();
        let width = |column: usize| {
            rows.iter()
                .filter_map(|row| row.get(column))
                .map(|cell| display_width(cell))
                .max()
        };
        let widths: Vec<usize> = (0..count)
            .map(|column| width(column).unwrap_or_default())
            .collect();
        for row in rows {
            let mut head = String::from("  ");
            let (last, cells) = row
                .split_last()
                .map_or(("", row.as_slice()), |(last, cells)| (last.as_str(), cells));
            for (column, cell) in cells.iter().enumerate() {
                let blanks = " ".repeat(widths[column] - display_width(cell));
                let (left, right) = if column == 0 {
                    ("", blanks.as_str())
                } else {
                    (blanks.as_str(), "")
                };
                let _ = write!(head, "{left}{cell}{right}  ");
            }
            self.hanging(&head, if last.is_empty() { " " } else { last });
        }
    }

    pub fn finish(self) -> String {
        self.text
    }
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
        page.table(&[
            vec![
                "а".into(),
                "12".into(),
                "длинный заголовок новости о ставке".into(),
            ],
            vec!["бб".into(), "3".into(), "ещё".into()],
        ]);
        let shown = page.finish();
        expect![[r#"
            Связь не обнаружена; эффект от более
            1.1 % был бы замечен.

            Ещё.
              а   12  длинный заголовок новости о
                      ставке
              бб   3  ещё
        "#]]
        .assert_eq(&shown);
    }
}
