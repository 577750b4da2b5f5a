//! Whether headlines and moves of a rate go together, and what set the news of a move apart.
//!
//! A question of `correlate` goes one way, a file each: [`CorrelateRequest`] → `news` (all stories with their words)
//! → `sample` (the records) → `data` (both joined) → `term_matches` or `currency_panel` (which stories, which terms)
//! → `term`, `screen` or `lead_lag` (statistics into a report) → `figures`; `regimes` needs no news, only the `sample`. `explain`, `movers` and the moves that a
//! chart marks share `window_news`, `news_window` and `shown_stories`.

mod currency_panel;
mod data;
mod explain;
mod figures;
mod known_events;
mod largest_moves;
mod lead_lag;
mod moved_rate;
mod movers;
mod news;
mod news_window;
mod occurrence;
mod read_windows;
mod regimes;
mod request;
mod sample;
mod screen;
mod screen_outcome;
mod screen_rows;
mod shown_stories;
mod term;
mod term_matches;
mod term_options;
mod term_report;
mod term_words;
mod test_count;
mod too_few;
mod window_news;

pub use explain::{ExplainRequest, explain};
pub use figures::{event_study_figure, lead_lag_figure, screen_figure};
pub use known_events::event_mark;
pub use largest_moves::mark_largest_moves;
pub use lead_lag::answer_lead_lag;
pub use movers::{MoversRequest, list_movers, movers_chart};
pub use regimes::answer_regimes;
pub use request::{
    CorrelateRequest, LeadLagRequest, NewsAmount, ScreenRequest, TermRequest, parse_excluded_dates,
    usual_window,
};
pub use sample::Subject;
pub use screen::answer_screen;
pub use term::answer_term;
pub use term_matches::check_term;
