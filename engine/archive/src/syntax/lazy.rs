//! Functions that nobody calls while a test is loaded need not be compiled.
//!
//! Most of a test is code of that kind, and compiling takes the evaluator far
//! longer than reading the syntax takes here. So the bodies of functions that
//! have a name are left out, except where that name is called, in whatever file,
//! from code that runs: by names alone, since a wrong guess costs only time. A
//! function that was left out and is called all the same says so (see
//! `evaluate::lazy`), and everything is loaded once more with it.

use std::collections::BTreeSet;
use std::ops::Range;

use oxc_ast::ast::{
    Argument, ArrowFunctionBody, ArrowFunctionExpression, AssignmentExpression, AssignmentTarget, CallExpression,
    ExportDefaultDeclaration, ExportDefaultDeclarationKind, ExportSpecifier, Expression, Function,
    ImportDefaultSpecifier, ImportSpecifier, MethodDefinition, MethodDefinitionKind, ModuleExportName, NewExpression,
    ObjectProperty, Program, PropertyDefinition, PropertyKey, PropertyKind, RegExpLiteral, TaggedTemplateExpression,
    VariableDeclarator,
};
use oxc_ast_visit::{Visit, walk};
use oxc_semantic::SemanticBuilder;
use oxc_span::GetSpan as _;
use oxc_syntax::scope::ScopeFlags;

use super::mend::Written;

/// Shorter bodies cost no more than what stands for them.
const SHORT: usize = 80;

/// What stands for a body calls this: short, since it is read again and again.
pub(crate) const CALLED: &str = "$k6";

/// A function whose body can be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lazy {
    /// Of the body, with its braces.
    body: Range<usize>,
    /// An arrow's expression, which has none.
    is_expression: bool,
    /// What it may be called by.
    pub(crate) names: Vec<String>,
    /// Names that its body calls.
    pub(crate) calls: BTreeSet<String>,
}

/// The functions of a file, and what its other code calls.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Functions {
    /// In the order of their beginnings; one may be within another.
    pub(crate) lazy: Vec<Lazy>,
    /// Names that are called where the file runs.
    pub(crate) calls: BTreeSet<String>,
    /// Who calls the first calls the second.
    pub(crate) aliases: Vec<(String, String)>,
}

impl Functions {
    /// Those of a program, whose text is evaluated with so many bytes before it.
    /// None of one that the evaluator may refuse: it is to see all of it.
    pub(super) fn of(code: &str, program: &Program<'_>, before: usize) -> Self {
        let checked = SemanticBuilder::new().with_check_syntax_error(true).build(program);
        if !checked.diagnostics.is_empty() || code.contains(CALLED) {
            return Self::default();
        }
        let mut finder = Finder { before, ..Finder::default() };
        finder.visit_program(program);
        // A pattern may be one that is refused: what holds one stays as it is.
        let kept =
            |(function, has_pattern)| if has_pattern { Lazy { names: Vec::new(), ..function } } else { function };
        Self { lazy: finder.found.into_iter().map(kept).collect(), calls: finder.calls, aliases: finder.aliases }
    }

    /// What is written instead of the bodies of the functions that `leaves`
    /// says; lines and columns stay where they are. `mark` numbers one.
    pub(crate) fn left_out(
        &self,
        code: &str,
        leaves: impl Fn(usize) -> bool,
        mark: impl Fn(usize) -> usize,
    ) -> Vec<Written> {
        let functions = self.lazy.iter().enumerate();
        let left_out = functions.filter(|(index, function)| !function.names.is_empty() && leaves(*index));
        left_out
            .filter_map(|(index, function)| Some((function.body.clone(), function.stands(code, mark(index))?)))
            .collect()
    }
}

