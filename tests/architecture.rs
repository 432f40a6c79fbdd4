//! Law: the house stands as docs/architecture.md draws it: imports point down, every file says its law, none is too long.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test: it reads the sources")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// The tower, the highest first.
const TOWER: [&str; 20] = [
    "cli",
    "files",
    "audit",
    "guard",
    "pipeline",
    "render",
    "chart",
    "report",
    "words",
    "analysis",
    "confidential",
    "ledger",
    "protect",
    "config",
    "assets",
    "diagnostic",
    "identity",
    "ident",
    "limits",
    "numeral",
];

/// What a module must not know although it lies below it.
const STRANGERS: [(&str, &[&str]); 4] = [
    (
        "cli",
        &[
            "render",
            "chart",
            "report",
            "words",
            "analysis",
            "confidential",
            "ledger",
            "protect",
            "ident",
        ],
    ),
    // Whoever checks from outside knows the files alone, and nothing of how they were made.
    (
        "audit",
        &[
            "pipeline",
            "render",
            "chart",
            "report",
            "words",
            "analysis",
            "confidential",
            "protect",
            "ledger",
            "config",
            "assets",
        ],
    ),
    ("render", &["config", "confidential", "ledger", "analysis"]),
    ("chart", &["config", "confidential", "ledger", "analysis", "words"]),
];

/// A word that may stand only in files whose path begins with one of these.
const DOORS: [(&str, &[&str]); 9] = [
    ("std::fs", &["files/"]),
    ("fs::", &["files/"]),
    ("Instant::now", &["files/"]),
    ("SystemTime", &["files/"]),
    ("plotters", &["chart/"]),
    ("typst", &["render/pdf"]),
    ("lopdf", &["audit/read"]),
    // Hidden figures leave the wall here, for the door apart.
    ("unseal", &["confidential/certificate.rs", "pipeline/certificates.rs"]),
    ("pulldown_cmark", &["words/article"]),
];

/// The template engine has two homes: sentences and web pages.
const TEMPLATES: (&str, [&str; 2]) = ("minijinja", ["words/", "render/html"]);

/// The most lines of a file, comments and unit tests left out.
const MOST: usize = 500;

/// A file under `src` by its path with `/`.
type Sources = BTreeMap<String, String>;

fn sources() -> Sources {
    let mut files = Sources::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut files);
    assert!(files.len() > 20, "the sources are found");
    files
}

/// The sources without the files that only tests are made of.
fn program() -> Sources {
    let mut all = sources();
    let tests: Vec<String> = all.iter().flat_map(|(path, text)| test_modules(path, text)).collect();
    all.retain(|path, _| {
        !tests
            .iter()
            .any(|test| *path == format!("{test}.rs") || path.starts_with(&format!("{test}/")))
    });
    all
}

/// The paths, without `.rs`, of the modules that a file has for tests alone.
fn test_modules(path: &str, text: &str) -> Vec<String> {
    let folder = path.strip_suffix("mod.rs").map_or_else(
        || path.strip_suffix(".rs").map_or_else(String::new, |path| format!("{path}/")),
        str::to_owned,
    );
    let folder = if ["lib.rs", "main.rs"].contains(&path) { String::new() } else { folder };
    let lines: Vec<&str> = text.lines().collect();
    lines
        .windows(2)
        .filter(|pair| pair[0] == "#[cfg(test)]")
        .filter_map(|pair| pair[1].strip_prefix("mod ")?.strip_suffix(';'))
        .map(|name| format!("{folder}{name}"))
        .collect()
}

fn walk(folder: &Path, prefix: &str, files: &mut Sources) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{path}/"), files);
        } else if path.ends_with(".rs") {
            files.insert(path, fs::read_to_string(entry.path()).unwrap());
        }
    }
}

