//! News made up around the real dollar records of 2022-07 to 2024-12, so that it is known what goes with what.
//!
//! Each record's window has ten to eighteen headlines of everyday words at noon of its set date. `наводнение` is written
//! about before the largest rises of two days, `ярмарка` on days that were drawn by lot.

use crate::command::{AFTER_ARCHIVE, Place, archive_store};
use ruble_rates::analysis::{FactorsFrom, Move, Moves};
use ruble_rates::app::App;
use ruble_rates::model::{Currency, Lang, Span};
use ruble_rates::store::{FirstUse, Store};
use std::path::PathBuf;
use std::sync::OnceLock;
use tempfile::TempDir;

const WORDS: &str = "мост дорога река школа музей театр завод вокзал парк площадь улица дом лес поле озеро гора корабль поезд \
    самолет трамвай автобус учитель врач повар художник певец актер рыбак пекарь портной книга песня картина фильм спектакль \
    выставка концерт праздник конкурс урок снег дождь ветер мороз туман радуга сосна береза дуб клен яблоня вишня медведь \
    лиса волк заяц белка лось хлеб молоко сыр масло рыба каша суп пирог чай кофе стол стул шкаф лампа окно дверь крыша стена";

/// Headlines of a window: so many at least, and at most.
const PER_WINDOW: (usize, usize) = (10, 18);

/// Records with a planted word.
pub const PLANTED: usize = 16;

/// A number below `bound` that follows from two others, the same on every machine.
fn lot(seed: u64, number: u64, bound: usize) -> usize {
    let mut x =
        seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 30)).wrapping_mul(0x94d0_49bb_1331_11eb);
    usize::try_from((x ^ (x >> 31)) % bound as u64).unwrap()
}

/// The dollar's records in the time of the news.
fn records() -> Vec<Move> {
    let store = Store::open(archive_store(), FirstUse::StayEmpty).unwrap();
    let whole = Span::new(jiff::civil::Date::MIN, jiff::civil::Date::MAX).unwrap();
    let series = store
        .load_series(Currency::find("USD").unwrap(), whole)
        .unwrap();
    let moves = Moves::from_series(&series, FactorsFrom::Whole).unwrap();
    let in_time = |one: &Move| {
        (2022, 7) <= (one.record_date.year(), one.record_date.month())
            && one.record_date.year() < 2025
    };
    moves.records().iter().copied().filter(in_time).collect()
}

/// Places of the largest rises over two records, no two within five of each other.
fn largest_rises(records: &[Move]) -> Vec<usize> {
    let rise = |at: usize| records[at].z.unwrap_or(0.0) + records[at + 1].z.unwrap_or(0.0);
    let mut order: Vec<usize> = (80..records.len() - 10).collect();
    order.sort_by(|a, b| rise(*b).total_cmp(&rise(*a)));
    let mut taken: Vec<usize> = Vec::new();
    for at in order {
        if taken.len() < PLANTED && taken.iter().all(|other| other.abs_diff(at) > 5) {
            taken.push(at);
        }
    }
    taken
}

/// The news as a collection, its rows in the order of time.
pub fn collection() -> Vec<String> {
    let (records, words) = (records(), WORDS.split_whitespace().collect::<Vec<_>>());
    let planted = largest_rises(&records);
    let by_lot: Vec<usize> = (0..PLANTED)
        .map(|at| 80 + at * 30 + lot(5, at as u64, 25))
        .collect();
    let mut rows = Vec::new();
    for (at, record) in records.iter().enumerate() {
        let (least, most) = PER_WINDOW;
        for number in 0..least + lot(3, at as u64, most - least + 1) {
            let id = (at * most + number) as u64;
            let word = |place: u64| words[lot(id, place, words.len())];
            let mut title = format!(
                "{} {} {} {} {}",
                word(1),
                word(2),
                word(3),
                word(4),
                word(5)
            );
            if number == 3 && planted.contains(&at) {
                title = format!("Наводнение {} {}", word(1), word(2));
            }
            if number == 7 && by_lot.contains(&at) {
                title = format!("Ярмарка {} {}", word(1), word(2));
            }
            let (source, minute) = (["север", "юг", "запад"][lot(id, 9, 3)], number * 3);
            let day = record.set_date;
            rows.push(format!(
                "{day}T12:{minute:02}:30+03:00,{title},https://{source}.example/{id},{source}\n"
            ));
        }
    }
    rows
}

/// A collection as a file has it.
pub fn as_csv(rows: &[String]) -> String {
    let mut text = String::from("published,title,url,source\n");
    text.extend(rows.iter().map(String::as_str));
    text
}

/// A place whose store has the news; made once, copied for each.
pub fn place() -> Place {
    static MADE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let make = || {
        let place = with_news(&[as_csv(&collection())]);
        // The first question makes the words ready: once for all.
        place.run(&["movers", "--top", "1"]).code(0);
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("rates.db");
        place.run(&["db", "backup", path.to_str().unwrap()]).code(0);
        (folder, path)
    };
    let place = Place::new(AFTER_ARCHIVE);
    std::fs::create_dir_all(place.db().parent().unwrap()).unwrap();
    std::fs::copy(&MADE.get_or_init(make).1, place.db()).unwrap();
    place
}

/// A place whose store has taken in these files, one after the other.
pub fn with_news(files: &[String]) -> Place {
    let place = Place::new(AFTER_ARCHIVE);
    for (number, text) in files.iter().enumerate() {
        let file = format!("news{number}.csv");
        place.write(&file, text);
        place.run(&["news", "add", file.as_str()]).code(0);
    }
    place
}

/// The store of a place, to be asked without the command.
pub fn open_app(place: &Place) -> App {
    let (mut app, _) = crate::collected::open_app(&place.db(), AFTER_ARCHIVE, "");
    app.lang = Lang::Ru;
    app
}
