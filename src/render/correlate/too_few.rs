//! Too few records for a conclusion: what is lacking, and what helps against that.

use super::{
    report::TooFewRecords,
    words::{RECORDS_A_MONTH, from_to, months},
};
use crate::{
    analysis::{BURN_IN, events::TooFew, study::LEAST_RECORDS},
    model::{Lang, counted_records, plural_ru, tr},
    render::words::joined,
};

/// What is lacking, without a capital and a full stop.
pub fn lack_text(few: &TooFewRecords, lang: Lang) -> String {
    let TooFewRecords {
        tested,
        with_moves,
        records,
        ..
    } = few;
    let of_period = counted_records(*records, lang);

    match few.reason {
        TooFew::ConstantRate => tr!(
            lang,
            "the rate hardly moved: of {of_period} of the period {with_moves} have a move that can \
             be tested, and a conclusion needs at least {LEAST_RECORDS}",
            "курс почти не двигался: {of_period} в периоде, движений, которые можно проверить, — \
             {with_moves}, а для вывода нужно не меньше {LEAST_RECORDS}"
        ),
        TooFew::ShortHistory => tr!(
            lang,
            "the history of the rate is too short: of {of_period} of the period {with_moves} have a \
             move that can be tested, since its usual size is known only after {BURN_IN} records in \
             a row; a conclusion needs at least {LEAST_RECORDS}",
            "история курса слишком коротка: {of_period} в периоде, движений, которые можно \
             проверить, — {with_moves}, потому что обычный их размер известен лишь после {BURN_IN} \
             записей подряд; для вывода нужно не меньше {LEAST_RECORDS}"
        ),
        TooFew::ShortPeriod => tr!(
            lang,
            "the period is too short: it has {of_period} of the rate, and a conclusion needs at \
             least {LEAST_RECORDS}",
            "период слишком короткий: {of_period} курса, а для вывода нужно не меньше \
             {LEAST_RECORDS}"
        ),
        TooFew::NoNews => no_news_text(few, lang),
        TooFew::ThinNews => tr!(
            lang,
            "there is too little news for each day: {} stories a record of the rate on average, and \
             at least one is needed",
            "новостей слишком мало на каждый день: в среднем {} на запись курса, нужна хотя бы одна",
            small_mean(few.stories_per_record)
        ),
        TooFew::ShortSpan => tr!(
            lang,
            "too few records with news ({tested}): a conclusion needs at least {LEAST_RECORDS}",
            "слишком мало записей с новостями ({tested}): для вывода нужно не меньше \
             {LEAST_RECORDS}"
        ),
    }
}

fn no_news_text(few: &TooFewRecords, lang: Lang) -> String {
    let spans = few.news_outside.iter().flatten();
    let spans = spans.map(|(from, to)| from_to(*from, *to, lang));
    let spans = joined(spans, lang.pick(" and ", " и "));
    if spans.is_empty() {
        return lang
            .pick(
                "the store has no news for this period that counts",
                "за этот период новостей, которые идут в счёт, в базе нет",
            )
            .to_owned();
    }

    tr!(
        lang,
        "the store has no news for this period; it has some {spans}",
        "за этот период новостей в базе нет; они есть {spans}"
    )
}

/// `0.4`; `0.97` where one digit would read as enough, `0.03` where it would read as none.
fn small_mean(mean: f64) -> String {
    if (0.095..0.945).contains(&mean) {
        format!("{mean:.1}")
    } else {
        // Two digits must not round up to the one that is needed.
        format!("{:.2}", mean.min(0.99))
    }
}

/// What to do about it.
pub fn advice_text(few: &TooFewRecords, lang: Lang) -> String {
    match few.reason {
        TooFew::ConstantRate => tr!(
            lang,
            "More news does not help: choose another period (`--from`, `--to`) or another currency \
             (`--currency`).",
            "Новости тут не помогут: возьмите другой период (`--from`, `--to`) или другую валюту \
             (`--currency`)."
        ),
        TooFew::ShortHistory => lacking_text(few.with_moves, "", lang),
        TooFew::ShortPeriod => tr!(
            lang,
            "Choose a longer period (`--from`, `--to`).",
            "Возьмите период длиннее (`--from`, `--to`)."
        ),
        TooFew::NoNews => tr!(
            lang,
            "Choose a period that has news (`--from`, `--to`), or add news of this one (`rates news \
             backfill`, `rates news add`).",
            "Возьмите период, где новости есть (`--from`, `--to`), или добавьте новости этого \
             (`rates news backfill`, `rates news add`)."
        ),
        TooFew::ThinNews => tr!(
            lang,
            "As many months more of the same will not help: other sources are needed (`rates news \
             add`, `rates news backfill`).",
            "Ещё столько же месяцев не поможет: нужны другие источники (`rates news add`, `rates \
             news backfill`)."
        ),
        TooFew::ShortSpan => lacking_text(
            few.tested,
            lang.pick(" of such news", " таких же новостей"),
            lang,
        ),
    }
}

