//! Notes on a file to which price directives are appended.

use crate::{
    model::{Lang, counted, tr},
    render::prices::UnlikePrice,
};

/// Something to know about a file of prices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PriceNote {
    /// What came of it: prices that are new, and those it had.
    Appended {
        file: String,
        added: usize,
        known: usize,
    },
    /// A figure of the file that is not ours.
    Unlike { file: String, price: UnlikePrice },
    /// More such figures than are named.
    MoreUnlike { file: String, count: usize },
    /// Lines with a price that could not be read: the first, and how many.
    Unread {
        file: String,
        line: usize,
        count: usize,
    },
}

pub fn price_note_text(note: &PriceNote, lang: Lang) -> String {
    match note {
        PriceNote::Appended { file, added, known } => {
            let prices = counted(*added, lang, ["price", "prices"], ["цена", "цены", "цен"]);
            tr!(
                lang,
                "{file}: {prices} added, {known} were there",
                "{file}: добавлено {prices}, уже было {known}"
            )
        }
        PriceNote::Unlike { file, price } => {
            let UnlikePrice {
                line,
                written,
                ours,
            } = price;
            let commodity = ours.commodity.code();
            let day = ours.day;
            let figure = ours.per_unit;
            let quote = ours.quote.code();
            tr!(
                lang,
                "{file}:{line}: {commodity} on {day} is {written} there and {figure} {quote} here; the \
                 line stays as it is",
                "{file}:{line}: {commodity} на {day} — там {written}, здесь {figure} {quote}; строка не \
                 тронута"
            )
        }
        PriceNote::MoreUnlike { file, count } => {
            let figures = counted(
                *count,
                lang,
                ["more figure differs", "more figures differ"],
                ["курс отличается", "курса отличаются", "курсов отличаются"],
            );
            tr!(lang, "{file}: {figures}", "{file}: ещё {figures}")
        }
        PriceNote::Unread { file, line, count } => {
            let prices = counted(*count, lang, ["price", "prices"], ["цену", "цены", "цен"]);
            tr!(
                lang,
                "{file}:{line}: {prices} could not be read, here is the first; such lines count as absent",
                "{file}:{line}: не удалось прочитать {prices}, это первая; таких строк как будто нет"
            )
        }
    }
}
