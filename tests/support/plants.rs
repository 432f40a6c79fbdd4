//! Law: a plant is a number in one channel of one file, put there as somebody's slip or malice would put it.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use std::collections::BTreeMap;

/// Files of an output.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What is planted.
pub const VALUES: &[&str] = &["1", "2", "3", "4", "37", "173"];
/// What is planted in words.
pub const TEXT_VALUES: &[&str] =
    &["tre", "fire", "tolv", "tretten", "trettisju", "hundreogsyttitre"];

/// A plant.
pub struct Plant {
    /// What it is.
    pub name: String,
    /// The file that has it.
    pub file: &'static str,
    /// Whether it is put there in words.
    pub words: bool,
    /// Puts a value there.
    pub put: Box<dyn Fn(&mut Vec<u8>, &str) + Sync + Send>,
}

const PAGE: &str = "sentrum.html";
const PAPER: &str = "sentrum.pdf";
const DATA: &str = "sentrum.csv";
const CLAIMS: &str = "sentrum.findings.json";
const BOOK: &str = "codebook.json";
const LIST: &str = "manifest.json";
const FRONT: &str = "index.html";

/// Puts `new` behind the first `old`; in `new`, `N` is the value.
fn behind(file: &'static str, old: &'static str, new: &'static str) -> Plant {
    text(file, old, move |old, value| format!("{old}{}", new.replace('¤', value)), new)
}

/// Puts `new` in the place of the first `old`.
fn instead(file: &'static str, old: &'static str, new: &'static str) -> Plant {
    text(file, old, move |_, value| new.replace('¤', value), new)
}

fn text(
    file: &'static str,
    old: &'static str,
    new: impl Fn(&str, &str) -> String + Sync + Send + 'static,
    name: &'static str,
) -> Plant {
    Plant {
        name: format!("{name} at {old}"),
        file,
        words: false,
        put: Box::new(move |bytes, value| {
            let whole = String::from_utf8(bytes.clone()).expect("text");
            let at = whole.find(old).unwrap_or_else(|| panic!("{file} has {old}"));
            let (before, after) = whole.split_at(at);
            *bytes = format!("{before}{}{}", new(old, value), &after[old.len()..]).into_bytes();
        }),
    }
}

/// The same in words.
fn in_words(plant: Plant) -> Plant {
    Plant { words: true, name: format!("{} in words", plant.name), ..plant }
}

/// A change to a PDF.
fn paper(name: &str, change: impl Fn(&mut Document, &str) + Sync + Send + 'static) -> Plant {
    Plant {
        name: name.to_owned(),
        file: PAPER,
        words: false,
        put: Box::new(move |bytes, value| {
            let mut pdf = Document::load_mem(bytes).expect("a PDF");
            change(&mut pdf, value);
            let mut out = Vec::new();
            pdf.save_to(&mut out).expect("it can be written");
            *bytes = out;
        }),
    }
}

fn string(value: &str) -> Object {
    Object::string_literal(value)
}

/// The first dictionary that `wanted` takes.
fn first(pdf: &mut Document, wanted: impl Fn(&Dictionary) -> bool) -> &mut Dictionary {
    pdf.objects
        .values_mut()
        .find_map(|object| match object {
            Object::Dictionary(dict) if wanted(dict) => Some(dict),
            _ => None,
        })
        .expect("there is one")
}

fn catalog(pdf: &mut Document) -> &mut Dictionary {
    first(pdf, |dict| dict.has_type(b"Catalog"))
}

/// Adds operators to the first page; letters are those of its own fonts.
fn drawn(pdf: &mut Document, before: &str, value: &str, after: &str) {
    let page = *pdf.get_pages().get(&2).expect("a second page");
    let fonts = pdf.get_page_fonts(page).expect("fonts");
    // A font that has all the figures, with the codes of its letters.
    let found = fonts.iter().find_map(|(name, font)| {
        let encoding = font.get_font_encoding(pdf).ok()?;
        let codes: Option<Vec<u16>> = value
            .chars()
            .map(|letter| {
                (1..2000_u16).find(|code| {
                    let bytes = code.to_be_bytes();
                    Document::decode_text(&encoding, &bytes)
                        .is_ok_and(|text| text == letter.to_string())
                })
            })
            .collect();
        Some((String::from_utf8_lossy(name).into_owned(), codes?))
    });
    let (font, codes) = found.expect("a font with these letters");
    let hex: String = codes.iter().map(|code| format!("{code:04X}")).collect();
    let content = format!("\n{before} BT /{font} 9 Tf 1 0 0 1 200 300 Tm <{hex}> Tj ET {after}\n");
    let mut bytes = pdf.get_page_content(page);
    bytes.extend(content.as_bytes());
    pdf.change_page_content(page, bytes).expect("a page can be changed");
}

