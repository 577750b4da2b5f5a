//! The lemmas of a form in the dictionary, which is asked with the form as it is written.
//!
//! It knows that `Киев` is a city and `киев` are cues, and reads a word in capitals as what it is most often. So a word
//! that it has is asked in capitals where a capital says nothing.
//!
//! On 49,000 headlines, of 53,000 words with such a capital 450 had in small letters another lemma than the same words
//! within a sentence; asked so, 80 have.

use super::{
    form_lemmas::{FormLemmas, NewForm},
    words::NEWS_LEMMAS,
    writing::{Writing, Writings},
};
use rumorph::{Analysis, Dictionary, Source};

/// How much more often news has a word of [`NEWS_LEMMAS`] than the texts from which the dictionary counted.
const NEWS_WEIGHT: f64 = 8.0;

/// How much more often a word with a capital within a sentence is a name than a word with a capital anywhere, for which
/// the dictionary weighs names.
const NAME_WEIGHT: f64 = 30.0;

/// From this share of its readings on a form may be meant as a form of another word.
const LEAST_SHARE: f64 = 0.12;

/// A form, of which the dictionary is asked.
pub struct Asked<'a> {
    pub dictionary: &'a Dictionary,
    pub form: &'a str,
}

/// The readings of a form that is written in one way.
struct Readings {
    /// The lemma of the most probable reading, of equals the first in the dictionary.
    best: String,
    /// The lemmas of others that are probable enough.
    possible: Vec<String>,
}

/// A reading with its weight.
struct Weighed {
    lemma: String,
    weight: f64,
    is_name: bool,
}

