//! Law: a page is read as its readers hear it: tables cell by cell, texts block by block, drawings shape by shape.

use super::{
    dom::{COMMENT, Element, Node, squeeze},
    drawing::{Drawn, drawing},
    table::{Shown, Table, shown, table},
};
use crate::audit::{
    grammar::corner_words,
    sight::{Channel, Rest, Source, Told, cited},
};

/// Text that says something in words.
#[derive(Clone, Debug)]
pub(in crate::audit) struct Prose {
    pub text: String,
    /// What it says it rests on; nothing where it says nothing of that.
    pub rests: Vec<Rest>,
    /// Its numbers, each with what it is.
    pub told: Vec<Told>,
    pub channel: Channel,
    /// Whether the page says that somebody wrote it and no figure is meant.
    pub own: bool,
}

/// A page.
#[derive(Clone, Debug)]
pub(in crate::audit) struct Page {
    /// Where its tables stand.
    pub source: Source,
    pub language: String,
    /// Figures outside tables.
    pub figures: Vec<Shown>,
    pub tables: Vec<Table>,
    /// Tables that somebody wrote.
    pub own_tables: Vec<Table>,
    pub prose: Vec<Prose>,
    pub drawings: Vec<Drawn>,
    /// What is heard instead of a drawing, with the table that says the same.
    pub alternatives: Vec<(Option<usize>, String)>,
    /// The labels of axes that stand over a column of drawings.
    pub axes: Vec<Vec<String>>,
    /// Its headings.
    pub findings: Vec<String>,
    /// How many items its numbered lists have that paper numbers in words of its own.
    pub lists: Vec<usize>,
    /// Titles of figures, with their numbers.
    pub captions: Vec<String>,
    /// How many figures have a number.
    numbered: usize,
}

/// Elements whose text is one block.
const BLOCKS: [&str; 18] = [
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "dt",
    "dd",
    "th",
    "td",
    "caption",
    "figcaption",
    "summary",
    "a",
    "time",
    "span",
    "strong",
    "title",
];

/// Attributes that are heard.
const HEARD: [&str; 4] = ["aria-label", "alt", "title", "content"];

/// Reads a page.
pub(in crate::audit) fn page(root: &Element, source: &Source) -> Page {
    let html = root.find(&|element| element.name == "html");
    let language = html.first().map_or("", |html| html.get("lang")).to_owned();
    let mut page = Page::of_prose(source.clone(), language, Vec::new());
    page.inside(root, &mut Here::default());
    page
}

/// Where the walk is.
#[derive(Clone, Default)]
struct Here {
    finding: String,
    figure: String,
    /// The table that says what the figure shows.
    table: Option<usize>,
    in_table: bool,
    /// Its number among the page's; 0 outside.
    number: usize,
}

impl Page {
    /// A page of sentences alone.
    pub fn of_prose(source: Source, language: String, prose: Vec<Prose>) -> Self {
        Self {
            source,
            language,
            figures: Vec::new(),
            tables: Vec::new(),
            own_tables: Vec::new(),
            prose,
            drawings: Vec::new(),
            alternatives: Vec::new(),
            axes: Vec::new(),
            findings: Vec::new(),
            captions: Vec::new(),
            lists: Vec::new(),
            numbered: 0,
        }
    }

    fn inside(&mut self, element: &Element, here: &mut Here) {
        for child in &element.children {
            match child {
                Node::Text(text) => self.say(text, Channel::Text),
                Node::Element(child) => self.walk(child, here),
            }
        }
    }

    /// What somebody wrote: its tables and numbers are no figures, unless they say so themselves.
    fn own(&mut self, element: &Element, here: &mut Here) {
        let (tables, prose) = (self.tables.len(), self.prose.len());
        self.inside(element, here);
        self.own_tables.extend(self.tables.drain(tables..));
        for prose in &mut self.prose[prose..] {
            prose.own = true;
        }
    }

    fn walk(&mut self, element: &Element, here: &mut Here) {
        for name in HEARD.iter().filter(|_| element.get("name") != "viewport") {
            self.say(element.get(name), Channel::AltText);
        }
        match element.name.as_str() {
            "div" if !element.get("data-own").is_empty() => return self.own(element, here),
            "style" => {
                let text = element.text(&|_| false);
                for words in corner_words(&text).into_iter().flatten() {
                    self.say(words, Channel::AltText);
                }
                return;
            }
            COMMENT => return self.inside(element, here),
            "svg" => return self.svg(element, here),
            "figure" => {
                let is_table = |inner: &Element| inner.name == "table";
                self.numbered += usize::from(element.is("figure"));
                let mut here = Here {
                    number: self.numbered,
                    figure: element.get("id").to_owned(),
                    table: (!element.find(&is_table).is_empty()).then_some(self.tables.len()),
                    ..here.clone()
                };
                return self.inside(element, &mut here);
            }
            "ol" if element.is("steps") || element.is("dialogue") => {
                self.lists.push(element.elements().filter(|inner| inner.name == "li").count());
            }
            "table" => {
                self.tables.push(table(element, &here.finding));
                let mut here = Here { in_table: true, ..here.clone() };
                return self.inside(element, &mut here);
            }
            "caption" if element.is("vh") => {
                self.alternatives
                    .push((self.tables.len().checked_sub(1), element.text(&|_| false)));
                return;
            }
            "h2" => {
                let findings = element.find(&|inner| inner.is("finding"));
                let finding = findings.first().copied().unwrap_or(element);
                here.finding = finding.text(&|_| false);
                self.findings.push(here.finding.clone());
            }
            "h3" | "summary" if here.number > 0 => {
                // A figure's number counts figures.
                let text = element.text(&|_| false);
                self.captions.push(text.clone());
                let text = text.replacen(&here.number.to_string(), "", 1);
                return self.say(&text, Channel::Text);
            }
            "span" if element.is("axis") => {
                let labels = element.elements().map(|label| label.text(&|_| false));
                self.axes.push(labels.collect());
                return;
            }
            _ => {}
        }
        let resting = element.get("data-cells");
        if !element.get("data-cell").is_empty() {
            if !here.in_table {
                self.figures.push(shown(element));
            }
            for part in element.find(&|inner| !inner.get("data-cells").is_empty()) {
                self.walk(part, here);
            }
            for part in element.find(&|inner| inner.is("vh") || inner.is("label")) {
                self.say(&part.text(&|_| false), Channel::AltText);
            }
        } else if !resting.is_empty() {
            let (rests, told) = cited(resting).unwrap_or_default();
            self.tell(&element.text(&is_drawing), rests, told);
        } else if BLOCKS.contains(&element.name.as_str()) && is_plain(element) {
            return self.say(&element.text(&|_| false), Channel::Text);
        } else {
            return self.inside(element, here);
        }
        for part in element.find(&is_drawing) {
            self.svg(part, here);
        }
    }