/// All plants.
pub fn plants() -> Vec<Plant> {
    let mut all = page();
    all.extend(drawings());
    all.extend(files());
    all.extend(papers());
    all
}

fn page() -> Vec<Plant> {
    let mut all: Vec<Plant> = [
        ("<main", "<p>¤</p>"),
        ("</section>", "<p>Det er ¤ personer.</p>"),
        ("</section>", "<p>¤ prosent</p>"),
        ("<body id=\"page-top\">", "¤"),
        ("<body id=\"page-top\">", "<!-- ¤ -->"),
        ("<head>", "<meta name=\"n\" content=\"¤\">"),
        ("<head>", "<meta name=\"description\" content=\"¤\">"),
        ("<head>", "<script type=\"application/json\">{\"n\": ¤}</script>"),
        ("<head>", "<style>/* ¤ */</style>"),
        ("<style>", ":root{--n:¤}"),
        ("</section>", "<template>¤</template>"),
        ("</section>", "<noscript>¤</noscript>"),
        ("</section>", "<div hidden>¤</div>"),
        ("</section>", "<p data-n=\"¤\"></p>"),
        ("</section>", "<p id=\"n¤\"></p>"),
        ("</section>", "<p class=\"n¤\"></p>"),
        ("</section>", "<p style=\"--n:¤\"></p>"),
        ("</section>", "<p title=\"¤\"></p>"),
        ("</section>", "<p aria-label=\"¤\"></p>"),
        ("</section>", "<div class=\"text\" aria-label=\"¤ personer\"></div>"),
        ("</section>", "<p lang=\"n¤\"></p>"),
        ("</section>", "<ol start=\"¤\"></ol>"),
        ("</section>", "<a href=\"#n¤\"></a>"),
        ("</section>", "<a href=\"?n=¤\"></a>"),
        ("</section>", "<img src=\"n¤.png\" alt=\"\">"),
        ("</section>", "<input value=\"¤\">"),
        ("</section>", "<progress value=\"¤\" max=\"200\"></progress>"),
        ("</section>", "<data value=\"¤\"></data>"),
        ("</section>", "<time datetime=\"¤\"></time>"),
        ("</section>", "<div class=\"text article\" data-own=\"words\"><p>Vi er ¤.</p></div>"),
        ("</section>", "<p><b>¤</b></p>"),
        ("</section>", "<p><i class=\"text\">¤</i></p>"),
        ("</section>", "<p><span class=\"vh\">¤</span></p>"),
        ("</section>", "<table><tbody><tr><th scope=\"row\">Få</th><td class=\"n\">¤</td></tr></tbody></table>"),
        ("<h1>", "¤ "),
        ("<title>", "¤ "),
        ("</html>", "¤"),
        ("<th scope=\"row\">", "¤ "),
        ("<span class=\"finding\"", " n=\"¤\""),
        ("<p class=\"lead\">", "¤ "),
        ("<dt>", "¤ "),
        ("<dd>", "¤ "),
        ("<span class=\"say\">", "¤ "),
        ("<span class=\"title\">", "¤ "),
        ("<summary>", "¤ "),
        ("<figcaption>", "<p class=\"sub\">¤</p>"),
        ("<td class=\"n\"", " rowspan=\"¤\""),
    ]
    .into_iter()
    .map(|(old, new)| behind(PAGE, old, new))
    .collect();
    all.push(instead(PAGE, "<th scope=\"col\">", "<th scope=\"col\" colspan=\"¤\">"));
    all.push(instead(PAGE, "<body id", "<body id=\"n¤\" id"));
    all.push(instead(PAGE, ">personer svarte", ">personer svarte, ¤"));
    all.push(behind(PAGE, "<caption id=\"table-tilfredshet-5-caption\">", "¤ "));
    all.push(behind(FRONT, "<p class=\"lead\">", "¤ "));
    all.push(behind(FRONT, "<table", " data-n=\"¤\""));
    all.push(behind(FRONT, "</main>", "<p>¤</p>"));
    for (old, new) in [
        ("</section>", "<p>Det er ¤ personer.</p>"),
        ("</section>", "<p>Bare ¤ bor alene.</p>"),
        ("</section>", "<p aria-label=\"¤\"></p>"),
        ("<span class=\"say\">", "¤ "),
    ] {
        all.push(in_words(behind(PAGE, old, new)));
    }
    for digits in [
        ['０', '１', '２', '３', '４', '５', '６', '７', '８', '９'],
        ['٠', '١', '٢', '٣', '٤', '٥', '٦', '٧', '٨', '٩'],
    ] {
        let put = text(
            PAGE,
            "</section>",
            move |old, value| {
                let other: String =
                    value.chars().map(|c| digits[c as usize - '0' as usize]).collect();
                format!("<p>{other}</p>{old}")
            },
            "digits of another script",
        );
        all.push(put);
    }
    all.push(text(
        PAGE,
        "</section>",
        |old, value| {
            let letters: String = value.chars().map(|c| format!("<strong>{c}</strong>")).collect();
            format!("<p>{letters}</p>{old}")
        },
        "split over elements",
    ));
    all.push(text(
        PAGE,
        "</section>",
        |old, value| {
            let letters: String = value.chars().map(|c| format!("&#{};", c as u32)).collect();
            format!("<p>{letters}</p>{old}")
        },
        "as references",
    ));
    all
}

