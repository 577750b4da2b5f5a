//! Draws the pictures of `charts/gallery`, each by its command on the embedded archive, and the README beside them that
//! shows them all with these commands: `cargo run --release --example draw_gallery`.

use ruble_rates::cmd::{Environment, Screen};
use std::error::Error;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::Path;

/// Name, what it shows, and the command below `rates chart`.
const PICTURES: [(&str, &str, &str); 8] = [
    (
        "usd-eur",
        "The dollar and the euro",
        "--from 2024-05-01 --to 2026-08-21",
    ),
    (
        "events",
        "A crisis with its events and the key rate",
        "--from 2014-09 --to 2016-06 --events charts/gallery/events.csv --key-rate",
    ),
    (
        "pct",
        "Against the first day, with the Bank's changes of method",
        "--from 2022-01 --to 2022-12 --pct --methods",
    ),
    (
        "log",
        "Thirty-four years by ratios, in today's rubles",
        "USD --from 1992-07-01 --log",
    ),
    (
        "band",
        "What was to be expected: average and volatility",
        "USD --from 2023-06 --to 2024-12 --ma 60 --band",
    ),
    (
        "months",
        "Ranges of months",
        "--from 2023-01 --every month --theme print",
    ),
    (
        "many",
        "Several currencies, dark",
        "USD EUR CNY JPY CHF --from 2022-11 --index --theme dark",
    ),
    (
        "small",
        "As small as can be",
        "USD --from 2026-07 --size 320x200 --scale 2",
    ),
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new("charts/gallery");
    let scratch = tempfile::tempdir()?;
    let store = scratch.path().join("rates.db");
    let mut sheet =
        "# Gallery\n\nMade by `cargo run --release --example draw_gallery` from the embedded archive.\n"
            .to_owned();
    for (name, shows, command) in PICTURES {
        let file = folder.join(format!("{name}.png"));
        let typed = ["rates", "--lang", "ru", "chart"]
            .into_iter()
            .chain(command.split(' '))
            .map(OsString::from);
        let typed = typed.chain([
            "--db".into(),
            store.clone().into(),
            "-o".into(),
            file.into(),
        ]);
        let code = ruble_rates::run(typed, &environment()?);
        if code != 0 {
            return Err(format!("{name}: exit code {code}").into());
        }
        write!(
            sheet,
            "\n## {shows}\n\n```sh\nrates chart {command}\n```\n\n![{shows}]({name}.png)\n"
        )?;
    }
    std::fs::write(folder.join("README.md"), sheet)?;
    Ok(())
}

/// A world without a configuration, four days after the archive's last day.
fn environment() -> Result<Environment, Box<dyn Error>> {
    Ok(Environment {
        clock: "2026-08-25T18:00:00Z".parse()?,
        now: None,
        log: None,
        locale: None,
        no_color: true,
        is_dumb: false,
        data_folder: None,
        config_folder: None,
        stdout: Screen::Pipe,
        stderr_is_terminal: false,
    })
}
