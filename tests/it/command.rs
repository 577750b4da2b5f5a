//! The real command in a temporary folder with a clean environment, so that a test of it is five lines.

use expect_test::Expect;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

/// A Friday evening in Moscow four days after the archive's last day.
pub const AFTER_ARCHIVE: &str = "2026-08-25T18:00:00Z";

/// A place where the command is run: a home of its own, a moment, a configuration.
pub struct Place {
    folder: TempDir,
    now: String,
}

impl Place {
    /// A home without a configuration: the archive fills the store.
    pub fn new(now: &str) -> Self {
        let place = Self {
            folder: TempDir::new().unwrap(),
            now: now.to_owned(),
        };
        std::fs::create_dir_all(place.path("config/rates")).unwrap();
        place
    }

    /// A home with a configuration.
    pub fn configured(now: &str, toml: &str) -> Self {
        let place = Self::new(now);
        place.write("config/rates/config.toml", toml);
        place
    }

    /// A home whose rates come from `base`, asked quickly and twice at most, the archive as told.
    pub fn asking(now: &str, base: &str, archive: bool) -> Self {
        let toml = format!(
            "archive = {archive}\n[sources.cbr]\nurl = \"{base}\"\n\
             [http]\nrequests_per_s = 10000\npause_ms = 1\nretries = 1\ntimeout_s = 10\n"
        );
        Self::configured(now, &toml)
    }

    /// A path below the home.
    pub fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    /// The usual place of the store.
    pub fn db(&self) -> PathBuf {
        self.path("data/rates/rates.db")
    }

    /// Writes a file below the home.
    pub fn write(&self, below: &str, text: &str) {
        let path = self.path(below);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// The command, ready to be started.
    pub fn command(&self, arguments: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rates"));
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("RATES_NOW", &self.now)
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    /// Runs the command to its end.
    pub fn run(&self, arguments: &[impl AsRef<OsStr>]) -> Ran {
        let output = self.command(arguments).output().unwrap();
        Ran::new(&self.command(arguments), &output)
    }

    /// Runs the command to its end with one more environment variable.
    pub fn run_with(&self, name: &str, value: &str, arguments: &[impl AsRef<OsStr>]) -> Ran {
        let mut command = self.command(arguments);
        let output = command.env(name, value).output().unwrap();
        Ran::new(&command, &output)
    }

    /// Starts the command with its output kept.
    pub fn start(&self, arguments: &[impl AsRef<OsStr>]) -> Child {
        self.command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }
}

/// What a run said, and how it ended.
#[derive(Debug)]
pub struct Ran {
    /// The command line.
    #[allow(dead_code, reason = "for whoever reads a failure")]
    pub typed: String,
    /// Data.
    pub stdout: String,
    /// Words.
    pub stderr: String,
    /// Exit code; none after a signal.
    pub code: Option<i32>,
}

impl Ran {
    fn new(command: &Command, output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let typed: Vec<_> = command
            .get_args()
            .map(|one| one.to_string_lossy().into_owned())
            .collect();
        let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
        Self {
            typed: typed.join(" "),
            stdout,
            stderr,
            code: output.status.code(),
        }
    }

    /// What a started command said in the end.
    pub fn of(child: Child) -> Self {
        Self::new(&Command::new(""), &child.wait_with_output().unwrap())
    }

    /// Stdout is exactly this and a line feed; `UPDATE_EXPECT=1` accepts another output.
    #[track_caller]
    pub fn out(&self, expected: &Expect) -> &Self {
        let shown = self.stdout.strip_suffix('\n').unwrap_or("(no line)");
        if shown != expected.data() {
            println!("{self:?}");
        }
        expected.assert_eq(shown);
        self
    }

    /// Stdout is exactly this and a line feed, where it depends on the test.
    #[track_caller]
    pub fn out_is(&self, expected: &str) -> &Self {
        assert_eq!(self.stdout, format!("{expected}\n"), "{self:?}");
        self
    }

    /// Stdout has this in it.
    #[track_caller]
    pub fn out_has(&self, expected: &str) -> &Self {
        assert!(
            self.stdout.contains(expected),
            "no `{expected}` in stdout of {self:?}"
        );
        self
    }

    /// Stdout has no such text.
    #[track_caller]
    pub fn out_lacks(&self, unwanted: &str) -> &Self {
        assert!(
            !self.stdout.contains(unwanted),
            "`{unwanted}` in stdout of {self:?}"
        );
        self
    }

    /// Stdout is empty.
    #[track_caller]
    pub fn no_out(&self) -> &Self {
        assert_eq!(self.stdout, "", "{self:?}");
        self
    }

    /// Stderr has this in it.
    #[track_caller]
    pub fn err_has(&self, expected: &str) -> &Self {
        assert!(
            self.stderr.contains(expected),
            "no `{expected}` in stderr of {self:?}"
        );
        self
    }

    /// Stderr is empty.
    #[track_caller]
    pub fn no_err(&self) -> &Self {
        assert_eq!(self.stderr, "", "{self:?}");
        self
    }

    /// It ended with this code.
    #[track_caller]
    pub fn code(&self, expected: i32) -> &Self {
        assert_eq!(self.code, Some(expected), "{self:?}");
        self
    }
}

/// A store of the archive, made once for all tests of a process.
pub fn archive_store() -> &'static Path {
    static MADE: std::sync::OnceLock<(TempDir, PathBuf)> = std::sync::OnceLock::new();
    let make = || {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("rates.db");
        ruble_rates::store::Store::open(&path, ruble_rates::store::FirstUse::FillFromArchive)
            .unwrap();
        (folder, path)
    };
    &MADE.get_or_init(make).1
}

/// Runs a command that only reads on the store of the archive, four days after its last day.
pub fn read(arguments: &[&str]) -> Ran {
    let db = archive_store().to_str().unwrap();
    Place::new(AFTER_ARCHIVE).run(&[&["--db", db], arguments].concat())
}
