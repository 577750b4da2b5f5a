//! `rates correlate` on news of which it is known what goes with what: what is found through `app::study`, what is
//! printed through the real command.

use crate::command::{AFTER_ARCHIVE, Place};
use crate::news_world::{PLANTED, as_csv, collection, open_app, place, with_news};
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use ruble_rates::analysis::events::{DEFAULT_K, EventRule, Link, PerSource};
use ruble_rates::analysis::screen::FalseDiscovery;
use ruble_rates::analysis::study::Direction;
use ruble_rates::app::study::{
    CorrelateRequest, ScreenRequest, Subject, TermRequest, answer_screen, answer_term, usual_window,
};
use ruble_rates::model::RateReportRule;
use ruble_rates::render::{ScreenReport, TermReport};
use ruble_rates::store::NewsFilter;
use ruble_rates::text::Numbers;
use serde_json::Value;

/// The dollar, with the usual settings of the command.
fn usual() -> CorrelateRequest {
    CorrelateRequest {
        subject: Subject::Currency("USD".to_owned()),
        range: (None, None),
        link: Link::Effect,
        window: usual_window(Link::Effect),
        k: DEFAULT_K,
        rule: EventRule::Surprise,
        per_source: PerSource::Auto,
        numbers: Numbers::Drop,
        counts_rate_reports: false,
        rate_report_rule: RateReportRule::Reference,
        news: NewsFilter::default(),
        excluded: Vec::new(),
        permutations: 1999,
        seed: 1,
        wants_regimes: false,
    }
}

fn term(place: &Place, request: &CorrelateRequest, term: &str) -> TermReport {
    let asked = TermRequest {
        term: term.to_owned(),
        wants_dose: false,
        wants_exact_shift: false,
        wants_classical: false,
    };
    answer_term(&mut open_app(place), request, &asked).unwrap()
}

fn screen(place: &Place, request: &CorrelateRequest, asked: &ScreenRequest) -> ScreenReport {
    answer_screen(&mut open_app(place), request, asked).unwrap()
}

const ALL_TERMS: ScreenRequest = ScreenRequest {
    all_currencies: false,
    false_discovery: FalseDiscovery::BenjaminiHochberg,
    wants_marginal: false,
    holdout: None,
    calibration_copies: None,
};

fn json(place: &Place, arguments: &[&str]) -> Value {
    let ran = place.run(&[&["correlate", "--format", "json"], arguments].concat());
    assert_eq!(ran.code, Some(0), "{ran:?}");
    serde_json::from_str(&ran.stdout).unwrap()
}

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn a_word_that_goes_with_rises_is_found_and_one_drawn_by_lot_is_not() {
    let place = place();
    let found = term(&place, &usual(), "наводнение");
    // Planted three times in sixty windows a word is no longer unusual.
    assert!((10..=PLANTED).contains(&found.n_events), "{found:?}");
    assert_eq!(found.study.judgement.direction, Some(Direction::Weaker));
    assert!(found.study.p_values.unwrap().main < 0.01, "{found:?}");
    assert!(found.verdict.code >= 4, "{found:?}");
    let text = &found.verdict.text;
    assert!(text.starts_with("После таких новостей рубль слабел: в среднем "));
    assert_eq!(found.forms, ["наводнение"]);
    assert_eq!(found.top_events.len(), 10);

    let none = term(&place, &usual(), "ярмарка");
    assert_eq!((none.verdict.code, none.tests_in_24h), (2, 2));
    let text = &none.verdict.text;
    assert!(
        text.starts_with("Связь не обнаружена: после таких новостей курс не шёл "),
        "{text}"
    );
    assert_eq!(none.dropped.len(), none.n_dropped);
}

/// Records after the news, when what it moved is over.
const QUIET_WINDOW: &str = "8..9";

