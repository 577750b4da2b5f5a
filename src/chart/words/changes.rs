//! The words over the bars of changes.

use super::ranges::change_since_start;
use crate::{
    chart::data::{Line, Spec},
    model::{Every, Lang, Nominal, tr},
};

/// The period and the unit of the changes, and their currency unless it is evident.
pub fn change_heading(line: &Line, spec: &Spec) -> Vec<String> {
    let lang = spec.lang;
    let [change, short] = change_of_period(spec);
    let [unit, sign] = unit_of_changes(line, lang);
    let subject = subject_of_changes(line, spec);
    if subject.is_empty() {
        return vec![
            format!("{change}, {unit}"),
            format!("{change}, {sign}"),
            format!("{short}, {sign}"),
        ];
    }

    let mut variants = Vec::new();
    let count = spec.lines.len();
    // Of more than two currencies only the first has bars.
    if count > 2 {
        variants.push(tr!(
            lang,
            "{change}, {unit}: {subject}, the first of {count}",
            "{change}, {unit}: {subject}, первая из {count}"
        ));
    }
    variants.extend([
        format!("{change}, {unit}: {subject}"),
        format!("{short}, {sign}: {subject}"),
        format!("{subject}, {sign}"),
    ]);
    variants
}

/// In full and in short.
fn change_of_period(spec: &Spec) -> [String; 2] {
    let lang = spec.lang;
    let every = spec.view.shape.every();
    let short_since = lang.pick("Since its start", "С начала");
    if let Some(since) = every.and_then(|every| change_since_start(every, spec.span, lang)) {
        return [since, short_since.to_owned()];
    }

    let (ru, en) = match every {
        None | Some(Every::Record | Every::Day) => ("день", "Daily"),
        Some(Every::Week) => ("неделю", "Weekly"),
        Some(Every::Month) => ("месяц", "Monthly"),
        Some(Every::Quarter) => ("квартал", "Quarterly"),
        Some(Every::Year) => ("год", "Yearly"),
    };

    [
        tr!(lang, "{en} change", "Изменение за {ru}"),
        tr!(lang, "{en}", "За {ru}"),
    ]
}

/// In full and as a sign.
fn unit_of_changes(line: &Line, lang: Lang) -> [&'static str; 2] {
    if line.changes_in_percent {
        return ["%"; 2];
    }

    match line.quote_code() {
        "RUB" => [lang.pick("rubles", "рубли"), "₽"],
        code => [code; 2],
    }
}

/// The currency of the changes, or the number of units they are for; empty for one unit of the only currency, which the
/// title names.
fn subject_of_changes(line: &Line, spec: &Spec) -> String {
    let is_of_many_units = !line.changes_in_percent && line.nominal != Nominal::ONE;
    if is_of_many_units {
        line.label()
    } else if spec.lines.len() > 1 {
        line.quoted.to_string()
    } else {
        String::new()
    }
}
