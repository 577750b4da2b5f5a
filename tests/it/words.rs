//! Every form of a word finds it: in a search, as a term, whatever the lemma under which the index has the form.

use crate::command::{AFTER_ARCHIVE, Place};
use crate::old_schema::take_back;
use crate::shared::folder;
use ruble_rates::app::news::intake::{Intake, ensure_index, remember_typed};
use ruble_rates::app::news::{SearchRequest, search_headlines};
use ruble_rates::model::Headline;
use ruble_rates::news::corpus::{Row, read_corpus};
use ruble_rates::store::{FirstUse, HeadlineFilter, SearchOrder, Store};
use ruble_rates::table::Mapping;
use ruble_rates::text::{Lemmas, SearchQuery};
use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;
use std::path::Path;
use unicode_normalization::UnicodeNormalization as _;

/// Titles in the order of time, each a day later than the one before.
const TITLES: [&str; 26] = [
    "Германия ввела санкции",
    "Газ для Германии подорожал",
    "Посол покинул Германию",
    "ГЕРМАНИЯ И ФРАНЦИЯ ПОДПИСАЛИ СОГЛАШЕНИЕ",
    "Цены на германий выросли",
    "Киев обвинил Москву",
    "Власти Киева ответили",
    "Рост цен ускорился",
    "В Ростове закрыли мост",
    "Ростов ждёт снега",
    "Темпы роста снизились",
    "Банки повысили ставки",
    "Глава банка ушёл",
    "Стеклянные банки подешевели без крышек",
    "Прибыль «Газпрома» упала",
    "Компании лишились прибыли",
    "В город прибыл министр",
    "Песков прокомментировал переговоры",
    "Заявление Пескова",
    "На пляж привезли сто тонн песка",
    "Путину доложили о паводке",
    "Указ Путина о выплатах",
    "Эльвира Набиуллина выступила",
    "Слова Набиуллиной о ставке",
    "ВСУ атаковали мост",
    "Руководство «Альфа-банка» сменилось",
];

fn headline(day: usize, title: &str) -> Headline {
    let days = jiff::Span::new().days(i64::try_from(day % 700).unwrap());
    let day = jiff::civil::date(2024, 5, 1).saturating_add(days);
    Headline {
        url: None,
        title: title.to_owned(),
        summary: None,
        author: None,
        section: None,
        tags: vec![],
        source: "ria.ru".to_owned(),
        dated: Some(ruble_rates::model::Dated {
            published: day.to_string().parse().unwrap(),
            evidence: ruble_rates::model::DateEvidence::Feed,
        }),
        header_date: None,
    }
}

fn store_of(path: &Path, titles: &[&str]) -> Store {
    let mut store = Store::open(path, FirstUse::StayEmpty).unwrap();
    let mut intake = Intake::new(&mut store, "2026-11-24T09:00:00Z".parse().unwrap()).unwrap();
    for (day, title) in titles.iter().enumerate() {
        intake.add(headline(day, title)).unwrap();
    }
    intake.finish().unwrap();
    store
}

fn found(store: &Store, words: &str, order: SearchOrder) -> Vec<String> {
    let words = words.to_owned();
    let request = SearchRequest { words, order };
    let found = search_headlines(store, &request, &HeadlineFilter::default()).unwrap();
    found.into_iter().map(|one| one.headline.title).collect()
}

#[cfg(feature = "dictionary")]
#[test]
fn every_form_of_a_word_finds_all_of_them_and_no_other_word() {
    let folder = tempfile::tempdir().unwrap();
    let store = store_of(&folder.path().join("rates.db"), &TITLES);
    let check = |typed: &str, places: &[usize]| {
        for words in typed.split(", ") {
            let expected: Vec<&str> = places.iter().rev().map(|at| TITLES[*at]).collect();
            assert_eq!(
                found(&store, words, SearchOrder::Newest),
                expected,
                "{words}"
            );
            let ranked = found(&store, words, SearchOrder::Ranked);
            let ranked: BTreeSet<&str> = ranked.iter().map(String::as_str).collect();
            assert_eq!(ranked, expected.into_iter().collect(), "{words} by rank");
        }
    };

    check(
        "Германия, Германии, германия, ГЕРМАНИЯ, Германией",
        &[0, 1, 2, 3],
    );
    check("германий", &[4]);
    check("Киев, Киева, киев, киеву", &[5, 6]);
    check("Ростов, Ростове, ростов", &[8, 9]);
    check("рост, роста, Рост", &[7, 10]);
    check("банк, банки, банка, Банк", &[11, 12, 13, 25]);
    check("прибыль, прибыли, прибылью", &[14, 15]);
    check("Песков, Пескова, песков", &[17, 18]);
    check("песка, песок", &[19]);
    check("Путин, Путину, путин", &[20, 21]);
    check("Набиуллина, Набиуллиной, набиуллина", &[22, 23]);
    check("ВСУ, всу", &[24]);
    check("\"газ для Германии\"", &[1]);
    check("банки ставка", &[11]);
    check("\"повысить ставка\"", &[11]);
}

