//! Periods of different volatility, for reading.

use super::{
    page::Page,
    report::{RegimesAnswer, RegimesReport},
    words::{from_to, percent, signed_percent, times},
};
use crate::{
    analysis::simple_percent,
    model::{Lang, counted, counted_records, tr},
    render::TableFrame,
};

/// The periods as an answer of their own, each line with its end.
pub fn render_regimes(answer: &RegimesAnswer, lang: Lang, frame: TableFrame) -> String {
    let mut page = Page::new(frame);
    let period = from_to(answer.from, answer.to, lang);
    page.line(&tr!(
        lang,
        "How far the {} rate moves in a day, {period}",
        "Насколько курс {} движется за день, {period}",
        answer.currency
    ));

    push(&mut page, Some(&answer.regimes), lang);
    page.finish()
}

/// `--regimes` beside another answer.
pub fn push(page: &mut Page, regimes: Option<&RegimesReport>, lang: Lang) {
    let Some(regimes) = regimes else { return };

    page.paragraph(&changes_text(regimes, lang));
    page.table(regimes.periods.iter().map(|period| {
        let mean = signed_percent(simple_percent(period.mean_pct));
        vec![
            format!("{}..{}", period.first, period.last),
            counted_records(period.records, lang),
            percent(period.median_pct),
            percent(simple_percent(period.sd_pct)),
            mean,
        ]
    }));

    let least = counted_records(regimes.min_records, lang);
    page.line(&tr!(
        lang,
        "A period has {least} at least; penalty {:.1} (8·ln n) for each.",
        "Период не короче {least}; штраф за каждый — {:.1} (8·ln n).",
        regimes.penalty
    ));
    if regimes.periods.len() > 1 {
        page.line(clustering_text(lang));
    }
}

fn changes_text(regimes: &RegimesReport, lang: Lang) -> String {
    let columns = lang.pick(
        "median move of a day, standard deviation, mean change",
        "медианный ход за день, стандартное отклонение, среднее изменение",
    );
    let Some(changes) = regimes
        .periods
        .len()
        .checked_sub(1)
        .filter(|changes| *changes > 0)
    else {
        return tr!(
            lang,
            "The size of daily moves did not change ({columns}):",
            "Размер дневных движений не менялся ({columns}):"
        );
    };

    let periods = counted(
        regimes.periods.len(),
        lang,
        ["period", "periods"],
        ["период", "периода", "периодов"],
    );
    let changed = times(changes, lang);
    tr!(
        lang,
        "The size of daily moves changed {changed}: {periods} ({columns}):",
        "Размер дневных движений менялся {changed}: {periods} ({columns}):"
    )
}

/// What such periods are worth.
fn clustering_text(lang: Lang) -> &'static str {
    lang.pick(
        "Large moves follow large ones, and that alone makes such periods: series of one unchanging \
         rule, as long as ten years of rates, had 5 on average, 1 to 10. A border is not the date of an event.",
        "Большие движения идут за большими, и уже от этого получаются такие периоды: в рядах с одним \
         неизменным правилом, длиной в десять лет курсов, их было в среднем 5, от 1 до 10. Граница — не дата \
         события.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Regime;
    use expect_test::{Expect, expect};
    use jiff::civil::date;

    fn check(periods: usize, lang: Lang, expected: &Expect) {
        let calm = Regime {
            first: date(2016, 6, 28),
            last: date(2020, 2, 28),
            records: 905,
            mean_pct: -0.006,
            sd_pct: 0.78,
            median_pct: 0.451,
        };
        let lively = Regime {
            first: date(2020, 2, 29),
            last: date(2020, 4, 24),
            records: 38,
            mean_pct: 0.36,
            sd_pct: 3.74,
            median_pct: 1.98,
        };
        let answer = RegimesAnswer {
            currency: "USD",
            from: date(2016, 6, 28),
            to: date(2020, 4, 24),
            regimes: RegimesReport {
                penalty: 54.79,
                min_records: 20,
                periods: [calm, lively][..periods].to_vec(),
            },
        };
        expected.assert_eq(&render_regimes(&answer, lang, TableFrame::Plain));
    }

    #[test]
    fn medians_stand_beside_deviations_and_borders_are_not_called_events() {
        check(
            2,
            Lang::Ru,
            &expect![[r"
            Насколько курс USD движется за день, с 28 июня 2016 по 24 апреля 2020

            Размер дневных движений менялся 1 раз: 2 периода (медианный ход за день, стандартное отклонение,
            среднее изменение):
              2016-06-28..2020-02-28  905 записей  0.45 %  0.78 %  −0.01 %
              2020-02-29..2020-04-24   38 записей   2.0 %   3.8 %  +0.36 %
            Период не короче 20 записей; штраф за каждый — 54.8 (8·ln n).
            Большие движения идут за большими, и уже от этого получаются такие периоды: в рядах с одним
            неизменным правилом, длиной в десять лет курсов, их было в среднем 5, от 1 до 10. Граница — не дата
            события.
        "]],
        );
        check(
            2,
            Lang::En,
            &expect![[r"
            How far the USD rate moves in a day, from 28 June 2016 to 24 April 2020

            The size of daily moves changed 1 time: 2 periods (median move of a day, standard deviation, mean
            change):
              2016-06-28..2020-02-28  905 records  0.45 %  0.78 %  −0.01 %
              2020-02-29..2020-04-24   38 records   2.0 %   3.8 %  +0.36 %
            A period has 20 records at least; penalty 54.8 (8·ln n) for each.
            Large moves follow large ones, and that alone makes such periods: series of one unchanging rule, as
            long as ten years of rates, had 5 on average, 1 to 10. A border is not the date of an event.
        "]],
        );
    }

    #[test]
    fn one_period_is_no_change() {
        check(
            1,
            Lang::Ru,
            &expect![[r"
            Насколько курс USD движется за день, с 28 июня 2016 по 24 апреля 2020

            Размер дневных движений не менялся (медианный ход за день, стандартное отклонение, среднее
            изменение):
              2016-06-28..2020-02-28  905 записей  0.45 %  0.78 %  −0.01 %
            Период не короче 20 записей; штраф за каждый — 54.8 (8·ln n).
        "]],
        );
    }
}
