//! Law: an article of the sample holds a part of every kind.

use crate::{
    report::view::{ArticleView, BlockView},
    words::article::{Grid, Item, Line, Link, List, Noted, Part, Span},
};

fn line(text: &str) -> Line {
    Line(vec![Span { text: text.into(), ..Span::default() }])
}

/// Words of every style.
fn styled() -> Line {
    let to = "https://example.no/?a=\"><script>".to_owned();
    let shown = Some("example.no".to_owned());
    let (number, first) = (1, true);
    Line(vec![
        Span {
            text: "To <b>\nlinjer".into(),
            strong: true,
            emphasis: true,
            link: Some(Link { to, shown }),
            note: None,
        },
        Span { note: Some(Noted { number, first }), ..Span::default() },
    ])
}

/// An article; with a title, its headings stand one level deeper.
pub fn article(id: &str, title: Option<&str>) -> BlockView {
    let item = |text: &str, list| Item { paragraphs: vec![line(text), line(text)], list };
    let inner = List { start: None, items: vec![item("Inni", None)] };
    let heading = |depth| Part::Heading { depth, text: line("Overskrift") };
    let parts = vec![
        heading(1),
        Part::Paragraph { text: styled() },
        heading(2),
        Part::List(List { start: Some(3), items: vec![item("Utenfor", Some(Box::new(inner)))] }),
        Part::Quote { paragraphs: vec![line("Sagt")], by: Some(line("Noen")) },
        Part::Table(Grid {
            name: "B".into(),
            right: vec![false, true],
            head: vec![Line::default(), line("B")],
            rows: vec![vec![line("a"), line("1")]],
        }),
        Part::Pause,
    ];
    BlockView::Article(Box::new(ArticleView {
        id: id.into(),
        title: title.map(str::to_owned),
        columns: 1,
        parts,
        notes: vec![line("En fotnote")],
    }))
}
