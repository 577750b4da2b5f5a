//! The golden figures of statistics: inputs of the size that real news gives, made up.
//!
//! Read by the example that draws them and by the test that compares them; each brings the names used here.

use super::{
    Caption, Direction, DotGroup, DotRow, EventStudyFigure, Figure, FigureContent, LagBars, Lang,
    PKind, PictureStyle, RankedDots, Theme,
};

fn style(theme: Theme, size: (u32, u32)) -> PictureStyle {
    PictureStyle::new(theme, size, 1.0).expect("a size that can be drawn")
}

/// Every figure with its name.
pub fn figures() -> Vec<(&'static str, Figure)> {
    let of = |content, caption, lang| Figure::new(content, caption, lang);
    vec![
        ("study", of(study(true), not_found(), Lang::Ru)),
        (
            "study-small-dark",
            Figure {
                style: style(Theme::Dark, (800, 600)),
                ..of(study(true), found_en(), Lang::En)
            },
        ),
        (
            "study-narrow-print",
            Figure {
                style: style(Theme::Print, (360, 640)),
                ..of(study(true), not_found(), Lang::Ru)
            },
        ),
        (
            "study-few",
            Figure {
                style: style(Theme::Light, (320, 200)),
                ..of(study(false), not_found(), Lang::Ru)
            },
        ),
        ("ranking", of(ranking(), screen(), Lang::Ru)),
        ("ranking-nothing", of(nothing(), nothing_found(), Lang::Ru)),
        (
            "ranking-narrow-dark",
            Figure {
                style: style(Theme::Dark, (360, 640)),
                ..of(ranking(), screen(), Lang::Ru)
            },
        ),
        (
            "ranking-nothing-print",
            Figure {
                style: style(Theme::Print, (800, 600)),
                ..of(nothing_en(), nothing_found_en(), Lang::En)
            },
        ),
        (
            "ranking-smallest",
            Figure {
                style: style(Theme::Light, (320, 200)),
                ..of(ranking(), screen(), Lang::Ru)
            },
        ),
        ("lags", of(lags(Some(2)), lagged(), Lang::Ru)),
        (
            "lags-small-dark",
            Figure {
                style: style(Theme::Dark, (800, 600)),
                ..of(lags(None), lagged_en(), Lang::En)
            },
        ),
        (
            "lags-narrow-print",
            Figure {
                style: style(Theme::Print, (360, 640)),
                ..of(lags(Some(-9)), lagged(), Lang::Ru)
            },
        ),
    ]
}

/// Ten events within two per cent; bands as wide as so few make them.
fn study(has_bands: bool) -> FigureContent {
    let caar_pct = vec![
        0.04, 0.11, 0.02, -0.04, 0.0, 0.21, 0.42, 0.36, 0.47, 0.43, 0.35,
    ];
    let wide = [
        0.56, 0.48, 0.37, 0.26, 0.0, 0.32, 0.51, 0.63, 0.74, 0.83, 0.91,
    ];
    let band = |part: f64| {
        let ends = caar_pct
            .iter()
            .zip(wide)
            .map(|(mean, wide)| (mean - part * wide, mean + part * wide * 1.1));
        has_bands.then(|| ends.collect::<Vec<_>>())
    };
    let null = wide
        .iter()
        .enumerate()
        .map(|(at, wide)| (-0.9 * wide, (0.88 + 0.01 * at as f64) * wide));
    FigureContent::EventStudy(EventStudyFigure {
        offsets: (-5, 5),
        pointwise_pct: band(1.0),
        whole_pct: band(1.6),
        null_pct: Some(null.collect()),
        window: (0, 1),
        effect_pct: Some(0.42),
        caar_pct,
    })
}

fn not_found() -> Caption {
    Caption {
        title: "«ключевая ставка» и курс доллара".to_owned(),
        verdict: "Связь не обнаружена (p = 0.58); эффект от 1.09 % (91 коп.) за две записи был бы замечен с \
            вероятностью 80 %. Чтобы увидеть вдвое меньший, нужно около 40 событий — примерно 14 месяцев такой ленты."
            .to_owned(),
        note: "10 событий в 8 группах, 6 месяцев · 318 записей с новостями с 4 октября 2022 по 6 августа 2026".to_owned(),
        footnote: "Связь — не доказательство причины; время публикации — верхняя граница того, когда новость узнали."
            .to_owned(),
        source: "Источник: Банк России, cbr.ru; заголовки собраны программой".to_owned(),
    }
}

