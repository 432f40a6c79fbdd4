//! Law: a page carries its whole look: colours, type, and the font files themselves.

use super::fault::FOLDER;
use crate::assets::Assets;
use crate::diagnostic::{Diagnostic, Place, Problems};
use base64::{Engine as _, engine::general_purpose::STANDARD};

/// The weights that pages use, with their files: each costs about 30 kB in every page.
const FONTS: [(u16, &str); 2] = [
    (400, "report-templates/fonts/Inter-Regular.woff2"),
    (600, "report-templates/fonts/Inter-SemiBold.woff2"),
];

/// The style sheet of all pages: fonts, then the charts' rules, then the style files by name.
///
/// A project's own style file beside the default ones is read too; one whose name sorts last has
/// the last word.
///
/// # Errors
/// A font file is absent, or a style file is not UTF-8 or would end its element.
pub fn sheet(assets: &Assets, chart_css: &str) -> Result<String, Problems> {
    let mut problems = Problems::default();
    let mut sheet = String::new();
    for (weight, path) in FONTS {
        match assets.bytes(path) {
            Some(bytes) => sheet.push_str(&face(weight, bytes)),
            None => problems.push(
                Diagnostic::error("missing-font", Place::file(path), "a font file is missing")
                    .hint("put a woff2 file there, or delete the project's own fonts folder"),
            ),
        }
    }
    sheet.push_str(chart_css);
    for (path, _) in assets.under(FOLDER).filter(|(path, _)| path.ends_with(".css")) {
        match assets.text(path) {
            Some(text) if !text.contains("</") => sheet.push_str(text),
            Some(_) => problems.push(
                Diagnostic::error("style-file", Place::file(path), "a style file contains '</'")
                    .hint("it would end the page's style element; write it as '<\\/'"),
            ),
            None => problems.push(
                Diagnostic::error("style-file", Place::file(path), "a style file is not UTF-8")
                    .hint("save it as UTF-8"),
            ),
        }
    }
    if problems.fatal() { Err(problems) } else { Ok(sheet) }
}

fn face(weight: u16, bytes: &[u8]) -> String {
    let data = STANDARD.encode(bytes);
    format!(
        "@font-face{{font-family:Inter;font-style:normal;font-weight:{weight};font-display:block;\
         src:url(data:font/woff2;base64,{data}) format(\"woff2\")}}\n"
    )
}
