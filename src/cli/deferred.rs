//! Arguments that clap builds only when their command is typed.
//!
//! Building the arguments of every command took a tenth of the instructions of `rates show`. Clap's own
//! `#[command(defer = true)]` does the same, but then the doc comment of a struct of arguments replaces the description
//! of its command. The global options are added before deferred ones, so a command whose options have headings of
//! their own is better not deferred: its help would list the global options first.

use clap::{ArgMatches, Args, Command, FromArgMatches, error::Result};
use std::ops::Deref;

/// The arguments of a command.
#[derive(Debug)]
pub struct Deferred<T>(T);

impl<T> Deref for Deferred<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: FromArgMatches> FromArgMatches for Deferred<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self> {
        T::from_arg_matches(matches).map(Self)
    }

    fn from_arg_matches_mut(matches: &mut ArgMatches) -> Result<Self> {
        T::from_arg_matches_mut(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<()> {
        self.0.update_from_arg_matches(matches)
    }

    fn update_from_arg_matches_mut(&mut self, matches: &mut ArgMatches) -> Result<()> {
        self.0.update_from_arg_matches_mut(matches)
    }
}

impl<T: Args> Args for Deferred<T> {
    fn augment_args(command: Command) -> Command {
        command.defer(with_arguments::<T>)
    }

    fn augment_args_for_update(command: Command) -> Command {
        T::augment_args_for_update(command)
    }
}

fn with_arguments<T: Args>(command: Command) -> Command {
    // The doc comment of the struct of arguments takes the place of the command's own description.
    let description = command.get_about().cloned();
    let command = T::augment_args(command);

    match description {
        Some(description) => command.about(description),
        None => command,
    }
}

#[cfg(test)]
mod tests {
    use crate::cli::Cli;
    use clap::{Command, CommandFactory as _};
    use std::collections::BTreeMap;

    fn descriptions(command: &Command, path: &str, found: &mut BTreeMap<String, String>) {
        for one in command
            .get_subcommands()
            .filter(|one| one.get_name() != "help")
        {
            let path = format!("{path} {}", one.get_name());
            found.insert(path.clone(), one.get_about().unwrap().to_string());
            descriptions(one, &path, found);
        }
    }

    #[test]
    fn a_command_keeps_its_description_when_its_arguments_are_built() {
        let (mut before, mut after) = (BTreeMap::new(), BTreeMap::new());
        let mut command = Cli::command();
        descriptions(&command, "rates", &mut before);
        command.build();
        descriptions(&command, "rates", &mut after);
        // Commands below a deferred one are known only once it is built.
        after.retain(|command, _| before.contains_key(command));
        assert_eq!(after, before);
        assert!(
            before.len() > 20 && before["rates show"].starts_with("The header line"),
            "{before:?}"
        );
    }
}
