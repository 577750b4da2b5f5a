//! Who leads, news or moves, for reading.

use super::{
    caveats::news_choice_text,
    page::Page,
    report::LeadLagReport,
    term::Detail,
    too_few::{advice_text, lack_text},
    verdict::capitalised,
    words::{from_to, probability, signed_figure, signed_lag},
};
use crate::{
    analysis::{
        leadlag::{Granger, LEVEL, LeadLag},
        null::passes_corrected,
    },
    model::{Lang, counted_records, tr},
    render::{TableFrame, words::or_unknown},
};

/// The verdict in a sentence.
pub fn lead_lag_verdict(report: &LeadLagReport, lang: Lang) -> String {
    let Some(found) = &report.found else {
        return nothing_compared(report, lang);
    };
    let Some(link) = Link::of(found) else {
        return no_link_text(report, found, lang);
    };

    let granger = link.granger_p(found).filter(|p| *p > LEVEL);
    let is_confirmed = granger.is_none() && passes_corrected(found.p_max, report.tests_in_24h);
    let strength = link.strength_text(is_confirmed, lang);
    let core = link_text(&report.of, &link, lang);
    let doubt = doubt_text(found.p_max, lang);
    let mut sentence = tr!(
        lang,
        "{strength}: {core} (ρ = {:.2}, {} of the variation; {doubt})",
        "{strength}: {core} (ρ = {:.2}, {} разброса; {doubt})",
        // The typographic minus, as everywhere.
        link.rho,
        explained_text(link.rho)
    )
    .replace("ρ = -", "ρ = −");

    if let Some(p) = granger {
        let p = probability(p);
        sentence += &tr!(
            lang,
            "; Granger's test does not confirm it ({p})",
            "; проверка Грейнджера этого не подтверждает ({p})"
        );
    }
    sentence + &count_text(report.tests_in_24h, found.p_max, lang) + "."
}

/// The largest correlation, where it is one that chance seldom makes.
#[derive(Clone, Copy)]
struct Link {
    /// Above 0 headlines lead.
    lag: isize,
    rho: f64,
}

impl Link {
    fn of(found: &LeadLag) -> Option<Self> {
        let lag = found.best_lag?;
        let at = found.max_lag.checked_add_signed(lag)?;
        Some(Self {
            lag,
            rho: *found.ccf.get(at)?,
        })
    }

    /// What there is, by the usual names of sizes of correlations.
    fn strength_text(&self, is_confirmed: bool, lang: Lang) -> &'static str {
        let (weak, moderate) = (0.3, 0.5);
        let (confirmed, unconfirmed) = match self.rho.abs() {
            rho if rho < weak => (
                lang.pick("Weak link", "Слабая связь"),
                lang.pick(
                    "No link is confirmed; there is a weak sign of one",
                    "Связь не подтверждена; есть слабый её признак",
                ),
            ),
            rho if rho < moderate => (
                lang.pick("Moderate link", "Умеренная связь"),
                lang.pick(
                    "No link is confirmed; there is a moderate sign of one",
                    "Связь не подтверждена; есть умеренный её признак",
                ),
            ),
            _ => (
                lang.pick("Strong link", "Сильная связь"),
                lang.pick(
                    "No link is confirmed; there is a strong sign of one",
                    "Связь не подтверждена; есть сильный её признак",
                ),
            ),
        };
        if is_confirmed { confirmed } else { unconfirmed }
    }

    /// p of Granger's test of the direction that the lag has; none on the same day.
    fn granger_p(&self, found: &LeadLag) -> Option<f64> {
        let test = match self.lag {
            0 => None,
            1.. => found.news_to_rate,
            _ => found.rate_to_news,
        };
        test.map(|test| test.p)
    }
}

