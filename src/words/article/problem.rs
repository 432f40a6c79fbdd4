//! Law: what an article cannot hold is named as its author knows it, with the way out.

/// Something that an article cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unheld {
    Html,
    Image,
    Code,
    CodeBlock,
    Formula,
    StruckOut,
    Task,
    Settings,
    Heading,
    DeepHeading,
    DeepList,
    AfterList,
    Table,
    WideTable,
    Quote,
    List,
    Footnote,
    DoubleFootnote,
    OpenFootnote,
    UnusedFootnote,
    Link,
}

impl Unheld {
    /// What it is, and what to do about it.
    pub fn said(self) -> (&'static str, &'static str) {
        match self {
            Self::Html => (
                "this is HTML, and an article cannot hold any",
                "write it in Markdown; where the sign < is meant, write \\<",
            ),
            Self::Image => (
                "an article cannot hold images",
                "say in words what it shows, or link to it without the !",
            ),
            Self::Code => ("an article cannot hold code", "take away the ` before and after it"),
            Self::CodeBlock => (
                "these lines are code, and an article cannot hold any",
                "take away the spaces or the ``` before them",
            ),
            Self::Formula => (
                "an article cannot hold formulas",
                "write it in words; where the sign $ is meant, write \\$",
            ),
            Self::StruckOut => (
                "an article cannot hold words that are struck out",
                "take away the words, or the ~ around them",
            ),
            Self::Task => (
                "an article cannot hold boxes to tick",
                "take away the [ ] at the beginning of the line",
            ),
            Self::Settings => (
                "settings stand between lines of ---, and an article has none",
                "take them away; the title stands in config/outline.toml",
            ),
            Self::Heading => (
                "a heading cannot stand inside a list, quotation or footnote",
                "put it on a line of its own, without spaces before the #",
            ),
            Self::DeepHeading => {
                ("these headings go three levels deep", "use two levels: # and ##")
            }
            Self::DeepList => {
                ("this list goes three levels deep", "use two levels, or a paragraph and a list")
            }
            Self::AfterList => (
                "an item goes on after the list inside it",
                "begin a new item, or put the words before the list",
            ),
            Self::Table => (
                "a table cannot stand inside a list, quotation or footnote",
                "put it after it, with an empty line between",
            ),
            Self::WideTable => (
                "this table has more columns than fit on the page",
                "use at most six, or turn rows and columns around",
            ),
            Self::Quote => (
                "a quotation cannot stand inside a list, quotation or footnote",
                "put it after it, with an empty line between",
            ),
            Self::List => (
                "a list cannot stand inside a quotation or footnote",
                "write it as a paragraph; who said a quotation stands in its last line after a dash: > — Name",
            ),
            Self::Footnote => (
                "a footnote cannot stand inside a list or quotation",
                "put its text at the end of the article",
            ),
            Self::DoubleFootnote => {
                ("this footnote has a text already", "give one of them another name")
            }
            Self::OpenFootnote => (
                "this footnote has no text",
                "write it at the end of the article: [^name]: the text",
            ),
            Self::UnusedFootnote => {
                ("nothing refers to this footnote", "refer to it with [^name], or take it away")
            }
            Self::Link => (
                "this link leads to nothing that a report may lead to",
                "use an address that begins with https://, http:// or mailto:",
            ),
        }
    }
}