#[test]
fn the_screen_names_the_planted_word_alone() {
    let place = place();
    let screen = json(&place, &["--seed", "3"]);
    assert_eq!(screen["verdict"]["code"], 5);
    let found = screen["found"].as_array().unwrap();
    assert_eq!(
        (found.len(), &found[0]["term"], &found[0]["direction"]),
        (1, &"наводнение".into(), &"weaker".into())
    );
    assert_eq!(found[0]["examples"].as_array().unwrap().len(), 2);
    assert!(
        found[0]["examples"][0]["headline"]
            .as_str()
            .unwrap()
            .starts_with("Наводнение ")
    );
    let text = place.run(&["correlate", "--seed", "3", "--lang", "ru"]);
    text.code(0)
        .out_has("Найдено 1 слово")
        .out_has("На чистом шуме такая таблица была бы непустой в 5 % случаев");
    // Without the days of the planted events nothing is left to find.
    let quiet = json(&place, &["--from", "2022-11-01", "--to", "2023-06-30"]);
    assert_eq!(quiet["verdict"]["code"], 2);
    assert_eq!(quiet["found"], serde_json::json!([]));
    // What was not found is below the threshold, so that its interval in the picture crosses zero.
    let later = json(&place, &["--window", QUIET_WINDOW]);
    assert_eq!(later["verdict"]["code"], 2, "{}", later["verdict"]);
    let threshold = later["threshold_t"].as_f64().unwrap();
    for row in later["nearest"].as_array().unwrap() {
        assert!(row["T"].as_f64().unwrap().abs() <= threshold, "{row}");
    }
}

/// Programs that read by place find the old keys where they were.
#[test]
fn what_a_verdict_rests_on_comes_after_all_else() {
    let ran = place().run(&["correlate", "--format", "json", "--term", "наводнение"]);
    let at = |key: &str| {
        let place = ran.stdout.find(&format!("\"{key}\":"));
        place.unwrap_or_else(|| panic!("{key} is missing"))
    };
    assert!(at("permutations") < at("effect_log_pct"));
    assert!(at("effect_log_pct") < at("steadiness"));
    assert!(ran.stdout.trim_end().ends_with('}'));
}

/// The keys are a contract: correlate-spec.md §6.5.
#[test]
fn json_has_the_keys_that_others_rely_on() {
    let place = place();
    let term = json(&place, &["--term", "наводнение"]);
    let expected = "term forms currency link window k from to defaults_changed n n_events n_dropped dropped n_months n_clusters \
        n_band_clusters first last offsets aar caar band_lo band_hi sup_lo sup_hi null_lo null_hi null_aar_lo null_aar_hi effect_pct \
        effect_kop share_up direction sign_differs T T_iid p p_ci p_pre p_post p_strict p_vol mde_sigma mde_pct mde_kop verdict \
        date_only_share cutoff_uncertain_share rate_reports_left_out tests_in_24h top_events caveats seed permutations \
        effect_log_pct rises falls question p_holm p_calendar p_calendar_size p_calendar_later p_calendar_before before later size calendar halves \
        turbulence steadiness n_mentioned";
    assert_eq!(
        sorted(keys(&term)),
        sorted(expected.split_whitespace().collect())
    );
    assert_eq!(
        sorted(keys(&term["top_events"][0])),
        sorted(vec![
            "date",
            "change",
            "z",
            "headline",
            "window_from",
            "window_to",
            "window_change",
            "window_pct"
        ])
    );
    let screen = json(
        &place,
        &["--marginal", "--calibrate", "3", "--permutations", "99"],
    );
    let expected = "currency link window from to defaults_changed records terms_tested stories rate_reports_left_out seed permutations \
        verdict mde_pct found candidates echoes marginal calibrate threshold_t fdr calendar passed_alone conditional";
    assert_eq!(
        sorted(keys(&screen)),
        sorted(expected.split_whitespace().collect())
    );
    let row = "term forms n direction effect_pct effect_kop T p q p_adj step_p first_half second_half halves_agree p_pre \
        rate_report_share echo_of copies examples effect_log_pct pre_direction p_calendar calendar_pct beside beside_T beside_effect_pct";
    assert_eq!(
        sorted(keys(&screen["found"][0])),
        sorted(row.split_whitespace().collect())
    );
    assert_eq!(
        sorted(keys(&screen["calibrate"])),
        sorted(vec!["copies", "found", "share", "ci", "dependent"])
    );
    let lags = json(&place, &["--lead-lag", "--max-lag", "2"]);
    let expected = "of n lags ccf null_lo null_hi p_lag p_max best_lag flat granger pairs null_max seed permutations \
         tests_in_24h";
    assert_eq!(
        sorted(keys(&lags)),
        sorted(expected.split_whitespace().collect())
    );
    assert_eq!(
        (lags["ccf"].as_array().unwrap().len(), &lags["lags"]),
        (5, &serde_json::json!([-2, 2]))
    );
    let of_term = json(
        &place,
        &[
            "--lead-lag",
            "--of",
            "term",
            "наводнение",
            "--permutations",
            "99",
        ],
    );
    assert_eq!(
        (&of_term["of"], &of_term["permutations"]),
        (&"наводнение".into(), &99.into())
    );
}

