//! Law: five fixed classes of ten points, the number in every cell, and no class for what is hidden.

use super::{
    Medium,
    canvas::Anchor,
    fonts::{Type, Weight},
    key::{Entry, Mark},
    marks::Area,
    roles::{Paint, heat},
    sheet::Sheet,
};
use crate::report::spec::{HeatRow, Heatmap, Labelled, Point};

/// The sizes of a heat map.
struct Grid {
    /// Left edge of the first column.
    left: f64,
    cell: f64,
    row: f64,
    /// White between cells.
    gap: f64,
}

pub(super) fn draw(spec: &Heatmap, sheet: &Sheet) -> f64 {
    let columns = spec.columns.len().max(1) as f64;
    let narrow = sheet.medium == Medium::Narrow;
    let numbers = Type {
        size: sheet.label().size.min(14.0),
        ..sheet.label()
    }
    .tabular();
    let bases = sheet
        .widest(spec.rows.iter().map(|row| row.base.as_str()), numbers)
        .max(sheet.measure(&spec.base_head, sheet.small()));
    let names = sheet.widest(
        spec.rows.iter().map(|row| row.name.as_str()),
        sheet.strong(),
    );
    let need = names + sheet.pt(10.0) + bases + sheet.pt(5.5);
    let cell = if narrow {
        sheet.width / columns
    } else {
        // On full paper cells are 45.4 pt; names that need more room take it from them.
        ((sheet.width - need) / columns)
            .min(sheet.pt(45.4))
            .max(sheet.pt(12.0))
    };
    let left = sheet.width - cell * columns;
    let grid = Grid {
        left,
        cell,
        row: sheet.pt(25.0),
        gap: sheet.pt(1.0),
    };

    let mut y = key(spec, &grid, sheet) + sheet.pt(12.0);
    y = if narrow {
        numbered(spec, &grid, y, sheet)
    } else {
        head(spec, &grid, y, sheet)
    };
    let mut own = None;
    for (index, row) in spec.rows.iter().enumerate() {
        if row.total && index > 0 {
            let line = y + sheet.pt(4.4);
            sheet.horizontal(line, 0.0, sheet.width, sheet.pt(0.6), Paint::Rule);
            y += sheet.pt(9.5);
        }
        let middle = y + (grid.row - grid.gap) / 2.0;
        if narrow {
            names_above(row, y, numbers, sheet);
            y += 24.0;
        } else {
            let (set, paint) = name_look(row, sheet);
            let room = grid.left - bases - sheet.pt(10.0);
            let lines = sheet.fonts.wrap(&row.name, set, room);
            sheet.lines(0.0, middle, Anchor::Start, set, paint, &lines);
            let x = grid.left - sheet.pt(5.3);
            sheet.text(x, middle, Anchor::End, numbers, Paint::Secondary, &row.base);
        }
        cells(row, &grid, y, numbers, sheet);
        if row.own {
            own = Some(y);
        }
        y += grid.row + if narrow { 8.0 } else { 0.0 };
    }
    if let Some(y) = own {
        frame(&grid, y, columns, sheet);
    }
    y + sheet.pt(1.0)
}

fn name_look(row: &HeatRow, sheet: &Sheet) -> (Type, Paint) {
    match (row.own, row.total) {
        (true, _) => (
            Type {
                weight: Weight::Bold,
                ..sheet.label()
            },
            Paint::District,
        ),
        (_, true) => (sheet.strong(), Paint::Ink),
        _ => (sheet.label(), Paint::Ink),
    }
}

fn cells(row: &HeatRow, grid: &Grid, y: f64, set: Type, sheet: &Sheet) {
    let strong = row.own || row.total;
    let set = Type {
        weight: if strong { Weight::Bold } else { set.weight },
        ..set
    };
    for (index, cell) in row.cells.iter().enumerate() {
        let x = grid.left + grid.cell * index as f64;
        let area = Area::new(x, y, grid.cell - grid.gap, grid.row - grid.gap);
        draw_cell(cell, area, set, sheet);
    }
}

