//! How long a server asks to be left alone: `Retry-After` in seconds or as a date.

use jiff::Timestamp;
use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};
use std::time::Duration;

/// The wait asked for, if it can be read. A date is counted from the answer's own `Date`, because the wall
/// clock belongs to `main` and may be wrong besides; one that has passed is no wait.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let asked = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !asked.is_empty() && asked.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit mean longer than anybody waits.
        return Some(Duration::from_secs(
            asked.parse().unwrap_or(u64::from(u32::MAX)),
        ));
    }

    let until = http_date(asked)?;
    let now = header_date(headers, &DATE)?;
    Some(Duration::from_secs(
        u64::try_from(until.as_second() - now.as_second()).unwrap_or(0),
    ))
}

/// A header that is a date.
pub(super) fn header_date(headers: &HeaderMap, name: &HeaderName) -> Option<Timestamp> {
    http_date(headers.get(name)?.to_str().ok()?.trim())
}

/// `Sun, 26 Apr 2026 22:00:58 GMT`, the one form that servers may write (RFC 9110, 5.6.7).
fn http_date(text: &str) -> Option<Timestamp> {
    jiff::fmt::rfc2822::DateTimeParser::new()
        .relaxed_weekday(true)
        .parse_timestamp(text)
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;

    fn check(retry_after_text: &str, date: Option<&str>, expected_s: Option<u64>) {
        let mut headers = HeaderMap::new();
        headers.insert(
            RETRY_AFTER,
            HeaderValue::from_str(retry_after_text).unwrap(),
        );
        if let Some(date) = date {
            headers.insert(DATE, HeaderValue::from_str(date).unwrap());
        }
        let wait = retry_after(&headers);
        assert_eq!(
            wait,
            expected_s.map(Duration::from_secs),
            "{retry_after_text} at {date:?}"
        );
    }

    #[test]
    fn seconds_and_dates_are_read() {
        let date = Some("Sun, 26 Apr 2026 22:00:58 GMT");
        check("0", None, Some(0));
        check(" 120 ", None, Some(120));
        check("99999999999999999999999", None, Some(u64::from(u32::MAX)));
        check("Sun, 26 Apr 2026 22:01:28 GMT", date, Some(30));
        check("Sun, 26 Apr 2026 21:00:00 GMT", date, Some(0));
        check("Sun, 26 Apr 2026 22:01:28 GMT", None, None);
        check("soon", date, None);
        check("-5", date, None);
    }
}
