//! The one request by which a source is found out before it is written.

use super::plan::{PlannedSource, first_page};
use crate::{
    app::config::NewRow,
    error::{Bilingual, Error, Result},
    net::{Answer, Client, Conditional, Validators, WebAddress, shown_address},
    news::{ArchiveKind, FoundSource, find_source, is_answer_of},
    render::{self, SourceChange},
};
use jiff::civil::Date;

/// Asks a planned source once; comes back with the rows to write and, where it has moved for good, the address.
///
/// # Errors
/// [`Error::NotAdded`] when it cannot be asked or is no such source, [`Error::NamesFeeds`] for a page that names feeds.
pub async fn check_source(
    client: &Client,
    planned: PlannedSource,
    today: Date,
) -> Result<(Vec<NewRow>, Vec<SourceChange>)> {
    let asked = client
        .get_conditional(&planned.asked, &Validators::default())
        .await;
    let checked = asked.and_then(|answered| take_answer(planned.clone(), &answered, today));
    checked.map_err(|error| error.of_new_source(&planned.rows[0].name))
}

fn take_answer(
    mut planned: PlannedSource,
    answered: &Conditional,
    today: Date,
) -> Result<(Vec<NewRow>, Vec<SourceChange>)> {
    let Some(answer) = &answered.answer else {
        return Ok((planned.rows, Vec::new()));
    };

    let mut changes = Vec::new();
    if let Some(to) = &answered.moved_to {
        let is_written = follow(&mut planned, to, today);
        changes.push(SourceChange::Moved {
            from: shown_address(&planned.asked),
            to: to.clone(),
            is_written,
        });
    }

    let first = &mut planned.rows[0];
    if planned.is_unknown {
        identify(first, answer, answered)?;
    } else {
        expect(first, answer)?;
    }
    Ok((planned.rows, changes))
}

/// Writes the address to which the one asked has moved. An address with a secret stays as it was typed: what comes of it
/// behind a redirect is known without the secret only.
fn follow(planned: &mut PlannedSource, to: &str, today: Date) -> bool {
    let first = &mut planned.rows[0];
    let has_secret =
        shown_address(&first.url) != first.url || shown_address(to) != to || to.contains('…');
    if has_secret {
        return false;
    }

    let page = first_page(first, today);
    let base = if page == first.url {
        Some(to)
    } else {
        // Of this archive a page below its address was asked.
        let below = page.strip_prefix(first.url.trim_end_matches('/'));
        below.and_then(|below| to.strip_suffix(below))
    };
    match base {
        Some(base) => base.clone_into(&mut first.url),
        None => return false,
    }
    true
}

/// Finds out what an address is of which nothing is known.
fn identify(row: &mut NewRow, answer: &Answer, answered: &Conditional) -> Result<()> {
    let content_type = answer.content_type.as_deref();
    let found = find_source(&row.url, &answer.body, content_type, &answered.links);
    match found {
        Ok(FoundSource::Feed { .. }) => Ok(()),
        Ok(FoundSource::Archive { kind, url }) => {
            row.archive = Some(kind);
            row.url = url;
            if kind == ArchiveKind::Telegram {
                name_channel(row);
            }
            Ok(())
        }
        Ok(FoundSource::NamesFeeds(feeds)) => Err(Error::NamesFeeds {
            url: answer.url.clone(),
            feeds: feeds
                .into_iter()
                .map(|feed| (shown_address(&feed.url), feed.title))
                .collect(),
        }),
        Err(error) => Err(Error::NotNews {
            file: answer.url.clone(),
            cause: render::feed_error(&error),
        }),
    }
}

/// All channels have one host, which tells none of them from the others.
fn name_channel(row: &mut NewRow) {
    let host = WebAddress::parse(&row.url).map(|address| address.host);
    let channel = row.url.trim_end_matches('/').rsplit('/').next();
    if let (Ok(host), Some(channel)) = (host, channel)
        && row.name == host
    {
        row.name = format!("{host}/{channel}");
    }
}

/// Checks that a known address answers as what it is known for.
fn expect(row: &NewRow, answer: &Answer) -> Result<()> {
    let content_type = answer.content_type.as_deref();
    let Some(kind) = row.archive else {
        return match find_source(&row.url, &answer.body, content_type, &[]) {
            Ok(FoundSource::Feed { .. }) => Ok(()),
            Err(error) => Err(not_news(answer, render::feed_error(&error))),
            Ok(_) => Err(not_news(
                answer,
                Bilingual::new("not a feed", "это не лента"),
            )),
        };
    };

    if is_answer_of(kind, &row.url, &answer.body, content_type) {
        return Ok(());
    }
    let cause = Bilingual::new(
        format!("not what an archive of the kind `{kind}` answers"),
        format!("архив вида «{kind}» так не отвечает"),
    );
    Err(not_news(answer, cause))
}

fn not_news(answer: &Answer, cause: Bilingual) -> Error {
    Error::NotNews {
        file: answer.url.clone(),
        cause,
    }
}
