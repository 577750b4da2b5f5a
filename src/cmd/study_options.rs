//! Options that the commands of statistics share.

use crate::analysis::events::Link;
use crate::cli::LinkArg;
use crate::render::Detail;

/// How much a report says.
pub const fn detail(wants_figures: bool) -> Detail {
    if wants_figures {
        Detail::Figures
    } else {
        Detail::Words
    }
}

impl From<LinkArg> for Link {
    fn from(typed: LinkArg) -> Self {
        match typed {
            LinkArg::Effect => Self::Effect,
            LinkArg::Date => Self::Date,
        }
    }
}
