//! Law: what a PDF says of itself in XML are known fields with known kinds of values.

use lopdf::{Document, Object};

/// Fields with words that the information dictionary has, too, or that name schemas.
const WORDS: [&str; 16] = [
    "rdf:li",
    "stEvt:action",
    "pdfaSchema:schema",
    "pdfaSchema:namespaceURI",
    "pdfaSchema:prefix",
    "pdfaProperty:category",
    "pdfaProperty:description",
    "pdfaProperty:name",
    "pdfaProperty:valueType",
    "pdfaid:conformance",
    "dc:format",
    "xmpMM:RenditionClass",
    "xmp:CreatorTool",
    "stEvt:softwareAgent",
    "pdf:Keywords",
    "pdf:Producer",
];

/// Fields that hold others.
const HOLDERS: [&str; 14] = [
    "x:xmpmeta",
    "rdf:RDF",
    "rdf:Description",
    "dc:title",
    "dc:description",
    "dc:creator",
    "dc:language",
    "rdf:Alt",
    "rdf:Seq",
    "rdf:Bag",
    "xmpMM:History",
    "pdfaExtension:schemas",
    "pdfaSchema:property",
    "dc:date",
];

const DATES: [&str; 3] = ["xmp:ModifyDate", "xmp:CreateDate", "stEvt:when"];
const IDS: [&str; 3] = ["stEvt:instanceID", "xmpMM:InstanceID", "xmpMM:DocumentID"];

/// The words of a PDF's description in XML, and whether it has a field or a value that nobody knows of.
pub(super) fn described(pdf: &Document) -> (Vec<String>, bool) {
    let streams = pdf.objects.values().filter_map(|object| object.as_stream().ok());
    let described = streams.filter(|stream| {
        stream.dict.get(b"Type").and_then(Object::as_name).is_ok_and(|kind| kind == b"Metadata")
    });
    let (mut words, mut strange) = (Vec::new(), false);
    for stream in described {
        let bytes = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        let Ok(text) = String::from_utf8(bytes) else {
            strange = true;
            continue;
        };
        strange |= !read(&text, pdf.get_pages().len(), day(pdf).as_deref(), &mut words);
    }
    (words, strange)
}

/// The day on which the document was made, as its information says it: `20190605`.
fn day(pdf: &Document) -> Option<String> {
    let info = pdf.dereference(pdf.trailer.get(b"Info").ok()?).ok()?.1.as_dict().ok()?;
    let date = lopdf::decode_text_string(info.get(b"CreationDate").ok()?).ok()?;
    Some(date.trim_start_matches("D:").chars().take(8).collect())
}

fn read(text: &str, pages: usize, day: Option<&str>, words: &mut Vec<String>) -> bool {
    let mut open = String::new();
    let mut known = true;
    for part in text.split('<').skip(1) {
        let Some((tag, after)) = part.split_once('>') else {
            return false;
        };
        let name = tag.split_whitespace().next().unwrap_or_default();
        if let Some(name) = name.strip_prefix('/') {
            known &= is_known(name);
        } else if name.starts_with("?xpacket") {
            known &= ["\"W5M0MpCehiHzreSzNTczkc9d\"?", "\"r\"?", "\"w\"?"]
                .iter()
                .any(|end| tag.ends_with(end));
        } else {
            known &= is_known(name.trim_end_matches('/')) && attributes(tag, name);
            open = name.to_owned();
        }
        let value = after.trim();
        if !value.is_empty() {
            known &= fits(&open, value, pages, day);
            if ["rdf:li", "pdf:Keywords"].contains(&open.as_str()) {
                words.push(unescaped(value));
            }
        }
    }
    known
}

fn unescaped(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    plain.replace("&apos;", "'").replace("&amp;", "&")
}

fn is_known(name: &str) -> bool {
    let numbers = ["pdfaid:part", "pdfuaid:part", "xmpTPg:NPages", "pdf:PDFVersion"];
    let all = WORDS.iter().chain(&HOLDERS).chain(&DATES).chain(&IDS).chain(&numbers);
    all.into_iter().any(|known| *known == name)
}

fn attributes(tag: &str, name: &str) -> bool {
    let rest = tag[name.len()..].trim().trim_end_matches('/');
    let known = [
        "rdf:about=\"\"",
        "rdf:parseType=\"Resource\"",
        "xml:lang=\"x-default\"",
        "x:xmptk=\"xmp-writer\"",
    ];
    rest.split_whitespace().all(|word| word.starts_with("xmlns:") || known.contains(&word))
}

fn fits(name: &str, value: &str, pages: usize, day: Option<&str>) -> bool {
    match name {
        "rdf:li" | "pdf:Keywords" => true,
        "xmp:CreatorTool" | "stEvt:softwareAgent" | "pdf:Producer" => {
            value.starts_with("bydelsrapport ") || value.starts_with("Typst ")
        }
        "pdfaSchema:namespaceURI" => value.starts_with("http://") && value.ends_with('/'),
        // Names of schemas: the only number in them is that of the standard.
        _ if WORDS.contains(&name) => {
            let digits: String = value.chars().filter(|c| c.is_numeric()).collect();
            ["", "14289"].contains(&digits.as_str())
        }
        _ if DATES.contains(&name) => {
            let digits: String = value.chars().filter(char::is_ascii_digit).take(8).collect();
            day == Some(digits.as_str()) && value.ends_with("T00:00:00+00:00")
        }
        _ if IDS.contains(&name) => {
            let core = value.trim_end_matches("_source");
            core.len() == 24 && core.chars().all(|c| c.is_ascii_alphanumeric() || "+/=".contains(c))
        }
        "pdfaid:part" => ["2", "3"].contains(&value),
        "pdfuaid:part" => value == "1",
        "xmpTPg:NPages" => value == pages.to_string(),
        "pdf:PDFVersion" => ["1.7", "2.0"].contains(&value),
        _ => false,
    }
}
