//! Files that the user names: replaced whole, never in the place of a device, a pipe, a link or a stranger's file.
#![cfg(unix)]

use crate::command::{AFTER_ARCHIVE, Place, Ran, archive_store};
use std::fs;
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, PermissionsExt as _, symlink};
use std::process::Command;

const PICTURE: &[&str] = &[
    "-q", "chart", "USD", "--from", "2024-01", "--to", "2024-02", "--format", "svg",
];

fn place() -> Place {
    let place = Place::new(AFTER_ARCHIVE);
    place.write("data/rates/x", "");
    fs::copy(archive_store(), place.db()).unwrap();
    place
}

fn draw(place: &Place, file: &str) -> Ran {
    place.run(&[PICTURE, &["-o", file]].concat())
}

fn is_picture(bytes: &[u8]) -> bool {
    bytes.starts_with(b"<svg") && bytes.ends_with(b"</svg>\n")
}

/// Names in a folder of the place, without those that were there before.
fn names(place: &Place, below: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(place.path(below))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !["data", "config"].contains(&name.as_str()))
        .collect();
    names.sort();
    names
}

#[test]
fn a_picture_is_written_into_a_pipe_and_the_pipe_stays() {
    let place = place();
    let pipe = place.path("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let reader = {
        let pipe = pipe.clone();
        std::thread::spawn(move || fs::read(pipe).unwrap())
    };
    draw(&place, "pipe").code(0);
    assert!(is_picture(&reader.join().unwrap()));
    assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
    assert_eq!(names(&place, ""), ["pipe"]);
}

#[test]
fn a_picture_is_written_into_a_device_and_the_device_stays() {
    let place = place();
    let node = place.path("null");
    if !Command::new("mknod")
        .arg(&node)
        .args(["c", "1", "3"])
        .status()
        .unwrap()
        .success()
    {
        println!("NOT TRIED: a device of one's own, because mknod is not permitted here");
        return;
    }
    if fs::OpenOptions::new().write(true).open(&node).is_err() {
        println!(
            "NOT TRIED: a device of one's own, because devices cannot be opened on this file system"
        );
        return;
    }
    draw(&place, "null").code(0);
    assert!(
        fs::symlink_metadata(&node)
            .unwrap()
            .file_type()
            .is_char_device()
    );
    assert_eq!(names(&place, ""), ["null"]);
}

/// `/dev/full` refuses every byte: that is an error, and the device is still there.
#[test]
fn a_full_device_is_an_error() {
    let full = std::path::Path::new("/dev/full");
    if !full.exists() {
        println!("NOT TRIED: there is no /dev/full here");
        return;
    }
    let place = place();
    symlink(full, place.path("full")).unwrap();
    draw(&place, "full").code(1).err_has("full");
    assert!(
        fs::symlink_metadata(full)
            .unwrap()
            .file_type()
            .is_char_device()
    );
    assert!(
        fs::symlink_metadata(place.path("full"))
            .unwrap()
            .is_symlink()
    );
}

/// A file that is open as standard output is appended to.
#[test]
fn an_open_file_is_written_through() {
    let place = place();
    let file = place.path("all.txt");
    fs::write(&file, "before\n").unwrap();
    let inode = fs::metadata(&file).unwrap().ino();
    let out = fs::OpenOptions::new().append(true).open(&file).unwrap();
    let mut command = place.command(&[PICTURE, &["-o", "/dev/stdout"]].concat());
    assert!(command.stdout(out).status().unwrap().success());
    let bytes = fs::read(&file).unwrap();
    // Nothing but the picture: the name of the file, which is printed otherwise, would be a part of it.
    assert!(is_picture(bytes.strip_prefix(b"before\n").unwrap()));
    assert_eq!(fs::metadata(&file).unwrap().ino(), inode);
}

#[test]
fn a_link_is_followed_and_stays() {
    let place = place();
    place.write("folder/target.svg", "old");
    symlink("folder/target.svg", place.path("link.svg")).unwrap();
    symlink("folder/new.svg", place.path("dangling.svg")).unwrap();
    for (link, target) in [
        ("link.svg", "folder/target.svg"),
        ("dangling.svg", "folder/new.svg"),
    ] {
        draw(&place, link).code(0);
        assert!(
            fs::symlink_metadata(place.path(link)).unwrap().is_symlink(),
            "{link}"
        );
        assert!(is_picture(&fs::read(place.path(target)).unwrap()), "{link}");
    }
    assert_eq!(names(&place, "folder"), ["new.svg", "target.svg"]);
    symlink("round.svg", place.path("round.svg")).unwrap();
    draw(&place, "round.svg").code(1).err_has("round.svg");
}

#[test]
fn a_file_keeps_its_mode_and_a_new_one_has_the_usual_mode() {
    let place = place();
    place.write("old.svg", "old");
    fs::set_permissions(place.path("old.svg"), fs::Permissions::from_mode(0o604)).unwrap();
    draw(&place, "old.svg").code(0);
    draw(&place, "new.svg").code(0);
    place.write("usual", "");
    let mode = |name: &str| fs::metadata(place.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("old.svg"), mode("new.svg")), (0o604, mode("usual")));
}

