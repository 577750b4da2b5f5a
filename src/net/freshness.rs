//! How long an answer says that it stays what it is: `Cache-Control: max-age`, else `Expires` (RFC 9111, 4.2.1).

use super::{LONGEST_WAIT, retry_after::header_date};
use reqwest::header::{AGE, CACHE_CONTROL, DATE, EXPIRES, HeaderMap};
use std::time::Duration;

/// The time for which there is no need to ask again, at most [`LONGEST_WAIT`]; `None` if the answer does not say or is
/// stale already. `Expires` is counted from the answer's own `Date`, because the wall clock is not read here and may be
/// wrong besides.
pub(super) fn fresh_for(headers: &HeaderMap) -> Option<Duration> {
    let left = max_age(headers)
        .or_else(|| expires_after(headers))?
        .saturating_sub(age(headers));
    (left > 0).then(|| Duration::from_secs(left).min(LONGEST_WAIT))
}

/// Seconds by `Cache-Control`; 0 where it asks to be asked each time.
fn max_age(headers: &HeaderMap) -> Option<u64> {
    headers
        .get_all(CACHE_CONTROL)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|directive| directive_seconds(&directive.trim().to_ascii_lowercase()))
        .min()
}

fn directive_seconds(directive: &str) -> Option<u64> {
    if matches!(directive, "no-cache" | "no-store") {
        return Some(0);
    }
    let value = directive.strip_prefix("max-age=")?.trim_matches('"');
    // A number that cannot be read means stale, as RFC 9111 advises.
    Some(value.parse().unwrap_or(0))
}

/// Seconds by `Expires`; an unreadable one (`0`, `-1`) means already.
fn expires_after(headers: &HeaderMap) -> Option<u64> {
    let until = header_date(headers, &EXPIRES)?;
    let now = header_date(headers, &DATE)?;
    u64::try_from(until.as_second() - now.as_second()).ok()
}

/// Seconds the answer has lain in a cache on the way.
fn age(headers: &HeaderMap) -> u64 {
    headers
        .get(AGE)
        .and_then(|value| value.to_str().ok()?.trim().parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::{HeaderName, HeaderValue};

    const NOW: &str = "Sun, 26 Apr 2026 22:00:00 GMT";
    const LATER: &str = "Sun, 26 Apr 2026 22:10:00 GMT";

    fn check(headers: &[(&str, &str)], expected_s: Option<u64>) {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(
                HeaderName::try_from(*name).unwrap(),
                HeaderValue::from_str(value).unwrap(),
            );
        }
        assert_eq!(
            fresh_for(&map),
            expected_s.map(Duration::from_secs),
            "{headers:?}"
        );
    }

    #[test]
    fn expires_counts_from_the_answers_own_date() {
        check(&[("Date", NOW), ("Expires", LATER)], Some(600));
        check(&[("Date", LATER), ("Expires", NOW)], None);
        check(&[("Expires", LATER)], None);
        check(&[("Date", NOW), ("Expires", "0")], None);
        check(
            &[("Date", NOW), ("Expires", "Sun, 26 Apr 2099 22:00:00 GMT")],
            Some(24 * 3600),
        );
    }

    #[test]
    fn max_age_goes_before_expires_and_no_cache_before_both() {
        check(
            &[
                ("Cache-Control", "public, max-age=60"),
                ("Date", NOW),
                ("Expires", LATER),
            ],
            Some(60),
        );
        check(
            &[("Cache-Control", "Max-Age=\"60\""), ("Age", "20")],
            Some(40),
        );
        check(&[("Cache-Control", "max-age=60"), ("Age", "90")], None);
        check(
            &[
                ("Cache-Control", "max-age=0"),
                ("Date", NOW),
                ("Expires", LATER),
            ],
            None,
        );
        check(
            &[
                ("Cache-Control", "max-age=60"),
                ("Cache-Control", "no-cache"),
            ],
            None,
        );
        check(&[("Cache-Control", "s-maxage=60, private")], None);
        check(&[("Cache-Control", "max-age=soon")], None);
        check(
            &[("Cache-Control", "max-age=18446744073709551615")],
            Some(24 * 3600),
        );
        check(&[], None);
    }
}
