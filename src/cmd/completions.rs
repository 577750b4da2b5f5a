//! `rates completions`: completions for a shell.

use super::context::Context;
use crate::{cli::Cli, error::Result};
use clap::CommandFactory as _;
use clap_complete::Shell;

pub fn run(context: &Context, shell: Shell) -> Result<()> {
    // Written into memory first: clap_complete panics when its writer fails, as stdout does when a pager quits.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "rates", &mut script);

    context.write(|out| out.write_all(&script))
}
