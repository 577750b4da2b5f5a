//! The title of news that has none of its own: the first sentence of its text, for feeds and collections alike.
//!
//! A full stop ends a sentence where a blank and no small letter follow, unless it is that of an abbreviation, an
//! initial or the number of a list. What is too long for a title is cut at a word.

use super::word_list::is_listed;

/// Longest title made of a text, in characters.
const MOST_CHARACTERS: usize = 200;

/// Words of a sentence that is a title of its own; a shorter one (`⚡️ Срочно!`) takes the next one with it.
const FEWEST_WORDS: usize = 2;

/// Words before an abbreviation of a unit, from which on it can end a sentence: `Доллар стоит уже 78 руб. Евро дороже.`
const WORDS_BEFORE_UNIT: usize = 4;

/// Abbreviations that the rest of the sentence follows, in small letters, without their stops. Single letters are
/// abbreviations too.
const ABBREVIATIONS: &str = "\
    гг вв им ул пр просп пер пл наб обл респ стр корп оф эт кв рис табл гл ст пп см ср напр др проч \
    проф акад доц чл инж ген полк гос зам зав пом нач род тел факс мин сек чел экз изд ред сост \
    mr mrs ms dr prof st gen gov sen rep jan feb mar apr aug sept oct nov dec vs no inc co corp ltd etc approx";

/// Abbreviations of units, which end a sentence as often as not.
const UNITS: &str =
    "г гг руб коп тыс млн млрд трлн долл евро шт кг км м см мм т ч мин сек проц п б mln bln";

/// The first sentence of a line; `line` has its blanks folded. Empty where the line is.
pub(super) fn first_sentence(line: &str) -> String {
    let line = line.trim();
    let mut ends = line
        .match_indices(' ')
        .map(|(at, _)| at)
        .filter(|at| is_end(line, *at));
    let sentence = ends
        .find(|at| count_words(&line[..*at]) >= FEWEST_WORDS)
        .map_or(line, |at| &line[..at]);

    within_limit(sentence)
}

fn count_words(text: &str) -> usize {
    let words = text.split(' ');
    words
        .filter(|word| word.contains(char::is_alphanumeric))
        .count()
}

/// Whether a sentence ends before the blank at a place.
fn is_end(line: &str, blank: usize) -> bool {
    let before = line[..blank].trim_end_matches(['»', '"', '”', '’', ')', ']']);
    let Some(mark) = before
        .chars()
        .next_back()
        .filter(|c| matches!(c, '.' | '!' | '?' | '…'))
    else {
        return false;
    };

    let next = &line[blank + 1..];
    let is_going_on = next
        .trim_start_matches(['«', '"', '“', '(', '['])
        .starts_with(|c: char| c.is_lowercase() || matches!(c, '—' | '–' | '-'));
    !is_going_on && (mark != '.' || !is_abbreviated(before, next))
}

/// Whether the full stop at the end of `before` is that of its last word alone.
fn is_abbreviated(before: &str, next: &str) -> bool {
    let mut words = before.split(' ').rev();
    let last = words.next().unwrap_or_default();
    let count = words.clone().count();
    let word = last
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .trim_end_matches('.')
        .to_lowercase();

    // `1. Главное`, `т.е. Банк`.
    let is_number_of_list = count == 0 && word.chars().all(|c| c.is_ascii_digit());
    if is_number_of_list || word.contains('.') {
        return true;
    }

    let follows_figure = words
        .next()
        .is_some_and(|one| one.contains(|c: char| c.is_ascii_digit()));
    if follows_figure && is_listed(UNITS, &word) {
        return count < WORDS_BEFORE_UNIT || !next.starts_with(char::is_uppercase);
    }

    word.chars().count() == 1 && word.chars().all(char::is_alphabetic)
        || is_listed(ABBREVIATIONS, &word)
        || is_listed(UNITS, &word)
}

/// The text, or as many whole words of it as fit with the dots behind them.
fn within_limit(text: &str) -> String {
    let Some((limit, _)) = text.char_indices().nth(MOST_CHARACTERS) else {
        return text.to_owned();
    };

    let room = &text[..text.floor_char_boundary(limit.saturating_sub(1))];
    let cut = room.rfind(' ').map_or(room, |at| &room[..at]);
    let cut = cut.trim_end_matches([',', ';', ':', '—', '–', '-', ' ']);
    format!("{cut}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str) {
        assert_eq!(first_sentence(line), expected, "{line}");
    }

    #[test]
    fn the_first_sentence_of_a_text_is_its_title() {
        check("ЦБ сохранил ставку. Рубль вырос.", "ЦБ сохранил ставку.");
        check("Что будет с рублём? Мнения.", "Что будет с рублём?");
        check("Рубль снова вырос!.. Почему?", "Рубль снова вырос!..");
        check(
            "«Рубль будет расти.» Так считает банк.",
            "«Рубль будет расти.»",
        );
        check(
            "Он сказал: «Рубль вырос!» — и ушёл. Конец.",
            "Он сказал: «Рубль вырос!» — и ушёл.",
        );
        check("Рубль вырос", "Рубль вырос");
        check("", "");
    }

    #[test]
    fn a_call_of_one_word_is_no_title() {
        check(
            "Срочно! ЦБ снизил ставку до 16 %. Подробности позже.",
            "Срочно! ЦБ снизил ставку до 16 %.",
        );
        check("⚡️ Молния. Рубль упал", "⚡️ Молния. Рубль упал");
        check("Рубль вырос. Евро упал.", "Рубль вырос.");
    }

    #[test]
    fn abbreviations_end_no_sentence() {
        check(
            "В 2024 г. Банк России повысил ставку. Рубль вырос.",
            "В 2024 г. Банк России повысил ставку.",
        );
        check(
            "Чистая прибыль составила 90,5 млрд руб. в мае. Рост вдвое.",
            "Чистая прибыль составила 90,5 млрд руб. в мае.",
        );
        check(
            "Суд в г. Москве отложил дело А. С. Иванова. Позже.",
            "Суд в г. Москве отложил дело А. С. Иванова.",
        );
        check(
            "Нефть, газ и т.д. Банк России включит в расчёт. Вот так.",
            "Нефть, газ и т.д. Банк России включит в расчёт.",
        );
        check(
            "Дом на ул. Ленина продан. Цена не названа.",
            "Дом на ул. Ленина продан.",
        );
        check(
            "The U.S. Treasury sold bonds. Yields rose.",
            "The U.S. Treasury sold bonds.",
        );
        check(
            "1. Главное за день и коротко. Рубль.",
            "1. Главное за день и коротко.",
        );
    }

    #[test]
    fn a_unit_behind_a_figure_ends_one_before_a_capital() {
        check(
            "Доллар подешевел до 78 руб. Евро стоит 91 руб.",
            "Доллар подешевел до 78 руб.",
        );
        check(
            "Резервы выросли на 5 млрд. Это рекорд.",
            "Резервы выросли на 5 млрд.",
        );
    }

    #[test]
    fn decimal_figures_and_addresses_are_one_word() {
        check(
            "Доллар стоит 90.65 рубля на lenta.ru сегодня. Евро дороже.",
            "Доллар стоит 90.65 рубля на lenta.ru сегодня.",
        );
    }

    #[test]
    fn a_long_sentence_is_cut_at_a_word() {
        let long = "слово, ".repeat(60);
        let title = first_sentence(&long);
        assert!(title.chars().count() <= MOST_CHARACTERS, "{title}");
        assert!(title.ends_with("слово…"), "{title}");
        assert_eq!(first_sentence(&"я".repeat(300)).chars().count(), 200);
    }
}
