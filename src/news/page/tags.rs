//! Tags that were written side by side without anything between them: `Владимир Путин Киргизия Политика Россия`.
//!
//! A tag begins with a capital. Two words are one tag when
//! - the second begins with a small letter (`Центральный банк`, `Московская область`);
//! - the first is an adjective by its ending (`Южная Осетия`, `Нижний Новгород`);
//! - the first is a common first name (`Владимир Путин`);
//! - the page's text writes them as neighbours, both with capitals, in any case (`Садыра Жапарова`).
//!
//! All others stand alone. The list of names is of the commonest in Russian news and need not be whole: the text
//! itself, which is about its tags, knows the rest.

use super::lines::folded;

/// First names, in the order of the alphabet.
const FIRST_NAMES: &[&str] = &[
    "Александр",
    "Александра",
    "Алексей",
    "Алексис",
    "Али",
    "Алина",
    "Алла",
    "Анастасия",
    "Анатолий",
    "Ангела",
    "Андрей",
    "Анна",
    "Антон",
    "Антониу",
    "Аркадий",
    "Артем",
    "Артём",
    "Аскар",
    "Барак",
    "Башар",
    "Биньямин",
    "Борис",
    "Вадим",
    "Валентин",
    "Валентина",
    "Валерий",
    "Валерия",
    "Василий",
    "Вера",
    "Виктор",
    "Виктория",
    "Виталий",
    "Владимир",
    "Владислав",
    "Вячеслав",
    "Галина",
    "Геннадий",
    "Георгий",
    "Герман",
    "Григорий",
    "Денис",
    "Джо",
    "Джон",
    "Джордж",
    "Дмитрий",
    "Дональд",
    "Евгений",
    "Евгения",
    "Екатерина",
    "Елена",
    "Жозеп",
    "Жоао",
    "Иван",
    "Игорь",
    "Илон",
    "Илья",
    "Ильхам",
    "Ирина",
    "Камала",
    "Кирилл",
    "Константин",
    "Ксения",
    "Лариса",
    "Лев",
    "Леонид",
    "Людмила",
    "Максим",
    "Марат",
    "Марина",
    "Мария",
    "Марк",
    "Михаил",
    "Надежда",
    "Наталия",
    "Наталья",
    "Никита",
    "Николай",
    "Никол",
    "Нурсултан",
    "Олаф",
    "Олег",
    "Ольга",
    "Павел",
    "Петр",
    "Пётр",
    "Рамзан",
    "Реджеп",
    "Риши",
    "Роман",
    "Руслан",
    "Рустам",
    "Садыр",
    "Светлана",
    "Семен",
    "Сергей",
    "Станислав",
    "Степан",
    "Татьяна",
    "Тимур",
    "Урсула",
    "Федор",
    "Фёдор",
    "Хиллари",
    "Эдуард",
    "Эльвира",
    "Эмманюэль",
    "Юлия",
    "Юрий",
    "Яна",
    "Ярослав",
];

/// The tags of a line. With commas, bars or dots between them these part them; else the rules above.
pub(super) fn tags_of_line(line: &str, text: &[&str]) -> Vec<String> {
    let separators = [',', '|', '•', '·', '#', ';'];
    if line.contains(separators) {
        return line
            .split(separators)
            .map(folded)
            .filter(|tag| !tag.is_empty())
            .collect();
    }

    // Nothing parts the tags: each word joins the one before it or begins a tag.
    let words: Vec<&str> = line.split_whitespace().collect();
    let neighbours = Neighbours::new(text);
    let mut tags: Vec<String> = Vec::new();

    for (at, word) in words.iter().enumerate() {
        let belongs = at > 0 && is_one_tag(words[at - 1], word, &neighbours);
        match tags.last_mut().filter(|_| belongs) {
            Some(tag) => {
                tag.push(' ');
                tag.push_str(word);
            }
            None => tags.push((*word).to_owned()),
        }
    }

    tags
}

fn is_one_tag(first: &str, second: &str, neighbours: &Neighbours<'_>) -> bool {
    !second.starts_with(char::is_uppercase)
        || is_adjective(first)
        || FIRST_NAMES.contains(&first)
        || neighbours.contain(first, second)
}

/// By its ending; `Юрий` and `Здравоохранение` have others before the last two letters.
fn is_adjective(word: &str) -> bool {
    // After a hard sibilant or a velar `ий` and `ие` are adjectives' endings, elsewhere also nouns'.
    let is_soft = word
        .strip_suffix("ий")
        .is_some_and(|stem| stem.ends_with(['к', 'г', 'х', 'ш', 'щ', 'ж', 'ч', 'н']))
        || word
            .strip_suffix("ие")
            .is_some_and(|stem| stem.ends_with(['к', 'г', 'х', 'ш', 'щ', 'ж', 'ч']));
    is_soft
        || ["ая", "яя", "ый", "ое", "ее", "ые"]
            .iter()
            .any(|ending| word.ends_with(ending))
}

/// Pairs of words with capitals that stand side by side in a text.
struct Neighbours<'a>(Vec<(&'a str, &'a str)>);

/// Pairs kept; an article has a hundred.
const PAIRS_KEPT: usize = 5_000;

impl<'a> Neighbours<'a> {
    fn new(text: &[&'a str]) -> Self {
        let mut pairs = Vec::new();
        for line in text {
            let words: Vec<&str> = line.split_whitespace().collect();
            let both = words.windows(2).map(|pair| (pair[0], pair[1]));
            // A comma between two words parts them.
            pairs.extend(both.filter(|(first, second)| {
                first.starts_with(char::is_uppercase)
                    && second.starts_with(char::is_uppercase)
                    && first.ends_with(char::is_alphabetic)
            }));
        }

        pairs.truncate(PAIRS_KEPT);
        Self(pairs)
    }

    fn contain(&self, first: &str, second: &str) -> bool {
        self.0
            .iter()
            .any(|(one, other)| is_form_of(one, first) && is_form_of(other, second))
    }
}

/// Whether two words are forms of one: they differ in at most the last three letters.
fn is_form_of(one: &str, other: &str) -> bool {
    let one = one.trim_end_matches(|c: char| !c.is_alphabetic());
    let common = one
        .chars()
        .zip(other.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let longer = one.chars().count().max(other.chars().count());
    let shorter = one.chars().count().min(other.chars().count());

    common >= 3 && longer - common <= 3 && shorter - common <= 1
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