/// The name `FILE.partial` was once overwritten, followed and deleted.
#[test]
fn a_strangers_partial_file_is_left_alone() {
    let place = place();
    place.write("victim", "victim");
    place.write("own.svg.partial", "mine");
    symlink("victim", place.path("x.svg.partial")).unwrap();
    draw(&place, "x.svg").code(0);
    draw(&place, "own.svg").code(0);
    place.write("b.db.partial", "a text");
    place.run(&["db", "backup", "b.db"]).code(0);
    let text = |name: &str| fs::read_to_string(place.path(name)).unwrap();
    assert_eq!(
        (text("victim"), text("own.svg.partial")),
        ("victim".into(), "mine".into())
    );
    assert_eq!(text("b.db.partial"), "a text");
    assert!(
        fs::symlink_metadata(place.path("x.svg.partial"))
            .unwrap()
            .is_symlink()
    );
    assert!(
        !fs::symlink_metadata(place.path("x.svg"))
            .unwrap()
            .is_symlink()
    );
    let expected = [
        "b.db",
        "b.db.partial",
        "own.svg",
        "own.svg.partial",
        "victim",
        "x.svg",
        "x.svg.partial",
    ];
    assert_eq!(names(&place, ""), expected);
}

#[test]
fn what_fails_leaves_nothing_behind() {
    let place = place();
    fs::create_dir(place.path("folder.svg")).unwrap();
    draw(&place, "folder.svg").code(1).err_has("folder.svg");
    assert_eq!(
        (names(&place, ""), names(&place, "folder.svg")),
        (vec!["folder.svg".to_owned()], Vec::new())
    );
    place.write("taken.db", "mine");
    symlink("nowhere", place.path("link.db")).unwrap();
    place.run(&["db", "backup", "taken.db"]).code(1);
    place.run(&["db", "backup", "link.db"]).code(1);
    assert_eq!(names(&place, ""), ["folder.svg", "link.db", "taken.db"]);
    let long = "x".repeat(251) + ".svg";
    draw(&place, &long).code(0);
    assert!(is_picture(&fs::read(place.path(&long)).unwrap()));
}

/// Two runs with one name: whichever is last, its picture is whole.
#[test]
fn two_at_once_leave_one_whole_picture() {
    let place = place();
    for _ in 0..5 {
        let both = [0, 1].map(|_| place.start(&[PICTURE, &["-o", "x.svg"]].concat()));
        for child in both {
            Ran::of(child).code(0);
        }
        assert!(is_picture(&fs::read(place.path("x.svg")).unwrap()));
        assert_eq!(names(&place, ""), ["x.svg"]);
    }
}

#[test]
fn every_command_with_a_picture_writes_through() {
    let place = place();
    let out = place.path("out");
    let commands: [&[&str]; 3] = [
        &["-q", "chart", "USD", "--from", "2024-01", "--format", "png"],
        &[
            "-q", "chart", "USD", "--from", "2024-01", "--format", "html",
        ],
        &[
            "-q", "chart", "USD", "--from", "2024-01", "--format", "text",
        ],
    ];
    for command in commands {
        let _ = fs::remove_file(&out);
        assert!(Command::new("mkfifo").arg(&out).status().unwrap().success());
        let reader = {
            let out = out.clone();
            std::thread::spawn(move || fs::read(out).unwrap().len())
        };
        place.run(&[command, &["-o", "out"]].concat()).code(0);
        assert!(reader.join().unwrap() > 100, "{command:?}");
        assert!(
            fs::symlink_metadata(&out).unwrap().file_type().is_fifo(),
            "{command:?}"
        );
    }
}

/// A new store and its folder are for their owner alone; what exists keeps its mode, and a backup has the store's.
#[test]
fn a_store_is_readable_for_its_owner_alone() {
    let place = Place::new(AFTER_ARCHIVE);
    place.run(&["-q", "show"]).code(0);
    let mode = |below: &str| {
        fs::metadata(place.path(below))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(
        (mode("data/rates"), mode("data/rates/rates.db")),
        (0o700, 0o600)
    );
    place.run(&["db", "backup", "copy.db"]).code(0);
    assert_eq!(mode("copy.db"), 0o600);
    fs::set_permissions(place.db(), fs::Permissions::from_mode(0o640)).unwrap();
    place.run(&["-q", "show"]).code(0);
    place.run(&["db", "backup", "shared.db"]).code(0);
    assert_eq!(
        (mode("data/rates/rates.db"), mode("shared.db")),
        (0o640, 0o640)
    );
    place.write(
        "own.csv",
        "date,char_code,nominal,value\n2024-05-21,USD,1,90.6537\n",
    );
    place
        .run(&["--db", "new/own.db", "db", "import", "own.csv"])
        .code(0);
    symlink("linked-target.db", place.path("linked.db")).unwrap();
    place
        .run(&["--db", "linked.db", "db", "import", "own.csv"])
        .code(0);
    assert_eq!(
        (mode("new"), mode("new/own.db"), mode("linked-target.db")),
        (0o700, 0o600, 0o600)
    );
}
