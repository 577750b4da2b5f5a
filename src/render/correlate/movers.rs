//! The largest moves, for reading.

use super::{
    move_lines::{
        against_usual, push_choice, push_known, push_published, push_window, shown_change,
    },
    page::Page,
    report::{MoverRow, MoversReport},
    term::shortened,
    words::{exact_percent, from_to},
};
use crate::{
    model::{Lang, spell_day, tr},
    render::{TableFrame, words::or_unknown},
};
use std::fmt::Write as _;

/// `movers`, each line with its end.
pub fn render_movers(report: &MoversReport, lang: Lang, frame: TableFrame) -> String {
    let mut page = Page::new(frame);
    page.line(&movers_heading(report, lang));
    push_choice(&mut page, report.news.as_ref(), lang);
    for mover in &report.movers {
        push_mover(&mut page, mover, report.currency.code, lang);
    }
    page.paragraph(lang.pick(
        "The headlines came between the setting of the rate before and of this one; cause was not \
         tested.",
        "Заголовки вышли между установлением прежнего курса и этого; причинность не проверялась.",
    ));

    page.finish()
}

fn movers_heading(report: &MoversReport, lang: Lang) -> String {
    let currency = report.currency.code;
    let moves = match report.direction {
        Some("up") => lang.pick("rises", "подъёмы"),
        Some(_) => lang.pick("falls", "падения"),
        None => lang.pick("moves", "движения"),
    };
    let kind = match report.by {
        "pct" | "abs" => lang.pick("largest", "большие"),
        _ => lang.pick("most unusual", "необычные"),
    };
    let by = match report.by {
        "pct" => lang.pick("by per cent", "по величине в процентах"),
        "abs" => lang.pick("by rubles", "по величине в рублях"),
        _ => lang.pick(
            "against the usual ones of their time",
            "против обычных для своего времени",
        ),
    };

    let period = from_to(report.from, report.to, lang);
    tr!(
        lang,
        "The {kind} {moves} of the {currency} rate {period}, {by}",
        "Самые {kind} {moves} курса {currency} {period}, {by}"
    )
}

fn push_mover(page: &mut Page, mover: &MoverRow, code: &str, lang: Lang) {
    let record = &mover.record;
    let date = spell_day(record.record_date, lang);
    let change = or_unknown(
        mover
            .shown
            .and_then(|shown| shown_change(shown, code, lang)),
    );
    let percent = record.change_pct.map(exact_percent).unwrap_or_default();
    let mut line = format!("{date}  {change}  {percent}");
    if let Some(beside) = mover.usual.beside {
        let _ = write!(line, "  {}", against_usual(beside, lang));
    }
    page.paragraph(&line);

    let count = (mover.stories, mover.has_reports_alone);
    push_window(page, record.set_date, &record.window, count, lang);
    if mover.cutoff_uncertain {
        page.hanging(
            "  ",
            lang.pick(
                "until what hour trade entered the rate is not established",
                "час, до которого торги входили в курс, точно не известен",
            ),
        );
    }
    push_known(page, &mover.events, lang);

    for headline in &mover.headlines {
        let title = shortened(&headline.title);
        push_published(
            page,
            &headline.published,
            &format!("{title} — {}", headline.source),
        );
    }
}
