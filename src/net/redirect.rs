//! The way from the address asked to the one that answers: which redirects are followed.
//!
//! They are followed by hand, hop by hop, because validators go only to the address that gave them and because a
//! stranger's redirect must not reach into a private network.

use super::{address::is_web, exchange::Redirect, shown::shown_address};
use crate::error::{AnswerFault, RedirectFault};
use reqwest::Url;

/// Redirects followed at most.
pub(super) const MOST_REDIRECTS: usize = 5;

/// The addresses of one question so far; never empty.
pub(super) struct Way {
    first: Url,
    further: Vec<Url>,
    /// How many redirects from the first on were for good.
    permanent: usize,
}

impl Way {
    pub const fn starting_at(first: Url) -> Self {
        Self {
            first,
            further: Vec::new(),
            permanent: 0,
        }
    }

    /// The address the question started from: the caller's own.
    pub const fn first(&self) -> &Url {
        &self.first
    }

    /// The address to ask now.
    pub fn last(&self) -> &Url {
        self.further.last().unwrap_or(&self.first)
    }

    /// The address to which the first one has moved for good, as it may be shown. What comes behind a redirect for the
    /// time being says nothing about the first address.
    pub fn moved_to(&self) -> Option<String> {
        let last = self.further[..self.permanent].last()?;
        Some(shown_address(last.as_str()))
    }

    /// Follows a redirect: within the web, never from https down to http, where anybody on the way could change
    /// what is said.
    pub fn follow(&mut self, redirect: &Redirect) -> Result<(), AnswerFault> {
        let location = &redirect.location;
        let last = self.last();
        let Ok(mut next) = last.join(location) else {
            return Err(refused(location, RedirectFault::NoAddress));
        };

        // Fragments are not sent; two addresses that differ in one are a loop.
        next.set_fragment(None);

        let most = MOST_REDIRECTS;
        let why = if !is_web(&next) {
            RedirectFault::OtherScheme
        } else if last.scheme() == "https" && next.scheme() == "http" {
            RedirectFault::Downgrade
        } else if self.further.len() < MOST_REDIRECTS {
            if redirect.is_permanent && self.permanent == self.further.len() {
                self.permanent += 1;
            }
            self.further.push(next);
            return Ok(());
        } else if next == self.first || self.further.contains(&next) {
            RedirectFault::Loop { most }
        } else {
            RedirectFault::TooMany { most }
        };

        Err(refused(next.as_str(), why))
    }
}

fn refused(to: &str, why: RedirectFault) -> AnswerFault {
    AnswerFault::Redirect {
        to: shown_address(to),
        why,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(first: &str) -> Way {
        Way::starting_at(Url::parse(first).unwrap())
    }

    fn follow(way: &mut Way, location: &str, is_permanent: bool) -> Result<(), AnswerFault> {
        way.follow(&Redirect {
            location: location.to_owned(),
            is_permanent,
        })
    }

    fn check(first: &str, location: &str, expected: Result<&str, RedirectFault>) {
        let mut way = way(first);
        let followed = follow(&mut way, location, false).map_err(|fault| match fault {
            AnswerFault::Redirect { why, .. } => why,
            other => panic!("{other}"),
        });
        assert_eq!(
            followed.map(|()| way.last().as_str()),
            expected,
            "{first} to {location}"
        );
    }

    #[test]
    fn redirects_stay_in_the_web_and_never_go_down() {
        check("http://x/a/b?c", "d", Ok("http://x/a/d"));
        check("http://x/a", "//y/b#top", Ok("http://y/b"));
        check("http://x/a", "https://x/a", Ok("https://x/a"));
        check("https://x/a", "http://x/a", Err(RedirectFault::Downgrade));
        check(
            "http://x/a",
            "file:///etc/passwd",
            Err(RedirectFault::OtherScheme),
        );
        check(
            "http://x/a",
            "data:text/xml,<rss/>",
            Err(RedirectFault::OtherScheme),
        );
        check("http://x/a", "http://[", Err(RedirectFault::NoAddress));
    }

    #[test]
    fn a_loop_is_told_from_a_long_way() {
        let mut round = way("http://x/0");
        let mut far = way("http://x/0");
        for hop in 1..=5 {
            follow(&mut round, &format!("/{}", hop % 2), false).unwrap();
            follow(&mut far, &format!("/{hop}"), false).unwrap();
        }
        let why = |way: &mut Way, to| follow(way, to, false).unwrap_err().to_string();
        assert!(why(&mut round, "/0").contains("a loop"));
        assert!(why(&mut far, "/6").contains("more than 5 redirects"));
    }

    #[test]
    fn only_moves_for_good_from_the_first_address_on_are_its_own() {
        for (hops, expected) in [
            (&[("/a", true)][..], Some("http://x/a")),
            (&[("/a", true), ("/b", true)], Some("http://x/b")),
            (
                &[("/a", true), ("/b", false), ("/c", true)],
                Some("http://x/a"),
            ),
            (&[("/a", false), ("/b", true)], None),
            (&[("/a?token=1", true)], Some("http://x/a?token=…")),
            (&[], None),
        ] {
            let mut way = way("http://x/0");
            for (location, is_permanent) in hops {
                follow(&mut way, location, *is_permanent).unwrap();
            }
            assert_eq!(way.moved_to().as_deref(), expected, "{hops:?}");
        }
    }
}