/// What the dictionary guesses of such a name depends on its form.
#[cfg(feature = "dictionary")]
#[test]
fn every_form_of_a_name_that_the_dictionary_lacks_finds_all_of_them() {
    let names = [
        "Мосбиржа Мосбиржи Мосбирже Мосбиржу Мосбиржей",
        "Мантуров Мантурова Мантурову Мантуровым",
        "Мерц Мерца Мерцу Мерцем",
        "Пауэлл Пауэлла Пауэллом",
        "Белоусов Белоусова Белоусову Белоусовым",
        "Токаев Токаева Токаеву",
        "Набиуллина Набиуллиной Набиуллину",
    ];
    let titles = names
        .iter()
        .flat_map(|forms| forms.split(' '))
        .map(|form| format!("Эксперты вспомнили, что {form} знают все"));
    let titles: Vec<String> = titles.collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let folder = tempfile::tempdir().unwrap();
    let store = store_of(&folder.path().join("rates.db"), &titles);
    for forms in names {
        let count = forms.split(' ').count();
        for form in forms.split(' ') {
            for typed in [form.to_owned(), form.to_lowercase(), form.to_uppercase()] {
                assert_eq!(ids_of(&store, &typed).len(), count, "{typed}");
            }
        }
    }
}

#[cfg(feature = "dictionary")]
#[test]
fn parts_of_a_name_are_words_and_any_dash_within_it_is_a_hyphen() {
    let titles = [
        "Завод в Комсомольске-на-Амуре встал",
        "Мост в Ростове-на-Дону закрыт",
        "Биржа Нью-Йорка закрылась",
        "Биржа Нью\u{2011}Йорка открылась",
        "Биржа Нью–Йорка выросла",
        "Биржа Нью−Йорка упала",
    ];
    let folder = tempfile::tempdir().unwrap();
    let store = store_of(&folder.path().join("rates.db"), &titles);
    let check = |typed: &str, places: &[usize]| {
        let expected: Vec<&str> = places.iter().rev().map(|at| titles[*at]).collect();
        assert_eq!(
            found(&store, typed, SearchOrder::Newest),
            expected,
            "{typed}"
        );
    };
    for typed in [
        "амур",
        "Амуре",
        "комсомольск-на-амуре",
        "Комсомольске\u{2010}на\u{2010}Амуре",
    ] {
        check(typed, &[0]);
    }
    for typed in ["дону", "Дон", "ростов-на-дону"] {
        check(typed, &[1]);
    }
    for typed in [
        "нью-йорк",
        "нью\u{2011}йорк",
        "нью–йорк",
        "Нью−Йорке",
        "йорк",
    ] {
        check(typed, &[2, 3, 4, 5]);
    }
}

#[test]
fn a_search_without_a_word_is_a_usage_error() {
    let place = Place::configured(AFTER_ARCHIVE, "archive = false\n");
    for words in ["", "  ", "«», — !"] {
        let ran = place.run(&["news", "search", words]);
        ran.code(2);
        assert!(ran.stderr.contains("WORDS"), "{}", ran.stderr);
    }
}

#[test]
fn an_amount_that_the_shell_parted_is_a_usage_error() {
    let place = Place::configured(AFTER_ARCHIVE, "archive = false\n");
    for typed in [
        &["convert", "1", "250", "EUR"][..],
        &["convert", "1", "250", "EUR", "to", "USD"],
    ] {
        let ran = place.run(typed);
        ran.code(2);
        assert!(ran.stderr.contains("\"1 250\" EUR"), "{}", ran.stderr);
    }
}

/// `прибыть` and `прибыль` have `прибыли` in common; the titles decide about the rest.
#[cfg(feature = "dictionary")]
#[test]
fn a_form_of_two_words_is_found_for_both() {
    let titles = [
        "Спасатели прибыли на место",
        "Прибыль выросла",
        "Поезд прибыл",
    ];
    let folder = tempfile::tempdir().unwrap();
    let store = store_of(&folder.path().join("rates.db"), &titles);
    assert_eq!(
        found(&store, "прибыть", SearchOrder::Newest),
        ["Поезд прибыл", "Спасатели прибыли на место"]
    );
    assert_eq!(
        found(&store, "\"прибыть на место\"", SearchOrder::Newest),
        ["Спасатели прибыли на место"]
    );
    assert_eq!(
        found(&store, "прибыль", SearchOrder::Newest),
        ["Прибыль выросла", "Спасатели прибыли на место"]
    );
}

