//! A rule of our own for rate reports, besides that of the specification ([`super::rate_report`]): it asks whether a
//! currency is itself what moves.
//!
//! It reads the first sentence, clause by clause; a currency and a move must be in one clause. By its case a
//! currency is the subject or object of a move («рубль», «рублю предрекли»), or is governed by `курс` or the move
//! itself («рост доллара», «к доллару» after a move); «доля доллара» and «вклады в юанях» are something else that
//! moves. Left out are circumstances («вслед за укреплением рубля») and clauses added to the first («, а рубль
//! упадет»). A forecast of a `курс` is a report too.
//!
//! On 49,000 headlines it flags 34, all of them reports, and keeps 0.87 of the reports, where the specification's rule
//! flags 34 with 26 reports and keeps 0.54 (tests/it/rate_report_labels.rs). It was made on the very headlines that it
//! is measured on: expect less elsewhere.

use super::{rate_marks::Marks, tokens::Piece};

/// How many tokens a subject and a move may be apart, as in the rule of the specification.
const FARTHEST_MOVE: usize = 4;

/// Among how many tokens before `валюта` a `курс` governs it, as in the rule of the specification.
const RATE_BEFORE_CURRENCY: usize = 3;

/// How many tokens before what it governs a word of passing mention may be: «из-за (ожиданий) падения рубля».
const PASSING_BEFORE: usize = 2;

/// Words with a full stop that does not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "руб", "коп", "тыс", "млн", "млрд", "трлн", "долл", "г", "гг", "им", "кв", "ст",
];

/// Moves, rates and what may be between them and the word that makes them a circumstance.
const CHAIN: Marks = Marks::MOVE
    .or(Marks::RATE)
    .or(Marks::PRICE)
    .or(Marks::ORIGIN)
    .or(Marks::TOWARDS);

/// The case of a currency's name in the singular, as far as its form shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// Nominative or accusative.
    Direct,
    Dative,
    Genitive,
    /// `евро` has no cases.
    Any,
}

impl Case {
    /// `None` where the word is no currency that can move: `рублей` are a sum, `юанях` are kept.
    fn of(form: &str) -> Option<Self> {
        Some(match form {
            "доллар" | "юань" | "рубль" | "usd" | "eur" | "cny" => Self::Direct,
            "доллару" | "юаню" | "рублю" => Self::Dative,
            "доллара" | "юаня" | "рубля" => Self::Genitive,
            "евро" => Self::Any,
            _ => return None,
        })
    }
}

/// A token of the first sentence.
#[derive(Clone, Copy, Debug)]
struct ClauseToken {
    marks: Marks,
    case: Option<Case>,
    begins_clause: bool,
}

impl ClauseToken {
    const fn has(self, any: Marks) -> bool {
        self.marks.has(any)
    }
}

/// The rule, which sees one token after another.
#[derive(Clone, Debug, Default)]
pub struct ClauseRule {
    sentence: Vec<ClauseToken>,
    is_after_abbreviation: bool,
    is_over: bool,
}

impl ClauseRule {
    /// Takes the next piece of the title with its marks.
    pub fn push(&mut self, piece: &Piece<'_>, marks: Marks) {
        let is_first = self.sentence.is_empty();
        let gap = if self.is_after_abbreviation {
            piece.gap.trim_start_matches('.')
        } else {
            piece.gap
        };
        self.is_over |= !is_first && ends_sentence(gap);
        if self.is_over {
            return;
        }

        self.sentence.push(ClauseToken {
            marks,
            case: Case::of(piece.word.text),
            begins_clause: is_first || ends_clause(gap),
        });
        self.is_after_abbreviation = ABBREVIATIONS.contains(&piece.word.text);
    }

    /// Whether the tokens so far make a rate report.
    pub fn is_report(&self) -> bool {
        self.sentence
            .chunk_by(|_, next| !next.begins_clause)
            .enumerate()
            .any(|(at, clause)| {
                let is_aside = at > 0 && clause[0].has(Marks::ASIDE_OPENER);
                !is_aside && is_report(clause)
            })
    }
}

fn ends_sentence(gap: &str) -> bool {
    gap.contains(['!', '?', '…']) || gap.contains(". ")
}

fn ends_clause(gap: &str) -> bool {
    gap.contains([',', ';', ':', '—', '–', '(', ')']) || gap.contains(" - ")
}

/// What governs a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Governor {
    /// Nothing, or a verb.
    None,
    Rate,
    Move,
}

fn is_report(clause: &[ClauseToken]) -> bool {
    (0..clause.len()).any(|at| {
        let Some(governor) = subject(clause, at) else {
            return false;
        };
        let near = at.saturating_sub(FARTHEST_MOVE)..clause.len().min(at + FARTHEST_MOVE + 1);
        near.into_iter().any(|at| {
            let is_forecast = governor == Governor::Rate && clause[at].has(Marks::FORECAST);
            is_forecast || (clause[at].has(Marks::MOVE) && !is_in_passing(clause, at))
        })
    })
}

/// What governs the currency at a place, if that is a subject.
fn subject(clause: &[ClauseToken], at: usize) -> Option<Governor> {
    let token = &clause[at];
    let earlier = &clause[..at];
    // «валютный курс»
    if token.has(Marks::RATE)
        && earlier
            .last()
            .is_some_and(|one| one.has(Marks::OF_CURRENCY))
    {
        return Some(Governor::Rate);
    }
    // «курс (одной) валюты»
    if token.has(Marks::CURRENCY) {
        let distance = earlier
            .iter()
            .rev()
            .take(RATE_BEFORE_CURRENCY)
            .position(|one| one.has(Marks::RATE))?;
        let rate = at - 1 - distance;
        return (!is_in_passing(clause, rate)).then_some(Governor::Rate);
    }

    let case = token.case?;
    // The word before, over «российский» and its like.
    let Some(before) = earlier.iter().rposition(|one| !one.has(Marks::ORIGIN)) else {
        return (case != Case::Genitive).then_some(Governor::None);
    };
    let governor = governor(case, &earlier[..=before])?;
    (governor == Governor::None || !is_in_passing(clause, before)).then_some(governor)
}