fn sorted(mut keys: Vec<&str>) -> Vec<&str> {
    keys.sort_unstable();
    keys
}

/// Results are a function of data, options and seed alone.
#[test]
fn threads_and_the_order_of_import_change_no_byte() {
    let (one, rows) = (place(), collection());
    let (even, odd): (Vec<_>, Vec<_>) = rows.iter().enumerate().partition(|(at, _)| at % 2 == 0);
    let part = |rows: Vec<(usize, &String)>| {
        as_csv(
            &rows
                .into_iter()
                .rev()
                .map(|(_, row)| row.clone())
                .collect::<Vec<_>>(),
        )
    };
    let other = with_news(&[part(odd), part(even)]);
    for arguments in [
        [
            "correlate",
            "--format",
            "json",
            "--term",
            "наводнение|ярмарка",
        ]
        .as_slice(),
        &["correlate", "--format", "json"],
        &["correlate", "--format", "json", "--lead-lag"],
        &["explain", "2024-05-21", "--format", "json"],
        &["movers", "--from", "2023-01-01", "--format", "json"],
    ] {
        let expected = one.run(arguments).code(0).stdout.clone();
        assert_eq!(
            other.run(arguments).code(0).stdout,
            expected,
            "{arguments:?}"
        );
        let alone = one
            .command(arguments)
            .env("RAYON_NUM_THREADS", "1")
            .output()
            .unwrap();
        let again = String::from_utf8(alone.stdout).unwrap();
        assert_eq!(again, expected, "{arguments:?}");
    }
}

/// Where the rates are shifted against the news there is nothing to find.
#[test]
fn rotated_rates_destroy_finds() {
    let request = CorrelateRequest {
        permutations: 199,
        ..usual()
    };
    let asked = ScreenRequest {
        calibration_copies: Some(12),
        ..ALL_TERMS
    };
    let found = screen(&place(), &request, &asked);
    assert_eq!(found.verdict.code, 5);
    let calibrate = found.calibrate.unwrap();
    assert_eq!(calibrate.copies, 12);
    assert!(calibrate.found <= 3, "{calibrate:?}");
}

/// Told by two sources a story is a story.
#[test]
fn doubled_headlines_change_no_p() {
    let rows = collection();
    let doubled: Vec<String> = rows
        .iter()
        .flat_map(|row| [row.clone(), row.replace(".example/", ".example/again/")])
        .collect();
    let p = |place: &Place| {
        let found = term(place, &usual(), "наводнение");
        found.study.p_values.unwrap().main
    };
    let other = with_news(&[as_csv(&doubled)]);
    assert!((p(&place()) - p(&other)).abs() < 1e-12);
}