#[test]
fn controls_and_stress_marks_part_no_word() {
    let titles = [
        "Санк\u{8}ции расширены",
        "Курс до\u{301}ллара",
        "Ру\u{ad}бль и ру\u{200d}бль",
        "Став\u{2060}ка",
    ];
    let folder = tempfile::tempdir().unwrap();
    let store = store_of(&folder.path().join("rates.db"), &titles);
    for (at, words) in ["санкции", "доллара", "рубль", "ставка"].iter().enumerate()
    {
        assert_eq!(found(&store, words, SearchOrder::Newest), [titles[at]]);
    }
    let typed = [
        "сан\u{301}кции",
        "дол\u{ad}лара",
        "ру\u{200b}бль",
        "\u{feff}ставка",
    ];
    for (at, words) in typed.iter().enumerate() {
        assert_eq!(found(&store, words, SearchOrder::Newest), [titles[at]]);
    }
}

#[test]
fn a_control_within_a_word_is_dropped_by_every_reader() {
    let place = Place::configured(AFTER_ARCHIVE, "archive = false\n");
    let rss = "<rss version=\"2.0\"><channel><title>x</title><item><title>Санк\u{8}ции введены</title>\
        <pubDate>Tue, 21 May 2024 10:00:00 +0300</pubDate></item></channel></rss>";
    place.write("feed.xml", rss);
    place.write(
        "list.csv",
        "published,title\n2024-05-21,Санк\u{8}ции расширены\n",
    );
    let page = "<html><head><title>x</title><script type=\"application/ld+json\">{\"@type\": \"NewsArticle\",\
        \"headline\": \"Санк\u{8}ции сняты\", \"datePublished\": \"2024-05-21T09:00:00+03:00\"}</script></head>\
        <body><h1>Санк\u{8}ции сняты</h1></body></html>";
    place.write("page.html", page);
    let added = place.run(&["news", "add", "feed.xml", "list.csv", "page.html"]);
    added.code(0);

    let found = place.run(&["news", "search", "санкции", "--format", "csv"]);
    for title in ["Санкции введены", "Санкции расширены", "Санкции сняты"]
    {
        assert!(found.stdout.contains(title), "{title}: {}", found.stdout);
    }
}

#[cfg(feature = "dictionary")]
#[test]
fn every_form_of_a_term_gives_one_verdict() {
    let place = Place::new(AFTER_ARCHIVE);
    let titles = [
        "Германия вводит санкции",
        "Власти Германии против",
        "Банки ждут прибыли",
    ];
    let rows = (1..29).map(|day| {
        let title = titles[day % 3];
        format!(
            "2024-05-{day:02}T10:00:00+03:00,{title} {day}\n\
             2024-05-{day:02}T11:00:00+03:00,Рост и банка краски {day}\n"
        )
    });
    let table = String::from("published,title\n") + &rows.collect::<String>();
    place.write("news.csv", &table);
    place.run(&["news", "add", "news.csv"]).code(0);

    let verdict = |term: &str| {
        let asked = ["correlate", "--term", term, "--format", "json"];
        let ran = place.run(&asked);
        ran.code(0);
        let mut report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        report.as_object_mut().unwrap().remove("term");
        report
    };
    for forms in [
        &["Германия", "Германии", "германию", "ГЕРМАНИЯ"][..],
        &["прибыль", "прибыли"],
        &["банк", "банки", "банка"],
        &["рост", "роста"],
        &["Германия -банк", "Германии -банки"],
    ] {
        let first = verdict(forms[0]);
        for form in &forms[1..] {
            assert_eq!(verdict(form), first, "{form}");
        }
    }
}

fn spoil_as_schema_5_had_it(path: &Path) {
    let connection = rusqlite::Connection::open(path).unwrap();
    let spoil = "UPDATE news_state SET value = 'rumorph-0.5' WHERE name = 'lemmas';
        UPDATE lemma SET lemma = 'германий' WHERE form LIKE 'герман%';
        DELETE FROM headline_by_title;
        INSERT INTO headline_fts (headline_fts) VALUES ('delete-all')";
    connection.execute_batch(spoil).unwrap();
}

