//! Law: what staff write lands in both editions where the outline says, whatever it holds, and for whom it is meant.

#![allow(clippy::disallowed_methods, reason = "tests lay out projects")]

mod support;

use bydelsrapport::{
    assets::Assets,
    audit::{Output, audit},
    diagnostic::{Place, Severity},
    ident::Lang,
    words::article::Articles,
};
use proptest::prelude::*;
use std::{fs, path::Path, sync::LazyLock};
use support::{Made, html, make, pdf, told};

const OUTLINE: &str = r#"
[[section]]
id = "tema"
eyebrow = "Tema"
neutral = "Om aktivitet"

[[section.block]]
kind = "article"
name = "tema"

[[section.block]]
kind = "article"
name = "prøve"
title = "Det samme i to spalter"
columns = 2

[[section]]
id = "uskrevet"
eyebrow = "Uskrevet"
neutral = "Dette har ingen skrevet"

[[section.block]]
kind = "article"
name = "uskrevet"
"#;

const THEME: &str = r#"# Noe å stå opp til

Aktivitet er *mer* enn **arbeid**, se [Folkehelseinstituttet](https://www.fhi.no/a?b=1&c=2). I fjor fikk 3417 et tilbud.[^1]

## Slik sa de det

> Noen må merke at jeg ikke kommer.
>
> — Deltaker

1. Først
2. Så
   - inni

| Tiltak | Plasser |
|---|--:|
| Verksted | 2718 |

#import "x": y og #read("/etc/passwd"), #panic() @ref = == $ 5 \<script\>alert(1)\</script\> &lt;b&gt; {{ own('x') }} {% raw %} \\u{41}

AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA

[^1]: Årsmelding, side 91.
"#;

const OWN: &str = "Her i Utvika fikk 1618 et tilbud.\n";

fn lay(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the folder is there") {
        let entry = entry.expect("it can be read");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            lay(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("it can be copied");
        }
    }
}

static MADE: LazyLock<Made> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    lay(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/starter"), root);
    let outline = root.join("config/outline.toml");
    let settled = fs::read_to_string(&outline).expect("it is there");
    let added = OUTLINE.replace("prøve", "tema");
    fs::write(outline, settled + &added).expect("it can be written");
    let articles = root.join("report-templates/articles/nb");
    fs::create_dir_all(articles.join("utvika")).expect("a folder");
    fs::write(articles.join("tema.md"), THEME).expect("it can be written");
    fs::write(articles.join("utvika/tema.md"), OWN).expect("it can be written");
    make(root, 1, &[]).unwrap_or_else(|problems| panic!("{}", told(&problems)))
});

/// The section of a page.
fn section<'p>(page: &'p str, id: &str) -> &'p str {
    let start = page.find(&format!("<section class=\"part\" id=\"{id}\""));
    let rest = &page[start.unwrap_or_else(|| panic!("{id} is there"))..];
    &rest[..rest.find("</section>").expect("it ends")]
}

fn paper(path: &str) -> String {
    let open = pdf::open(&MADE.files[path].bytes);
    pdf::all_words(&open).join(" ")
}

#[test]
fn both_editions_hold_the_text_where_the_outline_says() {
    assert!(MADE.warnings.0.is_empty(), "{:?}", MADE.warnings);
    let page = section(MADE.text("sentrum.html"), "tema");
    let words = html::words(page).replace("&#x27;", "'");
    let paper = paper("sentrum.pdf");
    for text in [
        "Noe å stå opp til",
        "Aktivitet er mer enn arbeid",
        "3417",
        "Noen må merke at jeg ikke kommer.",
        "– Deltaker",
        "inni",
        "2718",
        "#import \"x\": y og #read(\"/etc/passwd\"), #panic() @ref = == $ 5",
        "{{ own('x') }} {% raw %}",
        "Årsmelding, side 91.",
        "Det samme i to spalter",
    ] {
        assert!(words.contains(text), "{text}: {words}");
        let gone = |text: &str| text.replace(char::is_whitespace, "");
        assert!(gone(&paper).contains(&gone(text)), "{text}: {paper}");
    }
    for tag in [
        "<h3>Noe å stå opp til</h3>",
        "<h4>Slik sa de det</h4>",
        "<h3>Det samme i to spalter</h3>",
        "<h4>Noe å stå opp til</h4>",
        "<h5>Slik sa de det</h5>",
        "<em>mer</em>",
        "<strong>arbeid</strong>",
        "<th scope=\"row\">Verksted</th>",
        "<th scope=\"col\">Tiltak</th>",
        "&lt;script&gt;alert(1)",
    ] {
        assert!(page.contains(tag), "{tag}: {page}");
    }
    assert!(!page.contains("<script") && !page.contains("<b>"));
    assert!(paper.contains("fhi.no/a?b=1&c=2"), "paper says where a link leads");
}

