//! Rates: what answers brought, which days they cover, and where each figure comes from.

pub(super) mod answer;
mod around;
pub(super) mod coverage;
pub(super) mod evidence;
pub(super) mod proof;
pub(super) mod record;
pub(super) mod series;
