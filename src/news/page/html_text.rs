//! The running text of an HTML page, cut into lines where a browser would break them.
//!
//! Each line records to whom it belongs: by the elements that are open around it, and a line wholly in a link is of
//! another page.

use super::lines::{LINES_READ, Line, Place, non_empty};

/// Text as it grows.
#[derive(Debug, Default)]
pub(super) struct HtmlText {
    text: String,
    /// Where each ended line starts and ends in the text, and its place.
    lines: Vec<(usize, usize, Place)>,
    line_start: usize,
    /// Whether white space was read since the last word.
    has_gap: bool,
    /// By the elements that are open.
    place: Place,
    is_in_link: bool,
    /// Whether the open line has text outside links.
    has_own_text: bool,
}

impl HtmlText {
    pub fn start_element(&mut self, name: &[u8]) {
        if name == b"a" {
            self.is_in_link = true;
            return;
        }

        if is_block(name) {
            self.end_line();
        }
        match name {
            b"h1" | b"main" => self.is_in_link = false,
            b"td" | b"th" => self.has_gap = true,
            _ => {}
        }
    }

    pub fn end_element(&mut self, name: &[u8]) {
        if name == b"a" {
            self.is_in_link = false;
            return;
        }

        if is_block(name) {
            self.end_line();
        }
    }

    /// Sets to whom the text that follows belongs.
    pub const fn set_place(&mut self, place: Place) {
        self.place = place;
    }

    /// Adds text, its white space folded.
    pub fn add(&mut self, value: &str) {
        if self.lines.len() >= LINES_READ {
            return;
        }

        if value.starts_with(char::is_whitespace) {
            self.has_gap = true;
        }

        for word in value.split_whitespace() {
            if self.has_gap && self.text.len() > self.line_start {
                self.text.push(' ');
            }
            self.text.push_str(word);
            self.has_gap = true;
            if !self.is_in_link {
                self.has_own_text = true;
            }
        }

        self.has_gap = value.is_empty() || value.ends_with(char::is_whitespace);
    }

    pub fn end_line(&mut self) {
        let end = self.text.len();
        if end > self.line_start {
            self.lines
                .push((self.line_start, end, self.place_of_line()));
        }
        self.line_start = end;
        self.has_gap = false;
        self.has_own_text = false;
    }

    fn place_of_line(&self) -> Place {
        match self.place {
            // A link in a header is as much of the header as any text of it.
            Place::Page if !self.has_own_text => Place::Beside,
            place => place,
        }
    }

    pub fn is_beside(&self) -> bool {
        matches!(self.place, Place::Beside | Place::Others)
    }

    /// The position at which the next text will be added.
    pub const fn position(&self) -> usize {
        self.text.len()
    }

    /// The text added since `from`, if any.
    pub fn since(&self, from: usize) -> Option<String> {
        // Lines are not parted in the text itself; a heading of two lines reads as one.
        let starts = self.lines.iter().map(|(start, ..)| *start);
        let first = self.lines.partition_point(|(start, ..)| *start <= from);
        let cuts = starts.skip(first).chain([self.line_start]);

        let mut parts = Vec::new();
        let mut at = from;

        for cut in cuts.chain([self.text.len()]).filter(|cut| *cut > from) {
            parts.push(self.text.get(at..cut)?);
            at = cut;
        }

        non_empty(&parts.join(" "))
    }

    /// The line that contains a position, or the line that is open now.
    pub fn line_at(&self, position: usize) -> usize {
        self.lines.partition_point(|(_, end, _)| *end <= position)
    }

    /// The line behind all text that was read, in part or whole.
    pub fn next_line(&self) -> usize {
        self.lines.len() + usize::from(self.text.len() > self.line_start)
    }

    pub fn lines(&self) -> Vec<Line<'_>> {
        self.lines
            .iter()
            .map(|(start, end, place)| Line {
                text: &self.text[*start..*end],
                place: *place,
            })
            .collect()
    }
}

/// Elements before and behind which a browser breaks the line.
fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"p" | b"div"
            | b"br"
            | b"li"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"tr"
            | b"table"
            | b"ul"
            | b"ol"
            | b"dl"
            | b"dt"
            | b"dd"
            | b"section"
            | b"article"
            | b"aside"
            | b"header"
            | b"footer"
            | b"nav"
            | b"main"
            | b"figure"
            | b"figcaption"
            | b"blockquote"
            | b"address"
            | b"form"
            | b"fieldset"
            | b"hr"
            | b"pre"
            | b"center"
            | b"body"
            | b"details"
            | b"summary"
    )
}

#[cfg(test)]
mod tests {
    use super::{super::html::read_html, *};

    fn check(html: &str, expected: &[&str]) {
        let page = read_html(html);
        let texts: Vec<&str> = page.lines().iter().map(|line| line.text).collect();
        assert_eq!(texts, expected, "{html}");
    }

    #[test]
    fn lines_as_a_reader_sees_them() {
        check(
            "<p>Курс &laquo;доллара&raquo;\n <b>вы</b>рос<br>вчера</p><div>евро",
            &["Курс «доллара» вырос", "вчера", "евро"],
        );
        check(
            "<table><tr><td>USD</td><td>90,65</td></tr><tr><td>EUR<td>98,58</table>",
            &["USD 90,65", "EUR 98,58"],
        );
        check(
            "a<script>var b = '<p>';</script>c<style>p{}</style><svg><text>d</text></svg>e",
            &["ace"],
        );
        check("<p>a<!-- b --><p>&nbsp; <p>c", &["a", "c"]);
        check("a<noscript>b</noscript> <i>c</i>", &["a c"]);
    }

    #[test]
    fn links_and_side_columns_stand_beside() {
        let page = read_html(
            "<header>день<a href=z>и ссылка</a></header><nav>меню</nav><a href=x>другое</a><p>об <a href=y>этом</a></p>\
             <aside>ещё<h1>Имя</h1>текст<div class=comments>чужое<div>и тут</div></div>снова",
        );
        let places: Vec<_> = page
            .lines()
            .iter()
            .map(|line| (line.text, line.place))
            .collect();
        assert_eq!(
            places,
            [
                ("деньи ссылка", Place::Header),
                ("меню", Place::Beside),
                ("другое", Place::Beside),
                ("об этом", Place::Page),
                ("ещё", Place::Beside),
                ("Имя", Place::Page),
                ("текст", Place::Page),
                ("чужое", Place::Others),
                ("и тут", Place::Others),
                ("снова", Place::Page),
            ]
        );
    }

    #[test]
    fn a_heading_of_two_lines_is_one() {
        let page = read_html("<p>до</p><h1>Первая<br>вторая</h1><p>после");
        assert_eq!(page.headings[0].text, "Первая вторая");
        assert_eq!(page.headings[0].line, 1);
    }
}
