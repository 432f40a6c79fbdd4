//! Law: whatever stands in a Markdown file, it is read as words or refused with its place; nothing else happens.

use super::{Article, Articles, Line, Part, read::read};
use crate::{
    assets::{Assets, Letters},
    diagnostic::{Place, Problems},
    ident::Lang,
};
use std::fmt::Write as _;

const PATH: &str = "report-templates/articles/nb/tema.md";

fn article(text: &str) -> Article {
    let assets = Assets::embedded();
    read(PATH, text, &Letters::of(&assets)).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn refused(text: &str) -> Problems {
    let assets = Assets::embedded();
    read(PATH, text, &Letters::of(&assets)).expect_err(text)
}

/// The words that problems point at.
fn pointed(text: &str) -> Vec<(&str, String)> {
    let told = refused(text);
    let at = |place: &Place| match place {
        Place::Text { start, end, .. } => text[*start..*end].trim_end(),
        _ => "",
    };
    let all = told.0.iter();
    all.map(|p| (at(&p.place), p.message.clone())).collect()
}

/// `*em*`, `**strong**` and `[words](link)` as they were understood.
fn written(line: &Line) -> String {
    let mut text = String::new();
    for span in &line.0 {
        let mark = match (span.strong, span.emphasis) {
            (true, true) => "***",
            (true, false) => "**",
            (false, true) => "*",
            (false, false) => "",
        };
        let words = match (&span.link, span.note) {
            (_, Some(note)) => format!("[^{}]", note.number),
            (Some(link), None) => format!("[{}]({})", span.text, link.to),
            (None, None) => span.text.clone(),
        };
        write!(text, "{mark}{words}{mark}").expect("to a string");
    }
    text
}

/// The parts in one line each.
fn outline(article: &Article) -> Vec<String> {
    fn items(list: &super::List) -> String {
        let one = |item: &super::Item| {
            let texts: Vec<String> = item.paragraphs.iter().map(written).collect();
            let inner = item.list.as_ref().map_or(String::new(), |it| items(it));
            texts.join("/") + &inner
        };
        let all: Vec<String> = list.items.iter().map(one).collect();
        format!("({:?}: {})", list.start, all.join(", "))
    }
    let row = |row: &Vec<Line>| row.iter().map(written).collect::<Vec<_>>().join("|");
    let parts = article.parts.iter();
    let say = |part: &Part| match part {
        Part::Heading { depth, text } => {
            format!("{} {}", "#".repeat((*depth).into()), written(text))
        }
        Part::Paragraph { text } => written(text),
        Part::List(list) => items(list),
        Part::Quote { paragraphs, by } => {
            let by = by.as_ref().map_or(String::new(), |by| format!(" — {}", written(by)));
            let all: Vec<String> = paragraphs.iter().map(written).collect();
            format!("> {}{by}", all.join("/"))
        }
        Part::Table(grid) => {
            let rows: Vec<String> = grid.rows.iter().map(row).collect();
            format!("{}: {} {:?}", grid.name, rows.join("; "), grid.right)
        }
        Part::Pause => "---".to_owned(),
    };
    parts.map(say).collect()
}

#[test]
fn what_staff_write_keeps_its_roles() {
    let text = "# Å stå opp\n\nTekst med **sterkt** og *trykk* og [en *lenke*](https://x.no/).\\\nNy linje.[^a]\n\n\
        ### Under\n\n1. Ett\n2. To\n   - inni\n\n     og mer\n\n* Punkt\n\n> Sagt.\n> — Noen\n\n\
        | A | B |\n|---|--:|\n| x | **1** |\n\n---\n\nSlutt.[^a]\n\n[^a]: Fotnote.\n";
    assert_eq!(
        outline(&article(text)),
        [
            "# Å stå opp",
            "Tekst med **sterkt** og *trykk* og [en lenke](https://x.no/).\nNy linje.[^1]",
            "## Under",
            "(Some(1): Ett, To(None: inni/og mer))",
            "(None: Punkt)",
            "> Sagt. — Noen",
            "A, B: x|**1** [false, true]",
            "---",
            "Slutt.[^1]",
        ]
    );
    assert_eq!(article(text).notes[0].text(), "Fotnote.");
}

#[test]
fn headings_never_jump() {
    let text = "### Først\n\n# Så\n\n#### Dypt\n\n## Mindre dypt\n\n# Ut\n";
    let found = article(text);
    assert_eq!(outline(&found), ["# Først", "# Så", "## Dypt", "## Mindre dypt", "# Ut"]);
    assert_eq!(pointed("# a\n\n## b\n\n### c\n")[0].0, "### c");
    let pauses = "a\n\n---\n\nb\n\n---\n\nc\n";
    assert_eq!(outline(&article(pauses)), ["a", "---", "b", "---", "c"]);
    assert_eq!(outline(&article(&format!("---\n\n{pauses}"))).len(), 6);
}

#[test]
fn code_of_either_edition_is_only_words() {
    for words in [
        "#import \"x\"",
        "#read(\"/etc/passwd\")",
        "#let x = 1; #panic()",
        "{{ own('x') }} {% include 'x' %}",
        "$5 og $10",
        "\\<script\\>alert(1)\\</script\\>",
        "&lt;b&gt; &amp; &quot;",
        "@ref < 5 og > 3",
        "`",
    ] {
        let found = article(&format!("Ord {words}"));
        assert!(matches!(&found.parts[..], [Part::Paragraph { .. }]), "{words}");
    }
    assert_eq!(outline(&article("Se &lt;script&gt; her")), ["Se <script> her"]);
}

#[test]
fn what_cannot_stand_is_named_with_its_place_all_at_once() {
    let text = "<div>\nhei\n</div>\n\nEt <b>ord</b> og `kode` og $x$ og ~~feil~~.\n\n![alt *x*](b.png)\n\n    innrykk\n\n\
        - [ ] boks\n  - to\n    - tre\n\n[x](javascript:alert(1)) [^nei]\n\n> - liste\n";
    let found = pointed(text);
    let places: Vec<&str> = found.iter().map(|(at, _)| *at).collect();
    assert_eq!(
        places,
        [
            "<div>\nhei\n</div>",
            "<b>",
            "</b>",
            "`kode`",
            "$x$",
            "~~feil~~",
            "![alt *x*](b.png)",
            "innrykk",
            "[ ]",
            "- tre",
            "[x](javascript:alert(1))",
            "^nei",
            "- liste",
        ]
    );
    assert!(refused(text).0.iter().all(|problem| problem.hints.len() == 1));
    for (text, message) in [
        ("---\ntitle: x\n---\n\nHei\n", "settings"),
        ("|a|b|c|d|e|f|g|\n|-|-|-|-|-|-|-|\n", "columns"),
        ("- a\n  - b\n\n  c\n", "after the list"),
        ("> > a\n", "quotation"),
        ("- > a\n", "quotation"),
        ("- # a\n", "heading"),
        ("a[^x]\n\n[^x]: b\n\n[^x]: c\n", "already"),
        ("a\n\n[^x]: b\n", "nothing refers"),
        ("   \n\n", "empty"),
        ("[](https://x.no)[](relativ.html)", "leads to nothing"),
        ("\\[^1] og [^1]", "no text"),
        ("snudd \u{202e}tekst", "U+202E"),
        ("&#x202e;", "U+202E"),
        ("fint \u{1f600}", "U+1F600"),
        ("null \0", "U+0000"),
    ] {
        let found = pointed(text);
        assert!(found.iter().any(|(_, told)| told.contains(message)), "{text}: {found:?}");
    }
}

#[test]
fn line_ends_and_marks_of_other_systems_are_read() {
    let unix = "\u{feff}# A\n\nEt ord\nto ord  \ntre\n\n- x\n- y\n";
    assert_eq!(article(unix), article(&unix.replace('\n', "\r\n")));
    let text = "\u{feff}ærlig `x`";
    assert_eq!(pointed(text)[0].0, "`x`");
}

#[test]
fn large_and_deep_texts_end_soon() {
    let deep = format!("{}hei", ">".repeat(40_000));
    assert_eq!(refused(&deep).0.len(), 1);
    let lists: String = (0..60).map(|n| format!("{}- x\n", "  ".repeat(n))).collect();
    assert_eq!(refused(&lists).0.len(), 1);
    assert_eq!(refused(&"<b>".repeat(30_000)).0.len(), 20);
    for open in ["[", "![", "*a **", "(", "`", "[^a"] {
        let _ = read(PATH, &open.repeat(90_000 / open.len()), &Letters::of(&Assets::embedded()));
    }
    let word = "å".repeat(40_000);
    assert_eq!(outline(&article(&word)), [word]);
}

#[test]
fn a_file_is_text_of_a_sensible_length_and_a_districts_own_comes_first() {
    let mut assets = Assets::embedded();
    let put = |assets: &mut Assets, name: &str, bytes: &[u8]| {
        assets.put(&format!("report-templates/articles/nb/{name}"), bytes.to_vec());
    };
    put(&mut assets, "a.md", b"alle");
    put(&mut assets, "sagene/a.md", b"sagene");
    let nb = Lang::new("nb");
    let all = Articles::new(&assets, &nb).expect("sound");
    let text = |slug, name| all.get(slug, name).map(|it| outline(it).join(""));
    assert_eq!(text("sagene", "a").as_deref(), Some("sagene"));
    assert_eq!(text("ullern", "a").as_deref(), Some("alle"));
    assert_eq!(text("sagene", "b"), None);
    put(&mut assets, "a.md", &vec![b'a'; 1 << 20]);
    put(&mut assets, "latin.md", b"hei\nbl\xe5\n");
    let told = Articles::new(&assets, &nb).expect_err("two are wrong");
    let told: Vec<String> = told.0.iter().map(|p| format!("{} {}", p.place, p.code)).collect();
    let at = "report-templates/articles/nb";
    assert_eq!(told, [format!("{at}/a.md too-long"), format!("{at}/latin.md:2 encoding")]);
}

#[test]
fn nobody_elses_words_are_built_in() {
    let embedded = Assets::embedded();
    assert_eq!(embedded.under("report-templates/articles/").count(), 0);
}

#[test]
fn paper_shows_where_a_link_leads_unless_its_words_do() {
    let shown = |text: &str| match &article(text).parts[0] {
        Part::Paragraph { text } => {
            let link = text.0.iter().find_map(|span| span.link.clone());
            link.expect("a link").shown
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(shown("[FHI](https://www.fhi.no/)").as_deref(), Some("fhi.no"));
    assert_eq!(shown("<https://www.fhi.no/>"), None);
    assert_eq!(shown("[www.fhi.no](https://fhi.no)"), None);
    assert_eq!(shown("<a@b.no>"), None);
}
