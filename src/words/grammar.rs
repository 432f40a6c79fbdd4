//! Law: a sentence is short, shallow, and cannot grow by itself; what could is refused where it is written.
//!
//! Sentences come from a project, so the engine must end in bounded memory whatever they say. Fuel bounds
//! their time. Their memory is bounded here, on the syntax tree: text grows only where pieces are joined, and a piece
//! that is joined with itself again and again doubles. So the longest that each name can become is reckoned before
//! anything is said, with every call taken for [`PIECE`] letters.

use minijinja::{
    machinery::{
        ast::{BinOpKind, CallArg, Expr, ForLoop, Stmt, UnaryOpKind},
        parse,
    },
    syntax::SyntaxConfig,
};
use std::collections::BTreeMap;

/// The longest sentence that may be written, in bytes.
pub(super) const LONGEST: usize = 4_000;
/// The longest text that a sentence may give, in bytes.
pub(super) const SAID: usize = 10_000;
/// Steps that a sentence may take: some thousand times what the longest ones need.
pub(super) const FUEL: u64 = 100_000;
/// Conditions, lists and brackets inside each other.
const DEEPEST: usize = 80;
/// Loops inside each other.
const LOOPS: usize = 3;
/// What a name or a call is taken for: the longest names in settings are shorter.
const PIECE: u64 = 200;
/// What all that a sentence keeps may come to.
const KEPT: u64 = 1_000_000;
/// What stays the same after so many rounds of a loop does not grow.
const ROUNDS: usize = 8;

/// Why a text is no sentence.
#[derive(Debug)]
pub(super) enum Refused {
    /// The engine cannot read it.
    Syntax(minijinja::Error),
    /// It could take too long or become too large.
    Unbounded(String),
}

/// Refuses what could grow without bound.
///
/// # Errors
/// What the engine cannot read, and what it could not end.
pub(super) fn check(source: &str) -> Result<(), Refused> {
    if source.len() > LONGEST {
        let text = format!("it is longer than {LONGEST} bytes");
        return Err(Refused::Unbounded(text));
    }
    let tree = parse(source, "sentence", SyntaxConfig::default()).map_err(Refused::Syntax)?;
    let mut reader = Reader::default();
    let Stmt::Template(template) = &tree else {
        return Ok(());
    };
    reader.body(&template.children).map(|_| ()).map_err(Refused::Unbounded)
}

/// Goes through a sentence with the longest that each name can be.
#[derive(Default)]
struct Reader {
    names: BTreeMap<String, u64>,
    depth: usize,
    loops: usize,
}

type Size = Result<u64, String>;

impl Reader {
    /// What statements write at most.
    fn body(&mut self, body: &[Stmt]) -> Size {
        let mut size: u64 = 0;
        for statement in body {
            size = within(size.saturating_add(self.deeper(|reader| reader.statement(statement))?))?;
        }
        Ok(size)
    }

    fn deeper(&mut self, inner: impl FnOnce(&mut Self) -> Size) -> Size {
        if self.depth >= DEEPEST {
            return Err(format!("more than {DEEPEST} parts stand inside each other"));
        }
        self.depth += 1;
        let size = inner(self);
        self.depth -= 1;
        size
    }

    fn statement(&mut self, statement: &Stmt) -> Size {
        match statement {
            Stmt::EmitRaw(raw) => Ok(raw.raw.len() as u64),
            Stmt::EmitExpr(emit) => self.expression(&emit.expr),
            Stmt::IfCond(cond) => {
                self.expression(&cond.expr)?;
                Ok(self.body(&cond.true_body)?.max(self.body(&cond.false_body)?))
            }
            Stmt::ForLoop(each) => self.each(each),
            Stmt::Set(set) => {
                let size = self.expression(&set.expr)?;
                self.keep(&set.target, size)
            }
            Stmt::SetBlock(set) => {
                let size = self.body(&set.body)?;
                if let Some(filter) = &set.filter {
                    self.expression(filter)?;
                }
                self.keep(&set.target, size)
            }
            Stmt::WithBlock(with) => {
                for (target, value) in &with.assignments {
                    let size = self.expression(value)?;
                    self.keep(target, size)?;
                }
                self.body(&with.body)
            }
            other => Err(format!("`{}` is nothing that a sentence may use", name_of(other))),
        }
    }