/// How many records are lacking, and in how many months they come.
fn lacking_text(have: usize, of_what: &str, lang: Lang) -> String {
    let lacking = LEAST_RECORDS.saturating_sub(have);
    let more = months(lacking.div_ceil(RECORDS_A_MONTH), lang);
    // After «не хватает» the noun is in the genitive.
    let records = plural_ru(lacking, ["записи", "записей", "записей"]);

    tr!(
        lang,
        "Lacking: {lacking} records, some {more} more{of_what}.",
        "Не хватает {lacking} {records}: нужно примерно ещё {more}{of_what}."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn check(few: &TooFewRecords, ru: [&str; 2], en: [&str; 2]) {
        for (lang, expected) in [(Lang::Ru, ru), (Lang::En, en)] {
            assert_eq!([lack_text(few, lang), advice_text(few, lang)], expected);
        }
    }

    const FEW: TooFewRecords = TooFewRecords {
        reason: TooFew::ShortSpan,
        stories_per_record: 14.0,
        tested: 81,
        records: 2840,
        with_moves: 2839,
        news_outside: [None, None],
    };

    #[test]
    fn news_that_began_lately_needs_time() {
        check(
            &FEW,
            [
                "слишком мало записей с новостями (81): для вывода нужно не меньше 120",
                "Не хватает 39 записей: нужно примерно ещё 2 месяца таких же новостей.",
            ],
            [
                "too few records with news (81): a conclusion needs at least 120",
                "Lacking: 39 records, some 2 months more of such news.",
            ],
        );
    }

    #[test]
    fn thin_news_needs_other_sources_and_no_time() {
        let few = TooFewRecords {
            reason: TooFew::ThinNews,
            stories_per_record: 0.41,
            tested: 0,
            ..FEW
        };
        check(
            &few,
            [
                "новостей слишком мало на каждый день: в среднем 0.4 на запись курса, нужна хотя бы одна",
                "Ещё столько же месяцев не поможет: нужны другие источники (`rates news add`, `rates news backfill`).",
            ],
            [
                "there is too little news for each day: 0.4 stories a record of the rate on average, and at least one is needed",
                "As many months more of the same will not help: other sources are needed (`rates news add`, `rates news backfill`).",
            ],
        );
        assert_eq!(
            [0.004, 0.04, 0.0949, 0.95, 0.998].map(small_mean),
            ["0.00", "0.04", "0.09", "0.95", "0.99"]
        );
    }

    #[test]
    fn a_period_without_news_names_the_days_that_have_some() {
        let few = TooFewRecords {
            reason: TooFew::NoNews,
            stories_per_record: 0.0,
            news_outside: [
                Some((date(2005, 1, 3), date(2010, 12, 30))),
                Some((date(2022, 8, 1), date(2026, 8, 20))),
            ],
            ..FEW
        };
        check(
            &few,
            [
                "за этот период новостей в базе нет; они есть с 3 января 2005 по 30 декабря 2010 и с 1 августа 2022 по 20 августа 2026",
                "Возьмите период, где новости есть (`--from`, `--to`), или добавьте новости этого (`rates news backfill`, `rates news add`).",
            ],
            [
                "the store has no news for this period; it has some from 3 January 2005 to 30 December 2010 and from 1 August 2022 to 20 August 2026",
                "Choose a period that has news (`--from`, `--to`), or add news of this one (`rates news backfill`, `rates news add`).",
            ],
        );
    }

    #[test]
    fn a_rate_without_moves_is_not_blamed_on_the_news() {
        let few = TooFewRecords {
            reason: TooFew::ConstantRate,
            records: 400,
            with_moves: 12,
            ..FEW
        };
        assert_eq!(
            lack_text(&few, Lang::Ru),
            "курс почти не двигался: 400 записей в периоде, движений, которые можно проверить, — 12, а для вывода нужно не меньше 120"
        );
        let short = TooFewRecords {
            reason: TooFew::ShortHistory,
            records: 100,
            with_moves: 40,
            ..FEW
        };
        assert_eq!(
            advice_text(&short, Lang::En),
            "Lacking: 80 records, some 4 months more."
        );
    }
}
