//! Headlines in the store: known or new, in the order of time, found by their words, told in stories.

use crate::old_schema::take_back;
use proptest::prelude::*;
use ruble_rates::app::news::intake::{Intake, Taken, ensure_index};
use ruble_rates::app::news::{SearchRequest, search_headlines};
use ruble_rates::model::{Cutoff, Cutoffs, DateEvidence, Dated, Headline, Published};
use ruble_rates::store::{
    CorrelationTest, FirstUse, HeadlineFilter, NewsFilter, SearchOrder, Store, StoredHeadline,
};
use ruble_rates::text::Lemmas;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

/// `url|published|source|title|summary`, each but the title empty for none.
fn headline(line: &str) -> Headline {
    let fields: Vec<&str> = line.split('|').collect();
    let optional = |at: usize| {
        fields
            .get(at)
            .filter(|text| !text.is_empty())
            .map(|text| (*text).to_owned())
    };
    let dated = |text: &String| Dated {
        published: text.parse().unwrap(),
        evidence: DateEvidence::Feed,
    };
    Headline {
        url: optional(0),
        title: fields[3].to_owned(),
        summary: optional(4),
        author: None,
        section: None,
        tags: vec![],
        source: optional(2).unwrap_or("ria.ru".to_owned()),
        dated: optional(1).as_ref().map(dated),
        header_date: None,
    }
}

fn take(store: &mut Store, headlines: &[Headline]) -> Taken {
    take_at(store, "2026-11-24T09:00:00Z", headlines)
}

fn take_at(store: &mut Store, now: &str, headlines: &[Headline]) -> Taken {
    let mut intake = Intake::new(store, now.parse().unwrap()).unwrap();
    for headline in headlines {
        intake.add(headline.clone()).unwrap();
    }
    intake.finish().unwrap()
}

fn take_lines(store: &mut Store, lines: &[&str]) -> Taken {
    take(
        store,
        &lines.iter().map(|line| headline(line)).collect::<Vec<_>>(),
    )
}

fn scratch() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("rates.db"), FirstUse::StayEmpty).unwrap();
    (folder, store)
}

fn all(store: &Store) -> Vec<StoredHeadline> {
    store.load_headlines(&HeadlineFilter::default()).unwrap()
}

fn titles(found: &[StoredHeadline]) -> Vec<&str> {
    found
        .iter()
        .map(|one| one.headline.title.as_str())
        .collect()
}

fn is_sound(store: &Store) {
    assert_eq!(store.check().unwrap(), vec![]);
}

/// What another program reads in the file.
fn rows(path: &Path, sql: &str) -> Vec<String> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let mut statement = connection.prepare(sql).unwrap();
    statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

fn check_known(first: &str, second: &str, is_known: bool) {
    let (_folder, mut store) = scratch();
    let taken = take_lines(&mut store, &[first, second]);
    let expected = if is_known { (1, 1) } else { (2, 0) };
    assert_eq!(
        (taken.added, taken.known),
        expected,
        "{first} then {second}"
    );
    assert!(
        titles(&all(&store)).contains(&first.split('|').nth(3).unwrap()),
        "the first title stays"
    );
    is_sound(&store);
}

#[test]
fn known_by_url_or_by_title_source_and_day() {
    check_known(
        "https://a/1|2024-05-21||Ставка",
        "https://a/1|2024-05-22||Другой заголовок",
        true,
    );
    check_known(
        "https://a/1|2024-05-21||Ставка",
        "https://a/2|2024-05-21T10:00:00+03:00||СТАВКА «»",
        true,
    );
    check_known("|2024-05-21||Ставка", "|2024-05-21||ставка", true);
    check_known("|2024-05-21||Ставка", "|2024-05-20T21:00:01Z||ставка", true);
    check_known("|2024-05-21||Ставка", "|2024-05-22||Ставка", false);
    check_known("|2024-05-21||Ставка", "|2024-05-21|tass.ru|Ставка", false);
    check_known(
        "https://a/1|2024-05-21||Ставка",
        "https://a/2|2024-05-21||Ставки",
        false,
    );
    check_known("|||Ставка", "|||ставка", true);
    check_known("|||Ставка", "||tass.ru|Ставка", false);
    check_known("|2024-05-21||Ставка", "|||Ставка", false);
    check_known(
        "https://a/1|2024-05-21||Ставка",
        "https://a/1|||Ставка дня",
        true,
    );
}

