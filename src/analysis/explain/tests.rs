use super::*;

/// Stories as texts: `source: lemma, lemma, bigram of two`.
fn stories(texts: &[&str]) -> Vec<WindowStory<String>> {
    let story = |text: &&str| {
        let (source, terms) = text.split_once(": ").unwrap();
        WindowStory {
            source: source.parse().unwrap(),
            size: 1,
            relevance: 0,
            terms: terms.split(", ").map(str::to_owned).collect(),
        }
    };
    texts.iter().map(story).collect()
}

fn explained(target: &[&str], reference: &[&[&str]]) -> Result<Explanation<String>, NotCompared> {
    let reference: Vec<_> = reference.iter().map(|window| stories(window)).collect();
    explain(&stories(target), &reference, String::cmp)
}

const WEATHER: &[&str] = &["1: погода, снег", "1: погода, дождь"];

#[test]
fn what_cannot_be_compared_is_listed() {
    let check = |target: &[&str], reference: &[&[&str]], expected| {
        assert_eq!(explained(target, reference), Err(expected));
    };
    check(&["1: банк"; 4], &[WEATHER], NotCompared::FewStories);
    check(&["1: банк"; 5], &[], NotCompared::NoReference);
    check(&["1: банк"; 5], &[&[], &[]], NotCompared::NoReference);
    check(&["2: банк"; 5], &[WEATHER], NotCompared::NoSteadySource);
}

#[test]
fn a_bigram_hides_its_lemmas_unless_they_stand_alone_too() {
    let check = |alone: usize, expected: &[&str]| {
        let both = "1: ставка, ключевая, ключевая ставка";
        let target: Vec<_> = std::iter::repeat_n(both, 5)
            .chain(std::iter::repeat_n("1: ставка", alone))
            .collect();
        assert_eq!(
            explained(&target, &[WEATHER]).unwrap().hidden,
            expected,
            "{alone}"
        );
    };
    check(0, &["ключевая", "ставка"]);
    check(1, &["ключевая", "ставка"]);
    check(2, &["ключевая"]);
}

#[test]
fn relevant_stories_are_picked_first_and_the_others_stay() {
    let mut target = stories(&[
        "1: матч, гол",
        "1: матч, гол",
        "1: снег",
        "1: рубль",
        "1: нефть",
    ]);
    for relevant in [3, 4] {
        target[relevant].relevance = 3;
    }
    let found = explain(&target, &[stories(WEATHER)], String::cmp).unwrap();
    let picked: Vec<_> = found.picked.iter().map(|one| one.story).collect();
    assert_eq!(picked, [3, 4, 0, 1, 2]);
}

#[test]
fn ties_are_broken_by_text_and_then_the_earlier_story_is_picked() {
    let target = ["1: я", "1: б", "1: я", "1: б", "1: один"];
    let found = explained(&target, &[WEATHER]).unwrap();
    let terms: Vec<_> = found
        .terms
        .iter()
        .map(|ranked| ranked.term.as_str())
        .collect();
    assert_eq!(terms, ["б", "я"]);
    let picked: Vec<_> = found.picked.iter().map(|scored| scored.story).collect();
    assert_eq!(
        picked,
        [0, 1, 2, 3, 4],
        "a copy of a picked story loses most of its score"
    );
}

/// The numbers of terms mean nothing: any other numbering gives the same.
#[test]
fn names_alone_decide() {
    let texts = ["погода", "банк", "ставка", "рост"];
    let result = |numbers: [u32; 4]| {
        let story = |source, words: &[usize]| WindowStory {
            source,
            size: 1,
            relevance: 0,
            terms: words
                .iter()
                .map(|word| TermKey::lemma(numbers[*word]))
                .collect(),
        };
        let target: Vec<_> = [&[1, 2][..], &[2, 1], &[3], &[0, 3], &[0]]
            .map(|words| story(1, words))
            .into();
        let text =
            |term: &TermKey| texts[numbers.iter().position(|n| *n == term.lemmas().0).unwrap()];
        let reference = vec![vec![story(1, &[0]), story(1, &[0, 1])]];
        let found = explain(&target, &reference, |a, b| text(a).cmp(text(b))).unwrap();
        let terms: Vec<_> = found
            .terms
            .iter()
            .map(|ranked| (text(&ranked.term), ranked.g2.to_bits()))
            .collect();
        (terms, found.picked)
    };
    assert_eq!(result([0, 1, 2, 3]), result([9, 7, 5, 3]));
}
