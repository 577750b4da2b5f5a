//! The readings of a form that the dictionary has, weighed by how the form is written.
//!
//! It knows that `Киев` is a city and `киев` are cues, and reads a word in capitals as what it is most often. So where a
//! capital says nothing, the weight of a reading is how often the form has it.
//!
//! On 49,000 headlines, of 53,000 words with such a capital 450 had in small letters another lemma than the same words
//! within a sentence; weighed so, 80 have.

use super::{
    surnames::{is_of_surname, mans_surname, surname_of_town},
    words::NEWS_LEMMAS,
    writing::Writing,
};
use rumorph::{Analysis, Dictionary, UdTag};

/// How much more often news has a word of [`NEWS_LEMMAS`] than the texts from which the dictionary counted.
const NEWS_WEIGHT: f64 = 8.0;

/// How much more often a form is a name than the dictionary has it for one in small letters.
const CAPITAL_WEIGHT: f64 = 1_000.0;

/// How much more often a word with a capital within a sentence is a name than a word with a capital anywhere, and than
/// where capitals say nothing.
const NAME_WEIGHT: f64 = 30.0;
const TITLE_WEIGHT: f64 = 3.0;

/// How much more often a word where a capital says nothing is a surname in its first form than the dictionary counted:
/// `Белоусов` opens more titles than several `белоусов`.
const SURNAME_WEIGHT: f64 = 3.0;

/// How much less often a form that a surname and a town share is the town's: `Иванове`.
const TOWN_WEIGHT: f64 = 0.25;

/// From this share of its readings on a form may be meant as a form of another word.
const LEAST_SHARE: f64 = 0.12;

/// The readings of a form.
pub struct Readings<'a> {
    form: &'a str,
    all: Vec<Reading>,
}

struct Reading {
    lemma: String,
    /// Of a form in small letters.
    probability: f64,
    kind: Kind,
    is_of_news: bool,
}

/// What a word is, as far as that says how it is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Surname,
    OtherName,
    Adjective,
    Other,
}

/// The readings of a form that is written in one way.
pub struct WrittenReadings<'a> {
    /// The lemma of the most probable reading, of equals the first in the dictionary.
    pub best: &'a str,
    /// The lemmas of others that are probable enough.
    pub possible: Vec<&'a str>,
}

/// A reading with its weight.
struct Weighed<'a> {
    lemma: &'a str,
    weight: f64,
    /// Whether it is a name that is written as one.
    is_marked_name: bool,
}

impl<'a> Readings<'a> {
    /// The readings in a dictionary's analyses, of which there is at least one, of a form in small letters.
    pub fn new(dictionary: &Dictionary, form: &'a str, analyses: &[Analysis]) -> Self {
        let readings = analyses.iter().map(|one| Reading::new(dictionary, one));
        Self {
            form,
            all: readings.collect(),
        }
    }

    /// The lemma, if there is one only.
    pub fn only_lemma(&self) -> Option<&str> {
        let (first, others) = self.all.split_first()?;
        let is_one = others.iter().all(|other| other.lemma == first.lemma);
        is_one.then_some(&first.lemma)
    }

    pub fn have_names(&self) -> bool {
        self.all.iter().any(Reading::is_name)
    }

    /// The readings of the form where it is written so.
    pub fn written(&self, writing: Writing) -> WrittenReadings<'_> {
        let mut weighed: Vec<Weighed<'_>> = Vec::with_capacity(self.all.len());
        let is_adjective = writing == Writing::Name && self.is_adjective();
        for one in &self.all {
            let is_marked_name = one.is_name()
                && match writing {
                    Writing::Small => false,
                    Writing::Name => !is_adjective,
                    Writing::Start | Writing::Capitals => one.is_of_news,
                };
            weighed.push(Weighed {
                lemma: &one.lemma,
                weight: self.weight(one, writing, is_marked_name),
                is_marked_name,
            });
        }

