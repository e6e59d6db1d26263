//! `replace`, `split` and `match` with a pattern over a long text. The
//! evaluator copies the whole text for each place where the pattern fits; here
//! it is copied once. Patterns that anything was changed of go to its own.

use std::ops::Range;

use boa_engine::object::JsObject;
use boa_engine::object::builtins::{JsArray, JsFunction, JsRegExp};
use boa_engine::property::PropertyKey;
use boa_engine::{Context, JsResult, JsString, JsSymbol, JsValue, js_string};
use regress::{Match, Regex};

/// What patterns are before a script can change them: their prototype, and what
/// matching looks up there.
pub(super) type Untouched = (JsObject, Vec<JsValue>);

pub(super) fn untouched(context: &mut Context) -> JsResult<Untouched> {
    let prototype = context.intrinsics().constructors().regexp().prototype();
    let methods = methods(&prototype, context)?;
    Ok((prototype, methods))
}

struct Pattern {
    object: JsObject,
    regex: Regex,
    is_global: bool,
}

impl Pattern {
    /// A pattern, if it behaves as the language has it.
    fn of(untouched: &Untouched, value: Option<&JsValue>, context: &mut Context) -> JsResult<Option<Self>> {
        let (plain, plain_methods) = untouched;
        let Some(object) = value.and_then(JsValue::as_object) else { return Ok(None) };
        let is_plain = JsRegExp::from_object(object.clone()).is_ok()
            && object.prototype().as_ref().is_some_and(|prototype| JsObject::equals(prototype, plain))
            && object.own_property_keys(context)?.len() == 1
            && methods(plain, context)? == *plain_methods;
        if !is_plain {
            return Ok(None);
        }
        let text = |name: JsString, context: &mut Context| {
            let value = object.get(name, context)?;
            Ok::<_, boa_engine::JsError>(value.as_string().and_then(|text| text.to_std_string().ok()))
        };
        let (source, flags) = (text(js_string!("source"), context)?, text(js_string!("flags"), context)?);
        let (Some(source), Some(flags)) = (source, flags) else { return Ok(None) };
        // Others look at the text in other units, or at one place of it; named parts
        // make other results.
        if flags.chars().any(|flag| !"gims".contains(flag)) || source.contains("(?<") {
            return Ok(None);
        }
        let regex = Regex::with_flags(&in_one_go(&source, &flags), flags.as_str()).ok();
        Ok(regex.map(|regex| Self { object, regex, is_global: flags.contains('g') }))
    }
}

/// What matching with a pattern looks up.
fn methods(prototype: &JsObject, context: &mut Context) -> JsResult<Vec<JsValue>> {
    let names: [PropertyKey; 5] = [
        js_string!("exec").into(),
        JsSymbol::replace().into(),
        JsSymbol::split().into(),
        JsSymbol::r#match().into(),
        js_string!("constructor").into(),
    ];
    names.into_iter().map(|name| prototype.get(name, context)).collect()
}

impl Pattern {
    fn all(&self, units: &[u16]) -> Vec<Match> {
        self.regex.find_from_ucs2(units, 0).collect()
    }

    fn rewind(&self, context: &mut Context) -> JsResult<()> {
        self.object.set(js_string!("lastIndex"), 0, true, context).map(|_| ())
    }
}

/// The pattern with its end written so that it is found without looking at the
/// rest of the text: `"[^]*?"` as `"[^"]*"`.
fn in_one_go(source: &str, flags: &str) -> String {
    let whole = || source.to_owned();
    let Some(last) = source.chars().last().filter(|last| !r"\^$.*+?()[]{}|/".contains(*last)) else { return whole() };
    if flags.contains('i') && last.is_alphabetic() {
        return whole();
    }
    let Some(before) = source.strip_suffix(last) else { return whole() };
    let (before, close) = before.strip_suffix(')').map_or((before, ""), |before| (before, ")"));
    let any = ["[^]*?", r"[\s\S]*?", r"[\S\s]*?", ".*?"];
    let Some((head, any)) = any.iter().find_map(|any| Some((before.strip_suffix(any)?, *any))) else { return whole() };
    // `\.*?`, `\[^]*?`
    if head.ends_with('\\') {
        return whole();
    }
    let lines = if any == ".*?" && !flags.contains('s') { r"\n\r\u2028\u2029" } else { "" };
    let other = if "]^-".contains(last) { format!("\\{last}") } else { last.to_string() };
    format!("{head}[^{other}{lines}]*{close}{last}")
}

