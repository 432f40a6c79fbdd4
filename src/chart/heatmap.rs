//! Law: five fixed classes of ten points, the number in every cell, and no class for what is hidden.

mod head;

use super::{
    Medium,
    canvas::Anchor,
    fonts::{Type, Weight},
    marks::Area,
    roles::{Paint, heat},
    sheet::Sheet,
};
use crate::report::spec::{HeatRow, Heatmap, Labelled, Point};
use head::{head, key, numbered};

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
    let numbers = Type { size: sheet.label().size.min(14.0), ..sheet.label() }.tabular();
    let bases = sheet
        .widest(spec.rows.iter().map(|row| row.base.as_str()), numbers)
        .max(sheet.measure(&spec.base_head, sheet.small()));
    let names = sheet.widest(spec.rows.iter().map(|row| row.name.as_str()), sheet.strong());
    let need = names + sheet.pt(10.0) + bases + sheet.pt(5.5);
    let cell = if narrow {
        sheet.width / columns
    } else {
        // On full paper cells are 45.4 pt; names that need more room take it from them.
        ((sheet.width - need) / columns).min(sheet.pt(45.4)).max(sheet.pt(12.0))
    };
    let left = sheet.width - cell * columns;
    let grid = Grid { left, cell, row: sheet.pt(25.0), gap: sheet.pt(1.0) };

    let mut y = key(spec, &grid, sheet) + sheet.pt(12.0);
    y = if narrow { numbered(spec, &grid, y, sheet) } else { head(spec, &grid, y, sheet) };
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
        (true, _) => (Type { weight: Weight::Bold, ..sheet.label() }, Paint::District),
        (_, true) => (sheet.strong(), Paint::Ink),
        _ => (sheet.label(), Paint::Ink),
    }
}

fn cells(row: &HeatRow, grid: &Grid, y: f64, set: Type, sheet: &Sheet) {
    let strong = row.own || row.total;
    let set = Type { weight: if strong { Weight::Bold } else { set.weight }, ..set };
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
            sheet.marked("class", &cell.cell, || {
                if class == 0 {
                    framed(area, fill, Paint::Heat0Edge, sheet);
                } else {
                    sheet.fill(area, fill);
                }
            });
            sheet.number(x, middle, Anchor::Middle, set, text, &cell.text, &cell.cell);
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
    let Area { x, y, width, height } = area;
    sheet.fill(Area::new(x + line, y + line, width - 2.0 * line, height - 2.0 * line), fill);
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
        sheet.canvas.rect(left, top, right + thick - left, thick, paint);
        sheet.canvas.rect(left, bottom, right + thick - left, thick, paint);
        sheet.canvas.rect(left, top, thick, bottom + thick - top, paint);
        sheet.canvas.rect(right, top, thick, bottom + thick - top, paint);
    };
    side(-casing / 2.0, casing + line + casing, Paint::Paper);
    side(casing / 2.0, line, Paint::Ink);
}

fn names_above(row: &HeatRow, y: f64, numbers: Type, sheet: &Sheet) {
    let (set, paint) = name_look(row, sheet);
    sheet.text(0.0, y + 10.0, Anchor::Start, set, paint, &row.name);
    sheet.text(sheet.width, y + 10.0, Anchor::End, numbers, Paint::Secondary, &row.base);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_follow_the_printed_number() {
        let classes = [0.0, 9.4, 9.6, 19.4, 29.6, 39.4, 40.0, 100.0].map(class);
        assert_eq!(classes, [0, 0, 1, 1, 3, 3, 4, 4]);
    }
}
