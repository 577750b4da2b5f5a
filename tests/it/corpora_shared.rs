//! The collections beside the repository, whole: every row of the five, every record of the samples of formats.
//! What they should read is told by the `csv` crate, where they are one table of it, and by hand elsewhere.

use crate::shared::folder;
use ruble_rates::model::{Headline, Published, Zone};
use ruble_rates::news::corpus::{CorpusSummary, Row, read_corpus};
use ruble_rates::table::Mapping;
use std::io::Read;
use std::ops::ControlFlow;

fn bytes(below: &str) -> Option<Vec<u8>> {
    Some(std::fs::read(folder("data/news/corpora")?.join(below)).unwrap())
}

/// Reads a collection named `stem` in which every row is sound.
fn sound_headlines(file: &str, packed: &[u8]) -> (Vec<Headline>, CorpusSummary) {
    let mut headlines = Vec::new();
    let summary = read_corpus(packed, "stem", &Mapping::default(), &mut |row| {
        match row {
            Row::Headline(headline) => headlines.push(headline),
            Row::Fault(fault) => panic!("{file}: {fault}"),
        }
        ControlFlow::Continue(())
    });
    (headlines, summary.unwrap())
}

/// `published|source|url|section|tags|author|title`, with nothing for what there is not.
fn line(headline: &Headline) -> String {
    let published = headline.dated.map(|dated| dated.published.to_string());
    [
        published.as_deref().unwrap_or_default(),
        &headline.source,
        headline.url.as_deref().unwrap_or_default(),
        headline.section.as_deref().unwrap_or_default(),
        &headline.tags.join("+"),
        headline.author.as_deref().unwrap_or_default(),
        &headline.title,
    ]
    .join("|")
}

/// Compares titles, addresses and days with what the `csv` crate reads; gives the headlines.
fn check_table(
    file: &str,
    title: &str,
    date: &str,
    rows: usize,
    dated: usize,
) -> Option<Vec<Headline>> {
    let packed = bytes(file)?;
    let mut table = Vec::new();
    let read = match file.rsplit_once('.') {
        Some((_, "zst")) => ruzstd::decoding::StreamingDecoder::new(&*packed)
            .unwrap()
            .read_to_end(&mut table),
        Some((_, "gz")) => flate2::read::GzDecoder::new(&*packed).read_to_end(&mut table),
        _ => bzip2::read::BzDecoder::new(&*packed).read_to_end(&mut table),
    };
    assert!(read.is_ok(), "{file}");
    let (headlines, summary) = sound_headlines(file, &packed);
    assert_eq!(summary.headlines, rows as u64, "{file}");
    assert_eq!(summary.undated, (rows - dated) as u64, "{file}");
    let mut reader = csv::Reader::from_reader(&*table);
    let header = reader.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|column| column == name);
    let read: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!((headlines.len(), read.len()), (rows, rows), "{file}");
    for (headline, row) in headlines.iter().zip(&read) {
        let field = |name: &str| at(name).and_then(|at| row.get(at)).unwrap_or_default();
        let plain = field(title).replace("&nbsp;", " ").replace('\u{feff}', " ");
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(headline.title, plain, "{file}");
        assert_eq!(
            headline.url.as_deref().unwrap_or_default(),
            field("url"),
            "{file}"
        );
        // Up to the seconds, as the row has them: what the zone is, is looked at below.
        let published = headline
            .dated
            .map(|dated| dated.published.to_string())
            .unwrap_or_default();
        let written = field(date).replace(' ', "T").replace('/', "-");
        assert!(
            date.is_empty() || published.starts_with(written.get(..19).unwrap_or(&written)),
            "{file}"
        );
        assert_eq!(
            published.is_empty(),
            written.is_empty() && !date.is_empty(),
            "{file}"
        );
    }
    Some(headlines)
}

fn check_line(headlines: Option<&[Headline]>, at: usize, expected: &str) {
    if let Some(headlines) = headlines {
        assert_eq!(line(&headlines[at]), expected);
    }
}

fn zone(headline: &Headline) -> Option<Zone> {
    match headline.dated?.published {
        Published::At { zone, .. } => Some(zone),
        Published::On(_) => None,
    }
}