#[test]
fn too_little_is_a_result_in_words() {
    let place = place();
    place
        .run(&[
            "correlate",
            "--term",
            "наводнение",
            "--from",
            "2023-01-01",
            "--to",
            "2023-04-30",
            "--lang",
            "ru",
        ])
        .code(0)
        .out_has("Период слишком короткий: 77 записей курса");
    let few = json(&place, &["--term", "наводнение & мост", "--lang", "ru"]);
    assert_eq!(
        (&few["verdict"]["code"], &few["p"], &few["p_pre"]),
        (&1.into(), &Value::Null, &Value::Null)
    );
    assert!(
        few["verdict"]["text"]
            .as_str()
            .unwrap()
            .starts_with("Слишком мало событий ("),
        "{few}"
    );
    let short = json(&place, &["--from", "2024-10-01"]);
    assert_eq!(short["verdict"]["code"], 0);
}

/// Adds a headline of one word on each of these days, in the morning; each day's has other words, so that it is another story.
fn add_daily_word(place: &Place, word: &str, days: impl Iterator<Item = Date>) {
    let others = ["мост река завод", "школа театр парк", "поле озеро гора"];
    let rows: Vec<String> = days
        .zip(others.iter().cycle())
        .map(|(day, others)| {
            format!(
                "{day}T09:00:30+03:00,{word} {others},https://восток.example/{word}/{day},восток\n"
            )
        })
        .collect();
    place.write("word.csv", &as_csv(&rows));
    place.run(&["news", "add", "word.csv"]).code(0);
}

#[test]
fn events_in_a_row_count_as_one_case_and_that_is_said() {
    let place = place();
    let first = date(2023, 3, 1);
    add_daily_word(&place, "Паводок", (0..130).map(|day| first + day.days()));
    let asked = ["correlate", "--term", "паводок", "--event", "any"];
    place
        .run(&[&asked[..], &["--lang", "ru"]].concat())
        .code(0)
        .out_has("Слишком мало отдельных событий: ")
        .out_has(" идут подряд и считаются одним случаем; для вывода");
    place
        .run(&[&asked[..], &["--lang", "en"]].concat())
        .code(0)
        .out_has(" come in a row and count as one case;");
}

#[test]
fn a_regular_word_is_pointed_to_the_rule_that_counts_it() {
    let place = place();
    let first = date(2022, 10, 4);
    add_daily_word(&place, "Слет", (0..100).map(|week| first + week.weeks()));
    let asked = ["correlate", "--term", "слет"];
    place
        .run(&[&asked[..], &["--lang", "ru"]].concat())
        .code(0)
        .out_has("Слишком мало событий (")
        .out_has("С `--event any` каждая");
    place
        .run(&[&asked[..], &["--event", "any", "--lang", "ru"]].concat())
        .code(0)
        .out_lacks("`--event any`");
}

#[test]
fn options_of_a_term_are_in_the_text_without_details() {
    let place = place();
    let asked = ["correlate", "--term", "наводнение", "--lang", "ru"];
    place
        .run(&[&asked[..], &["--dose", "--tests", "all"]].concat())
        .code(0)
        .out_has("Сила новости: чем больше обычного писали")
        .out_has("По событиям:")
        .out_has("По тому, насколько больше обычного писали, на всех записях:")
        .out_lacks("13–21 %");
    // Per cent are known of a basket, rubles are not.
    let basket = place.run(&[&asked[..], &["--basket"]].concat());
    basket.code(0).out_has("USD+EUR").out_has(" %  Наводнение ");
    basket.out_lacks("—  Наводнение");
    place
        .run(&[&asked[..], &["--to", "2024-01-31"]].concat())
        .code(0)
        .out_has("позже периода");
}

/// A p of 1 in 40 times three questions is above the level.
#[test]
fn draws_that_could_find_nothing_are_refused_with_the_number_that_could() {
    let place = place();
    let asked = ["correlate", "--term", "ярмарка", "--permutations"];
    place
        .run(&[&asked[..], &["39", "--lang", "ru"]].concat())
        .code(2)
        .err_has("нужно не меньше 59");
    place.run(&[&asked[..], &["59"]].concat()).code(0);
}

