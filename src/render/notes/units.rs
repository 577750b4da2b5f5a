//! Notes on units, wherever figures are not in the unit that a reader would take for granted.

use crate::model::{Lang, Quoted, RUBLE_1998, Unit};
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
    match (note, lang) {
        (
            UnitNote::Factor {
                small,
                large,
                factor,
                since,
            },
            _,
        ) => {
            let equation = format!("{factor} {small} = 1 {large}");
            match (since, lang) {
                (None, _) => equation,
                (Some(day), Lang::Ru) => format!("{equation}, с {day}"),
                (Some(day), Lang::En) => format!("{equation}, since {day}"),
            }
        }
        (UnitNote::CrossRate { codes }, Lang::Ru) => {
            format!("{codes}: через официальные курсы к рублю за один и тот же день")
        }
        (UnitNote::CrossRate { codes }, Lang::En) => {
            format!("{codes}: through the official ruble rates of the same day")
        }
        (UnitNote::OldRubles, Lang::Ru) => {
            "курсы до 1998 года — в старых рублях (1000 старых = 1 новый)".into()
        }
        (UnitNote::OldRubles, Lang::En) => {
            "rates before 1998 are in old rubles (1000 old = 1 new)".into()
        }
        (UnitNote::CountedInNewRubles, Lang::Ru) => {
            "курсы до 1998 года пересчитаны в новые рубли (1000 : 1)".into()
        }
        (UnitNote::CountedInNewRubles, Lang::En) => {
            "rates before 1998 are counted in new rubles (1000 : 1)".into()
        }
    }
}

/// The units of lines that are not in today's rubles. Restated figures are named on the picture itself.
pub fn notes_on_lines(lines: impl IntoIterator<Item = Quoted>) -> Vec<crate::render::Note> {
    let mut notes = Vec::new();
    for quoted in lines {
        let asked = [
            quoted.unit_of_all(),
            quoted.names_quote().then(|| quoted.quote_on(Date::MAX)),
        ];
        let crosses = quoted.is_cross().then(|| UnitNote::CrossRate {
            codes: quoted.to_string(),
        });
        notes.extend(
            crosses
                .into_iter()
                .chain(asked.into_iter().flatten().filter_map(UnitNote::on)),
        );
    }
    notes.dedup();
    notes.into_iter().map(crate::render::Note::Unit).collect()
}

/// The units of the figures of a series, by the dates of its first and last record.
pub fn notes_on_units(quoted: Quoted, first_record: Date, last_record: Date) -> Vec<UnitNote> {
    let mut notes = Vec::new();
    if quoted.is_cross() {
        notes.push(UnitNote::CrossRate {
            codes: quoted.to_string(),
        });
    }
    if let Some(unit) = quoted.unit_of_all() {
        notes.extend(UnitNote::on(unit));
    }
    if quoted.names_quote() {
        notes.extend(UnitNote::on(quoted.quote_on(last_record)));
    }
    // A present code on days when the Bank still counted in the former unit.
    if let Some(published) = quoted.published_in(first_record) {
        notes.extend(UnitNote::on(published));
    }

    if first_record < RUBLE_1998 {
        let has_new_rubles =
            [quoted.base_on(first_record), quoted.quote_on(first_record)].contains(&Unit::RUB);
        if has_new_rubles {
            notes.push(UnitNote::CountedInNewRubles);
        } else if !quoted.names_quote() {
            notes.push(UnitNote::OldRubles);
        }
    }
    notes.dedup();
    notes
}
