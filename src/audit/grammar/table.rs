//! Law: heads of a table stand over as many columns as they say, and rows have as many cells as there are columns.

use super::Strangers;
use crate::audit::read::dom::Element;

/// Judges how far the cells of a table reach.
pub(super) fn judge(table: &Element, strangers: &mut Strangers) {
    let rows = table.find(&|inner| inner.name == "tr");
    let cells = |row: &Element| row.elements().count();
    let widest = rows.iter().map(|row| cells(row)).max().unwrap_or(0);
    let reach = |cell: &Element, name: &str| match cell.get(name) {
        "" => Some(1),
        text => text.parse::<usize>().ok(),
    };
    // Columns by the rows without any head over several of them.
    let plain = |row: &&&Element| {
        row.elements().all(|it| it.get("colspan").is_empty() && it.get("rowspan").is_empty())
    };
    let columns = rows.iter().filter(plain).map(|row| cells(row)).max().unwrap_or(widest);
    let mut hanging = 0;
    for row in &rows {
        let (mut covered, mut spanning) = (hanging, hanging > 0);
        hanging = 0;
        for cell in row.elements() {
            let (Some(across), Some(down)) = (reach(cell, "colspan"), reach(cell, "rowspan"))
            else {
                return strangers.tell("a cell that reaches over no number of columns");
            };
            spanning |= across > 1 || down > 1 || !cell.get("colspan").is_empty();
            // A reach of one is no reach, but where a group of columns has one.
            let plain = cell.get("colspan") == "1" && cell.get("scope") != "colgroup";
            if plain || cell.get("rowspan") == "1" {
                return strangers.tell("a cell that says that it reaches over itself");
            }
            covered += across;
            match down {
                1 => {}
                2 => hanging += across,
                _ => return strangers.tell("a cell that reaches over many rows"),
            }
        }
        if spanning && covered != columns {
            return strangers.tell("a cell that reaches over more or fewer columns than there are");
        }
    }
    let spans = table.find(&|inner| inner.name == "colgroup");
    let spans: Option<Vec<usize>> = spans.iter().map(|it| reach(it, "span")).collect();
    let heads = table.find(&|inner| inner.name == "th" && inner.get("scope") == "colgroup");
    let heads: Option<Vec<usize>> = heads.iter().map(|it| reach(it, "colspan")).collect();
    let (spans, heads) = (spans.unwrap_or_default(), heads.unwrap_or_default());
    if spans.iter().skip(1).ne(&heads) {
        strangers.tell("a group of columns without its head");
    }
}