impl Asked<'_> {
    pub fn lemmas(&self) -> NewForm {
        let small = self.dictionary.analyze(self.form);
        if Self::is_unambiguous(&small) {
            let lemma = small.first().map_or(self.form.to_owned(), lemma_of);
            return NewForm::unambiguous(self.form, &lemma);
        }
        if is_of_dictionary(&small) && !self.has_names(&small) {
            let readings = self.readings(&small, Writing::Small);
            return self.new_form(&[&readings; 4]);
        }

        let name = self.dictionary.analyze(&with_capitals(self.form));
        // Capitals do not count for whether the dictionary has a word.
        let capitals =
            is_of_dictionary(&small).then(|| self.dictionary.analyze(&self.form.to_uppercase()));
        let start = match &capitals {
            Some(capitals) => capitals,
            None if self.is_likely_name(&small, &name) => &name,
            None => &small,
        };
        let start = self.readings(start, Writing::Start);
        let itself = Readings {
            best: self.form.to_owned(),
            possible: Vec::new(),
        };

        let capitals = if capitals.is_some() { &start } else { &itself };
        let small = self.readings(&small, Writing::Small);
        let name = self.readings(&name, Writing::Name);
        self.new_form(&[&small, &name, &start, capitals])
    }

    /// The lemmas by the readings of each way of writing.
    fn new_form(&self, readings: &[&Readings; 4]) -> NewForm {
        let small = &readings[0].best;
        let other = |at: usize| Some(readings[at].best.clone()).filter(|lemma| lemma != small);

        let mut possible: Vec<&String> = readings.iter().flat_map(|one| &one.possible).collect();
        possible.sort_unstable();
        possible.dedup();
        let written = |lemma: &String| {
            let all = Writing::ALL.into_iter().zip(readings);
            all.filter(|(_, one)| one.possible.contains(lemma))
                .map(|(writing, _)| writing)
                .collect::<Writings>()
        };
        NewForm {
            form: self.form.to_owned(),
            possible: possible
                .into_iter()
                .map(|lemma| (lemma.clone(), written(lemma)))
                .collect(),
            lemmas: FormLemmas {
                small: small.clone(),
                name: other(1),
                start: other(2),
                capitals: other(3),
            },
        }
    }

    /// Whether the form is of one word only, however it is written.
    fn is_unambiguous(analyses: &[Analysis]) -> bool {
        let is_one = || analyses.iter().all(|one| one.lemma == analyses[0].lemma);
        is_of_dictionary(analyses) && is_one()
    }

    fn has_names(&self, analyses: &[Analysis]) -> bool {
        analyses.iter().any(|one| self.is_a(one, "PROPN"))
    }

    fn is_a(&self, analysis: &Analysis, part_of_speech: &str) -> bool {
        let tag = self.dictionary.ud_tag(analysis.ud);
        tag.is_some_and(|tag| tag.pos() == part_of_speech)
    }

    /// Whether a word that the dictionary lacks is rather a name where a capital says nothing: it looks like a name in
    /// its first form, or like no noun.
    fn is_likely_name(&self, small: &[Analysis], name: &[Analysis]) -> bool {
        let is_first_form = name.first().is_some_and(|one| lemma_of(one) == self.form);
        is_first_form || !small.first().is_some_and(|one| self.is_a(one, "NOUN"))
    }

    fn readings(&self, analyses: &[Analysis], writing: Writing) -> Readings {
        let mut weighed: Vec<Weighed> = Vec::with_capacity(analyses.len());
        let may_be_name = writing == Writing::Name && !self.is_adjective(analyses);
        let may_be_news_name = writing == Writing::Start;
        for analysis in analyses {
            let lemma = lemma_of(analysis);
            let mut weight = analysis.prob;
            let last_part = lemma.rsplit('-').next().unwrap_or_default();
            let is_of_news = NEWS_LEMMAS.contains(&last_part);
            if is_of_news {
                weight *= NEWS_WEIGHT;
            }
            let is_name =
                (may_be_name || may_be_news_name && is_of_news) && self.is_a(analysis, "PROPN");
            if is_name {
                weight *= NAME_WEIGHT;
            }
            weighed.push(Weighed {
                lemma,
                weight,
                is_name,
            });
        }

        let best = weighed
            .iter()
            .reduce(|best, one| if one.weight > best.weight { one } else { best });
        let Some(best) = best else {
            return Readings {
                best: self.form.to_owned(),
                possible: Vec::new(),
            };
        };
        Readings {
            best: best.lemma.clone(),
            possible: self.possible(&weighed, best),
        }
    }

    /// Whether the form is an adjective first of all: with a capital it is a part of a name of many words, `Красная
    /// площадь`, and is no other word.
    fn is_adjective(&self, analyses: &[Analysis]) -> bool {
        let most_probable = analyses
            .iter()
            .reduce(|best, one| if one.prob > best.prob { one } else { best });
        most_probable.is_some_and(|one| self.is_a(one, "ADJ"))
    }

    fn possible(&self, weighed: &[Weighed], best: &Weighed) -> Vec<String> {
        let total: f64 = weighed.iter().map(|one| one.weight).sum();
        let share = |lemma: &str| {
            let same = weighed.iter().filter(|one| one.lemma == lemma);
            same.map(|one| one.weight).sum::<f64>() / total
        };

        let mut possible: Vec<String> = Vec::new();
        // What is written as a name is not meant as anything else.
        for one in weighed.iter().filter(|one| one.is_name == best.is_name) {
            let lemma = &one.lemma;
            let is_other = *lemma != best.lemma && !possible.contains(lemma);
            // `ожидается` is no form by which a reader looks for `ожидать`.
            let is_passive = is_reflexive(self.form) && !is_reflexive(lemma);
            if is_other && !is_passive && share(lemma) >= LEAST_SHARE {
                possible.push(lemma.clone());
            }
        }
        possible
    }
}

fn is_of_dictionary(analyses: &[Analysis]) -> bool {
    analyses
        .first()
        .is_some_and(|first| first.source == Source::Dictionary)
}

fn lemma_of(analysis: &Analysis) -> String {
    analysis.lemma.to_lowercase().replace('ё', "е")
}

fn is_reflexive(word: &str) -> bool {
    word.ends_with("ся") || word.ends_with("сь")
}

/// A form with a capital in each of its parts.
fn with_capitals(form: &str) -> String {
    let mut is_first = true;
    let mut written = String::with_capacity(form.len());
    for letter in form.chars() {
        if is_first {
            written.extend(letter.to_uppercase());
        } else {
            written.push(letter);
        }
        is_first = letter == '-';
    }
    written
}