#[cfg(feature = "dictionary")]
#[test]
fn a_store_of_schema_5_gets_its_lemmas_again_once() {
    let place = Place::configured(AFTER_ARCHIVE, "archive = false\n");
    place.write("data/rates/x", "");
    let titles = [&TITLES[..], &["Санк\u{8}ции сняты"]].concat();
    drop(store_of(&place.db(), &titles));
    take_back(&place.db(), 5);
    spoil_as_schema_5_had_it(&place.db());

    let search = ["news", "search", "Германия", "--format", "csv"];
    let first = place.run(&search);
    // Two currencies for each headline.
    assert_eq!(first.stdout.lines().count(), 9, "{}", first.stderr);
    assert!(first.stderr.contains("27"), "{}", first.stderr);
    let second = place.run(&search);
    assert_eq!((second.stdout, second.stderr.as_str()), (first.stdout, ""));

    // A title with another normal form than before is known again.
    place.write(
        "again.csv",
        "published,source,title\n2024-05-27,ria.ru,Санк\u{8}ции сняты\n",
    );
    place.run(&["news", "add", "again.csv"]).code(0);
    let count = "SELECT count(*) FROM headline WHERE title LIKE '%сняты'";
    let connection = rusqlite::Connection::open(place.db()).unwrap();
    let count: i64 = connection.query_row(count, [], |row| row.get(0)).unwrap();
    assert_eq!(count, 1);
}

