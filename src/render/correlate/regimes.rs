//! Periods of different volatility, for reading.

use super::page::Page;
use super::report::RegimesReport;
use super::words::{either, number, signed_figure};
use crate::model::Lang;
use crate::render::records;

/// `--regimes`.
pub fn push(page: &mut Page, regimes: Option<&RegimesReport>, lang: Lang) {
    let Some(regimes) = regimes else { return };
    let least = records(i64::try_from(regimes.min_records).unwrap_or_default(), lang);
    let periods = number(
        regimes.periods.len(),
        lang,
        ["период", "периода", "периодов"],
        ["period", "periods"],
    );
    page.paragraph(&match lang {
        Lang::Ru => format!(
            "Размах курса менялся: {periods} (не короче {least}, штраф {:.1}); изменение за день, 100·ln, — среднее и обычный размах:",
            regimes.penalty
        ),
        Lang::En => format!(
            "The size of moves changed: {periods} (of {least} at least, penalty {:.1}); daily change, 100·ln: mean and usual size:",
            regimes.penalty
        ),
    });
    let rows: Vec<Vec<String>> = regimes
        .periods
        .iter()
        .map(|period| {
            vec![
                format!("{}..{}", period.from, period.to),
                period.n.to_string(),
                signed_figure(period.mean_pct, 2),
                format!("{} {:.2}", either(lang, "размах", "size"), period.sd_pct),
            ]
        })
        .collect();
    page.table(&rows);
}