#[test]
fn ids_follow_the_time_whatever_came_first() {
    let (_folder, mut store) = scratch();
    let lines = [
        "|2024-05-21|| день без времени",
        "|||без даты",
        "|2024-05-21T09:00:00+03:00||первая в девять",
        "|2024-05-21T09:00:00+03:00||вторая в девять",
        "|2024-05-20T21:00:01Z||начало дня",
        "|1970-01-01||эпоха",
        "|1969-12-31T23:59:59+03:00||до эпохи",
        "|2024-05-22||завтра",
        "|2024-05-21||второй день без времени",
    ];
    for line in lines {
        take_lines(&mut store, &[line]);
    }
    assert_eq!(
        titles(&all(&store)),
        [
            "завтра",
            "второй день без времени",
            " день без времени",
            "вторая в девять",
            "первая в девять",
            "начало дня",
            "без даты",
            "эпоха",
            "до эпохи",
        ]
    );
    is_sound(&store);
}

#[test]
fn a_second_of_many_headlines_runs_over_into_the_next() {
    let (_folder, mut store) = scratch();
    let many: Vec<Headline> = (0..300)
        .map(|at| headline(&format!("|2024-05-21T23:59:59+03:00||Новость {at}")))
        .collect();
    let (first, second) = many.split_at(150);
    assert_eq!(
        (
            take(&mut store, first).added,
            take(&mut store, second).added
        ),
        (150, 150)
    );
    let found = all(&store);
    let ids: Vec<i64> = found.iter().rev().map(|one| one.id).collect();
    assert!(ids.windows(2).all(|two| two[0] + 1 == two[1]));
    assert_eq!(found.last().unwrap().headline, many[0]);
    is_sound(&store);
}

#[test]
fn the_same_again_writes_nothing() {
    let (_folder, mut store) = scratch();
    let lines = [
        "https://a/1|2024-05-21T10:00:00+03:00||Банк России повысил ключевую ставку|Решение совета.",
        "https://a/2|2024-05-21T11:00:00+03:00|tass.ru|Банк России повысил ключевую ставку",
        "|||Без даты",
    ];
    let taken = take_lines(&mut store, &lines);
    assert_eq!(
        taken,
        Taken {
            added: 3,
            undated: 1,
            ..Taken::default()
        }
    );
    let read = |store: &Store| {
        (
            std::fs::read(store.path()).unwrap(),
            std::fs::read(wal(store)).unwrap_or_default(),
        )
    };
    let before = read(&store);
    let again = take_lines(&mut store, &lines);
    assert_eq!(
        again,
        Taken {
            undated: 1,
            known: 3,
            known_by_title: 1,
            ..Taken::default()
        }
    );
    assert!(read(&store) == before);
}

fn wal(store: &Store) -> std::path::PathBuf {
    store.path().with_extension("db-wal")
}

#[test]
fn a_year_that_has_no_four_digits_is_no_date() {
    let (_folder, mut store) = scratch();
    let mut ancient = headline("|||Древность");
    let published = Published::On(jiff::civil::date(-44, 3, 15));
    ancient.dated = Some(Dated {
        published,
        evidence: DateEvidence::Feed,
    });
    assert_eq!(
        take(&mut store, &[ancient]),
        Taken {
            added: 1,
            undated: 1,
            ..Taken::default()
        }
    );
    assert_eq!(all(&store)[0].headline.dated, None);
    is_sound(&store);
}

