//! Law: what every page must be, whatever the report says.

#![allow(clippy::disallowed_methods, reason = "pages are written to be looked at")]

use super::{HtmlShop, sample};
use crate::assets::Assets;
use crate::diagnostic::Place;
use crate::report::view::{BlockView, Rich};
use std::collections::BTreeSet;

fn shop() -> HtmlShop {
    HtmlShop::new(&Assets::embedded(), ".f-district{fill:var(--district)}").unwrap()
}

fn pages() -> Vec<String> {
    let shop = shop();
    let page = shop.page(&sample::report("Sagene"), &sample::drawings()).unwrap();
    vec![page, shop.index(&sample::index()).unwrap()]
}

/// The values of an attribute in markup.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let mark = format!(" {attribute}=\"");
    page.match_indices(&mark)
        .map(|(at, _)| {
            let rest = &page[at + mark.len()..];
            &rest[..rest.find('"').unwrap()]
        })
        .collect()
}

#[test]
fn elements_are_closed_in_order() {
    const VOID: [&str; 4] = ["meta", "br", "hr", "link"];
    for page in pages() {
        let (head, body) = page.split_once("<style>").unwrap();
        let body = body.split_once("</style>").unwrap().1;
        let mut open: Vec<&str> = Vec::new();
        for piece in head.split('<').chain(body.split('<')).skip(1) {
            let Some((tag, _)) = piece.split_once('>') else {
                continue;
            };
            let name = tag.split([' ', '\n', '/']).find(|part| !part.is_empty()).unwrap();
            if tag.starts_with('/') {
                assert_eq!(open.pop(), Some(name));
            } else if !tag.starts_with('!') && !tag.ends_with('/') && !VOID.contains(&name) {
                open.push(name);
            }
        }
        assert_eq!(open, Vec::<&str>::new());
    }
}

#[test]
fn nothing_is_fetched_and_nothing_runs() {
    for page in pages() {
        for attribute in ["src", "href", "action", "srcset", "data"] {
            for value in values(&page, attribute) {
                assert!(!value.contains("//"), "{attribute}={value}");
            }
        }
        for word in ["<script", "<link", "<iframe", "@import", "javascript:", " onload", "url(http"]
        {
            assert!(!page.contains(word), "{word}");
        }
    }
}

#[test]
fn ids_are_unique_and_links_inside_the_page_lead_somewhere() {
    for page in pages() {
        let ids = values(&page, "id");
        let known: BTreeSet<_> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len());
        for link in values(&page, "href").iter().filter_map(|link| link.strip_prefix('#')) {
            assert!(known.contains(link), "#{link}");
        }
    }
}

#[test]
fn every_head_of_a_table_says_what_it_heads() {
    for page in pages() {
        for (at, _) in page.match_indices("<th") {
            let tag = page[at..].split('>').next().unwrap();
            assert!(tag.starts_with("<thead") || tag.contains(" scope=\""), "{tag}");
        }
    }
}

#[test]
fn a_hidden_figure_is_spoken_in_words() {
    let page = &pages()[0];
    let symbols = page.matches("<span aria-hidden=\"true\">:</span>").count();
    let words = page.matches("<span class=\"vh\">vises ikke av personvernhensyn</span>").count();
    assert!(symbols > 0);
    assert_eq!(symbols, words);
}

#[test]
fn hostile_text_stays_text() {
    let hostile = "<script>alert(1)</script>\"'&{{ 7 }}</style>";
    let mut report = sample::report(hostile);
    report.meta.notice = Some(hostile.into());
    report.sections[0].heading = hostile.into();
    report.sections[0]
        .blocks
        .push(BlockView::Text { columns: 1, paragraphs: vec![Rich::plain(hostile)] });
    let page = shop().page(&report, &sample::drawings()).unwrap();
    assert!(!page.contains("<script"));
    assert_eq!(page.matches("</style>").count(), 1);
    assert!(page.contains("{{ 7 }}"));
}

#[test]
fn a_report_without_extras_is_still_a_page() {
    let mut report = sample::report("Sagene");
    report.meta.notice = None;
    report.meta.files = Default::default();
    report.cover.tiles.clear();
    report.cover.numbers.clear();
    report.cover.map_caption = None;
    report.sections.truncate(1);
    report.sections[0].eyebrow.clear();
    report.sections[0].notes.clear();
    for block in &mut report.sections[0].blocks {
        if let BlockView::Findings { items, note } = block {
            *note = None;
            for item in items {
                (item.mark, item.against, item.href) = (None, None, None);
                item.questions.clear();
            }
        }
    }
    shop().page(&report, &sample::drawings()).unwrap();
}

#[test]
fn all_missing_words_and_drawings_are_named_at_once() {
    let mut report = sample::report("Sagene");
    report.words.remove("figure");
    report.words.remove("to_top");
    let mut drawings = sample::drawings();
    drawings.remove("mini-46");
    let problems = shop().page(&report, &drawings).unwrap_err();
    let codes: BTreeSet<_> = problems.0.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, BTreeSet::from(["missing-drawing", "missing-word"]));
    for key in ["'figure'", "'to_top'", "'mini-46'"] {
        assert!(problems.0.iter().any(|problem| problem.message.contains(key)), "{key}");
    }
}

#[test]
fn a_broken_template_is_named_with_its_place() {
    let mut assets = Assets::embedded();
    let path = "report-templates/html/blocks/text.html";
    assets.put(path, b"<p>\n{% if %}".to_vec());
    assets.put("report-templates/html/blocks/steps.html", b"{{ 1 + }}".to_vec());
    let problems = HtmlShop::new(&assets, "").unwrap_err();
    assert_eq!(problems.0.len(), 2);
    assert!(problems.0.iter().any(
        |p| matches!(&p.place, Place::Text { file, start, .. } if &**file == path && *start >= 4)
    ));

    assets = Assets::embedded();
    assets.put(path, b"{{ block.pargraphs }}".to_vec());
    let shop = HtmlShop::new(&assets, "").unwrap();
    let problems = shop.page(&sample::report("Sagene"), &sample::drawings()).unwrap_err();
    assert_eq!(problems.0[0].place, Place::text(path, 3..18));
}

#[test]
fn a_project_overrides_one_file() {
    let mut assets = Assets::embedded();
    assets.put("report-templates/html/arrow.html", b"<b>own</b>".to_vec());
    assets.put("report-templates/html/zz-own.css", b"h1{color:teal}".to_vec());
    let shop = HtmlShop::new(&assets, ".c{fill:none}").unwrap();
    let page = shop.page(&sample::report("Sagene"), &sample::drawings()).unwrap();
    assert!(page.contains("<b>own</b>"));
    assert!(page.find(".c{fill:none}") < page.find("h1{color:teal}"));
}

#[test]
#[ignore = "writes pages to look at and to validate"]
fn pages_to_look_at() {
    let folder = std::env::temp_dir().join("bydelsrapport-look");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, page) in ["sagene.html", "index.html"].iter().zip(pages()) {
        std::fs::write(folder.join(name), page).unwrap();
    }
}