    /// A loop says its body once for each item; it is read until no name becomes longer by it.
    fn each(&mut self, each: &ForLoop) -> Size {
        if each.recursive || self.loops >= LOOPS {
            return Err(format!("more than {LOOPS} loops stand inside each other"));
        }
        self.loops += 1;
        let items = self.expression(&each.iter)?;
        self.keep(&each.target, items)?;
        if let Some(filter) = &each.filter_expr {
            self.expression(filter)?;
        }
        let mut said = self.body(&each.body)?;
        let mut settled = false;
        for _ in 0..ROUNDS {
            let before = self.names.clone();
            said = self.body(&each.body)?;
            settled = before == self.names;
            if settled {
                break;
            }
        }
        if !settled {
            return Err("a name becomes longer with every round of a loop".to_owned());
        }
        self.loops -= 1;
        within(said.saturating_mul(items.max(1)))?;
        Ok(said.saturating_mul(items.max(1)).max(self.body(&each.else_body)?))
    }

    /// A name keeps the longest that it is ever set to; `ns.part` counts for `ns`.
    fn keep(&mut self, target: &Expr, size: u64) -> Size {
        let name = match target {
            Expr::Var(var) => var.id,
            Expr::GetAttr(attr) => match &attr.expr {
                Expr::Var(var) => var.id,
                _ => return Err("only a name can be set".to_owned()),
            },
            Expr::List(list) => {
                for item in &list.items {
                    self.keep(item, size)?;
                }
                return Ok(0);
            }
            Expr::Tuple(tuple) => {
                for item in &tuple.items {
                    self.keep(item, size)?;
                }
                return Ok(0);
            }
            _ => return Err("only a name can be set".to_owned()),
        };
        let known = self.names.entry(name.to_owned()).or_default();
        *known = (*known).max(size);
        let all = self.names.values().fold(0_u64, |sum, size| sum.saturating_add(*size));
        within(all)?;
        Ok(0)
    }

    /// The longest text that an expression can be.
    fn expression(&mut self, expr: &Expr) -> Size {
        self.deeper(|reader| reader.expression_within(expr)).and_then(within)
    }

    fn expression_within(&mut self, expr: &Expr) -> Size {
        match expr {
            Expr::Var(var) => Ok(self.names.get(var.id).copied().unwrap_or(PIECE)),
            Expr::Const(value) => Ok(value.value.as_str().map_or(PIECE, |text| text.len() as u64)),
            Expr::Slice(slice) => {
                for part in [&slice.start, &slice.stop, &slice.step].into_iter().flatten() {
                    self.expression(part)?;
                }
                self.expression(&slice.expr)
            }
            Expr::UnaryOp(unary) => match unary.op {
                UnaryOpKind::Not | UnaryOpKind::Neg => self.expression(&unary.expr),
            },
            Expr::BinOp(op) => {
                let (left, right) = (self.expression(&op.left)?, self.expression(&op.right)?);
                match op.op {
                    BinOpKind::Concat | BinOpKind::Add => Ok(left.saturating_add(right)),
                    // A text or a list times a number is that many of it.
                    BinOpKind::Mul => {
                        let times = [&op.left, &op.right].into_iter().find_map(times);
                        let times = times.ok_or(
                            "only with a number written there may something be multiplied",
                        )?;
                        Ok(left.max(right).saturating_mul(times))
                    }
                    _ => Ok(left.max(right)),
                }
            }
            Expr::Compare(compare) => {
                self.expression(&compare.expr)?;
                for op in &compare.ops {
                    self.expression(&op.expr)?;
                }
                Ok(PIECE)
            }
            Expr::IfExpr(choice) => {
                self.expression(&choice.test_expr)?;
                let other =
                    choice.false_expr.as_ref().map_or(Ok(0), |expr| self.expression(expr))?;
                Ok(self.expression(&choice.true_expr)?.max(other))
            }
            Expr::Filter(filter) => {
                let own = filter.expr.as_ref().map_or(Ok(0), |expr| self.expression(expr))?;
                Ok(own.saturating_add(self.arguments(&filter.args)?))
            }
            Expr::Test(test) => {
                self.expression(&test.expr)?;
                self.arguments(&test.args)?;
                Ok(PIECE)
            }
            Expr::GetAttr(attr) => Ok(self.expression(&attr.expr)?.max(PIECE)),
            Expr::GetItem(item) => {
                self.expression(&item.subscript_expr)?;
                Ok(self.expression(&item.expr)?.max(PIECE))
            }
            Expr::Call(call) => {
                self.expression(&call.expr)?;
                Ok(self.arguments(&call.args)?.saturating_add(PIECE))
            }
            Expr::List(list) => self.sum(&list.items),
            Expr::Tuple(tuple) => self.sum(&tuple.items),
            Expr::Map(map) => Ok(self.sum(&map.keys)?.saturating_add(self.sum(&map.values)?)),
        }
    }

