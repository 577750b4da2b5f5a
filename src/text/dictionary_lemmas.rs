//! The lemmas of a form by the dictionary, which is asked once for each form.

use super::{
    form_lemmas::{FormLemmas, NewForm},
    guessed_stem::guessed_stem,
    readings::{Readings, WrittenReadings, plain_lemma},
    surnames::{may_be_surname, surname_of_town},
    writing::{Writing, Writings},
};
use rumorph::{Analysis, Dictionary, Source};

/// A form, of which the dictionary is asked.
pub struct Asked<'a> {
    pub dictionary: &'a Dictionary,
    pub form: &'a str,
}

impl Asked<'_> {
    pub fn lemmas(&self) -> NewForm {
        let analyses = self.dictionary.analyze(self.form);
        if !is_of_dictionary(&analyses) {
            return self.guessed(&analyses);
        }

        let readings = Readings::new(self.dictionary, self.form, &analyses);
        if let Some(lemma) = readings.only_lemma() {
            return self.of_one_lemma(lemma);
        }
        let small = readings.written(Writing::Small);
        if !readings.have_names() {
            return self.with_surname(self.new_form(&[&small; 4]));
        }

        let name = readings.written(Writing::Name);
        let start = readings.written(Writing::Start);
        let mut new = self.new_form(&[&small, &name, &start, &start]);
        // Who types `киев` may find it written so; small `носков` are no surname.
        if start.best != small.best && !start.possible.contains(&small.best) {
            new.add_possible(start.best, Writing::Small);
        }
        new
    }

    /// The lemmas by the readings of each way of writing.
    fn new_form(&self, readings: &[&WrittenReadings<'_>; 4]) -> NewForm {
        let small = readings[0].best;
        let other = |at: usize| Some(readings[at].best.to_owned()).filter(|lemma| lemma != small);
        let mut new = NewForm {
            form: self.form.to_owned(),
            possible: Vec::new(),
            lemmas: FormLemmas {
                small: small.to_owned(),
                name: other(1),
                start: other(2),
                capitals: other(3),
            },
        };
        for (writing, readings) in Writing::ALL.into_iter().zip(readings) {
            for lemma in &readings.possible {
                new.add_possible(lemma, writing);
            }
        }
        new
    }

    /// The form of one word.
    fn of_one_lemma(&self, lemma: &str) -> NewForm {
        self.with_surname(NewForm::unambiguous(self.form, lemma))
    }

    /// A form of a town or of several things, and of no surname that the dictionary has, may be of one that it lacks:
    /// `Мантурова`, `Стрелков`.
    fn with_surname(&self, mut new: NewForm) -> NewForm {
        let lemma = &new.lemmas.small;
        let is_of_town = surname_of_town(lemma).is_some();
        if self.form != lemma && (is_of_town || may_be_surname(self.form)) {
            let surname = guessed_stem(self.dictionary, self.form);
            let with_capital: Writings = Writing::ALL[1..].iter().copied().collect();
            new.possible.push((surname, with_capital));
        }
        new
    }

    /// The lemma of a form that the dictionary lacks. What the dictionary guesses of it depends on the form, `Мерца` is of
    /// `мерца` and `Мерц` of `мерц`; so all but verbs have their stem for a lemma, which is one for all forms.
    fn guessed(&self, guesses: &[Analysis]) -> NewForm {
        let lemma = match guesses.first() {
            _ if self.form.contains('-') => return self.by_parts(),
            Some(guess) if self.is_surely_verb(guess) => plain_lemma(guess),
            _ => guessed_stem(self.dictionary, self.form),
        };
        NewForm::unambiguous(self.form, &lemma)
    }

    fn is_surely_verb(&self, guess: &Analysis) -> bool {
        let has_its_look = ["ся", "сь", "ть"]
            .iter()
            .any(|end| self.form.ends_with(end))
            || ["ирова", "иру"].iter().any(|part| self.form.contains(part));
        let is_infinitive = ["ть", "ться"].iter().any(|end| guess.lemma.ends_with(end));
        let tag = self.dictionary.ud_tag(guess.ud);
        has_its_look && is_infinitive && tag.is_some_and(|tag| tag.pos() == "VERB")
    }

    /// A hyphenated form that the dictionary lacks: the lemmas of its parts.
    fn by_parts(&self) -> NewForm {
        let dictionary = self.dictionary;
        let parts: Vec<FormLemmas> = self
            .form
            .split('-')
            .map(|form| Asked { dictionary, form }.lemmas().lemmas)
            .collect();
        let joined = |writing| {
            let lemmas = parts.iter().map(|part| part.of(writing));
            lemmas.collect::<Vec<_>>().join("-")
        };
        let small = joined(Writing::Small);
        let other = |writing| Some(joined(writing)).filter(|lemma| *lemma != small);
        NewForm {
            form: self.form.to_owned(),
            possible: Vec::new(),
            lemmas: FormLemmas {
                name: other(Writing::Name),
                start: other(Writing::Start),
                capitals: other(Writing::Capitals),
                small,
            },
        }
    }
}

fn is_of_dictionary(analyses: &[Analysis]) -> bool {
    analyses
        .first()
        .is_some_and(|first| first.source == Source::Dictionary)
}
