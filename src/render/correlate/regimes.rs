//! Periods of different volatility, for reading.

use super::{page::Page, report::RegimesReport, words::signed_figure};
use crate::model::{Lang, counted, counted_records, tr};

/// `--regimes`.
pub fn push(page: &mut Page, regimes: Option<&RegimesReport>, lang: Lang) {
    let Some(regimes) = regimes else { return };

    let least = counted_records(regimes.min_records, lang);
    let periods = counted(
        regimes.periods.len(),
        lang,
        ["period", "periods"],
        ["период", "периода", "периодов"],
    );
    page.paragraph(&tr!(
        lang,
        "The size of moves changed: {periods} (of {least} at least, penalty {:.1}); daily change, \
         100·ln: mean and usual size:",
        "Размах курса менялся: {periods} (не короче {least}, штраф {:.1}); изменение за день, \
         100·ln, — среднее и обычный размах:",
        regimes.penalty,
    ));

    page.table(regimes.periods.iter().map(|period| {
        vec![
            format!("{}..{}", period.first, period.last),
            period.records.to_string(),
            signed_figure(period.mean_pct, 2),
            tr!(lang, "size {:.2}", "размах {:.2}", period.sd_pct),
        ]
    }));
}