#[test]
fn a_districts_own_text_stands_instead_of_the_common_one() {
    let page = section(MADE.text("utvika.html"), "tema");
    assert!(page.contains("1618") && !page.contains("3417"), "{page}");
    assert!(!MADE.text("sentrum.html").contains("1618"));
    let paper = paper("utvika.pdf");
    assert!(paper.contains("1618") && !paper.contains("3417"));
}

#[test]
fn what_nobody_wrote_leaves_no_empty_section() {
    for path in ["sentrum.html", "utvika.html"] {
        assert!(!MADE.text(path).contains("uskrevet"));
    }
    assert!(!paper("sentrum.pdf").contains("Dette har ingen skrevet"));
}

#[test]
fn headings_on_paper_go_down_step_by_step_and_links_lead_only_out() {
    let open = pdf::open(&MADE.files["sentrum.pdf"].bytes);
    for role in ["H2", "H3", "H4", "BlockQuote", "L", "LBody", "TH", "Link"] {
        let found = pdf::elements(&open, role.as_bytes()).count();
        assert!(found > 0, "{role}");
    }
    assert_eq!(pdf::elements(&open, b"H5").count(), 0);
    let addresses = open.objects.values().filter_map(|object| {
        let action = object.as_dict().ok()?.get(b"A").ok()?.as_dict().ok()?;
        let address = action.get(b"URI").ok()?.as_str().ok()?;
        Some(String::from_utf8_lossy(address).into_owned())
    });
    let addresses: std::collections::BTreeSet<String> = addresses.collect();
    assert_eq!(addresses.into_iter().collect::<Vec<_>>(), ["https://www.fhi.no/a?b=1&c=2"]);
}

#[test]
fn numbers_that_staff_write_are_told_and_stop_no_audit() {
    let files = MADE.files.iter();
    let output = Output {
        name: "output".to_owned(),
        files: files.map(|(path, file)| (path.clone(), file.bytes.clone())).collect(),
    };
    let found = audit(&[output]).findings;
    // What sums give away is asked of other projects; here it is about words and tables.
    let errors = found.iter().filter(|it| it.severity == Severity::Error);
    let errors: Vec<_> = errors.filter(|it| it.code != "exact").collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let own: Vec<_> = found.iter().filter(|it| it.code == "own-number").collect();
    assert_eq!(own.len(), 1, "{own:#?}");
    assert!(own[0].message.contains("Her i Utvika fikk ####"), "{own:#?}");
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_at_a_place_in_it(
        text in "[-#*_>`~\\[\\]()!|$<&;:^\\\\{}\"+=./ \n\r\t1aå—]{0,120}"
    ) {
        let mut assets = Assets::embedded();
        assets.put("report-templates/articles/nb/a.md", text.clone().into_bytes());
        let told = Articles::new(&assets, &Lang::new("nb")).err().unwrap_or_default();
        for problem in told.0 {
            prop_assert!(!problem.hints.is_empty());
            if let Place::Text { start, end, .. } = problem.place {
                prop_assert!(text.get(start..end).is_some(), "{start}..{end} of {text:?}");
            }
        }
    }
}
