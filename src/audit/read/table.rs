//! Law: a table is read row by row, each figure with what it says it is of.

use super::dom::Element;
use crate::audit::sight::Of;

/// A figure as it stands in a page.
#[derive(Clone, Debug)]
pub(in crate::audit) struct Shown {
    /// What it says it is of.
    pub of: Option<Of>,
    /// What is to be seen.
    pub text: String,
    /// What is heard instead of a sign.
    pub spoken: String,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(in crate::audit) struct Row {
    pub head: String,
    /// How it stands to the city, where it says that: `higher`, `similar`, `lower`.
    pub against: String,
    pub cells: Vec<Shown>,
}

/// A table.
#[derive(Clone, Debug)]
pub(in crate::audit) struct Table {
    pub title: String,
    /// Heads of the columns, the row heads' own not among them; of the last row of heads.
    pub heads: Vec<String>,
    pub rows: Vec<Row>,
    /// The finding of the section that it stands in.
    pub finding: String,
}

/// A figure: what is seen of it, and what is heard instead.
pub(super) fn shown(element: &Element) -> Shown {
    let aside = |inner: &Element| {
        inner.is("vh")
            || inner.is("label")
            || inner.name == "svg"
            || !inner.get("data-cells").is_empty()
    };
    let heard = element.find(&|inner| inner.is("vh"));
    Shown {
        of: Of::read(element.get("data-cell")),
        text: element.text(&aside),
        spoken: heard.first().map_or(String::new(), |inner| inner.text(&|_| false)),
    }
}

/// Reads a `table` element that stands under a finding.
pub(super) fn table(element: &Element, finding: &str) -> Table {
    let title = element.find(&|inner| inner.is("title"));
    let rows = element
        .find(&|inner| inner.name == "tbody")
        .into_iter()
        .flat_map(|body| body.find(&|inner| inner.name == "tr"))
        .filter_map(row)
        .collect();
    Table {
        title: title.first().map_or(String::new(), |inner| inner.text(&|_| false)),
        heads: heads(element).into_iter().skip(1).collect(),
        rows,
        finding: finding.to_owned(),
    }
}

fn row(row: &Element) -> Option<Row> {
    let cells = row.elements().filter(|inner| inner.name == "td");
    let cells: Vec<Shown> = cells.map(shown).collect();
    let head = row.elements().find(|inner| inner.name == "th")?;
    let against = row.find(&|inner| inner.is("against"));
    let against = against.first().map_or("", |it| it.get("class"));
    (!cells.is_empty()).then(|| Row {
        against: against.split(' ').nth(1).unwrap_or_default().to_owned(),
        head: head.text(&|inner| inner.is("headline")),
        cells,
    })
}

/// The heads of single columns; where one stands over several, theirs stand in the line below.
fn heads(element: &Element) -> Vec<String> {
    let parts = element.find(&|inner| inner.name == "thead");
    let Some(part) = parts.first() else {
        return Vec::new();
    };
    let lines = part.find(&|inner| inner.name == "tr");
    let words = |head: &Element| head.text(&|inner| inner.get("aria-hidden") == "true");
    let mut below = lines.iter().skip(1).flat_map(|line| line.elements());
    let mut heads = Vec::new();
    for head in lines.first().into_iter().flat_map(|line| line.elements()) {
        match head.get("colspan").parse::<usize>() {
            Ok(columns) => heads.extend(below.by_ref().take(columns).map(words)),
            Err(_) => heads.push(words(head)),
        }
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::read::dom::parse;

    #[test]
    fn heads_over_several_columns_give_way_to_those_below() {
        let text = "<table><thead><tr><th rowspan=2>Rad</th><th colspan=2>Grupper</th><th rowspan=2>Alle</th></tr>\
                    <tr><th>A</th><th>B</th></tr></thead><tbody><tr class=divider><th>Del</th></tr>\
                    <tr><th>x</th><td>1</td><td>2</td><td>3</td></tr></tbody></table>";
        let root = parse(text).root;
        let table = table(root.find(&|it| it.name == "table")[0], "");
        assert_eq!(table.heads, ["A", "B", "Alle"]);
        assert_eq!(table.rows.len(), 1);
        assert_eq!(table.rows[0].cells[2].text, "3");
    }
}