#[test]
fn a_headline_comes_back_as_it_was_stored() {
    let (_folder, mut store) = scratch();
    let mut whole = headline("https://a/1||kommersant.ru|Заголовок|Кратко");
    whole.author = Some("Автор".to_owned());
    whole.section = Some("Политика".to_owned());
    whole.tags = vec!["Киргизия".to_owned(), "\"Россия\", её".to_owned()];
    whole.header_date = Some("2024-05-21".parse().unwrap());
    let published = Published::in_moscow("2022-09-29T08:37:00".parse().unwrap()).unwrap();
    let dated = Some(Dated {
        published,
        evidence: DateEvidence::WeekdayAndDay,
    });
    let stored = Headline {
        dated,
        ..whole.clone()
    };
    let undated = Headline { url: None, ..whole };
    take(&mut store, &[stored.clone(), undated.clone()]);
    let found: Vec<Headline> = all(&store).into_iter().map(|one| one.headline).collect();
    assert_eq!(found, [stored, undated]);
}

#[test]
fn a_date_that_comes_later_is_taken_over() {
    let (_folder, mut store) = scratch();
    let undated = "https://a/1|||Лидеры заявили|Кратко";
    take_lines(&mut store, &[undated, "|||Другая"]);
    let taken = take_lines(
        &mut store,
        &[
            "https://a/1|2023-05-08||Иной заголовок",
            "|2023-05-08||Третья",
        ],
    );
    assert_eq!(
        taken,
        Taken {
            added: 1,
            dated: 1,
            ..Taken::default()
        }
    );
    assert_eq!(titles(&all(&store)), ["Третья", "Лидеры заявили", "Другая"]);
    is_sound(&store);
    // Known by each name it has had.
    let lines = [
        undated,
        "|||лидеры заявили",
        "|2023-05-08||Лидеры заявили",
        "https://a/1|2024-01-01||Лидеры",
    ];
    assert_eq!(
        take_lines(&mut store, &lines),
        Taken {
            undated: 2,
            known: 4,
            known_by_title: 2,
            ..Taken::default()
        }
    );
    // Within one batch too.
    let taken = take_lines(
        &mut store,
        &["https://a/2|||Сразу", "https://a/2|2023-05-08||Сразу"],
    );
    assert_eq!(
        taken,
        Taken {
            added: 1,
            undated: 1,
            dated: 1,
            ..Taken::default()
        }
    );
    assert_eq!(
        search(&store, "лидер", SearchOrder::Newest),
        ["Лидеры заявили"]
    );
    assert_eq!(search(&store, "сразу", SearchOrder::Newest), ["Сразу"]);
    is_sound(&store);
    // Not when the title is known on that day by another url.
    take_lines(
        &mut store,
        &["https://a/3|||Третья", "https://a/3|2023-05-08||Третья"],
    );
    assert_eq!(
        titles(&all(&store))
            .iter()
            .filter(|title| **title == "Третья")
            .count(),
        2
    );
    is_sound(&store);
}

/// As a program stored them that believed every date, or one with a clock that was ahead.
#[test]
fn a_stored_date_of_the_future_gives_way_to_a_sound_one() {
    let (_folder, mut store) = scratch();
    let stored = [
        "https://a/1|2050-05-20||Банк России повысил ключевую ставку",
        "https://b/2|2050-05-20|tass.ru|Банк России повысил ключевую ставку",
    ];
    take_at(&mut store, "2050-05-21T09:00:00Z", &stored.map(headline));
    pack(&mut store);
    assert_eq!(stories(&store).len(), 1);

    let again = [
        "https://a/1|2026-05-20||Банк России повысил ключевую ставку",
        "https://b/2|2051-05-20|tass.ru|Банк России повысил ключевую ставку",
    ];
    let taken = take_lines(&mut store, &again);
    assert_eq!((taken.dated, taken.in_future, taken.known), (1, 1, 1));
    let days = all(&store)
        .into_iter()
        .map(|one| one.headline.dated.unwrap().published.to_string());
    assert_eq!(days.collect::<Vec<_>>(), ["2050-05-20", "2026-05-20"]);
    pack(&mut store);
    assert_eq!(stories(&store).len(), 2);
    is_sound(&store);
    // Known by the title it had in the future too, and by the one it has now.
    assert_eq!(take_lines(&mut store, &again[..1]).known, 1);
    is_sound(&store);
}

