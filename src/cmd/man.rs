//! `rates man`: the manual, the page of `rates` and then one of each command.

use super::context::Context;
use crate::{cli::Cli, error::Result};
use clap::CommandFactory as _;
use clap_mangen::Man;

pub fn run(context: &Context) -> Result<()> {
    let mut command = Cli::command();
    command.build();

    context.write(|out| {
        // The renderer wants a writer of known size, which a reference to one is.
        Man::new(command.clone()).render(&mut &mut *out)?;
        command
            .get_subcommands()
            .filter(|one| one.get_name() != "help")
            .try_for_each(|one| Man::new(one.clone()).render(&mut &mut *out))
    })
}