/// What goes with what, which way and how long after.
fn link_text(of: &str, link: &Link, lang: Lang) -> String {
    let shift = counted_records(link.lag.unsigned_abs(), lang);
    let is_more = link.rho > 0.0;
    let more_news = news_text(of, true, lang);
    let moved = if is_more {
        lang.pick("the rate moved more", "курс двигался сильнее")
    } else {
        lang.pick("the rate moved less", "курс двигался слабее")
    };

    match link.lag {
        0 => tr!(
            lang,
            "on days when {more_news} {moved}",
            "в дни, когда {more_news}, {moved}"
        ),
        // At a positive lag the news comes first.
        1.. => tr!(
            lang,
            "the headlines come first, and {shift} after days when {more_news} {moved}",
            "впереди заголовки, и через {shift} после дней, когда {more_news}, {moved}"
        ),
        _ => tr!(
            lang,
            "the rate comes first, and {shift} after large moves {}",
            "впереди курс, и через {shift} после сильных движений {}",
            news_text(of, is_more, lang)
        ),
    }
}

/// More or less of the news that is counted.
fn news_text(of: &str, is_more: bool, lang: Lang) -> String {
    match (of, is_more) {
        ("volume", true) => lang
            .pick("there was more news", "новостей было больше")
            .to_owned(),
        ("volume", false) => lang
            .pick("there was less news", "новостей было меньше")
            .to_owned(),
        (term, true) => tr!(
            lang,
            "“{term}” was written about more often",
            "в заголовках чаще встречалось «{term}»"
        ),
        (term, false) => tr!(
            lang,
            "“{term}” was written about less often",
            "в заголовках реже встречалось «{term}»"
        ),
    }
}

/// `4 %`: the share of the variation that a correlation explains.
fn explained_text(rho: f64) -> String {
    let share = 100.0 * rho * rho;
    if share < 1.0 {
        format!("{share:.1} %")
    } else {
        format!("{share:.0} %")
    }
}

fn doubt_text(p: f64, lang: Lang) -> String {
    let one_in = (1.0 / p).round();
    let p = probability(p);
    tr!(
        lang,
        "{p}, on noise this happens in 1 case of {one_in}",
        "{p}, на шуме так бывает в 1 случае из {one_in}"
    )
}

/// Which test of the day it is, and whether the link is one that so many tests do not make by chance.
fn count_text(count: u32, p: f64, lang: Lang) -> String {
    if count < 2 {
        return String::new();
    }

    let passed = if passes_corrected(p, count) {
        ""
    } else {
        lang.pick(
            ", which this link does not pass",
            ", его эта связь не проходит",
        )
    };
    tr!(
        lang,
        "; this is test {count} on these data within a day: the threshold with correction is \
         0.05/{count}{passed}",
        "; это {count}-я проверка на этих данных за сутки: порог с поправкой 0.05/{count}{passed}"
    )
}

fn no_link_text(report: &LeadLagReport, found: &LeadLag, lang: Lang) -> String {
    let amount = amount_text(report, lang);
    tr!(
        lang,
        "No link is seen between the size of moves and {amount}, at any lag: the largest \
         correlation is {:.2}, and one of {:.2} comes about by chance in 5 % of cases.",
        "Не видно связи между тем, как сильно двигался курс, и тем, {amount}, — ни при каком \
         сдвиге: наибольшая корреляция {:.2}, а случайно в 5 % случаев бывает и {:.2}.",
        found.largest,
        found.null_max
    )
}

fn nothing_compared(report: &LeadLagReport, lang: Lang) -> String {
    if let Some(few) = &report.too_few {
        return capitalised(&lack_text(few, lang)) + ".";
    }

    tr!(
        lang,
        "There is nothing to compare: one of the two does not vary.",
        "Сравнивать нечего: одна из величин не меняется."
    )
}

fn amount_text(report: &LeadLagReport, lang: Lang) -> String {
    match report.of.as_str() {
        "volume" => tr!(lang, "the amount of news", "сколько новостей"),
        term => tr!(
            lang,
            "how often “{term}” is written about",
            "как часто пишут «{term}»"
        ),
    }
}

/// How many pairs are left where there are holes between the records, at the lag of the link or at the largest.
fn holes_text(found: &LeadLag, lang: Lang) -> Option<String> {
    let lag = found.best_lag.unwrap_or(found.max_lag.cast_signed());
    let pairs = *found.pairs.get(found.max_lag.checked_add_signed(lag)?)?;
    let lag = lag.unsigned_abs();
    let left_out = (found.n - lag).checked_sub(pairs).filter(|out| *out > 0)?;

    let shift = counted_records(lag, lang);
    Some(tr!(
        lang,
        "Pairs of records with a hole between them do not count: at a lag of {shift} {left_out} are \
         left out and {pairs} compared.",
        "Пары записей, между которыми перерыв, не в счёт: при сдвиге в {shift} их {left_out}, \
         сравнено {pairs}."
    ))
}