fn found_en() -> Caption {
    Caption {
        title: "“key rate” and the US dollar".to_owned(),
        verdict: "After such news the ruble was weaker more often: by 0.89 % (74 kopecks) on average, 10 events; a \
            connection, not a proof of cause. Few events: one change in them can undo the find."
            .to_owned(),
        note: "10 events in 8 clusters, 6 months · 318 records with news, 4 October 2022 – 6 August 2026".to_owned(),
        footnote: String::new(),
        source: "Source: Bank of Russia, cbr.ru; headlines collected by the program".to_owned(),
    }
}

/// A term, its effect, half of its interval, its events, its probability.
type Row = (&'static str, f64, f64, usize, f64);

fn group(heading: &str, p_kind: PKind, rows: &[Row]) -> DotGroup {
    let row = |(term, effect_pct, half, events, p): &Row| DotRow {
        term: (*term).to_owned(),
        effect_pct: *effect_pct,
        interval_pct: Some((effect_pct - half, effect_pct + half * 1.05)),
        noise_pct: None,
        direction: if *effect_pct > 0.0 {
            Direction::Weaker
        } else {
            Direction::Stronger
        },
        events: *events,
        p: *p,
    };
    DotGroup {
        heading: heading.to_owned(),
        p_kind,
        rows: rows.iter().map(row).collect(),
    }
}

/// The rows of a search that found nothing: each has the interval of all words at once, as wide as the zone of noise, and its
/// `half` is that of the zone.
fn nearest(heading: &str, rows: &[Row]) -> DotGroup {
    let mut group = group(heading, PKind::Adjusted, rows);
    for (dot, (_, effect_pct, half, ..)) in group.rows.iter_mut().zip(rows) {
        dot.interval_pct = Some((effect_pct - half, effect_pct + half));
        dot.noise_pct = Some(*half);
    }
    group
}

fn ranking() -> FigureContent {
    let found: &[Row] = &[
        ("санкции", 0.94, 0.52, 41, 0.0045),
        ("продажа валюты", -1.12, 0.71, 23, 0.031),
    ];
    let candidates: &[Row] = &[
        ("нефть", -0.61, 0.43, 88, 0.062),
        ("эмбарго", 0.83, 0.66, 19, 0.07),
        ("внешэкономбанк", 0.72, 0.6, 17, 0.081),
        ("минфин", -0.44, 0.37, 64, 0.088),
        ("бюджетное правило", -0.79, 0.68, 15, 0.097),
    ];
    let nearest: &[Row] = &[
        ("переговоры", -0.52, 0.5, 34, 0.11),
        ("ключевая ставка", 0.31, 0.33, 52, 0.14),
        ("ОПЕК", 0.28, 0.31, 61, 0.16),
        ("дефицит бюджета", 0.47, 0.52, 22, 0.19),
        (
            "Совет директоров Банка России по вопросам денежно-кредитной политики",
            -0.39,
            0.47,
            26,
            0.22,
        ),
    ];
    FigureContent::Ranked(RankedDots {
        groups: vec![
            group("Найдено", PKind::Adjusted, found),
            group("Кандидаты", PKind::Q, candidates),
            group(
                "Ближе всего к порогу; на чистом шуме было бы так же",
                PKind::Single,
                nearest,
            ),
        ],
        noise_of: None,
    })
}

fn screen() -> Caption {
    Caption {
        title: "Слова новостей и курс доллара".to_owned(),
        verdict: "Найдено 2 слова из 667: после «санкции» рубль чаще слабел, после «продажа валюты» — укреплялся. \
            Это связь, не доказательство причины."
            .to_owned(),
        note: "322 записи с новостями с 10 ноября 2014 по 21 августа 2026 · 41 210 сюжетов · окно 0…+1".to_owned(),
        footnote: "На чистом шуме такая таблица была бы непустой в 5 % случаев. Отрезок — 95 % при случайном выборе \
            событий; зерно 1, перестановок 1999."
            .to_owned(),
        source: "Источник: Банк России, cbr.ru; заголовки собраны программой".to_owned(),
    }
}

fn nothing() -> FigureContent {
    let rows: &[Row] = &[
        ("банк", 1.21, 1.46, 10, 0.18),
        ("мобилизация", 0.88, 1.39, 12, 0.61),
        ("переговоры", -0.52, 1.12, 14, 0.93),
        ("газ", -0.47, 1.31, 11, 0.99),
        ("дефицит бюджета", 0.44, 1.48, 10, 1.0),
    ];
    let heading = "Ближе всего к порогу; на чистом шуме было бы так же";
    FigureContent::Ranked(RankedDots {
        groups: vec![nearest(heading, rows)],
        noise_of: Some(318),
    })
}

fn nothing_en() -> FigureContent {
    let rows: &[Row] = &[
        ("sanctions", 0.88, 1.39, 12, 0.61),
        ("oil", -0.47, 1.31, 11, 0.99),
    ];
    let heading = "Nearest to the threshold; pure noise would look the same";
    FigureContent::Ranked(RankedDots {
        groups: vec![
            group("Found: nothing", PKind::Adjusted, &[]),
            nearest(heading, rows),
        ],
        noise_of: Some(318),
    })
}

fn nothing_found() -> Caption {
    Caption {
        verdict: "Просмотрено 318 слов на 318 записях: связь не обнаружена. Эффект от 1.3 % (109 коп.) у слова с 10 \
            событиями был бы замечен с вероятностью 80 %; вдвое меньший — при 40 событиях, то есть примерно за 14 \
            месяцев такой ленты."
            .to_owned(),
        footnote: "На чистом шуме порог прошло бы хоть одно слово в 5 % случаев, а близкие к порогу слова есть всегда. \
            Отрезки: 95 % для всех слов сразу."
            .to_owned(),
        ..screen()
    }
}

fn nothing_found_en() -> Caption {
    Caption {
        title: "Words of the news and the US dollar".to_owned(),
        verdict: "318 words on 318 records: no connection found. An effect of 1.3 % (109 kopecks) for a word with 10 \
            events would have been seen with probability 80 %; half of it takes 40 events, some 14 months of this feed."
            .to_owned(),
        note: "318 records with news, 10 November 2014 – 21 August 2026 · window 0…+1".to_owned(),
        footnote: "On pure noise such a table would be non-empty in 5 % of cases. Seed 1, 1999 permutations.".to_owned(),
        source: "Source: Bank of Russia, cbr.ru; headlines collected by the program".to_owned(),
    }
}

fn lags(best_lag: Option<i32>) -> FigureContent {
    let correlations = vec![
        0.02, -0.11, 0.01, -0.04, 0.03, -0.02, 0.05, 0.0, -0.03, 0.04, 0.08, 0.12, 0.19, 0.09,
        0.05, -0.01, 0.02, -0.04, 0.03, 0.01, -0.02,
    ];
    let null = (0..21)
        .map(|at| {
            (
                -0.105 - 0.002 * f64::from(at % 4),
                0.11 + 0.003 * f64::from(at % 3),
            )
        })
        .collect();
    FigureContent::Lags(LagBars {
        lags: (-10, 10),
        correlations,
        null,
        best_lag,
    })
}

fn lagged() -> Caption {
    Caption {
        title: "Кто впереди: заголовки или курс доллара".to_owned(),
        verdict: "Заголовков больше обычного за две записи до больших движений (p = 0.031 по всем сдвигам сразу); это \
            связь, не доказательство причины."
            .to_owned(),
        note: "322 записи с новостями с 10 ноября 2014 по 21 августа 2026".to_owned(),
        footnote: String::new(),
        source: "Источник: Банк России, cbr.ru; заголовки собраны программой".to_owned(),
    }
}

fn lagged_en() -> Caption {
    Caption {
        title: "Who leads: headlines or the US dollar".to_owned(),
        verdict:
            "Neither leads: no correlation leaves the band of chance as a whole (p = 0.25 over all lags)."
                .to_owned(),
        note: "322 records with news, 10 November 2014 – 21 August 2026".to_owned(),
        footnote: String::new(),
        source: "Source: Bank of Russia, cbr.ru; headlines collected by the program".to_owned(),
    }
}
