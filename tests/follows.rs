//! Law: what follows from what is published is protected like what is published, and what follows harmlessly stops nobody.
//!
//! Small projects, attacked from their published rows and codebook alone (`support/attack.rs`).

#![allow(clippy::disallowed_methods, reason = "tests may open files")]

mod support;

use bydelsrapport::{
    audit::{Output, verify},
    config::report::Format,
    diagnostic::Problems,
};
use proptest::prelude::{ProptestConfig, Strategy, prop_assert_eq, proptest};
use std::{collections::BTreeMap, fs, path::Path};
use support::{Asked, Made, attack::Attack, make_as, told};

/// A project of districts a, b, c … (and of two groups, where a row names one), each row `district group indicator count base`.
struct Case<'c> {
    indicators: &'c str,
    rules: &'c str,
    area: &'c str,
    rows: Vec<String>,
    more: Vec<(&'c str, &'c str)>,
}

const PLAIN: Case =
    Case { indicators: "", rules: "", area: "", rows: Vec::new(), more: Vec::new() };

fn share(id: &str, more: &str) -> String {
    format!(
        "[[indicator]]\nid = \"{id}\"\nkind = \"share\"\nlabel = \"{id}\"\npredicate = \"say {id}\"\nbase = \"all\"\n{more}\n"
    )
}

fn rows(text: &str) -> Vec<String> {
    text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

impl Case<'_> {
    fn write(&self, root: &Path) {
        let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/disclosure/_base/config");
        fs::create_dir_all(root.join("config")).expect("a folder");
        fs::create_dir_all(root.join("data")).expect("a folder");
        for entry in fs::read_dir(base).expect("the folder is there") {
            let entry = entry.expect("it can be read");
            fs::copy(entry.path(), root.join("config").join(entry.file_name())).expect("a copy");
        }
        let put = |path: &str, text: String| fs::write(root.join(path), text).expect("written");
        let old = |path: &str| fs::read_to_string(root.join(path)).expect("it is there");
        put("config/report.toml", old("config/report.toml") + self.area);
        let n = "[[indicator]]\nid = \"n\"\nkind = \"count\"\nlabel = \"People\"\nbase = \"all\"\n";
        let parts: Vec<Vec<&str>> =
            self.rows.iter().map(|row| row.split_whitespace().collect()).collect();
        let group =
            |id: &str| format!("[[group]]\nid = \"{id}\"\nlabel = \"{id}\"\npeople = \"{id}\"\n");
        let mut named: Vec<&str> =
            parts.iter().map(|row| row[1]).filter(|id| *id != "total").collect();
        named.sort_unstable();
        named.dedup();
        let groups: String = named.iter().map(|id| group(id)).collect();
        put("config/indicators.toml", groups + n + self.indicators);
        let figure = parts.iter().map(|row| row[2]).find(|id| *id != "n").unwrap_or("n");
        let outline = old("config/outline.toml").replace("\"y\"", &format!("\"{figure}\""));
        put("config/outline.toml", outline);
        let mut places: Vec<&str> =
            parts.iter().map(|row| row[0]).filter(|id| id.len() == 1).collect();
        places.sort_unstable();
        places.dedup();
        let district = |id: &&str| {
            let name = id.to_uppercase();
            format!(
                "[[district]]\nid = \"{id}\"\nname = \"{name}\"\nslug = \"{id}\"\nwithin = \"in {name}\"\n"
            )
        };
        let districts: String = places.iter().map(district).collect();
        put(
            "config/districts.toml",
            format!("word = \"district\"\ntitle = \"District\"\n{districts}"),
        );
        let general = "k = 5\nminimum_base = 5\ncomplement = true\nzeros = \"shown\"\nwidth = 4\n";
        let weights = "[weights]\ncity = 1\ntotal = 1\nbase = 20\n";
        let mut rules: Vec<&str> = general.lines().collect();
        let key = |line: &str| line.split(' ').next().unwrap_or("").to_owned();
        rules.retain(|line| !self.rules.lines().any(|own| key(own) == key(line)));
        put("config/disclosure.toml", format!("{}\n{}\n{weights}", rules.join("\n"), self.rules));
        let mut text = "period,district,group,indicator,category,count,base\n".to_owned();
        for row in &parts {
            let base = row.get(4).unwrap_or(&"");
            text += &format!("2024,{},{},{},total,{},{base}\n", row[0], row[1], row[2], row[3]);
        }
        put("data/figures.csv", text);
        for (path, text) in &self.more {
            let before = fs::read_to_string(root.join(path)).unwrap_or_default();
            put(path, before + text);
        }
    }

    fn make(&self) -> Result<Made, Problems> {
        let folder = tempfile::tempdir().expect("a folder");
        self.write(folder.path());
        let asked =
            Asked { jobs: 1, formats: &[Format::Data], certified: true, ..Asked::default() };
        make_as(folder.path(), asked)
    }

    /// What is published, attacked; and its proof, checked.
    fn safe(&self) -> (Made, Attack) {
        let made = self.make().unwrap_or_else(|problems| panic!("{}", told(&problems)));
        let attack = attack(&made);
        assert_eq!(attack.found(), [""; 0]);
        let output = |files: &BTreeMap<String, bydelsrapport::pipeline::OutFile>| Output {
            name: "x".to_owned(),
            files: files.iter().map(|(path, file)| (path.clone(), file.bytes.clone())).collect(),
        };
        let verified = verify(&output(&made.apart), &output(&made.files));
        let wrong: Vec<_> =
            verified.findings.iter().map(|it| (it.code, it.cells.clone())).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        (made, attack)
    }

    fn codes(&self) -> Vec<&'static str> {
        let problems = match self.make() {
            Ok(made) => made.warnings,
            Err(problems) => problems,
        };
        problems.0.iter().map(|it| it.code).collect()
    }
}