/// `text.replace(pattern, replacement)` with a global pattern.
pub(super) fn replace(
    untouched: &Untouched,
    text: &JsString,
    given: &[JsValue],
    context: &mut Context,
) -> JsResult<Option<JsValue>> {
    let replacement = given.get(1).cloned().unwrap_or_default();
    let function = replacement.as_object().and_then(JsFunction::from_object);
    let template: Option<Vec<u16>> = replacement.as_string().map(|text| text.to_vec());
    if function.is_none() && template.is_none() {
        return Ok(None);
    }
    let Some(pattern) = Pattern::of(untouched, given.first(), context)?.filter(|pattern| pattern.is_global) else {
        return Ok(None);
    };
    pattern.rewind(context)?;
    let units = text.to_vec();
    let mut out = Vec::with_capacity(units.len());
    let mut at = 0;
    for found in pattern.all(&units) {
        out.extend_from_slice(part(&units, at..found.start()));
        at = found.end();
        if let Some(template) = &template {
            expand(template, &units, &found, &mut out);
        } else if let Some(function) = &function {
            let mut words: Vec<JsValue> = found
                .groups()
                .map(|group| group.map_or(JsValue::undefined(), |group| string(part(&units, group)).into()))
                .collect();
            words.push(JsValue::from(i32::try_from(found.start()).unwrap_or(i32::MAX)));
            words.push(text.clone().into());
            let answer = function.call(&JsValue::undefined(), &words, context)?.to_string(context)?;
            out.extend(answer.iter());
        }
    }
    out.extend_from_slice(part(&units, at..units.len()));
    Ok(Some(string(&out).into()))
}

/// `text.split(pattern)`
pub(super) fn split(
    untouched: &Untouched,
    text: &JsString,
    given: &[JsValue],
    context: &mut Context,
) -> JsResult<Option<JsValue>> {
    if given.get(1).is_some_and(|limit| !limit.is_undefined()) {
        return Ok(None);
    }
    let Some(pattern) = Pattern::of(untouched, given.first(), context)? else { return Ok(None) };
    let units = text.to_vec();
    let found = pattern.all(&units);
    // Where nothing is between two parts, the language has rules of its own.
    if found.iter().any(|found| found.range().is_empty()) {
        return Ok(None);
    }
    let mut parts: Vec<JsValue> = Vec::new();
    let mut at = 0;
    for found in found {
        parts.push(string(part(&units, at..found.start())).into());
        let groups = found.groups().skip(1);
        parts
            .extend(groups.map(|group| group.map_or(JsValue::undefined(), |group| string(part(&units, group)).into())));
        at = found.end();
    }
    parts.push(string(part(&units, at..units.len())).into());
    Ok(Some(JsArray::from_iter(parts, context).into()))
}

/// `text.match(pattern)` with a global pattern.
pub(super) fn matches(
    untouched: &Untouched,
    text: &JsString,
    given: &[JsValue],
    context: &mut Context,
) -> JsResult<Option<JsValue>> {
    let Some(pattern) = Pattern::of(untouched, given.first(), context)?.filter(|pattern| pattern.is_global) else {
        return Ok(None);
    };
    pattern.rewind(context)?;
    let units = text.to_vec();
    let found: Vec<JsValue> =
        pattern.all(&units).iter().map(|found| string(part(&units, found.range())).into()).collect();
    if found.is_empty() {
        return Ok(Some(JsValue::null()));
    }
    Ok(Some(JsArray::from_iter(found, context).into()))
}

fn part(units: &[u16], range: Range<usize>) -> &[u16] {
    units.get(range).unwrap_or_default()
}

/// As the evaluator keeps texts: one byte a unit where that is enough.
pub(super) fn string(units: &[u16]) -> JsString {
    let ascii: Option<Vec<u8>> = units.iter().map(|unit| u8::try_from(*unit).ok().filter(u8::is_ascii)).collect();
    match ascii.and_then(|bytes| String::from_utf8(bytes).ok()) {
        Some(text) => JsString::from(text),
        None => JsString::from(units),
    }
}