fn drawings() -> Vec<Plant> {
    let mut all: Vec<Plant> = [
        "<text x=\"50\" y=\"60\" font-size=\"280\" class=\"f-ink\">¤</text>",
        "<g data-mark=\"key\"><text x=\"50\" y=\"60\" font-size=\"280\" class=\"f-ink\">¤</text></g>",
        "<g data-mark=\"key\"><rect x=\"0\" y=\"80\" width=\"¤\" height=\"280\" class=\"f-district\"/></g>",
        "<g data-mark=\"key\"><rect x=\"0\" y=\"80\" width=\"¤00\" height=\"280\" class=\"f-district\"/></g>",
        "<g data-mark=\"bar\"><rect x=\"0\" y=\"80\" width=\"¤00\" height=\"280\" class=\"f-district\"/></g>",
        "<g data-mark=\"plate\"><rect x=\"0\" y=\"80\" width=\"¤00\" height=\"280\" class=\"f-paper\"/></g>",
        "<g data-mark=\"hatch\"><rect x=\"0\" y=\"80\" width=\"¤00\" height=\"280\" class=\"f-hatch\"/></g>",
        "<g data-mark=\"n¤\"></g>",
        "<rect x=\"0\" y=\"80\" width=\"¤00\" height=\"280\" class=\"f-hatch\"/>",
        "<rect x=\"0\" y=\"80\" width=\"¤00\" height=\"19\" class=\"f-rule\"/>",
        "<rect x=\"0\" y=\"80\" width=\"¤00\" height=\"280\" class=\"f-district\"/>",
        "<path d=\"M0 80L¤00 80\" fill=\"none\" class=\"s-hatch\" stroke-width=\"16\"/>",
        "<circle cx=\"300\" cy=\"300\" r=\"¤\" class=\"f-district\"/>",
        "<polygon points=\"0,0 ¤0,0 ¤0,20\" class=\"f-accent\"/>",
        "<desc>¤</desc>",
        "<metadata>¤</metadata>",
        "<title>¤</title>",
        "<g opacity=\"0.¤\"></g>",
        "<g data-axis=\"0 ¤00 0 ¤\"/>",
        "¤",
    ]
    .into_iter()
    .map(|new| {
        text(PAGE, "<g data-mark=\"key\">", move |old, value| {
            format!("{}{old}", new.replace('¤', value))
        }, new)
    })
    .collect();
    let rect = "class=\"f-red\"/>";
    for attribute in [
        "opacity=\"0.¤\"",
        "stroke-width=\"¤\"",
        "fill-opacity=\"0.¤\"",
        "id=\"n¤\"",
        "data-n=\"¤\"",
        "style=\"--n:¤\"",
        "stroke-dasharray=\"¤\"",
        "rx=\"¤\"",
    ] {
        all.push(text(
            PAGE,
            rect,
            move |_, value| format!("class=\"f-red\" {}/>", attribute.replace('¤', value)),
            attribute,
        ));
    }
    all.push(instead(
        PAGE,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart c-w\" width=\"640\"",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart c-w\" width=\"¤\"",
    ));
    all.push(behind(PAGE, "<svg class=\"icon\"", " data-n=\"¤\""));
    all.push(instead(PAGE, "font-size=\"280\"", "font-size=\"¤\""));
    // The hatch of something hidden, as long, as dense or as strong as what it hides.
    all.push(text(
        PAGE,
        "class=\"s-hatch\" stroke-width=\"16\"",
        |_, value| format!("class=\"s-hatch\" stroke-width=\"{value}\""),
        "the hatch's line",
    ));
    all.push(Plant {
        name: "a hatch as long as what it hides".to_owned(),
        file: PAGE,
        words: false,
        put: Box::new(|bytes, value| {
            let whole = String::from_utf8(bytes.clone()).expect("text");
            let start = "<g data-mark=\"hatch\">";
            let at = whole.find(start).expect("a hatch") + start.len();
            let end = at + whole[at..].find("</g>").expect("it ends");
            let long = 40 * value.parse::<i64>().expect("a number");
            let lines: String = (1..)
                .map(|n| n * 93)
                .take_while(|at| *at < long + 242)
                .map(|at| {
                    let top = (at.min(long), (at - long).max(0));
                    let bottom = ((at - 242).max(0), at.min(242));
                    format!("M{} {}L{} {}", top.0, top.1, bottom.0, bottom.1)
                })
                .collect();
            let path = format!(
                "<path d=\"{lines}\" fill=\"none\" class=\"s-hatch\" stroke-width=\"16\"/>"
            );
            *bytes = format!("{}{path}{}", &whole[..at], &whole[end..]).into_bytes();
        }),
    });
    all
}