#[test]
fn the_undated_are_known_by_a_title_unless_their_addresses_differ() {
    check_known("https://a/1|||Ставка", "https://a/2|||ставка", false);
    check_known("https://a/1|||Ставка", "|||ставка", true);
    check_known("|||Ставка", "https://a/2|||ставка", true);
    check_known("https://a/1|||Ставка", "https://a/1|||ставка", true);
    let (_folder, mut store) = scratch();
    let lines = [
        "https://a/1|||Ставка",
        "https://a/2|||Ставка",
        "https://a/3|||Ставка",
    ];
    assert_eq!(take_lines(&mut store, &lines).added, 3);
    let again = take_lines(&mut store, &lines);
    assert_eq!((again.known, again.known_by_title), (3, 0));
    is_sound(&store);
    // Each may get its date, whichever was first; of one day the title decides again.
    let dated = [
        "https://a/2|2026-05-20||Ставка",
        "https://a/1|2026-05-21||Ставка",
        "https://a/3|2026-05-21||Ставка",
    ];
    let taken = take_lines(&mut store, &dated);
    assert_eq!((taken.dated, taken.known), (2, 1));
    is_sound(&store);
    assert_eq!(take_lines(&mut store, &lines).known, 3);
    is_sound(&store);
}

fn search(store: &Store, words: &str, order: SearchOrder) -> Vec<String> {
    let words = words.to_owned();
    let request = SearchRequest { words, order };
    let found = search_headlines(store, &request, &HeadlineFilter::default()).unwrap();
    found.into_iter().map(|one| one.headline.title).collect()
}

#[test]
fn forms_of_a_word_are_found_and_phrases_are_phrases() {
    let (_folder, mut store) = scratch();
    let (rate, order, two) = (
        "ЦБ сохранил ключевую ставку",
        "Ставки ключевых игроков",
        "Ставка, ставка и рубль",
    );
    take_lines(
        &mut store,
        &[
            &format!("|2024-05-21||{rate}"),
            &format!("|2024-05-22||{order}"),
            &format!("|2024-05-23||{two}"),
            "|2024-05-24||Нефть|Не о ставке, а о рублях",
        ],
    );
    assert_eq!(
        search(&store, "ставкой", SearchOrder::Newest),
        ["Нефть", two, order, rate]
    );
    assert_eq!(
        search(&store, "рублём ставка", SearchOrder::Newest),
        ["Нефть", two]
    );
    assert_eq!(
        search(&store, "«ключевой ставки»", SearchOrder::Newest),
        [rate]
    );
    assert_eq!(search(&store, "ставка", SearchOrder::Ranked)[0], two);
    assert_eq!(
        search(&store, "NOT OR AND", SearchOrder::Newest),
        Vec::<String>::new()
    );
    assert!(search(&store, " «» ,", SearchOrder::Newest).is_empty());
}

#[cfg(feature = "dictionary")]
#[test]
fn another_program_can_search() {
    let (_folder, mut store) = scratch();
    take_lines(
        &mut store,
        &[
            "|2024-05-21||ЦБ сохранил ключевую ставку",
            "|2024-05-22||Цены на нефть",
        ],
    );
    for words in ["ставка", "Ставка", "\"ключевой ставка\"", "title : цб"]
    {
        let sql = format!(
            "SELECT title FROM headline
             WHERE id IN (SELECT rowid FROM headline_fts WHERE headline_fts MATCH '{words}')"
        );
        assert_eq!(
            rows(store.path(), &sql),
            ["ЦБ сохранил ключевую ставку"],
            "{words}"
        );
    }
    assert_eq!(
        rows(
            store.path(),
            "SELECT lemma FROM lemma WHERE form = 'ставку'"
        ),
        ["ставка"]
    );
}