#[test]
fn lenta_2024_has_days_and_topics() {
    let read = check_table(
        "lenta_2024-03-19_2024-05-06.csv.zst",
        "title",
        "date",
        24_908,
        24_908,
    );
    check_line(
        read.as_deref(),
        1,
        "2024-05-06|stem||Мир|||В Берлине рассказали о непрекращающемся пожаре на оборонном заводе",
    );
}

#[test]
fn ru_media_has_rows_without_dates() {
    let read = check_table(
        "ru_media_2018_2026_rss_history.csv.zst",
        "title",
        "datetime",
        15_929,
        14_708,
    );
    let first = "2018-12-13T00:00:00+00:00|ovd_reports.xml|https://ovdinfo.org/reports/iskusstvo-zapreta||||Искусство \
                 запрещать. Как устроено несогласование митингов и других протестных акций";
    check_line(read.as_deref(), 0, first);
}

#[test]
fn telegram_is_in_utc_and_named_by_channel() {
    let read = check_table(
        "telegram_news_2025-07_2025-11.csv.zst",
        "first_line",
        "datetime_utc",
        7_325,
        7_325,
    );
    check_line(
        read.as_deref(),
        1,
        "2025-07-25T05:03:38+00:00|d_code|||||😎 Стиляга с царской камерой",
    );
}

#[test]
fn kommersant_is_in_moscow_with_tags() {
    let Some(read) = check_table("kommersant_2022.csv.zst", "title", "datetime_msk", 798, 798)
    else {
        return;
    };
    let first = "2022-01-04T13:15:00+03:00|kommersant.ru|https://www.kommersant.ru/doc/5155662|Бизнес|Бизнес+Лента \
                 новостей||Глава Uniper ожидает одобрения «Северного потока-2» в середине 2022 года";
    check_line(Some(&read), 0, first);
    assert!(
        read.iter()
            .all(|headline| zone(headline) == Some(Zone::Given))
    );
}

#[test]
fn gazprom_names_its_sources() {
    let read = check_table("gazprom_events_2021_2022.csv.zst", "title", "date", 88, 88);
    let third = "2021-12-27|Коммерсант||добыча газа|||Европа «перебрала» с запасами";
    check_line(read.as_deref(), 2, third);
}

#[test]
fn samples_of_ods_are_in_time_of_moscow() {
    for name in [
        "gazeta", "interfax", "iz", "meduza", "ria", "rt", "tass-001",
    ] {
        let file = format!("format_samples/ods__{name}.csv.gz");
        let Some(read) = check_table(&file, "title", "date", 9, 9) else {
            return;
        };
        assert!(
            read.iter()
                .all(|headline| zone(headline) == Some(Zone::AssumedMoscow)),
            "{name}"
        );
        assert!(
            read.iter().all(|headline| headline.summary.is_some()),
            "{name}"
        );
    }
    let iz = check_table("format_samples/ods__iz.csv.gz", "title", "date", 9, 9);
    let first = "2017-01-24T18:24:00+03:00|iz.ru|https://iz.ru/699785/nataliia-portiakova/chtoby-pomnili|Мир||Наталия \
                 Портякова|Чтобы помнили";
    check_line(iz.as_deref(), 0, first);
}

#[test]
fn samples_of_lenta_are_dated_by_column_or_address() {
    let old = check_table("format_samples/lenta-ru-news.csv.gz", "title", "", 1, 1);
    let expected = "2018-12-14|lenta.ru|https://lenta.ru/news/2018/12/14/cancer/|Россия|Общество||Названы регионы России \
                    с самой высокой смертностью от рака";
    check_line(old.as_deref(), 0, expected);
    let new = check_table(
        "format_samples/lenta-ru-news.csv.bz2",
        "title",
        "date",
        1,
        1,
    );
    let expected = "1914-09-16|lenta.ru|https://lenta.ru/news/1914/09/16/hungarnn/|Библиотека|Первая мировая||1914. \
                    Русские войска вступили в пределы Венгрии";
    check_line(new.as_deref(), 0, expected);
}

