//! Whether a headline is about money, rates, trade, oil, sanctions, war or the Bank: a lexicon of lemmas and pairs of
//! lemmas, each with points (docs/relevance.md says where its words come from and how well it does).
//!
//! The sum of the points of a title is its relevance. From [`RELEVANT`] on it counts as relevant; sport, crime and
//! other subjects that share words with the economy have negative points.

use super::{
    corpus::{StoryWord, TermKey, WordRole},
    lemma_source::{LemmaMethod, stem},
    lemmas::Lemmas,
    normal::NormalText,
    story_words::story_words,
};
use std::collections::HashMap;

/// The points from which on a title is relevant.
pub const RELEVANT: i32 = 3;

/// `lemma,weight,subject,source`, a line each; a pair of lemmas has a space between them.
const TABLE: &str = include_str!("lexicon.csv");

/// The number of a lemma that the lexicon lacks, in words that it numbers itself.
const UNKNOWN: u32 = u32::MAX >> 4;

/// The words of the lexicon, by their lemmas.
#[derive(Clone, Debug)]
pub struct Lexicon {
    lemmas: Vec<String>,
    entries: Vec<Entry>,
}

/// A lemma or a pair, by their places among the lemmas.
#[derive(Clone, Copy, Debug)]
struct Entry {
    first: usize,
    second: Option<usize>,
    points: i32,
}

impl Lexicon {
    /// The lexicon in the lemmas of a method; where several words have one stem, the first line of them holds.
    pub fn new(method: LemmaMethod) -> Self {
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut place_of = |word: &str| {
            let lemma = match method {
                LemmaMethod::Snowball => stem(word),
                #[cfg(feature = "dictionary")]
                LemmaMethod::Dictionary => word.to_owned(),
            };
            let next = places.len();
            *places.entry(lemma).or_insert(next)
        };

        let entries = rows().map(|(name, points)| {
            let (first, second) = match name.split_once(' ') {
                Some((first, second)) => (first, Some(second)),
                None => (name, None),
            };
            Entry {
                first: place_of(first),
                second: second.map(&mut place_of),
                points,
            }
        });
        let entries = entries.collect();

        let mut lemmas = vec![String::new(); places.len()];
        for (lemma, place) in places {
            lemmas[place] = lemma;
        }
        Self { lemmas, entries }
    }

    /// Its lemmas, each once.
    pub fn lemmas(&self) -> &[String] {
        &self.lemmas
    }

    /// The points of words that know lemmas by these numbers; `None` for a lemma that no word has.
    pub fn numbered(&self, numbers: &[Option<u32>]) -> Relevance {
        let mut points = HashMap::default();
        for entry in &self.entries {
            let key = match (numbers[entry.first], entry.second) {
                (Some(first), None) => TermKey::lemma(first),
                (Some(first), Some(second)) => match numbers[second] {
                    Some(second) => TermKey::bigram(first, second),
                    None => continue,
                },
                (None, _) => continue,
            };
            points.entry(key).or_insert(entry.points);
        }
        Relevance { points }
    }
}

/// Each line of the table: a lemma or a pair, and its points.
fn rows() -> impl Iterator<Item = (&'static str, i32)> {
    let lines = TABLE.lines().skip(1);
    lines.filter_map(|line| {
        let mut fields = line.split(',');
        Some((fields.next()?, fields.next()?.parse().ok()?))
    })
}

/// The points of lemmas and pairs, by the numbers of the lemmas.
#[derive(Clone, Debug, Default)]
pub struct Relevance {
    points: HashMap<TermKey, i32, foldhash::fast::RandomState>,
}

impl Relevance {
    /// The relevance of a title in points: the sum over its lemmas and pairs, each counted once. Words of a pair do not
    /// count by themselves.
    pub fn score(&self, words: &[StoryWord]) -> i32 {
        let mut is_paired = vec![false; words.len()];
        let mut found: Vec<(TermKey, i32)> = Vec::new();
        let mut before: Option<usize> = None;
        for (at, word) in words.iter().enumerate() {
            // A part of a hyphenated word is outside the sequence.
            if word.role() == WordRole::Part {
                continue;
            }
            if let Some(before) = before.filter(|_| word.follows_directly()) {
                let key = TermKey::bigram(words[before].lemma(), word.lemma());
                if let Some(points) = self.points.get(&key) {
                    found.push((key, *points));
                    is_paired[before] = true;
                    is_paired[at] = true;
                }
            }
            before = Some(at);
        }

        let alone = words.iter().zip(is_paired).filter(|(_, paired)| !paired);
        found.extend(alone.filter_map(|(word, _)| {
            let key = TermKey::lemma(word.lemma());
            Some((key, *self.points.get(&key)?))
        }));
        found.sort_unstable();
        found.dedup();
        found.iter().map(|(_, points)| points).sum()
    }
}

/// The relevance of titles that no store has numbered.
#[derive(Debug)]
pub struct TitleRelevance {
    relevance: Relevance,
    numbers: HashMap<String, u32, foldhash::fast::RandomState>,
    words: Vec<StoryWord>,
}

