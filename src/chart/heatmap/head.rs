//! Law: a column's name is never turned; where names would meet, every other one stands higher.

use super::{
    super::{
        canvas::Anchor,
        key::{Entry, Mark},
        marks::Area,
        roles::{Paint, heat},
        sheet::Sheet,
    },
    Grid, framed,
};
use crate::report::spec::Heatmap;

/// The classes' names on their colours, and the hatch with its own.
pub(super) fn key(spec: &Heatmap, grid: &Grid, sheet: &Sheet) -> f64 {
    let set = sheet.small();
    let height = set.size * 1.6;
    let widest = sheet.widest(spec.classes.iter().map(String::as_str), set) + sheet.pt(6.0);
    let (hatch, gap) = (sheet.pt(30.0), sheet.pt(5.0));
    let hidden = hatch + gap + sheet.measure(&spec.hidden_name, set);
    let width = widest.max(grid.cell.min(sheet.pt(45.4)));
    let classes = spec.classes.len().min(5) as f64;
    let all = width * classes + sheet.pt(9.0) + hidden;
    let left =
        if grid.left + all <= sheet.width { grid.left } else { (sheet.width - all).max(0.0) };
    let (mut x, mut y) = (left, 0.0);
    for (index, name) in spec.classes.iter().take(5).enumerate() {
        if x > left && x + width > sheet.width + 0.01 {
            (x, y) = (left, y + height + sheet.pt(3.0));
        }
        let (fill, text) = heat(index);
        let area = Area::new(x, y, width - grid.gap, height);
        sheet.marked("key", "", || {
            if index == 0 {
                framed(area, fill, Paint::Heat0Edge, sheet)
            } else {
                sheet.fill(area, fill)
            }
        });
        sheet.text(area.x + area.width / 2.0, area.middle(), Anchor::Middle, set, text, name);
        x += width;
    }
    x += sheet.pt(9.0);
    if x + hidden > sheet.width + 0.01 {
        (x, y) = (left, y + height + sheet.pt(3.0));
    }
    let area = Area::new(x, y, hatch, height);
    sheet.hatch(area, true);
    sheet.text(x + hatch + gap, area.middle(), Anchor::Start, set, Paint::Ink, &spec.hidden_name);
    y + height
}

/// The columns' names, lowest lines level; every other one higher where neighbours would meet.
pub(super) fn head(spec: &Heatmap, grid: &Grid, y: f64, sheet: &Sheet) -> f64 {
    let set = sheet.small();
    let leading = set.size * 11.5 / 8.0;
    let widths: Vec<f64> = spec
        .columns
        .iter()
        .map(|lines| sheet.widest(lines.iter().map(String::as_str), set))
        .collect();
    let meet = widths.windows(2).any(|two| (two[0] + two[1]) / 2.0 + sheet.pt(3.0) > grid.cell);
    let most = spec.columns.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let lift = if meet { most * leading + sheet.pt(2.0) } else { 0.0 };
    let bottom = y + lift + most * leading;
    for (index, lines) in spec.columns.iter().enumerate() {
        let centre = grid.left + grid.cell * (index as f64 + 0.5) - grid.gap / 2.0;
        // The outer names stay over the cells.
        let half = widths[index] / 2.0;
        let centre = centre.min(sheet.width - half).max(grid.left + half);
        let raised = if meet && index % 2 == 1 { lift } else { 0.0 };
        if raised > 0.0 {
            sheet.vertical(
                centre,
                bottom - lift + sheet.pt(1.0),
                bottom,
                sheet.pt(0.4),
                Paint::Rule,
            );
        }
        for (line, text) in lines.iter().rev().enumerate() {
            let middle = bottom - raised - leading * (line as f64 + 0.5);
            sheet.text(centre, middle, Anchor::Middle, set, Paint::Ink, text);
        }
    }
    let x = grid.left - sheet.pt(5.3);
    sheet.text(x, bottom - leading / 2.0, Anchor::End, set, Paint::Secondary, &spec.base_head);
    bottom + sheet.pt(3.5)
}

/// On a telephone columns are too narrow for their names: numbers over them, names in a list.
pub(super) fn numbered(spec: &Heatmap, grid: &Grid, y: f64, sheet: &Sheet) -> f64 {
    let texts: Vec<String> = spec
        .columns
        .iter()
        .enumerate()
        .map(|(index, lines)| format!("{}\u{a0}{}", index + 1, joined(lines)))
        .collect();
    let entries: Vec<Entry> = texts
        .iter()
        .map(|text| Entry { mark: Mark::Nothing, text, set: sheet.small(), paint: Paint::Ink })
        .collect();
    let y = y + sheet.marked("order", "", || sheet.key(0.0, y, &entries)) + 8.0;
    for index in 0..spec.columns.len() {
        let centre = grid.left + grid.cell * (index as f64 + 0.5) - grid.gap / 2.0;
        let text = (index + 1).to_string();
        sheet.marked("order", "", || {
            sheet.text(centre, y + 7.0, Anchor::Middle, sheet.small(), Paint::Secondary, &text);
        });
    }
    y + 22.0
}

/// A name without its breaks: `Bositua-` and `sjon` are one word.
fn joined(lines: &[String]) -> String {
    lines.iter().fold(String::new(), |name, line| match name.strip_suffix('-') {
        Some(head) if line.starts_with(char::is_lowercase) => format!("{head}{line}"),
        _ if name.is_empty() => line.clone(),
        _ => format!("{name} {line}"),
    })
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn a_broken_name_is_one_word_again() {
        assert_eq!(joined(&["Bositua-".into(), "sjon".into()]), "Bosituasjon");
        let name = joined(&["Arbeid og".into(), "aktivitet".into()]);
        assert_eq!(name, "Arbeid og aktivitet");
    }
}