#[test]
fn what_was_never_seen_has_its_nearest_words() {
    let place = place();
    let ran = place.run(&["correlate", "--term", "наводненье2 -мост", "--lang", "ru"]);
    ran.code(3).no_out();
    place
        .run(&["correlate", "--term", "наводнит", "--lang", "ru"])
        .code(3)
        .err_has("ни в одном заголовке нет")
        .err_has("наводнение");
    let empty = Place::new(AFTER_ARCHIVE);
    for arguments in [
        &["correlate"][..],
        &["correlate", "--term", "мост"],
        &["correlate", "--lead-lag"],
        &["explain", "2024-05-21"],
    ] {
        empty.run(arguments).code(3).err_has("rates news add FILE");
    }
    empty
        .run(&["movers", "--top", "2", "--lang", "ru"])
        .code(0)
        .out_has("обычного дневного движения");
}

/// What is dated beyond the rates belongs to no record, and does no harm.
#[test]
fn news_before_the_first_rate_and_from_the_future() {
    let news = "published,title,url\n1990-05-01T10:00+03:00,Старая новость,https://a.example/1\n\
        2031-05-01T10:00+03:00,Новость завтрашнего дня,https://a.example/2\n2014-10-26T01:30:00,Час пришел дважды,https://a.example/3\n";
    let place = with_news(&[news.to_owned()]);
    let found = json(&place, &["--term", "новость"]);
    assert_eq!(
        (&found["n"], &found["n_events"], &found["first"]),
        (&0.into(), &0.into(), &Value::Null)
    );
    assert_eq!(found["verdict"]["name"], "few_records");
    assert_eq!(json(&place, &[])["verdict"]["code"], 0);
    place
        .run(&["explain", "2014-10-28"])
        .code(0)
        .out_has("Час пришел дважды");
}

#[test]
fn what_cannot_be_explained_is_named_as_it_was_asked_for() {
    let news = "published,title,url\n2024-05-20T10:00+03:00,Мост открыт,https://a.example/1\n";
    let place = with_news(&[news.to_owned()]);
    place.run(&["explain", "2024-05-20", "--set"]).code(0);
    place
        .run(&["explain", "2024-05-19"])
        .code(0)
        .err_has("rates explain 2024-05-20 --set");
    place
        .run(&["explain", "2024-05-19", "--set"])
        .code(3)
        .err_has("2024-05-19")
        .err_has("rates explain 2024-05-17");
    place
        .run(&["explain", "2031-05-19", "--set"])
        .code(3)
        .err_has("2031-05-19..2031-05-20");
    let empty = Place::new(AFTER_ARCHIVE);
    for (of, flag) in [
        (
            &["correlate", "--lead-lag", "--of", "term", "мост -"][..],
            "--of",
        ),
        (&["correlate", "--lead-lag", "--of", "мост"], "--of"),
        (&["correlate", "--term", "мост |"], "--term"),
    ] {
        empty.run(of).code(2).err_has(flag);
    }
}

#[test]
fn a_constant_rate_is_left_out_and_that_is_said() {
    let first: Date = "2023-01-01".parse().unwrap();
    let days: Vec<Date> = first.series(jiff::Span::new().days(1)).take(400).collect();
    let rates: Vec<String> = days
        .iter()
        .map(|day| format!("{day},USD,1,90.0000,cbr,2023-01-01..2024-02-04\n"))
        .collect();
    let place = Place::configured(AFTER_ARCHIVE, "archive = false\n");
    place.write(
        "rates.csv",
        &format!(
            "date,char_code,nominal,value,source,span\n{}",
            rates.concat()
        ),
    );
    place.run(&["db", "import", "rates.csv"]).code(0);
    let news: Vec<String> = days
        .iter()
        .enumerate()
        .map(|(at, day)| {
            format!("{day}T10:00+03:00,Новость номер слово{at},https://a.example/{at}\n")
        })
        .collect();
    place.write(
        "news.csv",
        &format!("published,title,url\n{}", news.concat()),
    );
    place.run(&["news", "add", "news.csv"]).code(0);
    let asked = ["correlate", "--term", "новость", "--lang", "ru"];
    place
        .run(&asked)
        .code(0)
        .out_has("Курс почти не двигался")
        .out_has("Курс не двигался и в расчёт не вошёл");
}