#[test]
fn lemmas_that_are_made_again_are_made_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let titles: Vec<String> = (0..9_000).map(|at| format!("Санкции номер {at}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let mut store = store_of(&folder.path().join("rates.db"), &titles);
    let connection = rusqlite::Connection::open(store.path()).unwrap();
    let other = "UPDATE news_state SET value = 'another' WHERE name = 'lemmas'";
    connection.execute(other, []).unwrap();
    assert_eq!(found(&store, "санкция", SearchOrder::Newest).len(), 9_000);

    let broken = store.rebuild_index(&mut Lemmas::default(), &mut |_, _| ControlFlow::Break(()));
    assert_eq!(broken.unwrap(), None);
    assert_eq!(found(&store, "санкция", SearchOrder::Newest).len(), 9_000);
    assert_eq!(store.check().unwrap(), vec![]);

    let mut seen = Vec::new();
    let made = ensure_index(&mut store, &mut |done, of| {
        seen.push((done, of));
        ControlFlow::Continue(())
    });
    assert_eq!(made.unwrap(), Some(9_000));
    assert_eq!(seen, [(4_096, 9_000), (8_192, 9_000)]);
    assert_eq!(found(&store, "санкция", SearchOrder::Newest).len(), 9_000);
    assert_eq!(store.check().unwrap(), vec![]);
}

/// The forms of 200 common words and 50 names.
const FORMS: &str = include_str!("../fixtures/word_forms.csv");

/// The forms of 69 names that were picked from the collections at random.
const UNSEEN_FORMS: &str = include_str!("../fixtures/word_forms_unseen.csv");

/// Lower bounds of what a search finds of the titles and summaries that have a form of a word, and of what has one of
/// what it finds: of a mean, and of any word.
const LEAST_RECALL: f64 = 0.98;
const LEAST_PRECISION: f64 = 0.97;
const LEAST_OF_ANY: f64 = 0.90;

/// Words as a text has them, and the parts of hyphenated ones: written apart from the program, to judge it.
fn words_of(text: &str) -> BTreeSet<String> {
    let dropped = |c: &char| {
        !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{300}' | '\u{301}' | '\u{0}'..='\u{8}')
            && !"«»„“”\"'’‘".contains(*c)
    };
    let text: String = text.nfc().filter(dropped).collect();
    let text = text.replace('ё', "е").replace('Ё', "Е");
    let is_inside = |c: char| c.is_alphanumeric() || c == '-';
    let words = text
        .split(|c: char| !is_inside(c))
        .map(|word| word.trim_matches('-'));
    words
        .flat_map(|word| word.split('-').chain([word]))
        .map(str::to_owned)
        .collect()
}

#[cfg(feature = "dictionary")]
#[test]
fn forms_of_320_words_are_found_in_the_collections() {
    let Some(collections) = folder("data/news/corpora") else {
        return;
    };
    let scratch = tempfile::tempdir().unwrap();
    let mut store = Store::open(&scratch.path().join("rates.db"), FirstUse::StayEmpty).unwrap();
    add_collections(&mut store, &collections);
    let ids_by_word = ids_by_word(&store);

    let (common, names): (Vec<&str>, Vec<&str>) = FORMS
        .lines()
        .skip(1)
        .partition(|line| line.starts_with(char::is_lowercase));
    let unseen = UNSEEN_FORMS.lines().skip(1).collect();
    let mut faults = Vec::new();
    for (what, lines) in [
        ("common words", common),
        ("names", names),
        ("names picked at random", unseen),
    ] {
        let mut recalls = Vec::new();
        let mut precisions = Vec::new();
        for line in lines {
            let (word, forms) = line.split_once(',').unwrap();
            let expected = expected_ids(forms, &ids_by_word);
            let found = ids_of(&store, word);
            let both = found.intersection(&expected).count() as f64;
            let (recall, precision) = (both / expected.len() as f64, both / found.len() as f64);
            recalls.push(recall);
            precisions.push(precision);
            let least = recall.min(precision);
            if least.is_nan() || least < LEAST_OF_ANY {
                faults.push(format!("{word}: {recall:.3} {precision:.3}"));
            }
            for other in others_than(word, forms, &store) {
                faults.push(format!("{other} finds other headlines than {word}"));
            }
        }

        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        let (recall, precision) = (mean(&recalls), mean(&precisions));
        println!("{what}: recall {recall:.4}, precision {precision:.4}");
        if recall < LEAST_RECALL || precision < LEAST_PRECISION {
            faults.push(format!("{what}: {recall:.4} {precision:.4}"));
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

fn ids_of(store: &Store, words: &str) -> BTreeSet<i64> {
    let request = SearchRequest {
        words: words.to_owned(),
        order: SearchOrder::Newest,
    };
    let found = search_headlines(store, &request, &HeadlineFilter::default()).unwrap();
    found.iter().map(|one| one.id).collect()
}

/// The forms of a word, as they are and in small letters, that make another query than the word; those behind a tilde are
/// more often of another word, and are not asked.
fn others_than(word: &str, forms: &str, store: &Store) -> Vec<String> {
    let query = |typed: &str| {
        let mut lemmas = Lemmas::default();
        remember_typed(store, &mut lemmas, typed).unwrap();
        SearchQuery::parse(typed, &mut lemmas).unwrap()
    };
    let expected = query(word);
    let asked = forms
        .split(' ')
        .filter(|form| !form.starts_with(['-', '~']))
        .flat_map(|form| [form.to_owned(), form.to_lowercase(), form.to_uppercase()]);
    asked
        .filter(|typed| query(typed) != expected)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

fn add_collections(store: &mut Store, folder: &Path) {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_str().unwrap().ends_with(".csv.zst"))
        .collect();
    files.sort();
    let mut intake = Intake::new(store, "2026-11-24T09:00:00Z".parse().unwrap()).unwrap();
    for file in files {
        let bytes = std::fs::read(file).unwrap();
        let read = read_corpus(&*bytes, "stem", &Mapping::default(), &mut |row| {
            if let Row::Headline(headline) = row {
                intake.add(headline).unwrap();
            }
            ControlFlow::Continue(())
        });
        read.unwrap();
    }
    intake.finish().unwrap();
}

fn ids_by_word(store: &Store) -> HashMap<String, BTreeSet<i64>> {
    let mut ids: HashMap<String, BTreeSet<i64>> = HashMap::new();
    for stored in store.load_headlines(&HeadlineFilter::default()).unwrap() {
        let summary = stored.headline.summary.unwrap_or_default();
        for word in words_of(&stored.headline.title)
            .into_iter()
            .chain(words_of(&summary))
        {
            ids.entry(word).or_default().insert(stored.id);
        }
    }
    ids
}

/// The headlines that have one of these forms: in small letters, with a capital or in capitals; of a name, with a capital
/// or in capitals; but none with a form behind a minus, which is written so of another word.
fn expected_ids(forms: &str, ids: &HashMap<String, BTreeSet<i64>>) -> BTreeSet<i64> {
    let forms: Vec<&str> = forms.split(' ').collect();
    let of_another: BTreeSet<&str> = forms
        .iter()
        .filter_map(|form| form.strip_prefix('-'))
        .collect();
    let mut expected = BTreeSet::new();
    let own = forms.iter().filter(|form| !form.starts_with('-'));
    for form in own.map(|form| form.trim_start_matches('~')) {
        let mut letters = form.chars();
        let first = letters.next().unwrap().to_uppercase();
        let with_capital: String = first.chain(letters).collect();
        for written in [form.to_owned(), with_capital, form.to_uppercase()] {
            if !of_another.contains(written.as_str()) {
                expected.extend(ids.get(&written).into_iter().flatten());
            }
        }
    }
    expected
}