/// The report, each line with its end.
pub fn render_lead_lag(
    report: &LeadLagReport,
    detail: Detail,
    lang: Lang,
    frame: TableFrame,
) -> String {
    let mut page = Page::new(frame);
    page.line(&tr!(
        lang,
        "Who leads: the news or the {} rate",
        "Кто впереди: новости или курс {}",
        report.currency
    ));
    page.paragraph(&lead_lag_verdict(report, lang));

    let looked = counted_records(report.n, lang);
    if let Some((from, to)) = report.period {
        let period = from_to(from, to, lang);
        page.paragraph(&tr!(
            lang,
            "Looked at: {looked} {period}; the news was shifted by up to {} records, both ways.",
            "Просмотрено: {looked} {period}; сдвиг новостей — до {} записей в обе стороны.",
            report.lags[1]
        ));
    }

    if let Some(text) = report
        .found
        .as_ref()
        .and_then(|found| holes_text(found, lang))
    {
        page.line(&text);
    }
    if let Some(few) = &report.too_few {
        page.line(&advice_text(few, lang));
    }
    if let Some(choice) = &report.news {
        page.line(&news_choice_text(choice, lang));
    }
    if report.found.as_ref().is_some_and(|found| found.is_flat) {
        page.line(lang.pick(
            "The link is nearly the same at all lags: hard times have more of both news and \
             moves; who leads cannot be told.",
            "Связь почти одинакова при всех сдвигах: и новостей, и движений больше в трудные \
             времена, кто впереди — не узнать.",
        ));
    }

    if report.found.is_some() {
        page.line(lang.pick(
            "What was compared is how far the rate moved, not which way; it proves no cause.",
            "Сравнивалось, насколько двигался курс, а не куда; причину это не доказывает.",
        ));
    }

    if detail == Detail::Figures {
        push_figures(&mut page, report, lang);
    }
    super::regimes::push(&mut page, report.regimes.as_ref(), lang);
    page.finish()
}

fn push_figures(page: &mut Page, report: &LeadLagReport, lang: Lang) {
    let Some(found) = &report.found else {
        return;
    };

    let p_max = probability(found.p_max);
    page.paragraph(&tr!(
        lang,
        "Lag (+ headlines lead), correlation, band of chance, p ({p_max})",
        "Сдвиг (+ впереди заголовки), корреляция, полоса случайного, p ({p_max})"
    ));
    let lags = report.lags[0]..=report.lags[1];
    page.table(lags.enumerate().map(|(place, lag)| {
        let low = signed_figure(found.null_lo[place], 2);
        let high = signed_figure(found.null_hi[place], 2);
        vec![
            signed_lag(lag),
            signed_figure(found.ccf[place], 2),
            format!("{low}…{high}"),
            probability(found.p_lag[place]),
        ]
    }));

    let to_rate = granger_text(found.news_to_rate);
    let to_news = granger_text(found.rate_to_news);
    page.line(&tr!(
        lang,
        "Granger, news → rate: {to_rate}; rate → news: {to_news}",
        "Грейнджер, новости → курс: {to_rate}; курс → новости: {to_news}"
    ));

    page.line(&tr!(
        lang,
        "Rearrangements {}, seed {}",
        "Перестановок {}, зерно {}",
        report.permutations,
        report.seed
    ));
}