        let mut best = 0;
        for (at, one) in weighed.iter().enumerate() {
            if one.weight > weighed[best].weight {
                best = at;
            }
        }
        WrittenReadings {
            best: weighed[best].lemma,
            possible: self.possible(&weighed, &weighed[best]),
        }
    }

    fn weight(&self, reading: &Reading, writing: Writing, is_marked_name: bool) -> f64 {
        let mut weight = reading.probability;
        if reading.is_of_news {
            weight *= NEWS_WEIGHT;
        }
        if reading.is_name() && writing != Writing::Small {
            weight *= CAPITAL_WEIGHT;
        }
        if reading.is_name() && writing == Writing::Name {
            weight *= TITLE_WEIGHT;
        }
        if is_marked_name {
            weight *= NAME_WEIGHT;
        }
        if reading.kind == Kind::Surname && writing == Writing::Start && reading.lemma == self.form
        {
            weight *= SURNAME_WEIGHT;
        }
        if self.is_of_shared_town(reading) {
            weight *= TOWN_WEIGHT;
        }
        weight
    }

    fn is_of_shared_town(&self, reading: &Reading) -> bool {
        reading.is_name()
            && surname_of_town(&reading.lemma)
                .is_some_and(|surname| self.all.iter().any(|one| one.lemma == surname))
    }

    /// Whether the form is an adjective first of all: with a capital it is a part of a name of many words, `Красная
    /// площадь`, and is no other word.
    fn is_adjective(&self) -> bool {
        let weight = |one: &Reading| {
            let factor = if one.is_name() {
                CAPITAL_WEIGHT * TITLE_WEIGHT
            } else {
                1.0
            };
            one.probability * factor
        };
        let most_probable = self.all.iter().reduce(|best, one| {
            if weight(one) > weight(best) {
                one
            } else {
                best
            }
        });
        most_probable.is_some_and(|one| one.kind == Kind::Adjective)
    }

    fn possible<'r>(&self, weighed: &[Weighed<'r>], best: &Weighed<'_>) -> Vec<&'r str> {
        let total: f64 = weighed.iter().map(|one| one.weight).sum();
        let share = |lemma: &str| {
            let same = weighed.iter().filter(|one| one.lemma == lemma);
            same.map(|one| one.weight).sum::<f64>() / total
        };

        let mut possible: Vec<&str> = Vec::new();
        // What is written as a name is not meant as anything else.
        for one in weighed
            .iter()
            .filter(|one| one.is_marked_name == best.is_marked_name)
        {
            let lemma = one.lemma;
            let is_other = lemma != best.lemma && !possible.contains(&lemma);
            // `ожидается` is no form by which a reader looks for `ожидать`.
            let is_passive = is_reflexive(self.form) && !is_reflexive(lemma);
            if is_other && !is_passive && share(lemma) >= LEAST_SHARE {
                possible.push(lemma);
            }
        }
        possible
    }
}

impl Reading {
    fn new(dictionary: &Dictionary, analysis: &Analysis) -> Self {
        let part_of_speech = dictionary.ud_tag(analysis.ud).map(UdTag::pos);
        let tag = || analysis.tag.and_then(|tag| dictionary.tag(tag));
        let kind = match part_of_speech {
            Some("PROPN") if tag().is_some_and(is_of_surname) => Kind::Surname,
            Some("PROPN") => Kind::OtherName,
            Some("ADJ") => Kind::Adjective,
            _ => Kind::Other,
        };

        let mut lemma = plain_lemma(analysis);
        // A woman's surname has forms that the man's has too: to a search they are one word.
        if kind == Kind::Surname
            && let Some(surname) = mans_surname(&lemma)
        {
            lemma = surname;
        }
        let last_part = lemma.rsplit('-').next().unwrap_or_default();
        Self {
            is_of_news: NEWS_LEMMAS.contains(&last_part),
            probability: analysis.prob,
            kind,
            lemma,
        }
    }

    const fn is_name(&self) -> bool {
        matches!(self.kind, Kind::Surname | Kind::OtherName)
    }
}

/// The lemma of an analysis, written as words are in a normal form.
pub fn plain_lemma(analysis: &Analysis) -> String {
    if analysis.lemma.contains(is_to_fold) {
        analysis.lemma.to_lowercase().replace('ё', "е")
    } else {
        analysis.lemma.clone()
    }
}

/// Whether a letter of a lemma is another one in a normal form.
const fn is_to_fold(letter: char) -> bool {
    !matches!(letter, 'а'..='я' | '-')
}

fn is_reflexive(word: &str) -> bool {
    word.ends_with("ся") || word.ends_with("сь")
}
