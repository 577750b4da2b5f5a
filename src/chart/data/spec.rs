//! A chart to be drawn: lines made of a [`Series`] each, what is marked, and how the picture is to look.

use super::{
    days::day_of,
    line::{Line, LineGaps},
    line_of_series::line_of_stretches,
    marks::Marks,
    picture_style::PictureStyle,
    stretch::{Stretch, first_common_day},
    view::{Values, View},
};
use crate::{
    error::{Error, Result},
    model::{Lang, REDENOMINATIONS, RUBLE_1998, Redenomination, Series, Span, Unit},
};
use jiff::civil::Date;

/// A chart to be drawn.
#[derive(Clone, Debug)]
pub struct Spec {
    /// At least one; the first one's daily change is drawn even when there is little room.
    pub lines: Vec<Line>,
    /// What of the rates is shown; the lines were made for it.
    pub view: View,
    /// Days of the date axis.
    pub span: Span,
    /// Language of every word in the picture.
    pub lang: Lang,
    pub style: PictureStyle,
    /// Title instead of the names of the currencies.
    pub title: Option<String>,
    /// What is marked on the lines.
    pub marks: Marks,
}

impl Spec {
    /// The most lines that ink and stroke can tell apart.
    const MOST_LINES: usize = 24;

    /// A chart of the rates of `series` over the days of `span`: 1600 × 900, light.
    ///
    /// # Errors
    /// [`Error::Draw`] without a series; [`Error::NoRecords`] when one has no rate in force in the whole span.
    pub fn new(series: &[Series], span: Span, lang: Lang) -> Result<Self> {
        Self::with_view(series, span, lang, View::default())
    }

    /// The same for any view. Averages look back as far as `series` reach, also before `span`.
    ///
    /// # Errors
    /// As [`Self::new`]; [`Error::Usage`] for more lines than can be distinguished, or when lines are to count from a
    /// common day and there is none.
    pub fn with_view(series: &[Series], span: Span, lang: Lang, view: View) -> Result<Self> {
        if series.is_empty() {
            return Err(Error::draw("no currency to draw"));
        }
        if series.len() > Self::MOST_LINES {
            return Err(too_many_lines(series.len()));
        }
        let stretches: Vec<Vec<Stretch>> = series
            .iter()
            .map(|one| Stretch::all_of(one, span))
            .collect::<Result<_>>()?;

        let base_day = first_common_day(&stretches);
        // Per cent and index cannot count from a day on which a line has no rate.
        if base_day.is_none() && view.values.is_relative() {
            return Err(no_common_day(series, &stretches, view.values));
        }

        let lines = series.iter().zip(&stretches).enumerate();
        Ok(Self {
            lines: lines
                .map(|(index, (one, stretches))| {
                    line_of_stretches(one, stretches, &view, index, base_day)
                })
                .collect::<Result<_>>()?,
            view,
            span,
            lang,
            style: PictureStyle::default(),
            title: None,
            marks: Marks::default(),
        })
    }

    /// The same chart in another style, under a title of the user's.
    #[must_use]
    pub fn styled(self, style: PictureStyle, title: Option<String>) -> Self {
        Self {
            style,
            title,
            ..self
        }
    }

    /// Whether the script of a page can draw other days of it: it knows lines of rates and their changes, no other
    /// view and no marks. Else the page shows all days, with its crosshair and without zoom.
    pub fn can_be_zoomed(&self) -> bool {
        self.view == View::default() && self.marks == Marks::default()
    }

    /// Whether the key rate is wanted and known on any of the days.
    pub fn has_key_rate(&self) -> bool {
        self.marks.has_key_rate(self.span)
    }

    /// How many of the largest moves a picture of this height has room for.
    pub fn most_moves(&self) -> usize {
        (self.style.size().1 as usize / 90).clamp(2, 5)
    }

    /// The days without a rate of each line that lacks any, in the order of the lines.
    pub fn gaps(&self) -> Vec<LineGaps> {
        self.lines
            .iter()
            .map(|line| LineGaps {
                quoted: line.quoted,
                gaps: line.gaps(self.span),
            })
            .filter(|line| !line.gaps.is_empty())
            .collect()
    }

    /// Everything counted in other units than it was published in, the ruble first.
    pub(crate) fn restated(&self) -> Vec<&'static Redenomination> {
        let is_ruble_restated = self.lines.iter().any(|line| {
            line.quoted.quote_on(Date::MAX) == Unit::RUB && line.first_record < RUBLE_1998
        });
        let of_ruble = last_redenomination("RUB", Date::MIN).filter(|_| is_ruble_restated);
        let of_lines = self.lines.iter().filter_map(|line| {
            let code = line.quoted.currency.code;
            // A line asked for in a former unit stays in it, which its code shows.
            let is_in_present_unit = line.quoted.base_on(Date::MAX).code() == code;
            last_redenomination(code, line.first_record).filter(|_| is_in_present_unit)
        });

        of_ruble.into_iter().chain(of_lines).collect()
    }

    /// Date of the latest record of all lines.
    pub(crate) fn last_record(&self) -> Date {
        let dates = self.lines.iter().map(|line| line.last.record_date);
        dates.max().unwrap_or(self.span.to())
    }
}

/// The last replacement of a currency's unit after a record.
fn last_redenomination(code: &str, record: Date) -> Option<&'static Redenomination> {
    REDENOMINATIONS
        .iter()
        .rfind(|one| one.currency == code && record < one.date)
}

fn too_many_lines(count: usize) -> Error {
    let most = Spec::MOST_LINES;
    Error::usage(
        "CODE",
        format!("{count} lines cannot be distinguished in one chart; name {most} at most"),
        format!("{count} линий на одном графике не различить; назовите не больше {most}"),
    )
}

/// Lines that cannot count from one day, with the days that each has.
fn no_common_day(series: &[Series], lines: &[Vec<Stretch>], values: Values) -> Error {
    let mut days = Vec::new();
    for (series, stretches) in series.iter().zip(lines) {
        let first = stretches.first().map(|one| day_of(one.first_day()));
        let last = stretches.last().map(|one| day_of(one.last_day()));
        let ends = first.zip(last);
        let ends = ends.map_or_else(String::new, |(first, last)| format!(" {first}..{last}"));
        days.push(format!("{}{ends}", series.quoted()));
    }

    let days = days.join(", ");
    let flag = if values == Values::Percent {
        "--pct"
    } else {
        "--index"
    };

    Error::usage(
        flag,
        format!(
            "there is no day on which all have a rate ({days}); choose currencies or days that overlap"
        ),
        format!(
            "нет дня, на который есть курсы всех ({days}); выберите валюты или дни, которые пересекаются"
        ),
    )
}