fn attack(made: &Made) -> Attack {
    attack_by(made, made.text("codebook.json"))
}

fn attack_by(made: &Made, book: &str) -> Attack {
    let data = made.files.keys().filter(|path| path.ends_with(".csv"));
    Attack::on(data.map(|path| (path.as_str(), made.text(path))).chain([("codebook.json", book)]))
}

#[test]
fn the_city_less_a_district_is_never_few() {
    let y = share("y", "");
    let three = |d, e, f| {
        let all = [("d", d), ("e", e), ("f", f)];
        let rows =
            all.map(|(at, yes)| [format!("{at} total n 100"), format!("{at} total y {yes} 100")]);
        rows.concat()
    };
    // Seven of two hundred, where up to nine are few.
    let ten = Case { indicators: &y, rules: "k = 10\n", rows: three(50, 3, 4), ..PLAIN };
    ten.safe();
    // Four, and nobody, where zeros are hidden.
    for (e, f) in [(2, 2), (0, 0)] {
        let hidden =
            Case { indicators: &y, rules: "zeros = \"hidden\"\n", rows: three(50, e, f), ..PLAIN };
        hidden.safe();
    }
    // All but six of two hundred.
    let most = Case { indicators: &y, rules: "k = 10\n", rows: three(50, 98, 96), ..PLAIN };
    most.safe();
}

#[test]
fn the_city_less_a_district_is_no_small_base() {
    let y = share("y", "");
    let text = "d total n 90\n e total n 12\n f total n 14\n d total y 40 90\n e total y 12 12\n f total y 14 14";
    let case =
        Case { indicators: &y, rules: "minimum_base = 30\nk = 10\n", rows: rows(text), ..PLAIN };
    case.safe();
}

/// Districts a, b and c: all, those of them who say s and p, and those who say both.
fn both(figures: [[u64; 4]; 3], declared: &str) -> Case<'_> {
    let ids = ["n", "s", "p", "ps"];
    let of = |row: [u64; 4], at: usize| match at {
        0 => String::new(),
        3 => row[1].to_string(),
        _ => row[0].to_string(),
    };
    let rows = ["a", "b", "c"].iter().zip(figures).flat_map(|(place, row)| {
        (0..4).map(move |at| format!("{place} total {} {} {}", ids[at], row[at], of(row, at)))
    });
    Case { indicators: declared, rows: rows.collect(), ..PLAIN }
}

fn declared(how: &str) -> String {
    let ps = share("ps", &format!("base_is = \"s\"\n{how} = \"p\""));
    [share("s", ""), share("p", ""), ps].concat()
}