/// `$1`, `$&` and the like.
fn expand(template: &[u16], units: &[u16], found: &Match, out: &mut Vec<u16>) {
    let digit = |at: usize| {
        let digit = char::from_u32(u32::from(*template.get(at)?))?.to_digit(10)?;
        usize::try_from(digit).ok()
    };
    let is = |at: usize, letter: char| template.get(at).is_some_and(|unit| u32::from(*unit) == u32::from(letter));
    let most = found.captures.len();
    let mut at = 0;
    while let Some(unit) = template.get(at) {
        if !is(at, '$') {
            out.push(*unit);
            at += 1;
            continue;
        }
        let one = digit(at + 1);
        let two = one.zip(digit(at + 2)).map(|(tens, ones)| tens * 10 + ones);
        let (range, length) = if is(at + 1, '$') {
            out.push(*unit);
            (None, 2)
        } else if is(at + 1, '&') {
            (Some(found.range()), 2)
        } else if is(at + 1, '`') {
            (Some(0..found.start()), 2)
        } else if is(at + 1, '\'') {
            (Some(found.end()..units.len()), 2)
        } else if let Some(group) = two.filter(|group| (1..=most).contains(group)) {
            (found.group(group), 3)
        } else if let Some(group) = one.filter(|group| (1..=most).contains(group)) {
            (found.group(group), 2)
        } else {
            out.push(*unit);
            (None, 1)
        };
        out.extend_from_slice(range.map(|range| part(units, range)).unwrap_or_default());
        at += length;
    }
}

#[cfg(test)]
mod tests {
    use boa_engine::Source;

    use super::*;

    #[test]
    fn the_end_of_a_pattern_is_found_in_one_go() {
        for (source, flags, expected) in [
            (r#""([^]*?)""#, "gm", r#""([^"]*)""#),
            (r"<!--[\s\S]*?-", "g", r"<!--[^\-]*-"),
            ("'.*?'", "g", r"'[^'\n\r\u2028\u2029]*'"),
            ("'.*?'", "gs", "'[^']*'"),
            (r"'\.*?'", "g", r"'\.*?'"),
            ("a[^]*?b", "gi", "a[^]*?b"),
            ("a[^]*?b+", "g", "a[^]*?b+"),
            ("a[^]*b", "g", "a[^]*b"),
        ] {
            assert_eq!(in_one_go(source, flags), expected);
        }
    }

    /// Long texts and short ones take other ways, and must come out alike.
    #[test]
    fn patterns_do_what_the_language_says() {
        let calls = [
            r#"replace(/"([^]*?)"/g, "<$1>")"#,
            r#"replace(/b|(c)(d)?/g, "[$$ $& $1 $2 $3 $11 $0 $x $` $']".slice(0, 30))"#,
            r"replace(/(\w)(x)?/g, (...all) => all.slice(0, 4).join('|'))",
            r"replace(/x*/g, '-')",
            r"replace(/^a/gm, 'A')",
            r"replace(/A/gi, 'æ')",
            r"split(/\r?\n/)",
            r"split(/(,)|;/)",
            r"split(/x*/)",
            r"split(/(?:)/)",
            r"match(/[a-c]+/g)",
            r"match(/nothing here/g)",
            r"match(/(a)(b)/)",
            r"replace(/a/, 'x')",
        ];
        let text = "ab,c;d\\n\\\"q\\\"\\r\\nab \\\"c d\\\" x,\\u00e6\\u20ac ";
        for call in calls {
            let plain = format!("const text = '{text}'.repeat(40); JSON.stringify(text.{call})");
            let evaluate = |is_ours: bool| {
                let builder = boa_engine::context::ContextBuilder::new().instructions_remaining(1_000_000_000);
                let mut context = builder.build().unwrap();
                if is_ours {
                    super::super::strings::install(&mut context).unwrap();
                }
                let value = context.eval(Source::from_bytes(&plain)).unwrap();
                value.as_string().unwrap().to_std_string_lossy()
            };
            assert_eq!(evaluate(true), evaluate(false), "{call}");
        }
    }
}