#[test]
fn wrong_usage_names_the_flag() {
    let place = place();
    for (arguments, flag) in [
        (&["--term", "мост |"][..], "--term"),
        (&["--term", "-мост"], "--term"),
        (&["--window", "1..0"], "--window"),
        (&["--of", "words", "--lead-lag"], "--of"),
        (&["--calibrate", "5", "--from", "2024-06-01"], "--calibrate"),
        (&["-o", "picture.gif"], "--output"),
        (&["--holdout", "2024-13-01"], "2024-13-01"),
        (&["--from", "2024-05-05", "--to", "2024-05-01"], "--from"),
    ] {
        place
            .run(&[&["correlate"], arguments].concat())
            .code(2)
            .err_has(flag);
    }
    place.run(&["correlate", "--from", "2030-01-01"]).code(3);
}

#[test]
fn changed_settings_are_named_in_the_verdict() {
    let place = place();
    let found = json(
        &place,
        &[
            "--term",
            "наводнение",
            "--window",
            "0..0",
            "--event",
            "any",
            "--lang",
            "ru",
        ],
    );
    assert_eq!(
        found["defaults_changed"],
        serde_json::json!(["window", "event"])
    );
    assert!(
        found["verdict"]["text"]
            .as_str()
            .unwrap()
            .ends_with("(изменены обычные настройки: --window, --event).")
    );
    let by_clause = json(
        &place,
        &["--term", "наводнение", "--rate-report-rule", "clause"],
    );
    assert_eq!(
        by_clause["defaults_changed"],
        serde_json::json!(["rate-report-rule"])
    );
    let shown = json(
        &place,
        &["--term", "наводнение", "--link", "date", "--lang", "ru"],
    );
    let text = shown["verdict"]["text"].as_str().unwrap();
    assert!(
        text.starts_with("В день показа курса ") && text.contains("установлен накануне"),
        "{text}"
    );
}

#[test]
fn days_can_be_left_out() {
    let place = place();
    let all = json(&place, &["--term", "наводнение"]);
    let first = all["first"].as_str().unwrap();
    place.write(
        "days.txt",
        &format!("date\n# решения по ставке\n{first}\n2024-02-01..2024-02-10, каникулы\n"),
    );
    let fewer = json(
        &place,
        &["--term", "наводнение", "--exclude-dates", "days.txt"],
    );
    assert!(fewer["n"].as_u64() < all["n"].as_u64());
    assert_eq!(
        fewer["defaults_changed"],
        serde_json::json!(["exclude-dates"])
    );
    place.write("bad.txt", "2024-02-30\n");
    place
        .run(&["correlate", "--exclude-dates", "bad.txt"])
        .code(1)
        .err_has("bad.txt")
        .err_has("1");
}

#[test]
fn options_add_what_they_promise() {
    let place = place();
    let all = json(
        &place,
        &[
            "--term",
            "наводнение",
            "--dose",
            "--exact",
            "--tests",
            "all",
            "--regimes",
        ],
    );
    assert!(
        all["dose"]["p"].as_f64().unwrap() <= 0.05,
        "{}",
        all["dose"]
    );
    assert!(all["p_exact_shift"].as_f64().unwrap() <= 0.05);
    assert_eq!(all["classical"]["tests"].as_array().unwrap().len(), 8);
    assert!(!all["regimes"]["periods"].as_array().unwrap().is_empty());
}

#[test]
fn a_word_with_too_few_events_later_cannot_be_tested_and_the_verdict_says_so() {
    let asked = ScreenRequest {
        holdout: Some(date(2024, 10, 1)),
        ..ALL_TERMS
    };
    let report = screen(&place(), &usual(), &asked);
    let terms = report.holdout.unwrap().terms;
    assert_eq!(terms.len(), 1, "{terms:?}");
    let row = &terms[0];
    assert_eq!(
        (row.term.as_str(), row.state),
        ("наводнение", "too_few_events")
    );
    assert!(row.n < 5 && row.p.is_none() && row.p_holm.is_none() && !row.confirmed);
    assert_eq!(report.verdict.name, "few_events");
    let text = &report.verdict.text;
    assert!(
        text.starts_with("Проверить ничего нельзя: в первой части 1 слово"),
        "{text}"
    );
}