fn granger_text(row: Option<Granger>) -> String {
    or_unknown(row.map(|row| format!("F = {:.2}, {} ({})", row.f, probability(row.p), row.lags)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A report with one correlation that is found.
    fn report(of: &str, lag: isize, rho: f64, granger_p: f64, tests_in_24h: u32) -> LeadLagReport {
        let mut ccf = vec![0.01; 21];
        ccf[10_usize.checked_add_signed(lag).unwrap()] = rho;
        let granger = Granger {
            lags: 1,
            f: 0.04,
            p: granger_p,
        };
        let found = LeadLag {
            n: 311,
            pairs: vec![300; 21],
            max_lag: 10,
            ccf,
            null_lo: vec![-0.1; 21],
            null_hi: vec![0.1; 21],
            p_lag: vec![0.5; 21],
            p_max: 0.0142,
            largest: rho.abs(),
            null_max: 0.18,
            best_lag: Some(lag),
            is_flat: false,
            news_to_rate: Some(granger),
            rate_to_news: Some(granger),
        };
        LeadLagReport {
            of: of.to_owned(),
            n: 311,
            lags: [-10, 10],
            pairs: None,
            null_max: None,
            found: Some(found),
            seed: 1,
            permutations: 1999,
            news: None,
            too_few: None,
            tests_in_24h,
            regimes: None,
            currency: "USD",
            period: None,
        }
    }

    fn check(report: &LeadLagReport, ru: &str, en: &str) {
        assert_eq!(lead_lag_verdict(report, Lang::Ru), ru);
        assert_eq!(lead_lag_verdict(report, Lang::En), en);
    }

    #[test]
    fn a_link_has_its_size_its_sign_and_its_doubt() {
        check(
            &report("санкции", -6, 0.2, 0.85, 11),
            "Связь не подтверждена; есть слабый её признак: впереди курс, и через 6 записей после сильных движений в заголовках чаще встречалось «санкции» (ρ = 0.20, 4 % разброса; p = 0.014, на шуме так бывает в 1 случае из 70); проверка Грейнджера этого не подтверждает (p = 0.850); это 11-я проверка на этих данных за сутки: порог с поправкой 0.05/11, его эта связь не проходит.",
            "No link is confirmed; there is a weak sign of one: the rate comes first, and 6 records after large moves “санкции” was written about more often (ρ = 0.20, 4 % of the variation; p = 0.014, on noise this happens in 1 case of 70); Granger's test does not confirm it (p = 0.850); this is test 11 on these data within a day: the threshold with correction is 0.05/11, which this link does not pass.",
        );
    }

    #[test]
    fn more_news_never_brings_on_moves_where_the_correlation_is_negative() {
        check(
            &report("volume", 5, -0.069, 0.02, 1),
            "Слабая связь: впереди заголовки, и через 5 записей после дней, когда новостей было больше, курс двигался слабее (ρ = −0.07, 0.5 % разброса; p = 0.014, на шуме так бывает в 1 случае из 70).",
            "Weak link: the headlines come first, and 5 records after days when there was more news the rate moved less (ρ = −0.07, 0.5 % of the variation; p = 0.014, on noise this happens in 1 case of 70).",
        );
        let less = lead_lag_verdict(&report("нефть", -1, -0.4, 0.02, 1), Lang::Ru);
        assert!(less.starts_with("Умеренная связь: впереди курс, и через 1 запись после сильных движений в заголовках реже встречалось «нефть»"), "{less}");
    }

    #[test]
    fn of_one_day_no_side_comes_first() {
        let same_day = lead_lag_verdict(&report("volume", 0, 0.6, 0.9, 1), Lang::Ru);
        assert!(same_day.starts_with("Сильная связь: в дни, когда новостей было больше, курс двигался сильнее (ρ = 0.60, 36 %"), "{same_day}");
        assert!(!same_day.contains("Грейнджер"), "{same_day}");
    }

    #[test]
    fn no_link_names_what_chance_makes_and_holes_are_counted() {
        let mut report = report("volume", 3, 0.09, 0.5, 1);
        let found = report.found.as_mut().unwrap();
        found.best_lag = None;
        assert_eq!(
            holes_text(found, Lang::Ru).unwrap(),
            "Пары записей, между которыми перерыв, не в счёт: при сдвиге в 10 записей их 1, сравнено 300."
        );
        check(
            &report,
            "Не видно связи между тем, как сильно двигался курс, и тем, сколько новостей, — ни при каком сдвиге: наибольшая корреляция 0.09, а случайно в 5 % случаев бывает и 0.18.",
            "No link is seen between the size of moves and the amount of news, at any lag: the largest correlation is 0.09, and one of 0.18 comes about by chance in 5 % of cases.",
        );
    }
}
