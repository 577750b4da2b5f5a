//! What a page is made of.

use crate::model::{Headline, Series};

/// What a page has besides the picture.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The series of the picture's lines, for their figures as published.
    pub series: &'a [Series],
    /// Headlines, in the order in which each day lists its own. Headlines without a date, or outside the chart's
    /// span, are left out.
    pub headlines: &'a [Headline],
    pub colours: PageColours,
}

/// What decides about the colours of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageColours {
    /// The theme of the specification.
    OfSpec,
    /// Light or dark as the reader's system is set, print on paper.
    OfReader,
}
