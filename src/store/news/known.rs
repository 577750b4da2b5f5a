//! Which headlines are known: by their url, and by normalised title, source and day.
//!
//! A hash finds, the headline itself decides. A hash that another headline has moves on to the next number, so
//! nothing is ever taken out of these tables but what was put in last.

use super::headline_id::{UNDATED, block_of_id};
use crate::store::{SqlResult, columns::execute};
use rusqlite::{Connection, params};

/// A headline's place in a table by hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    table: &'static Table,
    hash: i64,
}

/// The statements of a table.
#[derive(Debug, PartialEq, Eq)]
struct Table {
    insert: &'static str,
    select: &'static str,
    update: &'static str,
    delete: &'static str,
}

static BY_URL: Table = Table {
    insert: "INSERT INTO headline_by_url VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    select: "SELECT headline FROM headline_by_url WHERE hash = ?1",
    update: "UPDATE headline_by_url SET headline = ?2 WHERE hash = ?1",
    delete: "DELETE FROM headline_by_url WHERE hash = ?1",
};

static BY_TITLE: Table = Table {
    insert: "INSERT INTO headline_by_title VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    select: "SELECT headline FROM headline_by_title WHERE hash = ?1",
    update: "UPDATE headline_by_title SET headline = ?2 WHERE hash = ?1",
    delete: "DELETE FROM headline_by_title WHERE hash = ?1",
};

/// What a claim met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// Nothing: the place is now the headline's.
    New(Place),
    /// The same headline.
    Known {
        /// Its place.
        place: Place,
        /// Its id.
        headline: i64,
    },
}

impl Place {
    /// Where a url is looked for first.
    pub fn of_url(url: &str) -> Self {
        Self {
            table: &BY_URL,
            hash: hash(&[url]).cast_signed(),
        }
    }

    /// Where a title of a source is looked for first: places of one day are neighbours, as its ids are.
    pub fn of_title(block: i64, normal_title: &str, source: &str) -> Self {
        let within = hash(&[normal_title, source]) >> 24;
        Self {
            table: &BY_TITLE,
            hash: (block << 40) | within.cast_signed(),
        }
    }

    /// Where an undated title is looked for if another article, of another url, has its first place: in one row behind the
    /// other, a thousand articles under one title would each be compared with all before.
    pub fn of_undated_article(normal_title: &str, source: &str, url: &str) -> Self {
        let within = hash(&[normal_title, source, url]) >> 24;
        Self {
            table: &BY_TITLE,
            hash: (UNDATED << 40) | within.cast_signed(),
        }
    }

    /// Takes the place, or the next free one, for headline `id`, unless it is that of the same headline.
    pub fn claim(
        mut self,
        connection: &Connection,
        id: i64,
        mut is_same: impl FnMut(i64) -> SqlResult<bool>,
    ) -> SqlResult<Claim> {
        let mut insert = connection.prepare_cached(self.table.insert)?;
        while insert.execute(params![self.hash, id])? == 0 {
            let headline = connection
                .prepare_cached(self.table.select)?
                .query_row([self.hash], |row| row.get(0))?;
            if is_same(headline)? {
                return Ok(Claim::Known {
                    place: self,
                    headline,
                });
            }
            self.hash = self.hash.wrapping_add(1);
        }

        Ok(Claim::New(self))
    }

    /// Notes that the headline here has another id.
    pub fn point_to(self, connection: &Connection, id: i64) -> SqlResult<()> {
        execute(connection, self.table.update, params![self.hash, id])
    }

    /// Gives back a place that was just claimed.
    pub fn release(self, connection: &Connection) -> SqlResult<()> {
        execute(connection, self.table.delete, [self.hash])
    }
}

/// Claims the place of a stored title of which an earlier program made another normal form.
pub fn claim_again(connection: &Connection, id: i64, normal: &str, source: &str) -> SqlResult<()> {
    let place = Place::of_title(block_of_id(id), normal, source);
    place.claim(connection, id, |known| Ok(known == id))?;
    Ok(())
}

/// A hash that is the same in every version of the program: it is stored.
fn hash(texts: &[&str]) -> u64 {
    // FxHash over eight bytes at a time, then the finisher of MurmurHash3.
    let mut state = 0_u64;
    for text in texts {
        let (words, rest) = text.as_bytes().as_chunks::<8>();
        for word in words {
            state = mix(state, u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        state = mix(state, u64::from_le_bytes(last));
        // Without the length «ab», «c» would be «a», «bc».
        state = mix(state, text.len() as u64);
    }

    state = (state ^ (state >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    state = (state ^ (state >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    state ^ (state >> 33)
}

fn mix(state: u64, word: u64) -> u64 {
    (state.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_what_it_always_was() {
        assert_eq!(
            Place::of_url("https://ria.ru/20240521/stavka-1.html").hash,
            -8_396_234_057_778_660_439
        );
        assert_eq!(
            Place::of_title(19_864, "ключевая ставка", "ria.ru").hash >> 40,
            19_864
        );
        assert_eq!(
            Place::of_title(-3, "ключевая ставка", "ria.ru").hash >> 40,
            -3
        );
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
    }
}
