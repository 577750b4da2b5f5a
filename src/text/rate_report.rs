//! Headlines that report or forecast a move of the rate itself (correlate-spec.md §4.6): they are no news to it.
//!
//! The rule looks at the sequence of all tokens of a title: lemmas of words (stop words too), numbers and signs of
//! currencies. A headline is a report when a subject (a currency, but not as the unit of a price) and a move are
//! near each other. This is the rule of the specification to the letter; [`super::rate_report_clause`] is our own.

use super::rate_marks::Marks;

/// How many tokens a subject and a move may be apart.
const FARTHEST_MOVE: usize = 4;

/// Among how many tokens before `валюта` a `курс` makes it a subject.
const RATE_BEFORE_CURRENCY: usize = 3;

/// The rule, which sees one token after another.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReferenceRule {
    tokens: usize,
    before: Marks,
    rate: Option<usize>,
    subject: Option<usize>,
    movement: Option<usize>,
    is_report: bool,
}

impl ReferenceRule {
    /// Takes the next token.
    pub fn push(&mut self, token: Marks) {
        let at = self.tokens;
        let is_currency_name = token.has(Marks::CURRENCY_NAME) && !self.before.has(Marks::QUANTITY);
        let is_after_rate = self
            .rate
            .is_some_and(|rate| at - rate <= RATE_BEFORE_CURRENCY);
        if is_currency_name || (token.has(Marks::CURRENCY) && is_after_rate) {
            self.subject = Some(at);
        } else if token.has(Marks::RATE) && self.before.has(Marks::OF_CURRENCY) {
            self.subject = Some(at - 1);
        }
        if token.has(Marks::MOVE) {
            self.movement = Some(at);
        }
        if token.has(Marks::RATE) {
            self.rate = Some(at);
        }

        // The last of each kind is the nearest one to the token that has just come.
        self.is_report |= self
            .subject
            .zip(self.movement)
            .is_some_and(|(subject, movement)| subject.abs_diff(movement) <= FARTHEST_MOVE);
        self.before = token;
        self.tokens += 1;
    }

    /// Whether the tokens so far make a rate report.
    pub const fn is_report(&self) -> bool {
        self.is_report
    }
}

/// Whether a title in its normal form reports or forecasts a move of the rate.
#[cfg(test)]
pub fn is_rate_report(normal: &super::NormalText, lemmas: &mut super::Lemmas) -> bool {
    let mut rule = ReferenceRule::default();
    for piece in super::tokens::pieces(normal) {
        rule.push(Marks::of(piece.kind, || lemmas.word(piece.word).marks));
    }
    rule.is_report()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{LemmaMethod, Lemmas, normal_form};

    fn check(title: &str, expected: bool) {
        check_by(Lemmas::default(), title, expected);
    }

    fn check_by(mut lemmas: Lemmas, title: &str, expected: bool) {
        assert_eq!(
            is_rate_report(&normal_form(title), &mut lemmas),
            expected,
            "{title}"
        );
    }

    #[cfg(feature = "dictionary")]
    #[test]
    fn a_currency_and_a_move_near_it() {
        check("Доллар вырос до 91 рубля", true);
        check("Доллар к концу недели вырос", true);
        check("Доллар к концу этой недели вырос", false);
        check("USD вырос", true);
        check("Ставка выросла", false);
        check("", false);
    }

    #[test]
    fn a_price_is_no_subject() {
        check("Хлеб подорожал до 42 рублей", false);
        check("Нефть подорожала до $ доллара", false);
        check("Пенсии повысят на тысячу рублей", false);
        check("Цифровой рубль: рост числа кошельков", false);
    }

    #[cfg(feature = "dictionary")]
    #[test]
    fn a_rate_of_currency_is_a_subject() {
        check("Курс одной редкой валюты упал", true);
        check("Курс одной очень редкой валюты упал", false);
        check("Валютный курс вырос", true);
        check("Курс валютный вырос", false);
        check("Курс лечения вырос", false);
    }

    /// Stems part `вырос` from `вырасти`: without the dictionary some reports stay.
    #[test]
    fn stems_find_moves_of_one_stem() {
        let by_stems =
            |title, expected| check_by(Lemmas::by(LemmaMethod::Snowball), title, expected);
        by_stems("Рост доллара", true);
        by_stems("Доллар подорожал", true);
        by_stems("Падение курса валюты", true);
        by_stems("Хлеб подорожал на тысячу рублей", false);
    }
}
