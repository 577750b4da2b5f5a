//! Reports of `correlate`, `movers` and `explain`: one struct each, from which JSON and text are both made.

mod caveats;
mod effects;
mod explain;
mod lead_lag;
mod move_lines;
mod movers;
mod occurrence;
mod page;
mod regimes;
mod report;
mod screen;
mod screen_lists;
mod screen_verdict;
mod steadiness;
mod term;
mod term_figures;
mod too_few;
mod verdict;
#[cfg(test)]
mod verdict_tests;
mod words;

pub use caveats::{Caveat, FEW_EVENTS, MOST_DATE_ONLY, caveat_texts};
pub use effects::{Effect, Find};
pub use explain::{news_of_the_day_note, render_explain};
pub use lead_lag::{lead_lag_verdict, render_lead_lag};
pub use movers::render_movers;
pub use occurrence::EventsAre;
pub use regimes::render_regimes;
pub use report::{
    CalibrateReport, ClassicalReport, ClassicalRow, Comparison, DoseReport, DroppedEvent,
    EventExample, ExplainReport, HeadlineReport, HoldoutReport, HoldoutRow, KnownEvent,
    LeadLagReport, ListsApart, MovedRate, MoverRow, MoversReport, NewsChoice, PickedStory,
    RecordReport, RegimesAnswer, RegimesReport, RowFurther, SampleReport, ScreenLists,
    ScreenReport, ScreenRow, TermGrounds, TermKeyness, TermOptionsReport, TermReport,
    TooFewRecords, Turbulence, UsualReport, VerdictReport, WindowReport,
};
pub use screen::render_screen;
pub use screen_verdict::{
    ConfirmedWords, FoundWords, ScreenOutcome, noise_text, screen_verdict_text,
};
pub use steadiness::{limit_text, steadiness_text};
pub use term::{Detail, render_term};
pub use verdict::{Circumstances, Outcome, verdict_text};
pub use words::currencies_text;
