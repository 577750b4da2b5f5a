//! Notes on units, wherever figures are not in the unit that a reader would take for granted.

use crate::model::{Lang, Quoted, RUBLE_1998, Unit, tr};
use jiff::civil::Date;

/// Something to know about the units of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitNote {
    /// A unit that is a fraction of the present unit.
    Factor {
        small: &'static str,
        /// Code of the present unit.
        large: &'static str,
        factor: i64,
        /// The first day of the present unit, where it replaced the other.
        since: Option<Date>,
    },
    /// A price in another currency, counted through the rubles of the day.
    CrossRate {
        /// `USD/EUR`.
        codes: String,
    },
    /// Figures of 1992–1997 are as published.
    OldRubles,
    /// Figures of 1992–1997 are counted in new rubles.
    CountedInNewRubles,
}

impl UnitNote {
    /// How many of a unit make one present unit; `None` for a present unit itself.
    pub fn on(unit: Unit) -> Option<Self> {
        (unit.per_present() > 1).then(|| Self::Factor {
            small: unit.code(),
            large: unit.present_code(),
            factor: unit.per_present(),
            since: unit.present_unit_since(),
        })
    }
}

/// The note as one line, without its end.
pub fn unit_text(note: &UnitNote, lang: Lang) -> String {
    match note {
        UnitNote::Factor {
            small,
            large,
            factor,
            since,
        } => {
            let equation = format!("{factor} {small} = 1 {large}");
            match since {
                None => equation,
                Some(day) => tr!(lang, "{equation}, since {day}", "{equation}, с {day}"),
            }
        }
        UnitNote::CrossRate { codes } => tr!(
            lang,
            "{codes}: through the official ruble rates of the same day",
            "{codes}: через официальные курсы к рублю за один и тот же день"
        ),
        UnitNote::OldRubles => tr!(
            lang,
            "rates before 1998 are in old rubles (1000 old = 1 new)",
            "курсы до 1998 года — в старых рублях (1000 старых = 1 новый)"
        ),
        UnitNote::CountedInNewRubles => tr!(
            lang,
            "rates before 1998 are counted in new rubles (1000 : 1)",
            "курсы до 1998 года пересчитаны в новые рубли (1000 : 1)"
        ),
    }
}

/// The units of lines that are not in today's rubles.
pub fn units_of_lines(lines: impl IntoIterator<Item = Quoted>) -> Vec<UnitNote> {
    let lines = lines.into_iter();
    let mut notes: Vec<_> = lines
        .flat_map(|quoted| units_on(quoted, Date::MAX))
        .collect();

    notes.dedup();
    notes
}

/// Both units of a rate, the one in which it is given as of `day`.
fn units_on(quoted: Quoted, day: Date) -> impl Iterator<Item = UnitNote> {
    let cross_rate = quoted.is_cross().then(|| UnitNote::CrossRate {
        codes: quoted.to_string(),
    });
    let quote = quoted.names_quote().then(|| quoted.quote_on(day));
    let units = [quoted.unit_of_all(), quote].into_iter().flatten();

    cross_rate.into_iter().chain(units.filter_map(UnitNote::on))
}

/// The units of the figures of a series, by the dates of its first and last record.
pub fn units_of_records(quoted: Quoted, first_record: Date, last_record: Date) -> Vec<UnitNote> {
    let mut notes: Vec<_> = units_on(quoted, last_record).collect();
    // A present code on days when the Bank still counted in the former unit.
    notes.extend(quoted.published_in(first_record).and_then(UnitNote::on));

    if first_record < RUBLE_1998 {
        let units = [quoted.base_on(first_record), quoted.quote_on(first_record)];
        if units.contains(&Unit::RUB) {
            notes.push(UnitNote::CountedInNewRubles);
        } else if !quoted.names_quote() {
            notes.push(UnitNote::OldRubles);
        }
    }

    notes.dedup();
    notes
}
