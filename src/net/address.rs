//! Addresses of the web: how they are read and compared, and which hosts are not public.
//!
//! `reqwest`'s parser writes every spelling of a number as dotted decimals (`0x7f.1`, `2130706433`, `0177.0.0.1`), so
//! that only one form is checked here. What a name resolves to is checked in [`super::resolve`].

use crate::error::Bilingual;
use reqwest::Url;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// An address of the web, as it is compared and named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebAddress {
    /// The same for all spellings of one address; without a fragment, which is never sent.
    pub normal: String,
    /// Its host without a port.
    pub host: String,
    /// Whether it leads to this machine.
    pub is_loopback: bool,
}

impl WebAddress {
    /// Reads an address.
    ///
    /// # Errors
    /// A text that is no address, or one of another scheme than http and https, in words.
    pub fn parse(url: &str) -> Result<Self, Bilingual> {
        let address = parse_web_address(url)?;
        Ok(Self {
            normal: address.to_string(),
            host: address.host_str().unwrap_or_default().to_owned(),
            is_loopback: is_loopback(&address),
        })
    }
}

/// The address without its fragment.
pub(super) fn parse_web_address(url: &str) -> Result<Url, Bilingual> {
    let mut address = Url::parse(url).map_err(|error| {
        Bilingual::new(
            format!("not an address: {error}"),
            format!("это не адрес ({error})"),
        )
    })?;

    if !is_web(&address) {
        let scheme = address.scheme();
        return Err(Bilingual::new(
            format!("`{scheme}` is neither http nor https"),
            format!("«{scheme}» — не http и не https"),
        ));
    }

    address.set_fragment(None);
    Ok(address)
}

pub(super) fn is_web(address: &Url) -> bool {
    matches!(address.scheme(), "http" | "https")
}

/// The host of an address where it is written as a number.
pub(super) fn number_of(address: &Url) -> Option<IpAddr> {
    let host = address.host_str().unwrap_or_default();
    host.trim_start_matches('[')
        .trim_end_matches(']')
        .parse()
        .ok()
}

pub(super) fn is_loopback(address: &Url) -> bool {
    address.host_str() == Some("localhost") || number_of(address).is_some_and(|ip| ip.is_loopback())
}

/// What an address is trusted by: its host, with the port unless that is the usual one of its scheme; a host
/// that sends its visitors from http to https is the same host.
pub(super) fn host_and_port(address: &Url) -> String {
    let host = address.host_str().unwrap_or_default();
    address
        .port()
        .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// Who answers at an address, for taking turns: a host, whatever the port; on this machine each port is a server
/// of its own.
pub(super) fn server_of(address: &Url) -> String {
    if is_loopback(address) {
        return host_and_port(address);
    }
    address.host_str().unwrap_or_default().to_owned()
}

/// Whether an IP address belongs to the public internet: not to this machine, a private network, a link, a carrier's
/// network, a documentation block, a multicast group or a reserved block (IANA's special-purpose registries, RFC 6890).
pub(super) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => inner_v4(ip).map_or_else(|| is_public_v6(ip), is_public_v4),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_special = match (a, b) {
        (0 | 10 | 127 | 224.., _)
        | (100, 64..=127)
        | (169, 254)
        | (172, 16..=31)
        | (192, 168)
        | (198, 18..=19) => true,
        (192, 0) => matches!(c, 0 | 2),
        (192, 88) => c == 99,
        (198, 51) => c == 100,
        (203, 0) => c == 113,
        _ => false,
    };

    !is_special
}

/// Only 2000::/3 is given out, and of that not the documentation, benchmarking, Teredo and ORCHID blocks.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, ..] = ip.segments();
    let is_special = matches!((a, b), (0x2001, ..0x0200 | 0x0db8) | (0x3fff, ..0x1000));
    matches!(a, 0x2000..0x4000) && !is_special
}

/// The address of the old protocol that one of the new leads to: mapped, translated (NAT64) or tunnelled (6to4).
fn inner_v4(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    match ip.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x0064, 0xff9b, 0, 0, 0, 0, high, low] => {
            Some(joined(high, low))
        }
        [0x2002, high, low, ..] => Some(joined(high, low)),
        _ => None,
    }
}

fn joined(high: u16, low: u16) -> Ipv4Addr {
    Ipv4Addr::from((u32::from(high) << 16) | u32::from(low))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(url: &str) -> Url {
        parse_web_address(url).unwrap()
    }

    #[test]
    fn only_this_machine_is_loopback() {
        for (url, expected) in [
            ("http://127.0.0.1:81/x", true),
            ("http://[::1]/", true),
            ("http://localhost/", true),
            ("https://www.cbr.ru/", false),
            ("http://127.0.0.1.example/", false),
        ] {
            assert_eq!(is_loopback(&address(url)), expected, "{url}");
        }
    }

    #[test]
    fn only_web_addresses_are_asked() {
        for (url, cause) in [
            ("ftp://x/", "`ftp` is neither http nor https"),
            ("file:///etc/passwd", "`file` is neither"),
            ("x", "not an address"),
            ("http://", "not an address"),
        ] {
            assert!(
                parse_web_address(url).unwrap_err().en.starts_with(cause),
                "{url}"
            );
        }
        let read = WebAddress::parse("HTTP://Example.ORG:80#top").unwrap();
        assert_eq!(
            (read.normal.as_str(), read.host.as_str()),
            ("http://example.org/", "example.org")
        );
    }

    fn check_public(numbers: &[&str], expected: bool) {
        for number in numbers {
            assert_eq!(is_public(number.parse().unwrap()), expected, "{number}");
        }
    }

    #[test]
    fn what_is_nobodys_business_is_not_public() {
        check_public(
            &[
                "8.8.8.8",
                "100.63.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "2a00:1450::1",
                "::ffff:8.8.8.8",
            ],
            true,
        );
        check_public(
            &[
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "100.64.0.1",
                "127.8.8.8",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
            ],
            false,
        );
        check_public(
            &[
                "::",
                "::1",
                "::7f00:1",
                "fc00::1",
                "fdff::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "2001:db8::1",
                "::ffff:127.0.0.1",
                "::ffff:192.168.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::1",
                "2002:7f00:1::",
            ],
            false,
        );
    }

    #[test]
    fn every_spelling_of_a_number_is_seen() {
        for url in [
            "http://2130706433/",
            "http://0177.0.0.1/",
            "http://0x7f.1/",
            "http://127.1/",
            "http://127.0.0.1./",
            "http://%31%32%37.0.0.1/",
            "http://１２７.0.0.1/",
            "http://[::ffff:7f00:1]/",
            "http://0/",
        ] {
            assert_eq!(
                number_of(&address(url)).map(is_public),
                Some(false),
                "{url}"
            );
        }
    }

    #[test]
    fn a_host_is_trusted_with_its_port_and_served_in_turn_without() {
        for (url, trusted, server) in [
            ("http://example.org/x", "example.org", "example.org"),
            ("https://example.org:443/x", "example.org", "example.org"),
            (
                "https://example.org:8443/x",
                "example.org:8443",
                "example.org",
            ),
            (
                "http://127.0.0.1:8080/x",
                "127.0.0.1:8080",
                "127.0.0.1:8080",
            ),
            ("http://[::1]:8080/x", "[::1]:8080", "[::1]:8080"),
        ] {
            let address = address(url);
            assert_eq!(
                (
                    host_and_port(&address).as_str(),
                    server_of(&address).as_str()
                ),
                (trusted, server)
            );
        }
    }
}