#[test]
fn the_same_question_put_to_some_leaves_those_asked_elsewhere() {
    // In a nobody says neither, so that ps there can only rise, and in c it is 1.
    let exact = [[40, 33, 15, 8], [120, 50, 60, 20], [150, 70, 80, 1]];
    let same = declared("same_question_as");
    both(exact, &same).safe();
    // A reader may take a plain part for the same question where nothing speaks against it.
    let part = declared("part_of");
    let made = both(exact, &part).make().unwrap_or_else(|problems| panic!("{}", told(&problems)));
    let mut book: serde_json::Value =
        serde_json::from_str(made.text("codebook.json")).expect("JSON");
    book["indicators"][3]["same_question_as"] = "p".into();
    let attack = attack_by(&made, &book.to_string());
    assert_eq!(attack.found(), [""; 0]);
}

#[test]
fn few_who_are_asked_elsewhere_and_say_no_are_protected() {
    // 100 people, 60 say s, 50 say p, 13 both: three say neither.
    let figures = [[100, 60, 50, 13], [120, 50, 60, 20], [150, 70, 80, 30]];
    let neither = [
        ("2024.a.total.p.total", true, 1.0),
        ("2024.a.total.ps.total", true, -1.0),
        ("2024.a.total.p.total", false, -1.0),
        ("2024.a.total.ps.total", false, 1.0),
    ];
    let (_, attack) = both(figures, &declared("same_question_as")).safe();
    let (low, high) = attack.span(&neither);
    assert!(high - low >= 4.0, "{low}..{high}");
    // As a part alone it is nobody's complement.
    let (_, attack) = both(figures, &declared("part_of")).safe();
    assert_eq!(attack.span(&neither), (3.0, 3.0));
}

#[test]
fn the_same_question_must_be_one_in_the_tables() {
    let no = [[100, 60, 50, 5], [120, 50, 60, 20], [150, 70, 80, 30]];
    assert_eq!(both(no, &declared("same_question_as")).codes(), ["another-question"]);
    assert_eq!(both(no, &declared("part_of")).codes(), [""; 0]);
}

/// A whole of 100, and two parts of it that exclude each other.
fn apart(figures: [[u64; 3]; 3], declared: &str) -> Case<'_> {
    let rows = ["a", "b", "c"].iter().zip(figures).flat_map(|(at, [w, x, y])| {
        ["n 100".to_owned(), format!("w {w} 100"), format!("x {x} 100"), format!("y {y} 100")]
            .map(|row| format!("{at} total {row}"))
    });
    Case { indicators: declared, rows: rows.collect(), ..PLAIN }
}

#[test]
fn parts_that_exclude_each_other_leave_people_over() {
    let figures = [[40, 20, 17], [50, 20, 10], [60, 20, 30]];
    let whole = share("w", "");
    let parts = [share("x", "part_of = \"w\"\nexcludes = [\"y\"]"), share("y", "part_of = \"w\"")];
    let said = [whole.clone(), parts.concat()].concat();
    let neither = [
        ("2024.a.total.w.total", false, 1.0),
        ("2024.a.total.x.total", false, -1.0),
        ("2024.a.total.y.total", false, -1.0),
    ];
    let (_, attack) = apart(figures, &said).safe();
    let (low, high) = attack.span(&neither);
    assert!(high - low >= 4.0, "three are in neither, and it is {low}..{high}");
    // Two hidden figures in a, at most what is left.
    apart([[40, 37, 3], [50, 20, 10], [60, 20, 2]], &said).safe();
    assert!(
        apart([[40, 30, 17], [50, 20, 10], [60, 20, 30]], &said)
            .codes()
            .contains(&"parts-above-whole")
    );
    // Of what they share without being parts of anything: the base.
    let bare = [whole, share("x", "excludes = [\"y\"]"), share("y", "")].concat();
    let (_, attack) = apart([[9, 60, 37], [50, 20, 10], [60, 20, 30]], &bare).safe();
    let neither = [("2024.a.total.x.total", true, 1.0), neither[1], neither[2]];
    let (low, high) = attack.span(&neither);
    assert!(high - low >= 4.0, "three say neither, and it is {low}..{high}");
}

#[test]
fn settings_that_cannot_be_are_told() {
    let figures = [[40, 20, 17], [50, 20, 10], [60, 20, 30]];
    let code = |x: &str, y: &str| {
        let said = [share("w", ""), share("x", x), share("y", y)].concat();
        apart(figures, &said).codes()
    };
    assert_eq!(code("excludes = [\"x\"]", ""), ["circle"]);
    assert_eq!(code("part_of = \"w\"\nexcludes = [\"w\"]", ""), ["nested"]);
    assert_eq!(code("same_question_as = \"n\"", ""), ["kind"]);
    assert_eq!(code("part_of = \"w\"\nsame_question_as = \"w\"", ""), ["kind"]);
    assert_eq!(code("base_is = \"w\"\nsame_base_as = \"y\"", ""), ["kind"]);
    assert_eq!(code("same_base_as = \"y\"", "same_base_as = \"x\""), ["circle"]);
    assert_eq!(code("same_base_as = \"z\"", ""), ["unknown-id"]);
}