#[test]
fn a_holdout_whose_first_part_names_no_word_has_nothing_to_confirm() {
    let place = place();
    place
        .run(&["correlate", "--holdout", "2024-01-01", "--lang", "ru"])
        .code(0)
        .out_has("Подтверждать нечего: в первой части нет ни найденных слов, ни кандидатов.")
        .out_has("Кандидатов нет");
}

#[test]
fn a_basket_has_no_kopecks_and_a_family_names_its_currencies() {
    let place = place();
    let basket = CorrelateRequest {
        subject: Subject::Basket,
        ..usual()
    };
    let found = term(&place, &basket, "наводнение");
    assert_eq!(found.sample.currency, "USD+EUR");
    assert_eq!(found.study.effect.unwrap().kop, None);
    assert_eq!(found.study.detectable.unwrap().kop, None);

    let asked = ScreenRequest {
        all_currencies: true,
        ..ALL_TERMS
    };
    let family = screen(&place, &usual(), &asked);
    assert_eq!(family.lists.found[0].currency, Some("USD"));
    // A word is one word, however many currencies it is tested on.
    assert_eq!(family.sample.currency, "USD,EUR");
    assert_eq!(family.terms_tested, 2 * family.words_tested);
    let text = &family.verdict.text;
    assert!(text.starts_with("Найдено 1 слово (USD 1, EUR "), "{text}");
}

#[test]
fn pictures_are_drawn_beside_the_answer() {
    let place = place();
    for arguments in [
        &["--term", "наводнение", "-o", "term.svg"][..],
        &["--term", "наводнение", "-o", "term.png"],
        &["-o", "screen.svg"],
        &["--lead-lag", "-o", "lags.svg"],
    ] {
        let file = arguments.last().unwrap();
        place
            .run(&[&["correlate", "--lang", "ru"], arguments].concat())
            .code(0)
            .err_has(file);
        assert!(place.path(file).metadata().unwrap().len() > 3000, "{file}");
    }
    let svg = std::fs::read_to_string(place.path("screen.svg")).unwrap();
    assert!(svg.contains("наводнение") && svg.contains("Найдено"));
    let quiet = [
        "correlate",
        "--window",
        QUIET_WINDOW,
        "-o",
        "quiet.svg",
        "--lang",
        "ru",
    ];
    place
        .run(&quiet)
        .code(0)
        .out_has("Порога не достигло ни одно слово. Ближе всего к порогу (плюс")
        .out_has("порог прошло бы хоть одно слово в 5 % случаев");
    let svg = std::fs::read_to_string(place.path("quiet.svg")).unwrap();
    for words in [
        "сюда на шуме доходит самое сильное из",
        "p с поправкой",
        "для всех слов сразу",
    ] {
        assert!(svg.contains(words), "{words}");
    }
    let movers = place.run(&["movers", "--from", "2023-01-01", "-o", "movers.svg"]);
    movers.code(0).err_has("movers.svg");
}

#[test]
fn a_picture_of_nothing_is_not_written_and_it_is_said() {
    let place = place();
    let month = ["--from", "2024-05-01", "--to", "2024-05-31", "--lang", "en"];
    let typed = [
        &["correlate", "--lead-lag", "-o", "nothing.svg"],
        &month[..],
    ]
    .concat();
    place
        .run(&typed)
        .err_has("nothing.svg is not written: there is nothing to draw");
    assert!(!place.path("nothing.svg").exists());
}

/// 3 and 4 were accepted and then refused by the drawing.
#[test]
fn a_scale_that_cannot_be_drawn_is_refused_as_it_is_typed() {
    let place = place();
    let typed = ["correlate", "-o", "a.png", "--scale", "3"];
    place.run(&typed).code(2).err_has("--scale");
}
