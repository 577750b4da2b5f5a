//! Means of any span, which say what they are means of.

use crate::command::read;

const FISCAL_YEAR: [&str; 6] = [
    "history",
    "USD",
    "--from",
    "2023-04-01",
    "--to",
    "2024-03-31",
];

fn fiscal_year(options: &[&str]) -> crate::command::Ran {
    read(&[FISCAL_YEAR.as_slice(), options].concat())
}

#[test]
fn the_mean_of_a_year_that_ends_on_31_march_is_one_figure() {
    let csv = "currency,period,nominal,value,n,quote,agg\nUSD,2023-04-01..2024-03-31,1,89.6813,366,RUB,mean-days";
    fiscal_year(&["--agg", "mean-days", "--format", "csv"])
        .code(0)
        .no_err()
        .out_is(csv);
    fiscal_year(&["--every", "all", "--agg", "mean-days", "--format", "csv"])
        .code(0)
        .no_err()
        .out_is(csv);
    fiscal_year(&["--every", "all", "--format", "csv"])
        .code(0)
        .out_has(",92.3660,248,RUB,last\n");
}

#[test]
fn a_table_and_json_say_which_mean_it_is() {
    let json = r#""value":89.6813,"n":366,"partial":false,"agg":"mean-days"}"#;
    fiscal_year(&["--agg", "mean-days", "--format", "json"])
        .code(0)
        .out_has(json);
    fiscal_year(&["--agg", "mean-days", "--lang", "en"])
        .code(0)
        .out_has("Mean over calendar days");
    fiscal_year(&["--agg", "mean-days", "--lang", "ru"])
        .code(0)
        .out_has("Среднее по дням");
    fiscal_year(&["--agg", "mean-records", "--lang", "ru"])
        .code(0)
        .out_has("Среднее по записям");
    fiscal_year(&["--agg", "max", "--lang", "en"])
        .code(0)
        .out_has("Highest");
}

#[test]
fn a_year_cut_by_the_range_is_not_said_to_lack_days() {
    let years = fiscal_year(&["--every", "year", "--agg", "mean-days", "--lang", "en"]);
    years
        .code(0)
        .err_has("only partly inside --from and --to: 2023, 2024");
    assert!(!years.stderr.contains("no stored rate"), "{years:?}");
    let holed = [
        "history", "CNY", "--from", "2021", "--to", "2021", "--every", "year", "--lang", "en",
    ];
    read(&holed)
        .code(0)
        .err_has("some days have no stored rate: 2021");
}

#[test]
fn records_and_days_cannot_be_aggregated() {
    for every in ["record", "day"] {
        fiscal_year(&["--every", every, "--agg", "mean-days"])
            .code(2)
            .err_has("--agg")
            .no_out();
    }
}
