//! Headlines on their way into the store, whoever read them: batches written, stories clustered.
//!
//! Memory is bounded by the batch, whatever the source holds, and each batch is stored whole or not at all: an intake
//! that was broken off and is repeated ends in the same state.

use crate::{
    error::Result,
    model::{Headline, Published, day_in_moscow},
    news::address::article_address,
    store::{Insertion, Store},
    text::{self, LemmaMethod, Lemmas},
};
use jiff::{Timestamp, civil::Date};
use std::ops::ControlFlow;

/// Headlines of a batch.
const BATCH_HEADLINES: usize = 65_536;

/// Text of a batch, in bytes.
const BATCH_BYTES: usize = 32 * 1024 * 1024;

/// What came in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Headlines that are new.
    pub added: usize,
    /// Headlines, new or known, that came without a date.
    pub undated: usize,
    /// Headlines that were stored without a date and have one now.
    pub dated: usize,
    /// Headlines that were stored already.
    pub known: usize,
    /// Those of them that are known by their titles, and not by their addresses.
    pub known_by_title: usize,
    /// Headlines with a date that is still to come, which counts for none.
    pub in_future: usize,
}

impl Taken {
    /// Whether there is a headline, or the date of one, that the store did not have.
    const fn has_news(&self) -> bool {
        self.added + self.dated > 0
    }
}

/// An intake of headlines.
pub struct Intake<'a> {
    store: &'a mut Store,
    lemmas: Lemmas,
    now: Timestamp,
    today: Date,
    batch: Vec<Headline>,
    batch_bytes: usize,
    taken: Taken,
}

impl<'a> Intake<'a> {
    /// Opens an intake at `now`, which becomes `first_seen` of what is new. An index that was made with other
    /// lemmas is rebuilt first; call [`ensure_index`] before to learn of it.
    pub fn new(store: &'a mut Store, now: Timestamp) -> Result<Self> {
        ensure_index(store, &mut |_, _| ControlFlow::Continue(()))?;
        Ok(Self {
            store,
            lemmas: Lemmas::default(),
            now,
            today: day_in_moscow(now),
            batch: Vec::new(),
            batch_bytes: 0,
            taken: Taken::default(),
        })
    }

    pub const fn now(&self) -> Timestamp {
        self.now
    }

    pub const fn store(&mut self) -> &mut Store {
        self.store
    }

    /// Takes a headline; a full batch is written.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses; the batch is not stored then.
    pub fn add(&mut self, mut headline: Headline) -> Result<()> {
        headline.url = headline.url.and_then(article_address);
        headline
            .dated
            .take_if(|dated| !self.is_possible(dated.published));
        self.taken.undated += usize::from(headline.dated.is_none());
        self.batch_bytes += text_bytes(&headline);
        self.batch.push(headline);

        if self.batch.len() >= BATCH_HEADLINES || self.batch_bytes >= BATCH_BYTES {
            self.flush()
        } else {
            Ok(())
        }
    }

    /// Whether news of now can have this date; one that is still to come is counted.
    fn is_possible(&mut self, published: Published) -> bool {
        let day = published.day();
        let is_to_come = day > self.today && published.not_after(self.today).is_none();
        self.taken.in_future += usize::from(is_to_come);

        // A year before 1, which no calendar of the store can write, is taken for no date.
        day.year() > 0 && !is_to_come
    }

    /// Writes what waits; returns what came in since the last call, which is what one file or feed brought.
    ///
    /// # Errors
    /// As [`Intake::add`].
    pub fn take_counts(&mut self) -> Result<Taken> {
        self.flush()?;
        Ok(std::mem::take(&mut self.taken))
    }

    /// Writes what waits, merges the index and clusters the stories that are due.
    ///
    /// # Errors
    /// As [`Intake::add`]; the stories stay due then.
    pub fn finish(mut self) -> Result<Taken> {
        let taken = self.take_counts()?;

        // Without news there may be stories of a run that was broken off; otherwise nothing is written.
        if taken.has_news() || self.store.are_stories_due()? {
            self.store.merge_index()?;
            self.store.update_stories(&mut self.lemmas)?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> Result<()> {
        let done = self
            .store
            .insert_headlines(&self.batch, self.now, &mut self.lemmas)?;
        for insertion in done {
            match insertion {
                Insertion::Added => self.taken.added += 1,
                Insertion::Dated => self.taken.dated += 1,
                Insertion::KnownByUrl => self.taken.known += 1,
                Insertion::KnownByTitle => {
                    self.taken.known += 1;
                    self.taken.known_by_title += 1;
                }
            }
        }
        self.batch.clear();
        self.batch_bytes = 0;
        Ok(())
    }
}

/// Whether another program's lemmas were used for the headlines.
///
/// # Errors
/// [`crate::error::Error::Store`] when SQLite refuses.
pub fn is_index_due(store: &Store) -> Result<bool> {
    store.is_index_by_another(LemmaMethod::BEST.name())
}

/// Folds all headlines and clusters all stories again if another program's lemmas were used for them. Returns how many
/// headlines were folded, if any were and `progress`, which gets the headlines that are done and all there are, did not
/// break off.
///
/// # Errors
/// [`crate::error::Error::Store`] when SQLite refuses; the old index stays then.
pub fn ensure_index(
    store: &mut Store,
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Option<usize>> {
    if !is_index_due(store)? {
        return Ok(None);
    }

    let mut lemmas = Lemmas::default();
    let Some(folded) = store.rebuild_index(&mut lemmas, progress)? else {
        return Ok(None);
    };
    store.merge_index()?;
    store.update_stories(&mut lemmas)?;
    Ok(Some(folded))
}

/// Takes from the store what it knows of words as they were typed: their lemmas, and the forms that may be theirs.
///
/// # Errors
/// [`crate::error::Error::Store`] when SQLite refuses.
pub fn remember_typed(store: &Store, lemmas: &mut Lemmas, typed: &str) -> Result<()> {
    let normal = text::normal_form(typed);
    remember(store, lemmas, &normal)?;
    let telling = text::telling_forms(&normal, lemmas);
    for (form, of_form) in store.load_lemmas(&telling)? {
        lemmas.remember(&form, &of_form);
    }

    let wanted = text::typed_lemmas(&normal, lemmas);
    for possible in store.load_possible_forms(&wanted)? {
        lemmas.remember(&possible.form, &possible.lemmas);
        lemmas.remember_possible(&possible.lemma, &possible.form, possible.writings);
    }
    Ok(())
}

/// Takes the lemmas of a text in its normal form from the store, so that the dictionary need not be loaded.
///
/// # Errors
/// [`crate::error::Error::Store`] when SQLite refuses.
pub fn remember(store: &Store, lemmas: &mut Lemmas, normal: &str) -> Result<()> {
    for (form, of_form) in store.load_lemmas(&lemmas.unknown_forms(normal))? {
        lemmas.remember(&form, &of_form);
    }
    Ok(())
}

/// Roughly the bytes of a headline's text.
fn text_bytes(headline: &Headline) -> usize {
    let Headline {
        url,
        summary,
        author,
        section,
        ..
    } = headline;
    let optional = [url, summary, author, section].into_iter().flatten();

    optional
        .chain([&headline.title, &headline.source])
        .chain(&headline.tags)
        .map(String::len)
        .sum()
}
