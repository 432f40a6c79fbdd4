//! Law: one door to all that runs a project's own templates and fonts; a fault inside is a problem like any other.

use super::{
    html::HtmlShop,
    order::{Done, Order},
    pdf::{self, PdfShop},
};
use crate::{
    assets::Assets,
    chart,
    diagnostic::{Diagnostic, Place, Problems},
};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The code of the problem that a fault inside a typesetter or a font reader gives.
pub const BROKEN: &str = "press-broken";

/// Sets pages for paper and for the web; made once and shared by all reports and threads.
pub struct Press {
    html: HtmlShop,
    pdf: PdfShop,
}

impl Press {
    /// Reads templates, styles and fonts.
    ///
    /// # Errors
    /// All that is wrong with them.
    pub fn new(assets: &Assets) -> Result<Self, Problems> {
        caught(|| {
            let html = HtmlShop::new(assets, &chart::stylesheet());
            let pdf = PdfShop::new(assets);
            match (html, pdf) {
                (Ok(html), Ok(pdf)) => Ok(Self { html, pdf }),
                (html, pdf) => {
                    let mut problems = html.err().unwrap_or_default();
                    problems.extend(pdf.err().unwrap_or_default());
                    Err(problems)
                }
            }
        })
    }

    /// Carries out an order, and lets go of what Typst remembers of it.
    ///
    /// # Errors
    /// What templates, drawings and fonts have wrong, with file and place; a fault inside.
    pub fn set(&self, order: &Order) -> Result<Done, Problems> {
        let page = |text: String| Done { bytes: text.into_bytes(), pages: 0 };
        caught(|| match order {
            Order::Nothing => Ok(Done::default()),
            Order::Page { view, drawings } => self.html.set_page(view, drawings).map(page),
            Order::Index { view } => self.html.set_index(view).map(page),
            Order::Paper(paper) => {
                let made = self.pdf.set(paper);
                // Failed ones, too: Typst remembers all it has set.
                pdf::evict();
                made.map(|file| Done { bytes: file.bytes, pages: file.pages })
            }
        })
    }
}

/// The work, or a problem where it breaks off inside somebody else's code.
fn caught<T>(work: impl FnOnce() -> Result<T, Problems>) -> Result<T, Problems> {
    // What is shared is read only; Typst's memory of finished work holds whole entries or none.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let message = "the typesetter broke off inside";
        Err(Diagnostic::error(BROKEN, Place::Nowhere, message)
            .hint("look for what is unusual in the project's own templates, fonts or texts: a very long word or number")
            .hint("with the program's own templates and fonts this is a fault in the program: please report it")
            .into())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_inside_is_a_problem() {
        let broken = caught(|| -> Result<(), Problems> {
            let none: Option<u8> = std::hint::black_box(None);
            none.map(|_| ()).expect("a fault inside");
            Ok(())
        });
        assert_eq!(broken.expect_err("it broke").0[0].code, BROKEN);
    }
}