/// Six districts; x is asked of some, and y of the same.
fn asked(said: &str, y: [u64; 6]) -> Vec<&'static str> {
    let indicators = [share("s", ""), share("x", ""), share("y", said)].concat();
    let rows = ["a", "b", "c", "d", "e", "f"].iter().zip([31, 32, 33, 34, 35, 36]).zip(y);
    let rows = rows.flat_map(|((at, some), y)| {
        ["n 100".to_owned(), "s 50 100".to_owned(), format!("x 15 {some}"), format!("y 12 {y}")]
            .map(|row| format!("{at} total {row}"))
    });
    Case { indicators: &indicators, rows: rows.collect(), ..PLAIN }.codes()
}

#[test]
fn bases_that_are_alike_in_every_row_are_warned_of() {
    let same = [31, 32, 33, 34, 35, 36];
    assert_eq!(asked("", same), ["bases-alike"]);
    assert_eq!(asked("same_base_as = \"x\"", same), [""; 0]);
    let other = [31, 32, 33, 34, 35, 37];
    assert_eq!(asked("", other), [""; 0]);
    assert!(asked("same_base_as = \"x\"", other).contains(&"base-differs-from"));
}

#[test]
fn a_zero_that_may_be_known_stops_nothing() {
    let y = share("y", "");
    // Groups of twenty and three of which nobody says yes: the three are hidden, and the district's zero is not.
    let text = "a g n 20\n a g y 0 20\n a h n 3\n a h y 0 3\n b g n 40\n b g y 12 40\n b h n 30\n b h y 9 30\n
        c g n 44\n c g y 15 44\n c h n 33\n c h y 11 33";
    Case { indicators: &y, rows: rows(text), ..PLAIN }.safe();
    // One of the three says yes: that is no zero, and is protected.
    let one = text.replace("a h y 0 3", "a h y 1 3");
    let (_, attack) = Case { indicators: &y, rows: rows(&one), ..PLAIN }.safe();
    let ranges = attack.ranges();
    let key = ["2024", "a", "h", "y", "total"].map(str::to_owned);
    assert!(ranges[&key].1 - ranges[&key].0 >= 4.0);
    // Where zeros are hidden a zero is a secret like any other.
    Case { indicators: &y, rules: "zeros = \"hidden\"\n", rows: rows(text), ..PLAIN }.safe();
}

#[test]
fn an_area_of_which_only_a_share_is_known_is_no_nought() {
    let y = share("y", "");
    let text = "a total n 40\n b total n 62\n c total n 80\n a total y 3 40\n b total y 1 62\n c total y 0 80";
    let area = "\n[[area]]\nid = \"land\"\nname = \"Land\"\nwithin = \"in Land\"\nwhole = \"all\"\ncontains = [\"total\"]\n";
    let source = "\n[[source]]\nfile = \"data/land.csv\"\npublished = true\nvalue_is = \"percent\"\n\
        columns = { period = \"period\", district = \"district\", group = \"group\", indicator = \"indicator\", base = \"base\", value = \"value\" }\n";
    for base in ["59225", ""] {
        let data =
            format!("period,district,group,indicator,base,value\n2024,land,total,y,{base},9\n");
        let more = vec![("config/sources.toml", source), ("data/land.csv", data.as_str())];
        Case { indicators: &y, area, rows: rows(text), more, ..PLAIN }.safe();
    }
}

