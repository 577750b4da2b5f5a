//! Known by title: the normalised title, source and day of a headline; of the undated the urls too, if both have one.

use super::{
    headline_id::{UNDATED, block_of_id},
    known::{Claim, Place},
};
use crate::{
    model::Headline,
    store::{SqlResult, columns::text_at},
    text::normal_form,
};
use rusqlite::Connection;

/// What the claim of a title met.
pub enum TitleClaim {
    /// Nothing: the place is now the headline's.
    New(Place),
    /// A headline with this title and address.
    KnownByUrl,
    /// A headline with this title.
    KnownByTitle,
}

/// What two headlines have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Likeness {
    None,
    /// Title and source; not both have an address.
    Title,
    /// Title and source, with addresses that differ.
    Namesake,
    /// Title, source and address.
    Article,
}

/// Claims the place of the title of a headline on the day of `id`.
pub fn claim_title(
    connection: &Connection,
    id: i64,
    normal: &str,
    headline: &Headline,
) -> SqlResult<TitleClaim> {
    let block = block_of_id(id);
    let place = Place::of_title(block, normal, &headline.source);
    let mut found = Likeness::None;
    let claim = place.claim(connection, id, |known| {
        // A title of the undated stays known without a date when its headline has got one since.
        if block != UNDATED && block_of_id(known) != block {
            return Ok(false);
        }
        found = likeness(connection, known, normal, headline)?;
        Ok(found != Likeness::None)
    })?;

    match (claim, found, &headline.url) {
        (Claim::New(place), ..) => Ok(TitleClaim::New(place)),
        (_, Likeness::Article, _) => Ok(TitleClaim::KnownByUrl),
        // What comes twice on a day under one title is one; of the undated only the urls say so.
        (_, Likeness::Namesake, Some(url)) if block == UNDATED => {
            claim_namesake(connection, id, normal, headline, url)
        }
        _ => Ok(TitleClaim::KnownByTitle),
    }
}

/// Claims the place of an undated article under the title of another.
fn claim_namesake(
    connection: &Connection,
    id: i64,
    normal: &str,
    headline: &Headline,
    url: &str,
) -> SqlResult<TitleClaim> {
    let place = Place::of_undated_article(normal, &headline.source, url);
    let claim = place.claim(connection, id, |known| {
        Ok(likeness(connection, known, normal, headline)? == Likeness::Article)
    })?;

    Ok(match claim {
        Claim::New(place) => TitleClaim::New(place),
        Claim::Known { .. } => TitleClaim::KnownByUrl,
    })
}

/// What a stored headline has in common with one that came, whose title is `normal`.
fn likeness(
    connection: &Connection,
    known: i64,
    normal: &str,
    headline: &Headline,
) -> SqlResult<Likeness> {
    let mut select =
        connection.prepare_cached("SELECT title, source, url FROM headline WHERE id = ?1")?;
    select.query_row([known], |row| {
        let known_title = text_at(row, 0)?;
        let known_source = text_at(row, 1)?;
        if known_source != headline.source || normal_form(known_title).as_str() != normal {
            return Ok(Likeness::None);
        }

        let known_url = row.get_ref(2)?.as_str_or_null()?;
        Ok(match headline.url.as_deref().zip(known_url) {
            Some((url, known)) if url == known => Likeness::Article,
            Some(_) => Likeness::Namesake,
            None => Likeness::Title,
        })
    })
}

/// Points the place of the title of a headline that was `known` to its new id.
pub fn move_title(
    connection: &Connection,
    known: i64,
    id: i64,
    normal: &str,
    headline: &Headline,
) -> SqlResult<()> {
    let source = &headline.source;
    let first = Place::of_title(block_of_id(known), normal, source);
    let url = headline.url.as_deref().unwrap_or_default();
    let as_namesake = Place::of_undated_article(normal, source, url);

    for place in [first, as_namesake] {
        match place.claim(connection, id, |other| Ok(other == known))? {
            Claim::Known { place, .. } => return place.point_to(connection, id),
            Claim::New(place) => place.release(connection)?,
        }
    }
    Ok(())
}