impl Lazy {
    /// What stands for the body.
    fn stands(&self, code: &str, number: usize) -> Option<String> {
        let body = code.get(self.body.clone())?;
        let (open, close) = if self.is_expression { ("", "") } else { ("{", "}") };
        // In a comment, lines and spaces are passed over at once.
        let mut out = format!("{open}{CALLED}({number})/*");
        let (first, last) = (out.len(), body.rsplit('\n').next().unwrap_or_default().chars().count());
        let lines = body.matches('\n').count();
        out.extend(std::iter::repeat_n('\n', lines));
        let written = if lines == 0 { first } else { 0 };
        out.extend(std::iter::repeat_n(' ', last.saturating_sub(written + "*/".len() + close.len())));
        out.push_str("*/");
        out.push_str(close);
        Some(out)
    }
}

#[derive(Default)]
struct Finder {
    /// How many bytes stand before the program.
    before: usize,
    /// With whether it holds a regular expression.
    found: Vec<(Lazy, bool)>,
    /// The functions that are being looked at, the innermost last.
    within: Vec<usize>,
    calls: BTreeSet<String>,
    aliases: Vec<(String, String)>,
    /// Names of the function that comes next.
    names: Vec<String>,
}

impl Finder {
    fn called(&mut self, name: &str) {
        let calls = match self.within.last().and_then(|index| self.found.get_mut(*index)) {
            Some((function, _)) => &mut function.calls,
            None => &mut self.calls,
        };
        if !calls.contains(name) {
            calls.insert(name.to_owned());
        }
    }

    fn calls(&mut self, callee: &Expression<'_>) {
        if let Some(name) = name_of(callee) {
            self.called(name);
        }
    }

    /// What is handed on may be called by whom it is handed to.
    fn hands_on(&mut self, arguments: &[Argument<'_>]) {
        for argument in arguments {
            if let Some(name) = argument.as_expression().and_then(name_of) {
                self.called(name);
            }
        }
    }

    fn names(&mut self, name: Option<&str>, value: Option<&Expression<'_>>) {
        let (Some(name), Some(value)) = (name, value) else { return };
        match value {
            Expression::FunctionExpression(_) | Expression::ArrowFunctionExpression(_) => {
                self.names = vec![name.to_owned()];
            }
            _ => {
                if let Some(other) = name_of(value)
                    && other != name
                {
                    self.aliases.push((name.to_owned(), other.to_owned()));
                }
            }
        }
    }

    /// Looks at a function with a name as one whose body may be left out.
    fn enter(&mut self, names: Vec<String>, body: Range<usize>, is_expression: bool) -> bool {
        if names.is_empty() || body.len() < SHORT {
            return false;
        }
        let body = self.before + body.start..self.before + body.end;
        self.within.push(self.found.len());
        self.found.push((Lazy { body, is_expression, names, calls: BTreeSet::new() }, false));
        true
    }
}

/// The last name of `f`, `a.f`, `a.#f`.
fn name_of<'e>(expression: &'e Expression<'_>) -> Option<&'e str> {
    match expression {
        Expression::Identifier(name) => Some(name.name.as_str()),
        Expression::StaticMemberExpression(member) => Some(member.property.name.as_str()),
        Expression::PrivateFieldExpression(member) => Some(member.field.name.as_str()),
        Expression::ParenthesizedExpression(inner) => name_of(&inner.expression),
        _ => None,
    }
}

fn key_of<'e>(key: &'e PropertyKey<'_>, computed: bool) -> Option<&'e str> {
    match key {
        PropertyKey::StaticIdentifier(name) => Some(name.name.as_str()),
        PropertyKey::PrivateIdentifier(name) => Some(name.name.as_str()),
        PropertyKey::StringLiteral(text) if !computed => Some(text.value.as_str()),
        _ => None,
    }
}

fn exported<'e>(name: &'e ModuleExportName<'_>) -> &'e str {
    match name {
        ModuleExportName::IdentifierName(name) => name.name.as_str(),
        ModuleExportName::IdentifierReference(name) => name.name.as_str(),
        ModuleExportName::StringLiteral(text) => text.value.as_str(),
    }
}

impl<'a> Visit<'a> for Finder {
    fn visit_function(&mut self, function: &Function<'a>, flags: ScopeFlags) {
        let mut names = std::mem::take(&mut self.names);
        names.extend(function.id.as_ref().map(|id| id.name.to_string()));
        let body = function.body.as_ref().map(|body| body.span.start as usize..body.span.end as usize);
        let entered = body.is_some_and(|body| self.enter(names, body, false));
        walk::walk_function(self, function, flags);
        if entered {
            self.within.pop();
        }
    }

