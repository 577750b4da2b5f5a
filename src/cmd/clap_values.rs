//! The values of options as plain values.
//!
//! Clap's types describe each value for `--help` and stay in `cli`; nothing below `cmd` knows them.

use crate::{
    analysis::{
        MoveDirection, MoversBy,
        events::{EventRule, Link, PerSource},
        screen::FalseDiscovery,
    },
    app::news::NewsKind,
    chart::Theme,
    cli,
    model::{Every, Lang, RateReportRule},
    rates::Aggregate,
    render::CsvFor,
    table::DecimalMark,
    text::{Numbers, TitleLanguage},
};

/// `From` for the values of an option, each with the plain value of its name or of the name after the arrow.
macro_rules! plain_values {
    ($($typed:ident for $plain:ty { $($name:ident $(=> $other:ident)?),+ })+) => {
        $(impl From<cli::$typed> for $plain {
            fn from(typed: cli::$typed) -> Self {
                match typed {
                    $(cli::$typed::$name => plain_values!(@value $name $($other)?),)+
                }
            }
        })+
    };
    (@value $name:ident) => { Self::$name };
    (@value $name:ident $other:ident) => { Self::$other };
}

plain_values! {
    LangArg for Lang { Ru, En }
    ThemeArg for Theme { Light, Dark, Print }
    RangesArg for Every { Week, Month }
    AggArg for Aggregate { Last, MeanRecords, MeanDays, Min, Max }
    LinkArg for Link { Effect, Date }
    EventArg for EventRule { Surprise, Any }
    PerSourceArg for PerSource { Auto, On, Off }
    NumbersArg for Numbers { Drop, Keep }
    RateReportRuleArg for RateReportRule { Reference, Clause }
    FdrArg for FalseDiscovery { Bh => BenjaminiHochberg, By => BenjaminiYekutieli }
    MoversBy for MoversBy { Z, Pct => Percent, Abs => Rubles }
    DirectionArg for MoveDirection { Up, Down }
    DecimalArg for DecimalMark { Comma, Point }
    CsvForArg for CsvFor { Programs, Excel, ExcelRu }
    LanguageArg for TitleLanguage {
        Ru => Russian, Uk => Ukrainian, Be => Belarusian, En => English, Other
    }
    NewsKind for NewsKind { Html, Text, Feed, Collection }
}
