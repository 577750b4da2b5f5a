//! What to keep in mind beside a verdict, in sentences.

use super::words::{either, number};
use crate::model::{Lang, Span};

/// Above this share of events known by their day alone a reader must know it.
pub const MOST_DATE_ONLY: f64 = 0.2;

/// Below so many events one of them can undo a find.
pub const FEW_EVENTS: usize = 15;

#[derive(Clone, Debug, PartialEq)]
pub enum Caveat {
    /// A stamp is the latest time at which the news became known.
    PublicationIsLate,
    /// Something else may make both the news and the move.
    Confounding,
    /// A find by few events.
    FewEvents,
    /// Share of events known by their day alone.
    DateOnly(f64),
    /// Share of events on records whose cut-off is not established.
    CutoffUncertain(f64),
    /// Stretches without moves that were left out.
    Pegged(Vec<Span>),
    LongGaps(usize),
    /// The effect was of another sign in the other half of the time.
    SourcesChanged(usize),
}

/// The sentence, with its full stop.
pub fn caveat_text(caveat: &Caveat, lang: Lang) -> String {
    let share = |share: &f64| format!("{:.0} %", share * 100.0);
    match (caveat, lang) {
        (Caveat::PublicationIsLate, _) => either(
            lang,
            "К времени публикации новость уже известна; рынок мог узнать её раньше.",
            "By the time of publication the news is known; the market may have known it before.",
        )
        .to_owned(),
        (Caveat::Confounding, _) => either(
            lang,
            "Причиной и новостей, и движения курса могло быть нечто третье: решение по ставке, налоговый период, цены на сырьё.",
            "Something else may have caused both the news and the move: a rate decision, tax days, commodity prices.",
        )
        .to_owned(),
        (Caveat::FewEvents, _) => either(
            lang,
            "Мало событий: одна перемена в них может снять находку.",
            "Few events: a change in one of them can undo the find.",
        )
        .to_owned(),
        (Caveat::DateOnly(part), Lang::Ru) => {
            format!("У {} событий известен только день, без времени: они отнесены к концу дня.", share(part))
        }
        (Caveat::DateOnly(part), Lang::En) => {
            format!("Of {} of the events only the day is known: they count at its end.", share(part))
        }
        (Caveat::CutoffUncertain(part), Lang::Ru) => {
            format!("Для {} событий неизвестно точно, до какого часа торги входили в курс.", share(part))
        }
        (Caveat::CutoffUncertain(part), Lang::En) => {
            format!("For {} of the events it is not established until what hour trade entered the rate.", share(part))
        }
        (Caveat::Pegged(spans), _) => {
            let spans: Vec<String> = spans.iter().map(ToString::to_string).collect();
            format!(
                "{}: {}.",
                either(lang, "Курс не двигался и в расчёт не вошёл", "The rate did not move and is left out"),
                spans.join(", ")
            )
        }
        (Caveat::LongGaps(count), _) => {
            let gaps = number(*count, lang, ["перерыв", "перерыва", "перерывов"], ["gap", "gaps"]);
            match lang {
                Lang::Ru => format!("Между записями курса есть {gaps} длиннее 13 дней."),
                Lang::En => format!("Between records there are {gaps} of more than 13 days."),
            }
        }
        (Caveat::SourcesChanged(count), _) => {
            let windows = number(*count, lang, ["окне", "окнах", "окнах"], ["window", "windows"]);
            match lang {
                Lang::Ru => format!("В {windows} между двумя курсами крупный источник появился недавно; обычное число новостей там считалось по каждому источнику отдельно."),
                Lang::En => format!("In {windows} between two rates a large source was new; the usual amount of news was counted source by source there."),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_caveat_is_a_sentence_in_both_languages() {
        let day = Span::day(jiff::civil::date(2024, 5, 21));
        for caveat in [
            Caveat::PublicationIsLate,
            Caveat::Confounding,
            Caveat::FewEvents,
            Caveat::DateOnly(0.25),
            Caveat::CutoffUncertain(0.1),
            Caveat::Pegged(vec![day]),
            Caveat::LongGaps(2),
            Caveat::SourcesChanged(3),
        ] {
            for lang in [Lang::Ru, Lang::En] {
                let text = caveat_text(&caveat, lang);
                assert!(text.ends_with('.') && !text.ends_with(".."), "{text}");
            }
        }
        assert!(caveat_text(&Caveat::DateOnly(0.25), Lang::Ru).contains("25 %"));
    }
}
