//! Law: a page's tables are read as a reader hears them: each cell with the heads of its row and column.

/// A table of a page.
#[derive(Debug)]
pub struct Table {
    /// The section that it stands in.
    pub section: String,
    /// Its title.
    pub title: String,
    /// Its column heads, the row heads' own first; those below a joint head are left out.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug)]
pub struct Row {
    /// The head of the rows that it belongs to, where there is one.
    pub part: String,
    /// Its own head.
    pub head: String,
    /// Its cells, without the head.
    pub cells: Vec<String>,
}

impl Table {
    /// A cell by its column's head.
    pub fn cell<'a>(&self, row: &'a Row, head: &str) -> Option<&'a str> {
        let at = self.heads.iter().position(|known| known == head)?;
        row.cells.get(at.checked_sub(1)?).map(String::as_str)
    }
}

/// All tables with an id.
pub fn tables(page: &str) -> Vec<Table> {
    between(page, "<table id=\"table-", "</table>").into_iter().map(table).collect()
}

/// The headings of the page's sections.
pub fn findings(page: &str) -> Vec<String> {
    between(page, "<span class=\"finding\"", "</span>")
        .into_iter()
        .map(|heading| words(after_tag(heading)))
        .collect()
}

fn table(text: &str) -> Table {
    let id = text.split('"').next().unwrap_or_default();
    let section = id.rsplit_once('-').map_or(id, |(section, _)| section);
    let title = between(text, "<span class=\"title\">", "</span>");
    let head = between(text, "<thead>", "</thead>").concat();
    let first = between(&head, "<tr", "</tr>").into_iter().next().unwrap_or_default();
    let heads = between(first, "<th", "</th>");
    let heads = heads.iter().take_while(|head| !head.contains("colspan"));
    let heads = heads.map(|head| words(after_tag(head))).collect();
    let body = text.split("</thead>").nth(1).unwrap_or_default();
    let mut rows = Vec::new();
    for group in between(body, "<tbody", "</tbody>") {
        let mut part = String::new();
        for row in between(group, "<tr", "</tr>") {
            let cells = |tag: &str, end: &str| -> Vec<String> {
                between(row, tag, end).iter().map(|cell| words(after_tag(cell))).collect()
            };
            let head = cells("<th", "</th>").into_iter().next().unwrap_or_default();
            if row.contains("rowgroup") {
                part = head;
            } else {
                rows.push(Row { part: part.clone(), head, cells: cells("<td", "</td>") });
            }
        }
    }
    Table { section: section.to_owned(), title: words(title.first().unwrap_or(&"")), heads, rows }
}

/// What stands between a start and the next end, each time.
pub fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    let pieces = text.split(start).skip(1);
    pieces.map(|piece| piece.split(end).next().unwrap_or_default()).collect()
}

fn after_tag(text: &str) -> &str {
    text.split_once('>').map_or(text, |(_, rest)| rest)
}

/// Text without tags, entities and wide gaps.
pub fn words(text: &str) -> String {
    let mut plain = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            '\u{ad}' => {}
            c if !inside => plain.push(if c == '\u{a0}' { ' ' } else { c }),
            _ => {}
        }
    }
    for (entity, sign) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x2f;", "/"), ("&amp;", "&")]
    {
        plain = plain.replace(entity, sign);
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
