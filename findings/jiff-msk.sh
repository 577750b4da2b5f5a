#!/usr/bin/env bash
# jiff 1.0.1 reads `MSK` at the end of an RFC 2822 date as UTC, three hours off, without an error.
#
# RFC 2822 (4.3) lets a reader take zones that it does not list for -0000, "since it is not known", and jiff does; Russian
# feeds write MSK, which is +0300 in the time zone database that the same library has. An unknown name such as
# XYZ is read so too. Expected: 09:00:00Z, or an error, as for a date that cannot be read.
# Instead: a table of our own turns MSK and MSD into offsets before jiff sees them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cargo init --quiet --name finding --vcs none
cargo add --quiet jiff@=1.0.1 --no-default-features --features std
cat >src/main.rs <<'RUST'
fn main() {
    for zone in ["+0300", "MSK", "XYZ"] {
        let time = jiff::fmt::rfc2822::parse(&format!("Tue, 21 May 2024 12:00:00 {zone}"));
        println!("{zone} = {}", time.unwrap().timestamp());
    }
}
RUST
seen=$(cargo run --quiet)
echo "$seen"
[ "$seen" = "+0300 = 2024-05-21T09:00:00Z
MSK = 2024-05-21T12:00:00Z
XYZ = 2024-05-21T12:00:00Z" ]
