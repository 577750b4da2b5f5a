//! Tags that were written side by side without anything between them: `Владимир Путин Киргизия Политика Россия`.
//!
//! A tag begins with a capital. Two words are one tag when
//! - the second begins with a small letter (`Центральный банк`, `Московская область`);
//! - the first is an adjective by its ending (`Южная Осетия`, `Нижний Новгород`);
//! - the first is a common first name (`Владимир Путин`);
//! - the page's text writes them as neighbours, both with capitals, in any case (`Садыра Жапарова`).
//!
//! All other words are tags of their own. The list has only the first names that are commonest in Russian news and need
//! not be complete: the text itself, which is about its tags, supplies the rest.

use super::lines::non_empty;

/// First names, in the order of the alphabet.
const FIRST_NAMES: &str = "\
    Александр Александра Алексей Алексис Али Алина Алла Анастасия Анатолий Ангела Андрей Анна Антон \
    Антониу Аркадий Артем Артём Аскар Барак Башар Биньямин Борис Вадим Валентин Валентина Валерий \
    Валерия Василий Вера Виктор Виктория Виталий Владимир Владислав Вячеслав Галина Геннадий Георгий \
    Герман Григорий Денис Джо Джон Джордж Дмитрий Дональд Евгений Евгения Екатерина Елена Жозеп Жоао \
    Иван Игорь Илон Илья Ильхам Ирина Камала Кирилл Константин Ксения Лариса Лев Леонид Людмила Максим \
    Марат Марина Мария Марк Михаил Надежда Наталия Наталья Никита Николай Никол Нурсултан Олаф Олег \
    Ольга Павел Петр Пётр Рамзан Реджеп Риши Роман Руслан Рустам Садыр Светлана Семен Сергей Станислав \
    Степан Татьяна Тимур Урсула Федор Фёдор Хиллари Эдуард Эльвира Эмманюэль Юлия Юрий Яна Ярослав";

const SEPARATORS: [char; 6] = [',', '|', '•', '·', '#', ';'];

/// The tags of a line. With commas, bars or dots between them these part them; else the rules above.
pub(super) fn tags_of_line(line: &str, text: &[&str]) -> Vec<String> {
    if line.contains(SEPARATORS) {
        line.split(SEPARATORS).filter_map(non_empty).collect()
    } else {
        join_words_to_tags(line, &Neighbours::new(text))
    }
}

/// Each word joins the one before it or begins a tag.
fn join_words_to_tags(line: &str, neighbours: &Neighbours<'_>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    let mut before = "";

    for word in line.split_whitespace() {
        match tags.last_mut() {
            Some(tag) if is_one_tag(before, word, neighbours) => {
                tag.push(' ');
                tag.push_str(word);
            }
            _ => tags.push(word.to_owned()),
        }
        before = word;
    }

    tags
}

fn is_one_tag(first: &str, second: &str, neighbours: &Neighbours<'_>) -> bool {
    !second.starts_with(char::is_uppercase)
        || is_adjective(first)
        || FIRST_NAMES.split(' ').any(|name| name == first)
        || neighbours.contain(first, second)
}

/// Endings of adjectives. `ий` counts only after a sibilant, a velar or `н`, `ие` only after a sibilant or a velar;
/// elsewhere nouns have them too: `Юрий`, `Здравоохранение`.
const ADJECTIVE_ENDINGS: &str =
    "ая яя ый ое ее ые кий гий хий ший щий жий чий ний кие гие хие шие щие жие чие";

fn is_adjective(word: &str) -> bool {
    ADJECTIVE_ENDINGS
        .split(' ')
        .any(|ending| word.ends_with(ending))
}

/// Pairs of capitalised words that are adjacent in a text.
struct Neighbours<'a>(Vec<(&'a str, &'a str)>);

/// Pairs kept; an article has a hundred.
const PAIRS_KEPT: usize = 5_000;

impl<'a> Neighbours<'a> {
    fn new(text: &[&'a str]) -> Self {
        let pairs = text.iter().flat_map(|line| pairs_of_capitals(line));
        Self(pairs.take(PAIRS_KEPT).collect())
    }

    fn contain(&self, first: &str, second: &str) -> bool {
        self.0
            .iter()
            .any(|(one, other)| is_form_of(one, first) && is_form_of(other, second))
    }
}

/// Neighbouring words that both begin with a capital; a comma or another sign between them parts them.
fn pairs_of_capitals(line: &str) -> impl Iterator<Item = (&str, &str)> {
    let words = line.split_whitespace();
    words.clone().zip(words.skip(1)).filter(|(first, second)| {
        first.starts_with(char::is_uppercase)
            && second.starts_with(char::is_uppercase)
            && first.ends_with(char::is_alphabetic)
    })
}

/// Whether two words are forms of one: they differ in at most the last three letters.
fn is_form_of(one: &str, other: &str) -> bool {
    let one = one.trim_end_matches(|c: char| !c.is_alphabetic());
    let letters = one.chars().zip(other.chars());
    let common = letters.take_while(|(a, b)| a == b).count();
    let endings = [one, other].map(|word| word.chars().count() - common);

    common >= 3
        && endings.iter().all(|length| *length <= 3)
        && endings.iter().any(|length| *length <= 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, text: &str, expected: &[&str]) {
        assert_eq!(tags_of_line(line, &[text]), expected, "{line}");
    }

    #[test]
    fn names_adjectives_and_small_letters() {
        let none = "";
        check(
            "Владимир Путин Киргизия Политика Россия",
            none,
            &["Владимир Путин", "Киргизия", "Политика", "Россия"],
        );
        check(
            "Россия Сергей Лавров США НАТО",
            none,
            &["Россия", "Сергей Лавров", "США", "НАТО"],
        );
        check(
            "Центральный банк Рубль Экономика",
            none,
            &["Центральный банк", "Рубль", "Экономика"],
        );
        check(
            "Северная Корея Нижний Новгород ЦБ РФ",
            none,
            &["Северная Корея", "Нижний Новгород", "ЦБ", "РФ"],
        );
        check(
            "Курс доллара Московская биржа",
            none,
            &["Курс доллара", "Московская биржа"],
        );
        check(
            "Здравоохранение Москва",
            none,
            &["Здравоохранение", "Москва"],
        );
        check("Политика", none, &["Политика"]);
        check("", none, &[]);
    }

    #[test]
    fn the_text_knows_the_rest() {
        let text =
            "Встреча с Шавкатом Мирзиёевым прошла в Ташкенте. Банк России, Сбербанк и Тинькофф";
        check(
            "Узбекистан Шавкат Мирзиёев Политика",
            text,
            &["Узбекистан", "Шавкат Мирзиёев", "Политика"],
        );
        check("Банк России Экономика", text, &["Банк России", "Экономика"]);
        check("Россия Сбербанк", text, &["Россия", "Сбербанк"]);
    }

    #[test]
    fn separators_part_them() {
        check("Рубль, Банк России, ", "", &["Рубль", "Банк России"]);
        check("#рубль #цб", "", &["рубль", "цб"]);
    }
}