impl TitleRelevance {
    pub fn new(method: LemmaMethod) -> Self {
        let lexicon = Lexicon::new(method);
        let numbers: Vec<Option<u32>> = (0..UNKNOWN).take(lexicon.lemmas.len()).map(Some).collect();
        Self {
            relevance: lexicon.numbered(&numbers),
            numbers: lexicon.lemmas.into_iter().zip(0..).collect(),
            words: Vec::new(),
        }
    }

    /// The relevance of a title in points.
    pub fn score(&mut self, title: &NormalText, lemmas: &mut Lemmas) -> i32 {
        self.words.clear();
        story_words(title, lemmas, |word| {
            let number = self.numbers.get(word.lemma).copied().unwrap_or(UNKNOWN);
            let word = StoryWord::new(number, word.role, word.follows_directly);
            self.words.extend(word);
        });
        self.relevance.score(&self.words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normal_form;
    use std::collections::HashSet;

    #[test]
    fn each_line_of_the_table_is_a_lemma_once_with_points_a_subject_and_a_source() {
        let mut names = HashSet::new();
        for line in TABLE.lines().skip(1) {
            let fields: Vec<_> = line.split(',').collect();
            assert_eq!(fields.len(), 4, "{line}");
            assert!(names.insert(fields[0]), "twice: {line}");
            assert!(fields[0].split(' ').count() <= 2, "{line}");
            assert!(
                (-5..=5).contains(&fields[1].parse::<i32>().unwrap()),
                "{line}"
            );
            assert!(
                ["bank", "events", "press", "labels", "false friend"].contains(&fields[3]),
                "{line}"
            );
        }
        assert_eq!(rows().count(), names.len());
    }

    /// A form in the table that the dictionary has under another lemma would never be found.
    #[cfg(feature = "dictionary")]
    #[test]
    fn each_word_of_the_table_is_its_own_lemma() {
        let mut lemmas = Lemmas::default();
        let mut others = Vec::new();
        for lemma in Lexicon::new(LemmaMethod::Dictionary).lemmas() {
            let found = lemmas.lemmas_of_form(lemma);
            let writings = crate::text::writing::Writing::ALL;
            if writings.iter().all(|writing| found.of(*writing) != lemma) {
                others.push((lemma.clone(), found.small));
            }
        }
        assert_eq!(others, []);
    }

    #[track_caller]
    fn check(titles: &[&str], is_relevant: bool) {
        let mut lemmas = Lemmas::default();
        let mut relevance = TitleRelevance::new(lemmas.method());
        for title in titles {
            let score = relevance.score(&normal_form(title), &mut lemmas);
            assert_eq!(score >= RELEVANT, is_relevant, "{score}: {title}");
        }
    }

    #[test]
    fn money_trade_oil_sanctions_war_and_the_bank_are_relevant() {
        check(
            &[
                "Банк России повысил ключевую ставку",
                "ЦБ сохранил ставку",
                "Курс юаня вырос на торгах",
                "Нефть Brent дорожает",
                "США ввели санкции против танкеров",
                "Минфин объявил объём покупки валюты",
                "НАТО обсудит конфликт на Украине",
                "Экспорт зерна сократился",
                "Газпром остановил поставки",
                "Bank of Russia raises key rate",
                "EU agrees on oil price cap",
                "Russia and Ukraine begin peace talks",
            ],
            true,
        );
    }

    #[test]
    fn words_that_only_sound_like_money_are_not() {
        check(
            &[
                "«Спартак» сделал ставку на молодёжь",
                "Матч за кубок: ставки букмекеров на сборную",
                "Курс лечения длится три месяца",
                "Пациент прошёл курс реабилитации",
                "Молния ударила в дерево, удар пришёлся в крону",
                "Тепловой удар: врач назвал симптомы",
                "Коллекционер нашёл редкую марку",
                "Похудевшая на десять фунтов певица дала концерт",
                "Футболиста оштрафовали, клуб ждут санкции УЕФА",
                "Мошенники похитили у пенсионерки 5 миллионов рублей",
                "Жители сектора Газа ждут помощи",
                "Банка с огурцами взорвалась",
            ],
            false,
        );
    }

    #[test]
    fn a_pair_counts_in_place_of_its_words_and_each_word_once() {
        let lexicon = Lexicon::new(LemmaMethod::BEST);
        let points = |name: &str| rows().find(|(one, _)| *one == name).unwrap().1;
        let mut lemmas = Lemmas::by(LemmaMethod::BEST);
        let mut relevance = TitleRelevance::new(LemmaMethod::BEST);
        let mut score = |title: &str| relevance.score(&normal_form(title), &mut lemmas);
        assert!(!lexicon.lemmas().is_empty());
        assert_eq!(score("Северный поток"), points("северный поток"));
        assert_eq!(score("инфляция, инфляция"), points("инфляция"));
        assert_eq!(score("стол"), 0);
    }
}