/// Reads a sample; `tables` are those of a tar.
fn check_sample(name: &str, rows: usize, undated: u64, tables: u64) -> Option<Vec<Headline>> {
    let file = format!("format_samples/{name}");
    let (headlines, summary) = sound_headlines(&file, &bytes(&file)?);
    assert_eq!(
        (headlines.len(), summary.undated, summary.tables),
        (rows, undated, tables),
        "{name}"
    );
    Some(headlines)
}

#[test]
fn ria_tells_no_year() {
    let Some(read) = check_sample("ria.json.gz", 10, 10, 1) else {
        return;
    };
    check_line(
        Some(&read),
        4,
        "|stem|||||немец беррер выиграл теннисный турнир на родине",
    );
    let summary = read[4].summary.as_deref().unwrap();
    let start = "москва, 31 янв - риа новости. немецкий теннисист михаэль беррер стал победителем турнира серии";
    assert!(summary.starts_with(start), "{summary}");
}

#[test]
fn samples_of_buriy_are_a_table_for_each_site_and_month() {
    let lenta = check_sample("buriy__lenta.tar.bz2", 7, 0, 7);
    let third = "1999-12-01T12:00:00+03:00|lenta.ru|https://lenta.ru/news/1999/12/01/aids/|Мир|||1 декабря — Всемирный \
                 день борьбы со СПИДом";
    check_line(lenta.as_deref(), 2, third);
    let of_2014 = check_sample("buriy__news-articles-2014.tar.bz2", 9, 0, 9);
    let last = "2014-08-22T15:23:00+04:00|from-ua.com|http://from-ua.com/news/319680-chinovnikam-poruchili-prekratit-\
                stroiku-na-kostyah-v-sumah.html|news|||Чиновникам поручили прекратить «стройку на костях» в Сумах";
    check_line(of_2014.as_deref(), 8, last);
    check_sample("buriy__news-articles-2015-part1.tar.bz2", 10, 0, 10);
    let of_2015 = check_sample("buriy__news-articles-2015-part2.tar.bz2", 10, 0, 10);
    let day = "2015-07-01|charter97.org|http://www.charter97.org/ru/news/2015/7/1/157856/||||Бастующие во Франции моряки \
               заблокировали туннель под Ла-Маншем";
    check_line(of_2015.as_deref(), 6, day);
    check_sample("buriy__webhose-2016.tar.bz2", 9, 0, 9);
}

#[test]
fn samples_of_taiga_are_read_from_their_lists() {
    let start = "2007-01-01T12:04:00+03:00|fontanka.ru|http://www.fontanka.ru/2007/01/01/001/|Бизнес|Санкт-Петербург+";
    if let Some(fontanka) = check_sample("taiga__Fontanka.tar.gz", 1, 0, 1) {
        assert!(
            line(&fontanka[0]).starts_with(start),
            "{}",
            line(&fontanka[0])
        );
        assert_eq!(
            fontanka[0].tags.last().map(String::as_str),
            Some("особое мнение")
        );
    }
    let interfax = check_sample("taiga__Interfax.tar.gz", 1, 0, 1);
    let only = "2011-07-12T18:56:00+04:00|interfax.ru|http://www.interfax.ru/business/199005|Экономика|Москва||Комитеты \
                Совфеда поддерживают законопроект о расширении Москвы";
    check_line(interfax.as_deref(), 0, only);
    let kp = check_sample("taiga__KP.tar.gz", 1, 0, 1);
    let only = "2016-12-13T10:50:00+03:00|kp.ru|http://www.kp.ru/online/news/2598286/|Политика>Политика||Дарья \
                ИВАШКИНА|Путин: Россия готова пройти свою часть пути в улучшении отношений с США";
    check_line(kp.as_deref(), 0, only);
    let lenta = check_sample("taiga__Lenta.tar.gz", 2, 0, 1);
    let twice = "2010-01-01T02:43:00+03:00|lenta.ru|https://lenta.ru/news/2009/12/31/boeviks/|Россия|||В Дагестане \
                 уничтожили лидера боевиков \"Альбаро\"";
    check_line(lenta.as_deref(), 0, twice);
    check_line(lenta.as_deref(), 1, twice);
}