fn files() -> Vec<Plant> {
    let mut all = vec![
        behind(DATA, "share,status\n", "# kjenner ¤\n"),
        behind(DATA, "share,status", ",¤"),
        behind(DATA, "shown\n", "2024,01,total,kjenner,total,¤,,,withheld\n"),
        behind(DATA, "shown\n", "2024,01,total,n¤,total,,,,withheld\n"),
        behind(DATA, "shown\n", "\n¤\n"),
        instead(DATA, "period,", "period¤,"),
        behind(CLAIMS, "{", "\n  \"n\": ¤,"),
        behind(CLAIMS, "\"claims\": [\n    {", "\n      \"n\": ¤,"),
        behind(CLAIMS, "\"figures\": [\n        {", "\n          \"n\": ¤,"),
        behind(CLAIMS, "\"text\": \"", "¤ "),
        behind(CLAIMS, "\"survey\": \"", "¤ "),
        behind(CLAIMS, "\"name\": \"", "¤ "),
        behind(CLAIMS, "{", "\n  \"edition\": \"¤\","),
        behind(CLAIMS, "{", " /* ¤ */"),
        behind(BOOK, "{", "\n  \"n\": ¤,"),
        behind(BOOK, "\"rules\": {", "\n    \"n\": ¤,"),
        behind(BOOK, "\"districts\": [\n    {", "\n      \"n\": ¤,"),
        behind(BOOK, "\"label\": {\n        \"nb\": \"", "¤ "),
        behind(BOOK, "\"name\": \"", "¤ "),
        behind(LIST, "{", "\n  \"n\": ¤,"),
        behind(LIST, "\"tool\": {", "\n    \"n\": ¤,"),
        behind(LIST, "\"files\": [\n    {", "\n      \"n\": ¤,"),
        in_words(behind(CLAIMS, "\"text\": \"", "¤ ")),
    ];
    for name in [
        "more.csv",
        "more.json",
        "more.html",
        "more.svg",
        "more.xlsx",
        "more.findings.json",
        "more.pdf",
    ] {
        all.push(Plant {
            name: format!("a file {name}"),
            file: name,
            words: false,
            put: Box::new(|bytes, value| bytes.extend(format!("n,{value}\n").bytes())),
        });
    }
    all
}