fn draw_cell(cell: &Labelled, area: Area, set: Type, sheet: &Sheet) {
    let (x, middle) = (area.x + area.width / 2.0, area.middle());
    match cell.point {
        Point::At(value) => {
            let class = class(value);
            let (fill, text) = heat(class);
            if class == 0 {
                framed(area, fill, Paint::Heat0Edge, sheet);
            } else {
                sheet.fill(area, fill);
            }
            sheet.text(x, middle, Anchor::Middle, set, text, &cell.text);
        }
        Point::Hidden => {
            sheet.hatch(area, true);
            sheet.colon(x, middle, set, &cell.text);
        }
        Point::Missing => {
            framed(area, Paint::Paper, Paint::Hairline, sheet);
            sheet.text(x, middle, Anchor::Middle, set, Paint::Secondary, &cell.text);
        }
    }
}

fn framed(area: Area, fill: Paint, edge: Paint, sheet: &Sheet) {
    let line = sheet.pt(0.4);
    sheet.fill(area, edge);
    let Area {
        x,
        y,
        width,
        height,
    } = area;
    sheet.fill(
        Area::new(x + line, y + line, width - 2.0 * line, height - 2.0 * line),
        fill,
    );
}

/// The class of a share: of the whole number that is printed, so that colour and number agree.
fn class(value: f64) -> usize {
    (value.round() / 10.0).floor().clamp(0.0, 4.0) as usize
}

/// Ink with a casing around this district's cells.
fn frame(grid: &Grid, y: f64, columns: f64, sheet: &Sheet) {
    let (line, casing) = (sheet.pt(1.8), sheet.pt(0.7));
    let (x, width) = (grid.left, grid.cell * columns - grid.gap);
    let height = grid.row - grid.gap;
    // The right side stays within the drawing.
    let side = |away: f64, thick: f64, paint: Paint| {
        let right = (x + width + away).min(sheet.width - thick);
        let (left, top, bottom) = (x - away - thick, y - away - thick, y + height + away);
        sheet
            .canvas
            .rect(left, top, right + thick - left, thick, paint);
        sheet
            .canvas
            .rect(left, bottom, right + thick - left, thick, paint);
        sheet
            .canvas
            .rect(left, top, thick, bottom + thick - top, paint);
        sheet
            .canvas
            .rect(right, top, thick, bottom + thick - top, paint);
    };
    side(-casing / 2.0, casing + line + casing, Paint::Paper);
    side(casing / 2.0, line, Paint::Ink);
}

/// The classes' names on their colours, and the hatch with its own.
fn key(spec: &Heatmap, grid: &Grid, sheet: &Sheet) -> f64 {
    let set = sheet.small();
    let height = set.size * 1.6;
    let widest = sheet.widest(spec.classes.iter().map(String::as_str), set) + sheet.pt(6.0);
    let (hatch, gap) = (sheet.pt(30.0), sheet.pt(5.0));
    let hidden = hatch + gap + sheet.measure(&spec.hidden_name, set);
    let width = widest.max(grid.cell.min(sheet.pt(45.4)));
    let classes = spec.classes.len().min(5) as f64;
    let all = width * classes + sheet.pt(9.0) + hidden;
    let left = if grid.left + all <= sheet.width {
        grid.left
    } else {
        (sheet.width - all).max(0.0)
    };
    let (mut x, mut y) = (left, 0.0);
    for (index, name) in spec.classes.iter().take(5).enumerate() {
        if x > left && x + width > sheet.width + 0.01 {
            (x, y) = (left, y + height + sheet.pt(3.0));
        }
        let (fill, text) = heat(index);
        let area = Area::new(x, y, width - grid.gap, height);
        if index == 0 {
            framed(area, fill, Paint::Heat0Edge, sheet)
        } else {
            sheet.fill(area, fill)
        }
        sheet.text(
            area.x + area.width / 2.0,
            area.middle(),
            Anchor::Middle,
            set,
            text,
            name,
        );
        x += width;
    }
    x += sheet.pt(9.0);
    if x + hidden > sheet.width + 0.01 {
        (x, y) = (left, y + height + sheet.pt(3.0));
    }
    let area = Area::new(x, y, hatch, height);
    sheet.hatch(area, true);
    sheet.text(
        x + hatch + gap,
        area.middle(),
        Anchor::Start,
        set,
        Paint::Ink,
        &spec.hidden_name,
    );
    y + height
}