/// The lines of a file that make the program: comments and unit tests left out.
fn code(text: &str) -> String {
    let mut lines = Vec::new();
    let mut all = text.lines().peekable();
    while let Some(line) = all.next() {
        if line.trim_start().starts_with("#[cfg(test)]") {
            // What follows is one item: to its end, which stands as far to the left as its beginning.
            let depth = line.len() - line.trim_start().len();
            let closing = format!("{}}}", " ".repeat(depth));
            for line in all.by_ref() {
                if line == closing
                    || line.ends_with(';') && !line.starts_with(&" ".repeat(depth + 1))
                {
                    break;
                }
            }
        } else if !line.trim_start().starts_with("//") {
            lines.push(line);
        }
    }
    lines.join("\n")
}

/// The modules of this crate that a file names.
fn used(code: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => found.extend(first_word(rest)),
            Some(list) => {
                // The names at the first level of the braces.
                let mut depth = 0;
                let mut name_next = true;
                for (n, c) in list.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => name_next = true,
                        c if c.is_alphanumeric() && depth == 0 && name_next => {
                            found.extend(first_word(&list[n..]));
                            name_next = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    found
}

fn first_word(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    Some(&text[..end]).filter(|word| !word.is_empty())
}

/// The module that a file belongs to.
fn module(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap_or(path)
}

fn floor(module: &str) -> Option<usize> {
    TOWER.iter().position(|name| *name == module)
}

fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn imports_point_down() {
    let mut wrong = Vec::new();
    for (path, text) in program() {
        let Some(own) = floor(module(&path)) else {
            continue;
        };
        for name in used(&code(&text)) {
            if floor(name).is_some_and(|other| other < own) {
                wrong.push(format!("src/{path} reaches up to {name}"));
            }
        }
    }
    none(&wrong);
}

#[test]
fn modules_do_not_know_strangers() {
    let mut wrong = Vec::new();
    for (path, text) in program() {
        let strangers = STRANGERS.iter().filter(|(name, _)| *name == module(&path));
        for name in strangers.flat_map(|(_, strangers)| *strangers) {
            if used(&code(&text)).contains(name) {
                wrong.push(format!("src/{path} knows {name}"));
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_module_has_a_floor() {
    let unplaced: Vec<String> = sources()
        .keys()
        .filter(|path| !["lib", "main"].contains(&module(path)) && floor(module(path)).is_none())
        .map(|path| format!("src/{path} stands nowhere in the tower"))
        .collect();
    none(&unplaced);
}

#[test]
fn doors_are_where_they_should_be() {
    let mut wrong = Vec::new();
    for (path, text) in program() {
        let code = code(&text);
        let (engine, homes) = TEMPLATES;
        let doors = DOORS.iter().copied().chain([(engine, &homes[..])]);
        for (word, homes) in doors {
            let named = code.match_indices(word).any(|(at, _)| {
                !code[..at]
                    .ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '"' || c == '/')
            });
            if named && !homes.iter().any(|home| path.starts_with(home)) {
                wrong.push(format!("src/{path} names {word}"));
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_file_says_what_it_is() {
    let silent: Vec<String> = sources()
        .iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| format!("src/{path} does not begin by saying what it is"))
        .collect();
    none(&silent);
}

#[test]
fn no_file_is_two_rooms() {
    let sources = sources();
    let mut lengths: Vec<(usize, &String)> =
        sources.iter().map(|(path, text)| (code(text).lines().count(), path)).collect();
    lengths.sort();
    println!("{} files, median {} lines", lengths.len(), lengths[lengths.len() / 2].0);
    let long: Vec<String> = lengths
        .iter()
        .filter(|(lines, _)| *lines > MOST)
        .map(|(lines, path)| format!("src/{path} has {lines} lines of code"))
        .collect();
    none(&long);
}

#[test]
fn names_are_read_from_any_shape_of_import() {
    let imports = "use crate::{\n    config::{self, Label},\n    ident::Lang,\n};\nfn f(x: crate::render::Y) {}";
    assert_eq!(used(imports).into_iter().collect::<Vec<_>>(), ["config", "ident", "render"]);
    let text =
        "use a;\n#[cfg(test)]\nmod tests {\n    use crate::cli;\n}\nfn after() {}\n// crate::cli\n";
    assert_eq!(code(text), "use a;\nfn after() {}");
    assert_eq!(code("#[cfg(test)]\nmod tests;\nfn after() {}"), "fn after() {}");
}