/// What the last of the words before a currency makes of it.
fn governor(case: Case, earlier: &[ClauseToken]) -> Option<Governor> {
    let (before, earlier) = earlier.split_last()?;
    let is_after_move = earlier.last().is_some_and(|one| one.has(Marks::MOVE));
    let is_free = match case {
        Case::Direct | Case::Dative => !before.has(Marks::PREPOSITION.or(Marks::QUANTITY)),
        Case::Any => before.has(Marks::CLAUSE_OPENER.or(Marks::ASIDE_OPENER)),
        Case::Genitive => false,
    };

    match case {
        _ if before.has(Marks::RATE.or(Marks::PRICE)) => Some(Governor::Rate),
        Case::Genitive | Case::Any if before.has(Marks::MOVE) => Some(Governor::Move),
        Case::Dative | Case::Any if before.has(Marks::TOWARDS) && is_after_move => {
            Some(Governor::Move)
        }
        _ => is_free.then_some(Governor::None),
    }
}

/// Whether the chain of moves and rates that ends before a place is a circumstance: «на фоне роста курса».
fn is_in_passing(clause: &[ClauseToken], end: usize) -> bool {
    let before = &clause[..end];
    let start = before
        .iter()
        .rposition(|one| !one.has(CHAIN))
        .map_or(0, |last| last + 1);
    before[start.saturating_sub(PASSING_BEFORE)..start]
        .iter()
        .any(|one| one.has(Marks::PASSING))
}

/// Whether the first sentence of a title in its normal form says of a currency that its rate moves, or foretells it.
#[cfg(test)]
pub fn is_rate_report_by_clause(normal: &super::NormalText, lemmas: &mut super::Lemmas) -> bool {
    let mut rule = ClauseRule::default();
    for piece in super::tokens::pieces(normal) {
        let marks = Marks::of(piece.kind, || lemmas.word(piece.word).marks);
        rule.push(&piece, marks);
    }
    rule.is_report()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{LemmaMethod, Lemmas, normal_form};

    /// By every method of lemmas; the moves here are of the stems of their lemmas.
    fn check(title: &str, expected: bool) {
        for method in [LemmaMethod::BEST, LemmaMethod::Snowball] {
            let found = is_rate_report_by_clause(&normal_form(title), &mut Lemmas::by(method));
            assert_eq!(found, expected, "{method:?}: {title}");
        }
    }

    #[test]
    fn a_currency_is_the_subject_or_object_of_a_move() {
        check("Доллар подорожал", true);
        check("Рублю предрекли снижение", true);
        check("Евро дорожает", true);
        check("ЦБ поможет рублю подорожать", true);
        check("Ставка снизилась", false);
        check("", false);
    }

    #[test]
    fn a_move_or_a_rate_governs_a_currency() {
        check("Причины падения рубля", true);
        check("Ослабление российского рубля объяснили", true);
        check("Снижение курса евро", true);
        check("Стоимость доллара снизилась", true);
        check("Рост к доллару", true);
        check("Падение курса одной валюты", true);
        check("Валютный курс снизился", true);
    }

    #[test]
    fn something_else_of_a_currency_moves() {
        check("Рост популярности юаня", false);
        check("Доля евро снизилась", false);
        check("Снизилась доходность вкладов в юанях", false);
        check("Рост интереса россиян к юаню", false);
        check("Хлеб подорожал на рубль", false);
        check("Снижение ставок, доллар и прогноз", false);
        check("Нефть дорожает до 80 долларов", false);
        check("Рост числа кошельков: цифровой рубль", false);
    }

    #[test]
    fn circumstances_are_no_reports() {
        check("Цены поднимут вслед за укреплением рубля", false);
        check("Акции дорожают на фоне падения курса доллара", false);
        check("Акции дорожают из-за ожиданий падения рубля", false);
        check("Рубль подорожал после падения нефти", true);
        check("Рубль без перемен на фоне падения цен", false);
    }

    #[test]
    fn the_main_clauses_of_the_first_sentence_count() {
        check("Две стороны медали: укрепление рубля", true);
        check("Ждут, что рубль подорожает", true);
        check("Налоги поднимут, а рубль подешевеет", false);
        check("Ставку поднимут, чтобы рубль подорожал", false);
        check("Торги закрыты. Укрепление рубля", false);
        check("Вклады на 5 млрд руб. и снижение курса рубля", true);
        check("Нефть стоит 80. Рубль подешевел", false);
    }

    #[test]
    fn a_forecast_of_a_rate_is_a_report() {
        check("Аналитики спрогнозировали курс доллара на год", true);
        check("Прогноз по курсу рубля", true);
        check("Прогноз по добыче: рубль", false);
        check("Аналитики спрогнозировали доллар", false);
    }

    #[cfg(feature = "dictionary")]
    #[test]
    fn the_dictionary_joins_forms_of_moves() {
        let by_best = |title: &str, expected| {
            assert_eq!(
                is_rate_report_by_clause(&normal_form(title), &mut Lemmas::default()),
                expected,
                "{title}"
            );
        };
        by_best("Рубль ослабнет до конца года до 90 рублей за доллар", true);
        by_best(
            "Фьючерс на курс доллар — рубль упал на 4.1% с заседания",
            true,
        );
        by_best(
            "Рубль вошел в число самых подорожавших к доллару валют",
            true,
        );
        by_best("Доля доллара в расчетах упала", false);
    }
}