/// The columns' names, lowest lines level; every other one higher where neighbours would meet.
fn head(spec: &Heatmap, grid: &Grid, y: f64, sheet: &Sheet) -> f64 {
    let set = sheet.small();
    let leading = set.size * 11.5 / 8.0;
    let widths: Vec<f64> = spec
        .columns
        .iter()
        .map(|lines| sheet.widest(lines.iter().map(String::as_str), set))
        .collect();
    let meet = widths
        .windows(2)
        .any(|two| (two[0] + two[1]) / 2.0 + sheet.pt(3.0) > grid.cell);
    let most = spec.columns.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let lift = if meet {
        most * leading + sheet.pt(2.0)
    } else {
        0.0
    };
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
    sheet.text(
        x,
        bottom - leading / 2.0,
        Anchor::End,
        set,
        Paint::Secondary,
        &spec.base_head,
    );
    bottom + sheet.pt(3.5)
}

/// On a telephone columns are too narrow for their names: numbers over them, names in a list.
fn numbered(spec: &Heatmap, grid: &Grid, y: f64, sheet: &Sheet) -> f64 {
    let texts: Vec<String> = spec
        .columns
        .iter()
        .enumerate()
        .map(|(index, lines)| format!("{}\u{a0}{}", index + 1, joined(lines)))
        .collect();
    let entries: Vec<Entry> = texts
        .iter()
        .map(|text| Entry {
            mark: Mark::Nothing,
            text,
            set: sheet.small(),
            paint: Paint::Ink,
        })
        .collect();
    let y = y + sheet.key(0.0, y, &entries) + 8.0;
    for index in 0..spec.columns.len() {
        let centre = grid.left + grid.cell * (index as f64 + 0.5) - grid.gap / 2.0;
        let text = (index + 1).to_string();
        sheet.text(
            centre,
            y + 7.0,
            Anchor::Middle,
            sheet.small(),
            Paint::Secondary,
            &text,
        );
    }
    y + 22.0
}

/// A name without its breaks: `Bositua-` and `sjon` are one word.
fn joined(lines: &[String]) -> String {
    lines
        .iter()
        .fold(String::new(), |name, line| match name.strip_suffix('-') {
            Some(head) if line.starts_with(char::is_lowercase) => format!("{head}{line}"),
            _ if name.is_empty() => line.clone(),
            _ => format!("{name} {line}"),
        })
}

fn names_above(row: &HeatRow, y: f64, numbers: Type, sheet: &Sheet) {
    let (set, paint) = name_look(row, sheet);
    sheet.text(0.0, y + 10.0, Anchor::Start, set, paint, &row.name);
    sheet.text(
        sheet.width,
        y + 10.0,
        Anchor::End,
        numbers,
        Paint::Secondary,
        &row.base,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_follow_the_printed_number() {
        let classes = [0.0, 9.4, 9.6, 19.4, 29.6, 39.4, 40.0, 100.0].map(class);
        assert_eq!(classes, [0, 0, 1, 1, 3, 3, 4, 4]);
    }

    #[test]
    fn a_broken_name_is_one_word_again() {
        assert_eq!(joined(&["Bositua-".into(), "sjon".into()]), "Bosituasjon");
        assert_eq!(
            joined(&["Arbeid og".into(), "aktivitet".into()]),
            "Arbeid og aktivitet"
        );
    }
}
