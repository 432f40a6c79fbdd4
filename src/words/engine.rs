//! Law: the sentence engine has the filters that sentences need and no other, and stops what runs on.

use super::{
    grammar::{FUEL, SAID},
    sentences::{capital, uncapital},
};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Template, UndefinedBehavior, Value, filters,
    functions, tests,
};
use std::io;

/// An engine that ends, in bounded memory, for every sentence that [`super::grammar::check`] lets through.
///
/// What it gives away is a closed list: filters such as `format`, `replace` and `join`, or a `range`, can
/// make any length of a few letters.
pub(super) fn engine() -> Environment<'static> {
    let mut engine = Environment::empty();
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_auto_escape_callback(|_| AutoEscape::None);
    engine.set_fuel(Some(FUEL));
    engine.add_function("namespace", functions::namespace);
    engine.add_filter("capital", |text: String| capital(&text));
    engine.add_filter("uncapital", |text: String| uncapital(&text));
    engine.add_filter(
        "plural",
        |n: f64, one: String, many: String| {
            if n == 1.0 { one } else { many }
        },
    );
    engine.add_filter("abs", filters::abs);
    engine.add_filter("default", filters::default);
    engine.add_filter("first", filters::first);
    engine.add_filter("int", filters::int);
    engine.add_filter("last", filters::last);
    engine.add_filter("length", filters::length);
    engine.add_filter("lower", filters::lower);
    engine.add_filter("max", filters::max);
    engine.add_filter("min", filters::min);
    engine.add_filter("round", filters::round);
    engine.add_filter("trim", filters::trim);
    engine.add_filter("upper", filters::upper);
    engine.add_test("defined", tests::is_defined);
    engine.add_test("undefined", tests::is_undefined);
    engine.add_test("none", tests::is_none);
    engine.add_test("startingwith", tests::is_startingwith);
    engine.add_test("endingwith", tests::is_endingwith);
    engine.add_test("in", tests::is_in);
    engine
}

/// Says a sentence, up to a length that no page has room for.
///
/// # Errors
/// What the engine finds wrong; a text that is too long.
pub(super) fn say(template: &Template, names: Value) -> Result<String, Error> {
    let mut said = Bounded::default();
    let ended = template.render_captured_to(names, &mut said).map(|_| ());
    if said.full {
        let detail = format!("it says more than {SAID} bytes");
        return Err(Error::new(ErrorKind::InvalidOperation, detail));
    }
    ended?;
    String::from_utf8(said.text)
        .map_err(|_| Error::new(ErrorKind::InvalidOperation, "it says what is no text"))
}

/// A text that takes no more than [`SAID`] bytes.
#[derive(Default)]
struct Bounded {
    text: Vec<u8>,
    full: bool,
}

impl io::Write for Bounded {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        if self.text.len() + more.len() > SAID {
            self.full = true;
            return Err(io::ErrorKind::OutOfMemory.into());
        }
        self.text.extend(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests_of_the_engine {
    use super::*;

    fn said(source: &str, names: Value) -> Result<String, String> {
        let mut engine = engine();
        engine.add_template_owned("one", source.to_owned()).map_err(|e| e.to_string())?;
        let template = engine.get_template("one").map_err(|e| e.to_string())?;
        say(&template, names).map_err(|e| e.to_string())
    }

    #[test]
    fn a_sentence_that_runs_on_is_stopped() {
        let items: Vec<u32> = (0..500).collect();
        let names = minijinja::context! { items };
        let loops = "{% for a in items %}{% for b in items %}{% for c in items %}{% endfor %}{% endfor %}{% endfor %}";
        assert!(said(loops, names.clone()).unwrap_err().contains("fuel"));
        let long = "{% for a in items %}Tre hundre og tjue personer i alt. {% endfor %}";
        assert!(said(long, names).unwrap_err().contains("more than"));
        assert_eq!(said("{{ 'å' | capital }}", Value::UNDEFINED).as_deref(), Ok("Å"));
    }

    #[test]
    fn what_makes_any_length_is_not_there() {
        for wrong in [
            "{{ '%999999999d' | format(1) }}",
            "{{ 'a' | replace('a', 'b') }}",
            "{{ [1] | join('x') }}",
            "{{ range(9) }}",
            "{{ 'a' | indent(99) }}",
        ] {
            assert!(said(wrong, Value::UNDEFINED).is_err(), "{wrong}");
        }
    }
}
