//! Law: the small parts of the synthetic sample reports are made one way.

use crate::report::{
    spec::{ChartSpec, Mini},
    view::{
        AgainstView, BlockView, Direction, Figure, FigureState, FigureView, MarkView, Rich,
        RowView, Run, SectionView, SymbolMark, SymbolView, TableView,
    },
};

/// A spec that no template sees.
pub fn undrawn() -> ChartSpec {
    ChartSpec::Mini(Mini { share: 1.0, cell: String::new(), tick: None, maximum: 1.0 })
}

/// `**strong**` text.
pub fn rich(text: &str) -> Rich {
    Rich(
        text.split("**")
            .enumerate()
            .filter(|(_, part)| !part.is_empty())
            .map(|(i, part)| Run { text: part.into(), strong: i % 2 == 1, cells: String::new() })
            .collect(),
    )
}

pub fn figure(text: &str) -> Figure {
    let (state, spoken) = match text {
        ":" => (FigureState::Withheld, Some("vises ikke av personvernhensyn".to_owned())),
        ".." => (FigureState::Missing, Some("tall mangler".to_owned())),
        _ => (FigureState::Shown, None),
    };
    Figure { text: text.into(), state, spoken, cell: None }
}

pub fn table(id: &str, title: &str, subtitle: &str, head: &str, rows: &[&str]) -> TableView {
    let mut head = head.split('|').map(str::to_owned);
    let corner = head.next().unwrap_or_default();
    let rows = rows
        .iter()
        .enumerate()
        .map(|(i, row)| {
            let mut cells = row.split('|');
            let name = cells.next().unwrap_or_default();
            let cells: Vec<_> = cells.map(figure).collect();
            RowView {
                id: format!("{id}-{i}"),
                head: name.trim_start_matches('*').into(),
                evidence: String::new(),
                strong: name.starts_with('*'),
                divider: cells.is_empty(),
                cells,
            }
        })
        .collect();
    TableView {
        id: id.into(),
        title: title.into(),
        subtitle: subtitle.into(),
        cells: String::new(),
        corner,
        spans: Vec::new(),
        head: head.collect(),
        own_column: None,
        rows,
        notes: Vec::new(),
    }
}

pub fn chart(id: &str, title: &str, subtitle: &str) -> FigureView {
    FigureView {
        id: id.into(),
        number: 1,
        title: title.into(),
        subtitle: subtitle.into(),
        alt: format!("{title}: 46 prosent er på rødt nivå, mot 41 prosent i Oslo."),
        source: "BrukerPlan 2018, syntetiske tall".into(),
        spec: undrawn(),
        table: table("t", "", "", "", &[]),
        table_on_paper: false,
        compact: false,
    }
}

pub fn mark(key: &str) -> MarkView {
    MarkView { key: key.into(), spec: undrawn() }
}

pub fn against(direction: Direction) -> AgainstView {
    let word = match direction {
        Direction::Higher => "høyere",
        Direction::Similar => "på linje",
        Direction::Lower => "lavere",
    };
    AgainstView { direction, word: word.into(), phrase: format!("{word} Oslo (41 %)") }
}

pub fn symbol(mark: SymbolMark, text: &str) -> SymbolView {
    SymbolView { mark, text: text.into() }
}

pub fn panel(title: &str, items: &[&str]) -> BlockView {
    BlockView::Panel { title: title.into(), items: items.iter().map(|text| rich(text)).collect() }
}

pub fn text(paragraphs: &[&str]) -> BlockView {
    BlockView::Text { columns: 2, paragraphs: paragraphs.iter().map(|text| rich(text)).collect() }
}

pub fn section(
    id: &str,
    eyebrow: &str,
    heading: &str,
    blocks: Vec<BlockView>,
    notes: &[&str],
) -> SectionView {
    SectionView {
        id: id.into(),
        eyebrow: eyebrow.into(),
        heading: heading.into(),
        cells: String::new(),
        blocks,
        notes: notes.iter().map(|text| rich(text)).collect(),
    }
}