#[test]
fn what_cannot_be_protected_is_told_with_what_gives_it_away() {
    // The area is published by others, and is the city: nothing can hide that three say yes.
    let y = share("y", "");
    let text = "a total n 40\n a total y 3 40\n b total n 62\n b total y 0 62";
    let area = "\n[[area]]\nid = \"land\"\nname = \"Land\"\nwithin = \"in Land\"\nwhole = \"all\"\ncontains = [\"total\"]\n";
    let source = "\n[[source]]\nfile = \"data/land.csv\"\npublished = true\n\
        columns = { period = \"period\", district = \"district\", group = \"group\", indicator = \"indicator\", base = \"base\", count = \"count\" }\n";
    let data = "period,district,group,indicator,base,count\n2024,land,total,y,102,3\n";
    let more = vec![("config/sources.toml", source), ("data/land.csv", data)];
    let problems = Case { indicators: &y, area, rows: rows(text), more, ..PLAIN }.make().err();
    let problems = problems.expect("it cannot be protected");
    assert_eq!(problems.0.len(), 1);
    let told = &problems.0[0];
    assert_eq!(told.code, "unprotected");
    let hints = told.hints.join("\n");
    assert!(hints.contains("follows from 'y' of land in 2024, which is known"), "{hints}");
    assert!(![" 3", " 102"].iter().any(|it| hints.contains(it)), "{hints}");
}

#[test]
fn the_secret_draws_and_is_nowhere_to_be_read() {
    let y = share("y", "");
    // Equal districts: which of them protects a is a matter of chance.
    let mut text = "a total n 60\n a total y 3 60\n".to_owned();
    for at in ["b", "c", "d", "e", "f", "g", "h"] {
        text += &format!("{at} total n 60\n{at} total y 20 60\n");
    }
    let hidden = |secret: &str| {
        let more = vec![("data/secret.txt", secret)];
        let rules = "secret_file = \"data/secret.txt\"\n";
        let case = Case { indicators: &y, rules, rows: rows(&text), more, ..PLAIN };
        let (made, attack) = case.safe();
        assert!(made.files.values().all(|file| {
            let text = String::from_utf8_lossy(&file.bytes);
            !text.contains(secret) && !text.contains("secret")
        }));
        let keys = attack.ranges().into_keys();
        keys.map(|key| key[1].clone()).collect::<Vec<_>>()
    };
    let secrets: Vec<String> = (0..8).map(|n| format!("{n:x}").repeat(40)).collect();
    let plans: std::collections::BTreeSet<Vec<String>> =
        secrets.iter().map(|it| hidden(it)).collect();
    assert!(plans.len() > 2, "eight secrets choose among seven districts: {plans:?}");
    assert_eq!(hidden(&secrets[0]), hidden(&secrets[0]));
    let short = Case {
        indicators: &y,
        rules: "secret_file = \"data/secret.txt\"\n",
        rows: rows(&text),
        more: vec![("data/secret.txt", "0000")],
        ..PLAIN
    };
    assert_eq!(short.codes(), ["short-secret"]);
    assert_eq!(Case { more: Vec::new(), ..short }.codes(), ["missing-file"]);
}

/// Three districts of 40 to 80 people: those who say s, p, both, and two parts of p that exclude each other.
fn drawn() -> impl Strategy<Value = Vec<[u64; 6]>> {
    let district = (40..80_u64).prop_flat_map(|n| {
        (20..n, 0..n).prop_flat_map(move |(s, p)| {
            let least = (s + p).saturating_sub(n);
            (least..=s.min(p), 0..=p)
                .prop_flat_map(move |(ps, x)| (0..=p - x).prop_map(move |y| [n, s, p, ps, x, y]))
        })
    });
    proptest::collection::vec(district, 3)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_follows_is_too_narrow(figures in drawn(), k in 3..11_u64, zeros in 0..2_u8) {
        let ids = ["n", "s", "p", "ps", "x", "y"];
        let rows = ["a", "b", "c"].iter().zip(&figures).flat_map(|(at, row)| {
            let base = [0, row[0], row[0], row[1], row[0], row[0]];
            (0..6).map(move |it| {
                let base = if it == 0 { String::new() } else { base[it].to_string() };
                format!("{at} total {} {} {base}", ids[it], row[it])
            })
        });
        let ps = share("ps", "base_is = \"s\"\nsame_question_as = \"p\"");
        let parts = share("x", "part_of = \"p\"\nexcludes = [\"y\"]") + &share("y", "part_of = \"p\"");
        let said = [share("s", ""), share("p", ""), ps, parts].concat();
        let rules = format!("k = {k}\n{}", ["", "zeros = \"hidden\"\n"][usize::from(zeros)]);
        let case = Case { indicators: &said, rules: &rules, rows: rows.collect(), ..PLAIN };
        if let Ok(made) = case.make() {
            prop_assert_eq!(attack(&made).found(), Vec::<String>::new(), "{:?}", figures);
        }
    }
}
