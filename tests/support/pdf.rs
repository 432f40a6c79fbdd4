//! Law: whatever a PDF holds that could be read is read: pages, alternative texts, metadata, streams.

use lopdf::{Dictionary, Document, Object, decode_text_string};

/// Opens a report.
pub fn open(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).expect("a PDF")
}

/// The words of a page, by the fonts' own tables of characters.
pub fn words(pdf: &Document, page: u32) -> String {
    let text = pdf.extract_text(&[page]).expect("text can be read back");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of all pages.
pub fn all_words(pdf: &Document) -> Vec<String> {
    pdf.get_pages().keys().map(|page| words(pdf, *page)).collect()
}

/// Every string in the file's structure: titles, bookmarks, links, alternative texts, file names.
pub fn strings(pdf: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for object in pdf.objects.values().chain(pdf.trailer.iter().map(|(_, object)| object)) {
        gather(object, &mut found);
    }
    found
}

fn gather(object: &Object, found: &mut Vec<String>) {
    match object {
        Object::String(bytes, _) => {
            let plain = || bytes.iter().map(|byte| char::from(*byte)).collect();
            found.push(decode_text_string(object).unwrap_or_else(|_| plain()));
        }
        Object::Name(name) => found.push(String::from_utf8_lossy(name).into_owned()),
        Object::Integer(n) => found.push(n.to_string()),
        Object::Real(n) => found.push(n.to_string()),
        Object::Array(parts) => parts.iter().for_each(|part| gather(part, found)),
        Object::Dictionary(dict) => dict.iter().for_each(|(_, part)| gather(part, found)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(key, part)| {
            // How long a stream is says nothing of people, and any number may stand there.
            if !key.starts_with(b"Length") {
                gather(part, found);
            }
        }),
        Object::Null | Object::Boolean(_) | Object::Reference(_) => {}
    }
}

/// Every stream, unpacked: page drawings, metadata, attachments.
pub fn streams(pdf: &Document) -> Vec<String> {
    let streams = pdf.objects.values().filter_map(|object| object.as_stream().ok());
    streams
        .map(|stream| stream.decompressed_content().unwrap_or_else(|_| stream.content.clone()))
        .map(|bytes| bytes.iter().map(|byte| char::from(*byte)).collect())
        .collect()
}

/// The structure elements of a role.
pub fn elements<'a>(pdf: &'a Document, role: &'a [u8]) -> impl Iterator<Item = &'a Dictionary> {
    pdf.objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(move |dict| dict.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == role))
}

/// The alternative texts.
pub fn alternatives(pdf: &Document) -> Vec<String> {
    let figures = elements(pdf, b"Figure").filter_map(|figure| figure.get(b"Alt").ok());
    figures.map(|alt| decode_text_string(alt).expect("text")).collect()
}

/// An entry of the information dictionary.
pub fn information(pdf: &Document, key: &[u8]) -> Option<String> {
    let info = pdf.trailer.get(b"Info").and_then(|info| pdf.dereference(info)).ok()?.1;
    decode_text_string(info.as_dict().ok()?.get(key).ok()?).ok()
}
