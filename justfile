# What is done often. `just` is one program (`pip install rust-just`, or from Debian or the crate registry); every line can
# be typed without it.

# List the recipes.
default:
    @just --list --unsorted

# Before each commit: format, lints, unit tests.
check:
    #!/usr/bin/env bash
    source .ci/steps
    step format format
    step lint lint
    step "unit tests" unit_tests
    finish

# Every test, or those whose names contain WORDS.
test *WORDS:
    cargo test --quiet {{ WORDS }}

# Accept the present output: expected texts, transcripts, golden pictures. Read the difference before you commit it.
bless:
    #!/usr/bin/env bash
    set -euo pipefail
    if [ -n "${CI:-}" ]; then echo "nothing is blessed where changes are judged (CI is set)" >&2; exit 2; fi
    cargo run --quiet --example draw_golden
    UPDATE_EXPECT=1 cargo test --quiet
    git status --short

# Draw the pictures of the README and the gallery.
gallery:
    cargo run --quiet --release --example draw_gallery

# Time library calls: `just bench screen_of`.
bench *WORDS:
    cargo bench --bench library -- {{ WORDS }}

# Compare the start of the release binary with that of another build, in instructions.
bench-start OTHER:
    cargo build --quiet --release
    python3 benches/start.py 15 {{ OTHER }}

# Fuzz one parser for a minute: corpus, date_words, events, feed, instant, page, rate_table or saved_pages.
fuzz NAME *OPTIONS="-max_total_time=60":
    .ci/fuzz {{ NAME }} {{ OPTIONS }}

# Licences and sources of dependencies.
deny:
    cargo deny check licenses bans sources

# Known vulnerabilities and abandoned crates; needs the network.
advisories:
    cargo deny check advisories

# Spelling, with the exceptions of _typos.toml.
spell:
    typos

# The shape of the code by rooms: functions, blank lines, comments, closures.
shape:
    python3 benches/shape.py --rooms

# Everything that must hold before a change lands.
ci:
    .ci/run
