//! Kinds of archives of headlines: lists of past news that a site offers, each walked in its own way.

use std::{fmt, str::FromStr};

/// How an archive lists its headlines, and from where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ArchiveKind {
    /// The pages of a day at Lenta.ru: `/news/2024/05/02/`, `/news/2024/05/02/page/2/`, ….
    Lenta,
    /// The pages of a day at Interfax: `/news/2024/05/02`, `/news/2024/05/02/page_2`, ….
    Interfax,
    /// News of the Bank of Russia by range of days: `NewsInfoXML` of its web service.
    CbrNews,
    /// Releases on the key rate, a list in steps of ten at the site of the Bank of Russia.
    CbrKeyRate,
    /// Posts of a site made with WordPress, by range of days: its interface `/wp-json/wp/v2`.
    WordPress,
    /// A sitemap or an index of sitemaps: titles where entries have their part of news, dates in their addresses.
    Sitemap,
    /// Headlines of many sites that have the words of a query, by range of days: the interface DOC 2.0 of GDELT.
    Gdelt,
    /// The public preview of a channel of Telegram, `https://t.me/s/CHANNEL`, newest posts first.
    Telegram,
}

impl ArchiveKind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Lenta,
        Self::Interfax,
        Self::CbrNews,
        Self::CbrKeyRate,
        Self::WordPress,
        Self::Sitemap,
        Self::Gdelt,
        Self::Telegram,
    ];

    /// Its name in the configuration and in every output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lenta => "lenta",
            Self::Interfax => "interfax",
            Self::CbrNews => "cbr-news",
            Self::CbrKeyRate => "cbr-key-rate",
            Self::WordPress => "wordpress",
            Self::Sitemap => "sitemap",
            Self::Gdelt => "gdelt",
            Self::Telegram => "telegram",
        }
    }
}

impl fmt::Display for ArchiveKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A text that names no kind of archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownArchiveKind;

impl FromStr for ArchiveKind {
    type Err = UnknownArchiveKind;

    fn from_str(name: &str) -> Result<Self, UnknownArchiveKind> {
        let kind = Self::ALL.into_iter().find(|kind| kind.name() == name);
        kind.ok_or(UnknownArchiveKind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_by_the_name_that_it_is_written_with() {
        for kind in ArchiveKind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
        assert_eq!("Lenta".parse::<ArchiveKind>(), Err(UnknownArchiveKind));
    }
}