    fn svg(&mut self, element: &Element, here: &Here) {
        if !element.is("chart") {
            return;
        }
        for title in element.elements().filter(|inner| inner.name == "title") {
            self.say(&title.text(&|_| false), Channel::AltText);
        }
        if let Some(desc) = element.elements().find(|inner| inner.name == "desc") {
            self.alternatives.push((here.table, desc.text(&|_| false)));
        }
        let source = self.source.through(Channel::Chart);
        let drawn = drawing(element, &here.figure, &source, here.table);
        self.drawings.push(drawn);
    }

    fn say(&mut self, text: &str, channel: Channel) {
        let text = squeeze(text);
        if text.chars().any(char::is_alphanumeric) {
            let (rests, told) = (Vec::new(), Vec::new());
            self.prose.push(Prose { text, rests, told, channel, own: false });
        }
    }

    fn tell(&mut self, text: &str, rests: Vec<Rest>, told: Vec<Told>) {
        let (text, channel) = (squeeze(text), Channel::Text);
        self.prose.push(Prose { text, rests, told, channel, own: false });
    }
}

fn is_drawing(element: &Element) -> bool {
    element.name == "svg"
}

/// Whether there is nothing inside but text.
fn is_plain(element: &Element) -> bool {
    let more = |inner: &Element| {
        inner.name == "svg"
            || inner.is("axis")
            || inner.name == "h3"
            || !inner.get("data-cell").is_empty()
            || !inner.get("data-cells").is_empty()
    };
    element.find(&more).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::read::dom::parse;

    #[test]
    fn what_somebody_wrote_is_told_apart() {
        let text = r#"<p>Det er 7</p><div class="article" data-own="words"><p>Vi er 12</p>
            <table><tbody><tr><th>Rad</th><td>24</td></tr></tbody></table></div><p>Det er 9</p>"#;
        let source = Source { output: 0, file: "a".into(), channel: Channel::Table };
        let page = page(&parse(text).root, &source);
        assert_eq!((page.tables.len(), page.own_tables.len()), (0, 1));
        let own = page.prose.iter().filter(|prose| prose.own);
        let own: Vec<&str> = own.map(|prose| prose.text.as_str()).collect();
        assert_eq!(own, ["Vi er 12", "Rad", "24"]);
    }

    #[test]
    fn tables_sentences_and_drawings_are_told_apart() {
        let text = r#"<html lang="nb"><h2><span class="finding" data-cells="2018.a.total.x.red">Syv av ti</span></h2>
            <p>For seg <span data-cells="2018.a.total.x.red">7 av 10</span></p>
            <li data-cell="count:2018.a.total.x.total"><span class="big">742</span> <span data-cells="2018.a.total.x.red">i alt</span></li>
            <figure id="f"><svg class="chart"><desc>Det heter 7</desc></svg>
            <table><caption><span class="title">Tall</span></caption><thead><tr><th>A</th><th>B</th></tr></thead>
            <tbody><tr><th>Rad</th><td data-cell="share:2018.a.total.x.red"><span aria-hidden="true">:</span><span class="vh">skjult</span></td></tr></tbody></table></figure>"#;
        let source = Source { output: 0, file: "a".into(), channel: Channel::Table };
        let page = page(&parse(text).root, &source);
        assert_eq!(page.language, "nb");
        let table = &page.tables[0];
        assert_eq!((table.title.as_str(), table.heads.as_slice()), ("Tall", &["B".to_owned()][..]));
        assert_eq!(table.finding, "Syv av ti");
        assert_eq!(
            (table.rows[0].cells[0].text.as_str(), table.rows[0].cells[0].spoken.as_str()),
            (":", "skjult")
        );
        assert_eq!(page.alternatives, [(Some(0), "Det heter 7".to_owned())]);
        assert_eq!(page.figures[0].text, "742");
        assert_eq!(page.drawings[0].table, Some(0));
        let resting: Vec<&str> =
            page.prose.iter().filter(|p| !p.rests.is_empty()).map(|p| p.text.as_str()).collect();
        assert_eq!(resting, ["Syv av ti", "7 av 10", "i alt"]);
    }
}