#[test]
fn filters_are_days_sources_and_numbers() {
    let (_folder, mut store) = scratch();
    take_lines(
        &mut store,
        &[
            "|1969-12-30||Давно",
            "|||Без даты",
            "|2024-05-20T20:59:59Z||Вечер двадцатого",
            "|2024-05-20T21:00:01Z||Ночь двадцать первого",
            "|2024-05-21|tass.ru|День двадцать первого",
            "|2024-05-22||Утро",
        ],
    );
    let check = |from: &str, to: &str, source: &str, limit: Option<usize>, expected: &[&str]| {
        let day = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
        let sources = (!source.is_empty()).then(|| source.to_owned());
        let news = NewsFilter {
            sources: sources.into_iter().collect(),
            ..NewsFilter::default()
        };
        let filter = HeadlineFilter {
            from: day(from),
            to: day(to),
            news,
            limit,
        };
        assert_eq!(titles(&store.load_headlines(&filter).unwrap()), expected);
    };
    check(
        "2024-05-21",
        "2024-05-21",
        "",
        None,
        &["День двадцать первого", "Ночь двадцать первого"],
    );
    check(
        "2024-05-21",
        "2024-05-21",
        "ria.ru",
        None,
        &["Ночь двадцать первого"],
    );
    check("", "2024-05-20", "", None, &["Вечер двадцатого", "Давно"]);
    check(
        "1960-01-01",
        "",
        "",
        Some(2),
        &["Утро", "День двадцать первого"],
    );
    check("", "", "", Some(0), &[]);
    assert_eq!(all(&store).len(), 6);
    let count = store.count_headlines().unwrap();
    assert_eq!((count.all, count.undated), (6, 1));
}

#[test]
fn an_index_of_other_lemmas_is_made_anew() {
    let (_folder, mut store) = scratch();
    take_lines(
        &mut store,
        &[
            "|2024-05-21T10:00:00+03:00||Банк России повысил ключевую ставку до 16 %",
            "|2024-05-21T11:00:00+03:00|tass.ru|Банк России повысил ключевую ставку до 16 %|Кратко",
        ],
    );
    pack(&mut store);
    let before = (dump(&store), stories(&store));
    let connection = rusqlite::Connection::open(store.path()).unwrap();
    let spoil =
        "UPDATE news_state SET value = 'another'; UPDATE lemma SET lemma = 'x'; DELETE FROM story_member;
        INSERT INTO headline_fts (headline_fts) VALUES ('delete-all')";
    connection.execute_batch(spoil).unwrap();
    assert_eq!(
        ensure_index(&mut store, &mut |_, _| ControlFlow::Continue(())).unwrap(),
        Some(2)
    );
    assert_eq!(
        ensure_index(&mut store, &mut |_, _| ControlFlow::Continue(())).unwrap(),
        None
    );
    assert_eq!(store.load_corpus().unwrap().stories(), []);
    pack(&mut store);
    assert_eq!((dump(&store), stories(&store)), before);
    assert_eq!(search(&store, "ставки", SearchOrder::Newest).len(), 2);
    is_sound(&store);
}

#[test]
fn damage_is_found() {
    for damage in [
        "UPDATE headline SET moscow_time = '2024-05-22T23:59:59'",
        "DELETE FROM headline_by_title",
        "DELETE FROM headline_by_url",
        "DELETE FROM headline_fts_docsize",
        "DELETE FROM headline_fts_data WHERE id > 100",
        "UPDATE story_member SET story = headline",
        "UPDATE story_words SET stories = substr(stories, 1, length(stories) - 1)",
        "UPDATE story_words SET stories = CAST(x'03' || substr(stories, 2) AS BLOB)",
        "UPDATE story_words SET date = '2024-05-22'",
        "DELETE FROM term_lemma",
        "DELETE FROM story_source",
        "PRAGMA foreign_keys = 0; DELETE FROM headline WHERE id = (SELECT min(id) FROM headline)",
    ] {
        let (_folder, mut store) = scratch();
        take_lines(
            &mut store,
            &[
                "https://a/1|2024-05-21T10:00:00+03:00||Банк России повысил ключевую ставку",
                "https://a/2|2024-05-21T11:00:00+03:00|tass.ru|Банк России повысил ключевую ставку",
            ],
        );
        pack(&mut store);
        is_sound(&store);
        rusqlite::Connection::open(store.path())
            .unwrap()
            .execute_batch(damage)
            .unwrap();
        assert_ne!(store.check().unwrap(), vec![], "{damage}");
    }
}

