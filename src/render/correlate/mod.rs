//! Reports of `correlate`, `movers` and `explain`: one struct each, from which JSON and text are both made.

mod caveats;
mod lead_lag;
mod movers;
mod page;
mod regimes;
mod report;
mod screen;
mod screen_verdict;
mod term;
mod verdict;
mod words;

pub use caveats::{Caveat, FEW_EVENTS, MOST_DATE_ONLY, caveat_texts};
pub use lead_lag::{lead_lag_verdict, render_lead_lag};
pub use movers::{news_of_the_day_note, render_explain, render_movers};
pub use report::{
    CalibrateReport, ClassicalReport, ClassicalRow, Comparison, DoseReport, DroppedEvent,
    EventExample, ExplainReport, HeadlineReport, HoldoutReport, HoldoutRow, KnownEvent,
    LeadLagReport, MoverRow, MoversReport, NewsChoice, PickedStory, RecordReport, RegimesReport,
    SampleReport, ScreenLists, ScreenReport, ScreenRow, TermKeyness, TermOptionsReport, TermReport,
    UsualReport, VerdictReport, WindowReport,
};
pub use screen::{noise_text, render_screen};
pub use screen_verdict::{ScreenOutcome, screen_verdict_text};
pub use term::{Detail, render_term};
pub use verdict::{Circumstances, Effect, Outcome, verdict_text};
