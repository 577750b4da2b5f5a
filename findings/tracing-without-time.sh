#!/usr/bin/env bash
# tracing-subscriber 0.3.23: a layer made `without_time()` does not write how long spans took either.
#
# `without_time` is to leave out the clock ("Do not emit timestamps with log messages"); `with_span_events(FmtSpan::CLOSE)` is
# to write a line with the busy and idle time of each span when it closes. Together the line is written
# without the times, in either order of the calls. Expected: the times of spans, which are not timestamps.
# Instead: the layer keeps its clock, and a format of events is given to it that has none.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cargo init --quiet --name finding --vcs none
cargo add --quiet tracing@=0.1.44 --no-default-features --features std
cargo add --quiet tracing-subscriber@=0.3.23 --no-default-features --features std,fmt
cat >src/main.rs <<'RUST'
use tracing_subscriber::fmt::format::{format, FmtSpan};
use tracing_subscriber::prelude::*;

fn log(layer: impl tracing_subscriber::Layer<tracing_subscriber::Registry> + Send + Sync) {
    tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), || {
        tracing::info_span!("work").in_scope(|| ());
    });
}

fn main() {
    let layer = || tracing_subscriber::fmt::layer().with_span_events(FmtSpan::CLOSE);
    log(layer().without_time());
    log(layer().event_format(format().without_time()));
}
RUST
seen=$(cargo run --quiet | sed -E 's/=[0-9.]+(ns|µs|ms)/=…/g')
echo "$seen"
[ "$seen" = " INFO work: finding: close
 INFO work: finding: close time.busy=… time.idle=…" ]
