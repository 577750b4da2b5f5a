//! Surnames that a man and a woman have in forms of their own, and towns that share forms with them: `Мантуров`,
//! `Мантурова`, `Мантурово`.

/// What a man's surname ends in where a woman's has one more letter.
const ENDINGS: [&str; 4] = ["ов", "ев", "ин", "ын"];

/// Whether a tag of the dictionary is of a surname.
#[cfg(feature = "dictionary")]
pub fn is_of_surname(tag: &str) -> bool {
    tag.contains("Surn")
}

/// The man's form of a woman's surname; `None` if both have one form.
#[cfg(feature = "dictionary")]
pub fn mans_surname(womans: &str) -> Option<String> {
    if let Some(stem) = womans.strip_suffix("кая") {
        return Some(format!("{stem}кий"));
    }
    womans
        .strip_suffix('а')
        .filter(|surname| has_ending(surname))
        .map(str::to_owned)
}

/// The surname with which a town may share forms.
pub fn surname_of_town(town: &str) -> Option<&str> {
    town.strip_suffix('о').filter(|surname| has_ending(surname))
}

/// Whether a form may be the first form of a man's surname, though the dictionary has it of several things: `стрелков`.
pub fn may_be_surname(form: &str) -> bool {
    form.ends_with("ов") || form.ends_with("ев")
}

/// The surname of which a typed word may be a form, though the dictionary has it as a form of `lemma`.
pub fn surname_of<'a>(form: &'a str, lemma: &'a str) -> Option<&'a str> {
    let of_town = || surname_of_town(lemma);
    let own = may_be_surname(form).then_some(form);
    own.or_else(of_town).filter(|_| form != lemma)
}

/// Forms of a surname, one of which a store has that has the surname; no town has them.
pub fn own_forms(surname: &str) -> [String; 5] {
    ["", "ым", "ой", "а", "у"].map(|ending| format!("{surname}{ending}"))
}

fn has_ending(surname: &str) -> bool {
    ENDINGS.iter().any(|ending| surname.ends_with(ending))
}

#[cfg(all(test, feature = "dictionary"))]
mod tests {
    use super::*;

    #[test]
    fn a_woman_and_a_town_may_have_a_mans_surname() {
        assert_eq!(mans_surname("набиуллина").as_deref(), Some("набиуллин"));
        assert_eq!(mans_surname("яровая"), None);
        assert_eq!(mans_surname("крупская").as_deref(), Some("крупский"));
        assert_eq!(mans_surname("савченко"), None);
        assert_eq!(surname_of_town("пушкино"), Some("пушкин"));
        assert_eq!(surname_of_town("токио"), None);
    }
}
