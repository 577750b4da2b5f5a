#!/usr/bin/env bash
# feed-rs 3.0.0 reads 24:00:00 of a day as the midnight before it, a day early.
#
# RFC 822, which RSS names for its dates, and ISO 8601 as of 2019 have 24:00 for the end of a day, and feeds use it. For
# `Tue, 21 May 2024 24:00:00 +0300` the answer is 2024-05-20T21:00:00Z, the start of that Tuesday in Moscow; a second earlier
# is right. Expected: 2024-05-21T21:00:00Z, or no date.
# Instead: 24:00:00 is read as 00:00:00 of the next day.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cargo init --quiet --name finding --vcs none
cargo add --quiet feed-rs@=3.0.0 --no-default-features
cat >src/main.rs <<'RUST'
fn main() {
    for clock in ["23:59:59", "24:00:00"] {
        let feed = format!(
            "<rss version='2.0'><channel><title>x</title><link>https://a.example/</link><description>x</description>\
             <item><title>y</title><pubDate>Tue, 21 May 2024 {clock} +0300</pubDate></item></channel></rss>"
        );
        let feed = feed_rs::parser::parse(feed.as_bytes()).unwrap();
        println!("{clock} = {}", feed.entries[0].published.unwrap());
    }
}
RUST
seen=$(cargo run --quiet)
echo "$seen"
[ "$seen" = "23:59:59 = 2024-05-21 20:59:59 UTC
24:00:00 = 2024-05-20 21:00:00 UTC" ]