#[test]
fn cutoffs_are_data() {
    let (_folder, mut store) = scratch();
    assert_eq!(store.load_cutoffs().unwrap(), Cutoffs::default());
    let before = std::fs::read(store.path()).unwrap();
    store.write_cutoffs(&Cutoffs::default()).unwrap();
    assert!(std::fs::read(store.path()).unwrap() == before);
    let row = Cutoff {
        set_date_from: "1992-07-01".parse().unwrap(),
        clock: jiff::civil::time(12, 0, 0, 0),
        uncertain: false,
    };
    let other = Cutoffs::new(vec![row]).unwrap();
    store.write_cutoffs(&other).unwrap();
    assert_eq!(store.load_cutoffs().unwrap(), other);
}

/// All that is told of the headlines, without their ids, which tell who came first within a second.
fn dump(store: &Store) -> Vec<String> {
    rows(
        store.path(),
        "SELECT format('%s %s %s < %s', a.published, a.title, a.source, b.title || b.published || b.source)
         FROM headline AS a JOIN story ON story.headline = a.id JOIN headline AS b ON b.id = story.id
         UNION ALL SELECT form || ' ' || lemma FROM lemma ORDER BY 1",
    )
}

fn pack(store: &mut Store) -> usize {
    store
        .update_story_words(
            &mut Lemmas::default(),
            &mut |_, _| ControlFlow::Continue(()),
        )
        .unwrap()
}

/// The packed stories in their order, without ids and numbers.
fn stories(store: &Store) -> Vec<String> {
    let corpus = store.load_corpus().unwrap();
    let ids: Vec<i64> = corpus
        .stories()
        .iter()
        .map(|story| story.headline)
        .collect();
    let (titles, sizes) = (
        store.load_titles(&ids).unwrap(),
        store.story_sizes(&ids).unwrap(),
    );
    let told = corpus.stories().iter().enumerate().map(|(at, story)| {
        let source = &corpus.sources[story.source as usize];
        assert_eq!(source, &titles[at].source);
        let words = corpus.words(at).iter().map(|word| {
            let lemma = store.lemma_texts(&[word.lemma()]).unwrap().remove(0);
            assert_eq!(
                store.lemma_ids(std::slice::from_ref(&lemma)).unwrap(),
                [Some(word.lemma())]
            );
            format!(
                "{}{lemma}:{:?}",
                if word.follows_directly() { "_" } else { "" },
                word.role()
            )
        });
        let words: Vec<String> = words.collect();
        let (time, known, report) = (
            story.moscow_time,
            story.time_known,
            story.rate_report.by_reference,
        );
        format!(
            "{time} {known} {source} {report} {} {}: {}",
            sizes[at],
            titles[at].title,
            words.join(" ")
        )
    });
    told.collect()
}