    fn visit_arrow_function_expression(&mut self, arrow: &ArrowFunctionExpression<'a>) {
        let names = std::mem::take(&mut self.names);
        let span = arrow.body.span();
        let is_expression = !matches!(arrow.body, ArrowFunctionBody::FunctionBody(_));
        let entered = self.enter(names, span.start as usize..span.end as usize, is_expression);
        walk::walk_arrow_function_expression(self, arrow);
        if entered {
            self.within.pop();
        }
    }

    fn visit_reg_exp_literal(&mut self, _: &RegExpLiteral<'a>) {
        for index in &self.within {
            if let Some((_, has_pattern)) = self.found.get_mut(*index) {
                *has_pattern = true;
            }
        }
    }

    fn visit_variable_declarator(&mut self, declarator: &VariableDeclarator<'a>) {
        let name = declarator.id.get_identifier_name();
        self.names(name.as_deref(), declarator.init.as_ref());
        walk::walk_variable_declarator(self, declarator);
        self.names.clear();
    }

    fn visit_assignment_expression(&mut self, assignment: &AssignmentExpression<'a>) {
        let name = match &assignment.left {
            AssignmentTarget::AssignmentTargetIdentifier(name) => Some(name.name.as_str()),
            AssignmentTarget::StaticMemberExpression(member) => Some(member.property.name.as_str()),
            AssignmentTarget::PrivateFieldExpression(member) => Some(member.field.name.as_str()),
            _ => None,
        };
        self.visit_assignment_target(&assignment.left);
        self.names(name, Some(&assignment.right));
        self.visit_expression(&assignment.right);
        self.names.clear();
    }

    fn visit_object_property(&mut self, property: &ObjectProperty<'a>) {
        self.visit_property_key(&property.key);
        if property.kind == PropertyKind::Init {
            self.names(key_of(&property.key, property.computed), Some(&property.value));
        }
        self.visit_expression(&property.value);
        self.names.clear();
    }

    fn visit_property_definition(&mut self, property: &PropertyDefinition<'a>) {
        self.visit_property_key(&property.key);
        if let Some(value) = &property.value {
            self.names(key_of(&property.key, property.computed), Some(value));
            self.visit_expression(value);
            self.names.clear();
        }
    }

    fn visit_method_definition(&mut self, method: &MethodDefinition<'a>) {
        self.visit_property_key(&method.key);
        // Constructors run by the name of their class, getters without being called.
        if method.kind == MethodDefinitionKind::Method {
            self.names = key_of(&method.key, method.computed).map(str::to_owned).into_iter().collect();
        }
        self.visit_function(&method.value, ScopeFlags::empty());
        self.names.clear();
    }

    fn visit_export_default_declaration(&mut self, export: &ExportDefaultDeclaration<'a>) {
        match &export.declaration {
            ExportDefaultDeclarationKind::FunctionDeclaration(_)
            | ExportDefaultDeclarationKind::FunctionExpression(_)
            | ExportDefaultDeclarationKind::ArrowFunctionExpression(_) => self.names = vec!["default".to_owned()],
            other => {
                if let Some(name) = other.as_expression().and_then(name_of) {
                    self.aliases.push(("default".to_owned(), name.to_owned()));
                }
            }
        }
        walk::walk_export_default_declaration(self, export);
        self.names.clear();
    }

