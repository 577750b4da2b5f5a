//! Terms and stories beside the reference values of the specification, read where they lie.

use crate::shared;
use ruble_rates::model::Published;
use ruble_rates::text::{
    FormLemmas, Lemmas, Numbers, Stories, StoryWord, collect_terms, lemmas_of_title, normal_form,
    story_words,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};

fn reference<T: DeserializeOwned>(file: &str) -> Option<T> {
    let bytes = std::fs::read(shared::folder("data/stats")?.join(file)).unwrap();
    Some(serde_json::from_slice(&bytes).unwrap())
}

#[derive(Deserialize)]
struct TermsFile {
    input: TermsInput,
    expected: TermsExpected,
}

#[derive(Deserialize)]
struct TermsInput {
    titles: Vec<String>,
    lemmas: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct TermsExpected {
    titles: Vec<TitleTerms>,
}

#[derive(Deserialize)]
struct TitleTerms {
    lemmas: BTreeSet<String>,
    terms: BTreeSet<String>,
}

#[test]
fn reference_terms() {
    let Some(file) = reference::<TermsFile>("terms.json") else {
        return;
    };
    let mut lemmas = Lemmas::default();
    for (form, lemma) in &file.input.lemmas {
        lemmas.remember(form, &FormLemmas::from(lemma.as_str()));
    }
    assert_eq!(file.input.titles.len(), file.expected.titles.len());
    for (title, expected) in file.input.titles.iter().zip(&file.expected.titles) {
        let found = terms_by_numbers(title, &mut lemmas);
        assert_eq!(found, expected.terms, "{title}");
        let single = found.into_iter().filter(|term| !term.contains(' '));
        assert_eq!(single.collect::<BTreeSet<_>>(), expected.lemmas, "{title}");
    }
    assert_eq!(
        lemmas.take_new(),
        [],
        "the file gives the lemma of every form"
    );
}

/// Terms by way of the numbered words of which the store keeps stories.
fn terms_by_numbers(title: &str, lemmas: &mut Lemmas) -> BTreeSet<String> {
    let (mut texts, mut words): (Vec<String>, Vec<StoryWord>) = (Vec::new(), Vec::new());
    story_words(&normal_form(title), lemmas, |word| {
        let at = texts
            .iter()
            .position(|text| text == word.lemma)
            .unwrap_or(texts.len());
        if at == texts.len() {
            texts.push(word.lemma.to_owned());
        }
        let lemma = u32::try_from(at).unwrap();
        words.extend(StoryWord::new(lemma, word.role, word.follows_directly));
    });
    let mut keys = Vec::new();
    collect_terms(&words, Numbers::Drop, &mut keys);
    let text = |lemma: u32| texts[lemma as usize].as_str();
    let spelled = keys.iter().map(|key| match key.lemmas() {
        (first, None) => text(first).to_owned(),
        (first, Some(second)) => [text(first), text(second)].join(" "),
    });
    spelled.collect()
}

#[derive(Deserialize)]
struct RateReportsFile {
    input: RateReportsInput,
    expected: RateReportsExpected,
}

#[derive(Deserialize)]
struct RateReportsInput {
    headlines: Vec<TitleTokens>,
}

#[derive(Deserialize)]
struct TitleTokens {
    title: String,
    tokens: Vec<String>,
}

#[derive(Deserialize)]
struct RateReportsExpected {
    rate_report: Vec<bool>,
}

#[test]
fn reference_rate_reports() {
    let Some(file) = reference::<RateReportsFile>("rate_reports.json") else {
        return;
    };
    assert_eq!(file.input.headlines.len(), file.expected.rate_report.len());
    for (headline, expected) in file.input.headlines.iter().zip(&file.expected.rate_report) {
        // The file gives lemmas, so each is its own; the stroke keeps numbers side by side apart.
        let mut lemmas = own_lemmas(&headline.tokens);
        let found = story_words(
            &normal_form(&headline.tokens.join(" | ")),
            &mut lemmas,
            |_| (),
        );
        assert_eq!(found.by_reference, *expected, "{}", headline.title);
    }
}

/// A cache in which each of these lemmas is its own.
fn own_lemmas(of: &[String]) -> Lemmas {
    let mut lemmas = Lemmas::default();
    for lemma in of {
        lemmas.remember(lemma, &FormLemmas::from(lemma.as_str()));
    }
    lemmas
}

#[derive(Deserialize)]
struct StoriesFile {
    input: StoriesInput,
    expected: StoriesExpected,
}

#[derive(Deserialize)]
struct StoriesInput {
    headlines: Vec<StoryHeadline>,
}

#[derive(Deserialize)]
struct StoryHeadline {
    published: String,
    title: String,
    lemmas: Vec<String>,
}

#[derive(Deserialize)]
struct StoriesExpected {
    stories: Vec<Vec<usize>>,
}

#[test]
fn reference_stories() {
    let Some(file) = reference::<StoriesFile>("stories.json") else {
        return;
    };
    let headlines = &file.input.headlines;
    let time_s = |one: &StoryHeadline| {
        one.published
            .parse::<Published>()
            .unwrap()
            .instant_for_stories()
            .as_second()
    };
    let mut order: Vec<usize> = (0..headlines.len()).collect();
    order.sort_by_key(|at| (time_s(&headlines[*at]), normal_form(&headlines[*at].title)));
    let mut stories = Stories::default();
    let mut found: Vec<Vec<usize>> = Vec::new();
    for at in order {
        let one = &headlines[at];
        let lemmas = lemmas_of_title(
            &normal_form(&one.lemmas.join(" ")),
            &mut own_lemmas(&one.lemmas),
        );
        let id = i64::try_from(at).unwrap();
        let story =
            usize::try_from(stories.place(id, time_s(one), &normal_form(&one.title), lemmas))
                .unwrap();
        match found.iter_mut().find(|list| list[0] == story) {
            Some(list) => list.push(at),
            None => found.push(vec![at]),
        }
    }
    assert_eq!(found, file.expected.stories);
}
