//! Addresses as they may be shown and stored: without the secrets that only the server may see.
//!
//! A configured address may hold a password (`https://user:password@host/`) or a token in its query. The client asks
//! the address as it is configured; everything else sees only this form, which is also how a stored feed is found again.

use reqwest::Url;

/// Shown in place of a secret.
const HIDDEN: &str = "…";

/// Names of parameters that hold secrets, in small letters and without `-` and `_`.
const SECRET_NAMES: &str = "\
    accesskey apikey appkey auth authkey authorization consumerkey feedkey jwt key pass passphrase \
    passwd privatekey pw pwd rsskey secretkey session sessionid sid sig sign subscriptionkey";

/// Ends of further such names: `access_token`, `client_secret`, `X-Amz-Signature`.
const SECRET_ENDS: &[&str] = &["token", "secret", "password", "signature", "credential"];

/// An address without user name and password, and with `…` in the place of secrets in its query: `?token=…`.
pub fn shown_address(url: &str) -> String {
    let url = without_user(url);
    let Some(start) = url.find(['?', '#']) else {
        return url;
    };

    let mut shown = url[..start].to_owned();
    let mut rest = &url[start..];
    while let Some(separator) = rest.chars().next() {
        shown.push(separator);
        rest = &rest[separator.len_utf8()..];
        let (parameter, after) =
            rest.split_at(rest.find(['&', ';', '?', '#']).unwrap_or(rest.len()));

        push_parameter(parameter, &mut shown);
        rest = after;
    }

    shown
}

fn push_parameter(parameter: &str, shown: &mut String) {
    match parameter.split_once('=') {
        Some((name, value)) if !value.is_empty() && is_secret(name) => {
            shown.push_str(name);
            shown.push('=');
            shown.push_str(HIDDEN);
        }
        _ => shown.push_str(parameter),
    }
}

/// An address without user name and password.
pub fn without_user(url: &str) -> String {
    match Url::parse(url) {
        Ok(parsed) if parsed.username().is_empty() && parsed.password().is_none() => url.to_owned(),
        Ok(mut parsed) => {
            let _ = parsed.set_username("");
            let _ = parsed.set_password(None);
            parsed.into()
        }
        Err(_) => without_unreadable_user(url),
    }
}

/// An unreadable address may still contain a password, which then ends at the last `@`.
fn without_unreadable_user(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(scheme), Some(at)) if scheme + 3 <= at => {
            format!("{}{}", &url[..scheme + 3], &url[at + 1..])
        }
        _ => url.to_owned(),
    }
}

/// A text with each address of the web in it as it may be shown.
pub fn hide_secrets(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest
        .find("http://")
        .into_iter()
        .chain(rest.find("https://"))
        .min()
    {
        let (before, address) = rest.split_at(start);
        let end = address.find(|c: char| c.is_whitespace() || matches!(c, '"' | '`' | '«' | '»'));
        let (address, after) = address.split_at(end.unwrap_or(address.len()));
        shown.push_str(before);
        shown.push_str(&shown_address(address));
        rest = after;
    }

    shown.push_str(rest);
    shown
}

fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace(['-', '_', '.'], "");
    SECRET_NAMES.split(' ').any(|secret| secret == name)
        || SECRET_ENDS.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, expected: &str) {
        assert_eq!(shown_address(url), expected, "{url}");
    }

    #[test]
    fn passwords_and_tokens_are_never_shown() {
        check(
            "https://user:SECRET@host:8443/x?token=T&page=2",
            "https://host:8443/x?token=…&page=2",
        );
        check("https://SECRET@host/rss", "https://host/rss");
        check(
            "http://host/x?a=1&API_KEY=T;access-token=T#sig=T",
            "http://host/x?a=1&API_KEY=…;access-token=…#sig=…",
        );
        check(
            "http://host/x?X-Amz-Signature=T&X-Amz-Date=D",
            "http://host/x?X-Amz-Signature=…&X-Amz-Date=D",
        );
        check(
            "http://host/x?token=T/scripts/XML_daily.asp?date_req=1",
            "http://host/x?token=…?date_req=1",
        );
        check("http:user:SECRET@host/", "http://host/");
    }

    #[test]
    fn a_password_in_an_unreadable_address_is_not_shown_either() {
        check("http://user:SE/CRET@host/x", "http://host/x");
        check("http://user:SE#CRET@[host/x", "http://[host/x");
        check("http://[", "http://[");
    }

    #[test]
    fn an_address_without_secrets_stays_as_it_is_written() {
        for url in [
            "https://www.cbr.ru/scripts/XML_dynamic.asp?date_req1=01/02/2024&date_req2=&VAL_NM_RQ=R01235",
            "HTTP://Host/Ж?q=курс#top",
            "https://host/a@b?mail=a@b&keyword=x&token=",
            "archive:USD_1992-07-01_2026-08-21",
            "file:rates.csv",
        ] {
            check(url, url);
        }
    }

    #[test]
    fn addresses_inside_a_text_are_shown_without_secrets() {
        let text = "no answer from http://u:SECRET@host/x?key=T after 2 attempts: `https://u@h/` and mail a@b";
        let shown =
            "no answer from http://host/x?key=… after 2 attempts: `https://h/` and mail a@b";
        assert_eq!(hide_secrets(text), shown);
    }
}