    fn sum(&mut self, items: &[Expr]) -> Size {
        let mut size: u64 = 0;
        for item in items {
            size = size.saturating_add(self.expression(item)?.max(1));
        }
        Ok(size)
    }

    fn arguments(&mut self, args: &[CallArg]) -> Size {
        let mut size: u64 = 0;
        for arg in args {
            let (CallArg::Pos(expr)
            | CallArg::Kwarg(_, expr)
            | CallArg::PosSplat(expr)
            | CallArg::KwargSplat(expr)) = arg;
            size = size.saturating_add(self.expression(expr)?);
        }
        Ok(size)
    }
}

/// A number that is written there.
fn times(expr: &Expr) -> Option<u64> {
    match expr {
        Expr::Const(value) => {
            let number = f64::try_from(value.value.clone()).ok()?;
            // Saturates: what is larger than any text is refused like the largest.
            Some(number.abs().ceil().max(1.0) as u64)
        }
        _ => None,
    }
}

fn within(size: u64) -> Size {
    if size > KEPT {
        return Err(format!("it could become longer than {KEPT} letters"));
    }
    Ok(size)
}

/// A statement as templates write it.
fn name_of(statement: &Stmt) -> &'static str {
    match statement {
        Stmt::AutoEscape(_) => "autoescape",
        Stmt::FilterBlock(_) => "filter",
        Stmt::Block(_) => "block",
        Stmt::Import(_) | Stmt::FromImport(_) => "import",
        Stmt::Extends(_) => "extends",
        Stmt::Include(_) => "include",
        Stmt::Macro(_) => "macro",
        Stmt::CallBlock(_) => "call",
        Stmt::Do(_) => "do",
        _ => "this",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(source: &str) -> String {
        match check(source) {
            Ok(()) => String::new(),
            Err(Refused::Syntax(error)) => format!("syntax: {error}"),
            Err(Refused::Unbounded(why)) => why,
        }
    }

    #[test]
    fn what_sentences_need_is_allowed() {
        for fine in [
            "{{ own('svar').who | capital }} er {{ against('svar').points }} over {{ within_city }}.",
            "{% set ns = namespace(pick='') %}{% for r in items('x') %}{% if own(r).shown and not ns.pick %}{% set ns.pick = r %}{% endif %}{% endfor %}{{ ns.pick }}",
            "{% if a %}1{% elif b %}2{% elif c %}3{% else %}4{% endif %}",
            "{{ own(ranked('levels')[0] ~ '@rop').who }} {{ (a.share * 10) | round }}",
            "{% set x %}{{ a }} og {{ b }}{% endset %}{{ x }}",
        ] {
            assert_eq!(why(fine), "", "{fine}");
        }
    }

    #[test]
    fn what_doubles_is_refused() {
        let doubling = format!("{{% set x = 'ab' %}}{}", "{% set x = x ~ x %}".repeat(40));
        let captured =
            format!("{{% set x = 'ab' %}}{}", "{% set x %}{{ x }}{{ x }}{% endset %}".repeat(40));
        let listed = format!("{{% set x = ['ab'] %}}{}", "{% set x = [x, x] %}".repeat(40));
        for wrong in [
            doubling.as_str(),
            captured.as_str(),
            listed.as_str(),
            "{% set n = namespace(a='x') %}{% for r in items('x') %}{% set n.a = n.a ~ n.a %}{% endfor %}",
            "{% set n = namespace(a='x') %}{% for r in items('x') %}{% for s in [n.a ~ n.a] %}{% set n.a = s %}{% endfor %}{% endfor %}",
            "{{ 'a' * 100000000 }}",
            "{% set n = 9999999 %}{{ 'a' * n }}",
            "{{ [1] * 100000000 }}",
        ] {
            assert_ne!(why(wrong), "", "{wrong}");
            assert!(!why(wrong).starts_with("syntax"), "{wrong}");
        }
    }

    #[test]
    fn what_does_not_end_is_refused() {
        let deep = "{% for a in items('x') %}".repeat(4) + &"{% endfor %}".repeat(4);
        assert!(why(&deep).contains("loops"), "{}", why(&deep));
        let recursive = "{% for a in items('x') recursive %}{{ loop(items('x')) }}{% endfor %}";
        assert!(why(recursive).contains("loops"));
        let chain = format!("{{{{ 1{} }}}}", "+1".repeat(1500));
        assert!(why(&chain).contains("inside each other"), "{}", why(&chain));
        let long = format!("{{{{ 1{} }}}}", "+1".repeat(50_000));
        assert!(why(&long).contains("bytes"));
        for wrong in ["{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "{% include 'x' %}"] {
            assert!(why(wrong).contains("may use"), "{wrong}");
        }
    }
}
