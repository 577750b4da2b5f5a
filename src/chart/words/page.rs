//! The words of a page around its picture.

use crate::model::{Lang, month_genitive, month_short, month_short_genitive};
use serde::Serialize;

/// The words of a page; those that the script writes are serialised.
#[derive(Clone, Serialize)]
pub struct PageWords {
    pub date: &'static str,
    pub change: &'static str,
    pub last_records: &'static str,
    #[serde(skip)]
    pub keys: &'static str,
    /// The same for a page without zoom.
    #[serde(skip)]
    pub keys_without_zoom: &'static str,
    chart: &'static str,
    chart_keys: &'static str,
    lines: &'static str,
    zoom_in: &'static str,
    zoom_out: &'static str,
    reset: &'static str,
    record_of: &'static str,
    no_rate: &'static str,
    old_rubles: &'static str,
    headlines: &'static str,
    opens_elsewhere: &'static str,
    dash: &'static str,
    months_short: Vec<&'static str>,
    months_short_of: Vec<&'static str>,
    months_of: Vec<&'static str>,
}

/// The words of a page in `lang`.
pub fn page(lang: Lang) -> PageWords {
    let months_short = (1..=12).map(|month| month_short(month, lang)).collect();
    let months_short_of = (1..=12)
        .map(|month| month_short_genitive(month, lang))
        .collect();
    let months_of = (1..=12).map(|month| month_genitive(month, lang)).collect();
    match lang {
        Lang::Ru => PageWords {
            date: "Дата",
            change: "Изменение",
            last_records: "Последние записи",
            keys: "Приблизить — протянуть мышью или развести пальцы. Клавиши на графике: ← → по записям, \
                с Shift по месяцам, + − масштаб, Home и End к краям, 0 или Esc — весь график. Щелчок закрепляет день.",
            keys_without_zoom: "Клавиши на графике: ← → по записям, с Shift по месяцам, Home и End к краям. Щелчок \
                закрепляет день.",
            chart: "График с курсами по дням",
            chart_keys: "стрелки ведут по записям",
            lines: "Валюты",
            zoom_in: "Приблизить",
            zoom_out: "Отдалить",
            reset: "Весь график",
            record_of: "запись от",
            no_rate: "нет курса",
            old_rubles: "стар. руб.",
            headlines: "Заголовков",
            opens_elsewhere: "откроется в новой вкладке",
            dash: "—",
            months_short,
            months_short_of,
            months_of,
        },
        Lang::En => PageWords {
            date: "Date",
            change: "Change",
            last_records: "Last records",
            keys: "Drag across the chart or pinch to zoom. Keys on the chart: ← → by records, with Shift by months, \
                + − to zoom, Home and End to the edges, 0 or Esc for the whole chart. A click holds the day.",
            keys_without_zoom: "Keys on the chart: ← → by records, with Shift by months, Home and End to the edges. \
                A click holds the day.",
            chart: "Chart of rates by day",
            chart_keys: "arrows move by records",
            lines: "Currencies",
            zoom_in: "Zoom in",
            zoom_out: "Zoom out",
            reset: "Whole chart",
            record_of: "record of",
            no_rate: "no rate",
            old_rubles: "old rubles",
            headlines: "Headlines",
            opens_elsewhere: "opens in a new tab",
            dash: "–",
            months_short,
            months_short_of,
            months_of,
        },
    }
}
