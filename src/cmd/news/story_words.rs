//! The store with all its stories packed: what every question of statistics begins with.

use super::intake::Words;
use super::open;
use crate::cmd::context::Context;
use crate::cmd::progress::counting_bar;
use crate::error::Result;
use crate::store::Store;

/// Opens the store for statistics: stories that are due are told, and the words of those that lack them packed, with
/// a bar of the days where there are many.
///
/// # Errors
/// Those of [`open`] and of the store; the days that are done stay.
pub fn open_with_story_words(context: &Context) -> Result<Store> {
    let mut store = open(context)?;
    let bar = counting_bar(context);
    let packed = store.update_story_words(&mut Words::default(), &mut |done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    packed.map(|_| store)
}