    fn visit_export_specifier(&mut self, specifier: &ExportSpecifier<'a>) {
        let (exported, local) = (exported(&specifier.exported), exported(&specifier.local));
        if exported != local {
            self.aliases.push((exported.to_owned(), local.to_owned()));
        }
    }

    fn visit_import_specifier(&mut self, specifier: &ImportSpecifier<'a>) {
        let imported = exported(&specifier.imported);
        if imported != specifier.local.name {
            self.aliases.push((specifier.local.name.to_string(), imported.to_owned()));
        }
    }

    fn visit_import_default_specifier(&mut self, specifier: &ImportDefaultSpecifier<'a>) {
        self.aliases.push((specifier.local.name.to_string(), "default".to_owned()));
    }

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        self.calls(&call.callee);
        self.hands_on(&call.arguments);
        // `f.call(…)`, `f.bind(…)`
        if let Expression::StaticMemberExpression(member) = &call.callee
            && matches!(member.property.name.as_str(), "call" | "apply" | "bind")
        {
            self.calls(&member.object);
        }
        walk::walk_call_expression(self, call);
    }

    fn visit_new_expression(&mut self, new: &NewExpression<'a>) {
        self.calls(&new.callee);
        self.hands_on(&new.arguments);
        walk::walk_new_expression(self, new);
    }

    fn visit_tagged_template_expression(&mut self, template: &TaggedTemplateExpression<'a>) {
        self.calls(&template.tag);
        walk::walk_tagged_template_expression(self, template);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "/* so long that it is worth to be left out of what the evaluator is given to compile */";

    fn functions(code: &str) -> Functions {
        let allocator = oxc_allocator::Allocator::default();
        let parsed = crate::syntax::parse(&allocator, code, oxc_span::SourceType::mjs());
        Functions::of(code, &parsed.program, 0)
    }

    fn left_out(code: &str) -> String {
        crate::syntax::written(code, functions(code).left_out(code, |_| true, |index| index))
    }

    #[test]
    fn lines_and_columns_stay() {
        let code = format!(
            "function a() {{ {LONG}\n  return 1;\n  }} const b = 1; const c = () => ({{ x: '{LONG}æ' }}); throw 1"
        );
        let out = left_out(&code);
        assert_eq!(out.matches('\n').count(), code.matches('\n').count());
        let column = |text: &str| text.lines().last().unwrap().split("throw").next().unwrap().chars().count();
        assert_eq!(column(&out), column(&code));
        assert!(!out.contains("return") && !out.contains("so long"), "{out}");
        assert!(out.contains("$k6(0)") && out.contains("$k6(1)"), "{out}");
    }

    #[test]
    fn what_has_no_name_stays() {
        for code in [
            format!("(function () {{ {LONG} }})();"),
            format!("[1].map((x) => {{ {LONG} }});"),
            format!("const a = {{ get b() {{ {LONG} }} }};"),
            format!("class A {{ constructor() {{ {LONG} }} }}"),
            format!("function a() {{ return /{LONG}(/; }}"),
            format!("function a() {{ return /a/; {LONG} }}"),
            format!("function a() {{ let b; let b; {LONG} }}"),
        ] {
            assert_eq!(left_out(&code), code);
        }
    }

    #[test]
    fn who_calls_whom() {
        let code = format!(
            "import {{ x as y }} from './a.js'; import d from './d.js'; export const options = a(y);\n\
             function a() {{ {LONG} b.c(); new D(); later(handed); }}\nfunction later() {{ {LONG} }}\n\
             export default function () {{ {LONG} late(); }}\nexport {{ a as z }};"
        );
        let functions = functions(&code);
        let calls = |calls: &BTreeSet<String>| calls.iter().cloned().collect::<Vec<_>>().join(" ");
        assert_eq!(calls(&functions.calls), "a y");
        assert_eq!(calls(&functions.lazy[0].calls), "D c handed later");
        assert_eq!(functions.lazy[2].names, ["default"]);
        let aliases = [("y", "x"), ("d", "default"), ("z", "a")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(functions.aliases, aliases);
    }
}