/// Headlines of few titles over three weeks, no two of one day and title: where one story ends decides where the
/// next begins, so that a late headline may move all that follow.
fn weeks() -> impl Strategy<Value = Vec<(u32, Headline)>> {
    const TITLES: [&str; 2] = [
        "банк россии обсудил ключевую ставку на заседании совета",
        "премьер-министр едет",
    ];
    const MORE: [&str; 5] = ["", " сегодня", " утром", " и повысил", " и снизил"];
    let one = (
        0_i64..21 * 24,
        0..TITLES.len(),
        0..MORE.len(),
        any::<bool>(),
        any::<u32>(),
    );
    proptest::collection::vec(one, 1..60).prop_map(|list| {
        let mut distinct = BTreeMap::new();
        for (hour, title, more, is_timed, shuffle) in list {
            let title = format!("{}{}", TITLES[title], MORE[more]);
            let instant = jiff::Timestamp::from_second(1_413_000_000 + hour * 3600).unwrap();
            let published = Published::at(instant, jiff::tz::Offset::UTC);
            let published = if is_timed {
                published
            } else {
                Published::On(published.day())
            };
            let line = headline(&format!("|{published}||{title}"));
            distinct
                .entry((published.day(), title))
                .or_insert((shuffle, line));
        }
        distinct.into_values().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn late_news_ends_in_the_same_stories(weeks in weeks(), pieces in 2..12_usize) {
        let (_one, mut at_once) = scratch();
        let headlines: Vec<Headline> = weeks.iter().map(|(_, headline)| headline.clone()).collect();
        take(&mut at_once, &headlines);
        let (_other, mut by_and_by) = scratch();
        let mut shuffled = weeks;
        shuffled.sort_by_key(|(shuffle, _)| *shuffle);
        for piece in shuffled.chunks(shuffled.len().div_ceil(pieces)) {
            let piece: Vec<Headline> = piece.iter().map(|(_, headline)| headline.clone()).collect();
            take(&mut by_and_by, &piece);
            if piece.len().is_multiple_of(2) {
                pack(&mut by_and_by);
            }
        }
        prop_assert_eq!(dump(&by_and_by), dump(&at_once));
        pack(&mut by_and_by);
        pack(&mut at_once);
        prop_assert_eq!(stories(&by_and_by), stories(&at_once));
        prop_assert_eq!(by_and_by.check().unwrap(), vec![]);
    }
}

#[test]
fn an_intake_that_was_broken_off_is_completed_by_the_next() {
    let lines: Vec<Headline> = (0..40)
        .map(|at| {
            headline(&format!(
                "https://a/{at}|2024-05-21T{:02}:00:00+03:00||Банк России номер {}",
                at % 24,
                at % 5
            ))
        })
        .collect();
    let (_one, mut whole) = scratch();
    take(&mut whole, &lines);
    let (_other, mut broken) = scratch();
    let mut intake = Intake::new(&mut broken, "2026-11-24T09:00:00Z".parse().unwrap()).unwrap();
    for headline in &lines[..20] {
        intake.add(headline.clone()).unwrap();
    }
    intake.take_counts().unwrap();
    drop(intake);
    assert!(broken.are_stories_due().unwrap());
    // A question in between tells the stories that are due first.
    assert_eq!(pack(&mut broken), 1);
    assert!(!broken.are_stories_due().unwrap());
    is_sound(&broken);
    take(&mut broken, &lines);
    // Nothing new was left to come: a title is known once a day.
    assert_eq!((pack(&mut broken), pack(&mut whole)), (0, 1));
    assert_eq!(stories(&broken), stories(&whole));
    assert_eq!(dump(&broken), dump(&whole));
    let ids = |store: &Store| all(store).iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(ids(&broken), ids(&whole));
    is_sound(&broken);
}

#[cfg(feature = "dictionary")]
#[test]
fn stories_have_their_words_in_order() {
    let (_folder, mut store) = scratch();
    take_lines(
        &mut store,
        &[
            "|1970-01-01||Эпоха",
            "|||Без даты",
            "|2024-05-21T15:30:00+03:00||Доллар вырос до 91 рубля",
            "|2024-05-21T16:30:00+03:00|tass.ru|Доллар вырос до 91 рубля",
            "|2024-05-21|tass.ru|Премьер-министр не против",
        ],
    );
    assert_eq!(pack(&mut store), 2);
    assert_eq!(
        stories(&store),
        [
            "1970-01-01T23:59:59 false ria.ru false 1 Эпоха: эпоха:Plain",
            "2024-05-21T23:59:59 false tass.ru false 1 Премьер-министр не против: премьер-министр:Plain \
             премьер:Part министр:Part _не:StopStarter _против:Starter",
            "2024-05-21T15:30:00 true ria.ru true 2 Доллар вырос до 91 рубля: доллар:Plain _вырасти:Plain _до:Stop \
             _91:Number _рубль:Plain",
        ]
    );
    assert_eq!(store.lemma_ids(&["рублями".to_owned()]).unwrap(), [None]);
    assert_eq!(store.all_lemmas().unwrap().len(), 11);
    is_sound(&store);
}

#[test]
fn only_days_that_change_are_packed_anew() {
    let (_folder, mut store) = scratch();
    assert_eq!(pack(&mut store), 0);
    take_lines(
        &mut store,
        &[
            "|2024-05-20||Первая",
            "|2024-05-21||Вторая",
            "|2024-05-28||Третья",
        ],
    );
    assert_eq!(pack(&mut store), 3);
    let fingerprint = |store: &Store| {
        store
            .data_fingerprint(&store.load_corpus().unwrap())
            .unwrap()
    };
    let first = fingerprint(&store);
    let read = |store: &Store| {
        (
            std::fs::read(store.path()).unwrap(),
            std::fs::read(wal(store)).unwrap_or_default(),
        )
    };
    let before = read(&store);
    assert_eq!(pack(&mut store), 0);
    assert!(read(&store) == before);
    assert_eq!(fingerprint(&store), first);
    take_lines(&mut store, &["|2024-05-28||Четвёртая", "|||Без даты"]);
    assert_eq!(pack(&mut store), 1);
    assert_ne!(fingerprint(&store), first);
    assert_eq!(stories(&store).len(), 4);
}

#[test]
fn packing_that_was_broken_off_leaves_whole_days() {
    let (folder, mut store) = scratch();
    let first: jiff::civil::Date = "2020-01-01".parse().unwrap();
    let lines: Vec<Headline> = (0..800)
        .map(|at| {
            headline(&format!(
                "|{}||Новость дня номер {at}",
                first + jiff::Span::new().days(at)
            ))
        })
        .collect();
    take(&mut store, &lines);
    let copy = folder.path().join("copy.db");
    let mut told = Vec::new();
    let (from, wal) = (store.path().to_owned(), wal(&store));
    let packed = store.update_story_words(&mut Lemmas::default(), &mut |done, all| {
        if told.is_empty() {
            std::fs::copy(&from, &copy).unwrap();
            std::fs::copy(&wal, copy.with_extension("db-wal")).unwrap();
        }
        told.push((done, all));
        ControlFlow::Continue(())
    });
    assert_eq!(
        (packed.unwrap(), told),
        (800, vec![(365, 800), (730, 800), (800, 800)])
    );
    let mut broken = Store::open(&copy, FirstUse::StayEmpty).unwrap();
    assert_eq!(
        rows(&copy, "SELECT count(*) || '' FROM story_words"),
        ["365"]
    );
    is_sound(&broken);
    let part =
        broken.update_story_words(&mut Lemmas::default(), &mut |_, _| ControlFlow::Break(()));
    assert_eq!((part.unwrap(), pack(&mut broken)), (365, 70));
    assert_eq!(stories(&broken), stories(&store));
}

#[test]
fn a_store_of_a_schema_before_is_taken_over() {
    for version in [2, 4] {
        let (_folder, mut store) = scratch();
        take_lines(&mut store, &["|2024-05-20||Первая", "|2024-05-21||Вторая"]);
        let path = store.path().to_owned();
        drop(store);
        take_back(&path, version);
        assert_eq!(
            rows(&path, "SELECT title FROM headline"),
            ["Первая", "Вторая"]
        );

        let mut store = Store::open(&path, FirstUse::StayEmpty).unwrap();
        assert_eq!((pack(&mut store), stories(&store).len()), (2, 2));
        is_sound(&store);
    }
}

#[test]
fn tests_of_a_day_are_counted_once_each() {
    let (_folder, mut store) = scratch();
    let mut check = |term: &str, window: &str, data: &str, hour: i64, expected: u32| {
        let test = CorrelationTest {
            term,
            link: "effect",
            window,
            rule: "surprise",
            filters: "USD",
            data,
        };
        let now = jiff::Timestamp::from_second(1_790_000_000 + hour * 3600).unwrap();
        assert_eq!(
            store.note_test(&test, now).unwrap(),
            expected,
            "{term} {window} {data} {hour}"
        );
    };
    check("нефть", "0..1", "a", 0, 1);
    check("нефть", "0..1", "a", 1, 1);
    check("газ", "0..1", "a", 2, 2);
    check("газ", "0..0", "a", 3, 3);
    check("газ", "0..1", "b", 3, 1);
    check("нефть", "0..1", "a", 23, 3);
    check("уголь", "0..1", "a", 26, 3);
    check("уголь", "0..1", "b", 60, 1);
}