fn papers() -> Vec<Plant> {
    let mut all = vec![
        paper("loose letters", |pdf, value| drawn(pdf, "", value, "")),
        paper("letters as an artifact", |pdf, value| drawn(pdf, "/Artifact BMC", value, "EMC")),
        paper("words instead of a mark", |pdf, value| {
            drawn(pdf, &format!("/Span <</ActualText ({value})>> BDC"), "1", "EMC");
        }),
        paper("an annotation", |pdf, value| {
            let note = pdf.add_object(dictionary! {
                "Type" => "Annot", "Subtype" => "Text", "Contents" => string(value),
                "Rect" => vec![0.into(), 0.into(), 10.into(), 10.into()],
            });
            let page = first(pdf, |dict| dict.has_type(b"Page"));
            page.set("Annots", vec![Object::Reference(note)]);
        }),
        paper("page labels", |pdf, value| {
            let label = dictionary! { "P" => string(value) };
            let labels = dictionary! { "Nums" => vec![0.into(), label.into()] };
            catalog(pdf).set("PageLabels", labels);
        }),
        paper("words of the catalogue", |pdf, value| catalog(pdf).set("N", string(value))),
        paper("layers", |pdf, value| {
            let layer = pdf.add_object(dictionary! { "Type" => "OCG", "Name" => string(value) });
            let layers =
                dictionary! { "OCGs" => vec![Object::Reference(layer)], "D" => Dictionary::new() };
            catalog(pdf).set("OCProperties", layers);
        }),
        paper("a form", |pdf, value| {
            let field = dictionary! { "T" => string(value), "V" => string(value) };
            catalog(pdf).set("AcroForm", dictionary! { "Fields" => vec![field.into()] });
        }),
        paper("a script", |pdf, value| {
            catalog(pdf)
                .set("OpenAction", dictionary! { "S" => "JavaScript", "JS" => string(value) });
        }),
        paper("a file inside", |pdf, value| {
            let stream =
                Stream::new(dictionary! { "Type" => "EmbeddedFile" }, value.as_bytes().to_vec());
            let file = pdf.add_object(stream);
            let spec = dictionary! { "Type" => "Filespec", "F" => string("n.txt"), "EF" => dictionary! { "F" => file } };
            catalog(pdf).set("AF", vec![Object::Dictionary(spec)]);
        }),
        paper("an object by itself", |pdf, value| {
            pdf.add_object(dictionary! { "N" => string(value) });
        }),
        paper("a stream by itself", |pdf, value| {
            pdf.add_object(Stream::new(Dictionary::new(), value.as_bytes().to_vec()));
        }),
        paper("a bookmark", |pdf, value| {
            first(pdf, |dict| dict.has(b"Title") && dict.has(b"Dest")).set("Title", string(value));
        }),
        paper("the description in XML", |pdf, value| {
            let stream = pdf.objects.values_mut().find_map(|object| match object {
                Object::Stream(stream) if stream.dict.has_type(b"Metadata") => Some(stream),
                _ => None,
            });
            let stream = stream.expect("a description");
            let text = String::from_utf8(stream.content.clone()).expect("text");
            let field = format!("<dc:coverage>{value}</dc:coverage></rdf:Description>");
            stream.set_plain_content(text.replace("</rdf:Description>", &field).into_bytes());
        }),
        paper("the description's words", |pdf, value| {
            let stream = pdf.objects.values_mut().find_map(|object| match object {
                Object::Stream(stream) if stream.dict.has_type(b"Metadata") => Some(stream),
                _ => None,
            });
            let stream = stream.expect("a description");
            let text = String::from_utf8(stream.content.clone()).expect("text");
            let words = text.replacen("\"x-default\">", &format!("\"x-default\">{value} "), 1);
            stream.set_plain_content(words.into_bytes());
        }),
        paper("a key of a page", |pdf, value| {
            let number: i64 = value.parse().expect("a number");
            first(pdf, |dict| dict.has_type(b"Page")).set("Rotate", number);
        }),
    ];
    for key in ["Title", "Subject", "Keywords", "Author"] {
        all.push(paper(&format!("information {key}"), move |pdf, value| {
            let info =
                pdf.trailer.get(b"Info").and_then(Object::as_reference).expect("information");
            let dict = pdf.get_dictionary_mut(info).expect("a dictionary");
            dict.set(key, string(value));
        }));
    }
    for key in ["Alt", "ActualText", "E", "N"] {
        all.push(paper(&format!("{key} of an element"), move |pdf, value| {
            let wanted = |dict: &Dictionary| dict.has_type(b"StructElem") && dict.has(b"Pg");
            first(pdf, wanted).set(key, string(value));
        }));
    }
    for (name, after) in [("letters after the end", true), ("a comment", false)] {
        all.push(Plant {
            name: name.to_owned(),
            file: PAPER,
            words: false,
            put: Box::new(move |bytes, value| {
                let comment = format!("% {value}\n").into_bytes();
                if after {
                    bytes.extend(comment);
                } else {
                    let at =
                        bytes.windows(6).position(|it| it == b"endobj").expect("an object") + 7;
                    bytes.splice(at..at, comment);
                }
            }),
        });
    }
    all
}
