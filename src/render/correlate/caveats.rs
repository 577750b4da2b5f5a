//! What a reader should keep in mind about a verdict, in sentences.

use super::report::NewsChoice;
use crate::{
    error::HeadlinesAsked,
    model::{Lang, Span, counted, tr},
    render::words::joined,
};

/// Above this share of events known by their day alone a reader must know it.
pub const MOST_DATE_ONLY: f64 = 0.2;

/// With fewer events than this a single one can undo a find.
pub const FEW_EVENTS: usize = 15;

#[derive(Clone, Debug, PartialEq)]
pub enum Caveat {
    /// Only a part of the news counts.
    NewsChosen(NewsChoice),
    /// A stamp is the latest time at which the news became known.
    PublicationIsLate,
    /// Something else may make both the news and the move.
    Confounding,
    /// A find by few events.
    FewEvents,
    /// Share of events known by their day alone.
    DateOnly(f64),
    /// Share of events on records with a cut-off that is not established.
    CutoffUncertain(f64),
    /// Stretches without moves that were left out.
    Pegged(Vec<Span>),
    LongGaps(usize),
    /// Windows between two rates in which a large source was new.
    SourcesChanged(usize),
}

pub fn caveat_texts(caveats: &[Caveat], lang: Lang) -> Vec<String> {
    let texts = caveats.iter().map(|caveat| caveat_text(caveat, lang));
    texts.collect()
}

/// The sentence, with its full stop.
fn caveat_text(caveat: &Caveat, lang: Lang) -> String {
    match caveat {
        Caveat::NewsChosen(choice) => news_choice_text(choice, lang),
        Caveat::PublicationIsLate => tr!(
            lang,
            "By the time of publication the news is known; the market may have known it before.",
            "К времени публикации новость уже известна; рынок мог узнать её раньше.",
        ),
        Caveat::Confounding => tr!(
            lang,
            "Something else may have caused both the news and the move: a rate decision, tax \
             days, commodity prices.",
            "Причиной и новостей, и движения курса могло быть нечто третье: решение по ставке, \
             налоговый период, цены на сырьё."
        ),
        Caveat::FewEvents => tr!(
            lang,
            "Few events: a change in one of them can undo the find.",
            "Мало событий: одна перемена в них может снять находку.",
        ),

        Caveat::DateOnly(share) => tr!(
            lang,
            "Of {:.0} % of the events only the day is known: they count at its end.",
            "У {:.0} % событий известен только день, без времени: они отнесены к концу дня.",
            share * 100.0
        ),
        Caveat::CutoffUncertain(share) => tr!(
            lang,
            "For {:.0} % of the events it is not established until what hour trade entered the \
             rate.",
            "Для {:.0} % событий неизвестно точно, до какого часа торги входили в курс.",
            share * 100.0
        ),

        Caveat::Pegged(spans) => {
            let spans = joined(spans, ", ");
            tr!(
                lang,
                "The rate did not move and is left out: {spans}.",
                "Курс не двигался и в расчёт не вошёл: {spans}."
            )
        }
        Caveat::LongGaps(count) => {
            let gaps = counted(
                *count,
                lang,
                ["gap", "gaps"],
                ["перерыв", "перерыва", "перерывов"],
            );
            tr!(
                lang,
                "Between records there are {gaps} of more than 13 days.",
                "Между записями курса есть {gaps} длиннее 13 дней.",
            )
        }
        Caveat::SourcesChanged(count) => {
            let windows = counted(
                *count,
                lang,
                ["window", "windows"],
                ["окне", "окнах", "окнах"],
            );
            tr!(
                lang,
                "In {windows} between two rates a large source was new; the usual amount of news \
                 was counted source by source there.",
                "В {windows} между двумя курсами крупный источник появился недавно; обычное число \
                 новостей там считалось по каждому источнику отдельно.",
            )
        }
    }
}

/// Which news counts, as a sentence.
pub fn news_choice_text(choice: &NewsChoice, lang: Lang) -> String {
    let asked = HeadlinesAsked {
        sources: choice.sources.clone(),
        sections: choice.sections.clone(),
        languages: choice.languages.clone(),
        ..HeadlinesAsked::default()
    };
    let chosen = asked.text(lang);
    tr!(
        lang,
        "Only the news{chosen} counts.",
        "Учтены только новости{chosen}."
    )
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
            Caveat::NewsChosen(NewsChoice {
                sources: vec!["lenta.ru".into(), "ria.ru".into()],
                sections: vec!["Экономика".into()],
                languages: vec!["ru"],
            }),
        ] {
            for lang in [Lang::Ru, Lang::En] {
                let text = caveat_text(&caveat, lang);
                assert!(text.ends_with('.') && !text.ends_with(".."), "{text}");
            }
        }
        assert!(caveat_text(&Caveat::DateOnly(0.25), Lang::Ru).contains("25 %"));
    }
}
