//! Methods of strings that take the evaluator's own quadratic time on long
//! texts, written over its bytes. Anything but plain strings goes to its own.

use boa_engine::object::JsObject;
use boa_engine::object::builtins::JsArray;
use boa_engine::property::PropertyDescriptor;
use boa_engine::string::JsStrVariant;
use boa_engine::{Context, JsResult, JsString, JsValue, NativeFunction};

use super::patterns::{self, Untouched};

/// Shorter texts are as fast with the evaluator's own.
const LONG: usize = 256;

pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().constructors().string().prototype();
    let untouched = patterns::untouched(context)?;
    let methods: [(&str, usize, Method); 4] =
        [("indexOf", 1, index_of), ("split", 2, split), ("replace", 2, replace), ("match", 1, matches)];
    for (name, length, method) in methods {
        let own = prototype.get(JsString::from(name), context)?;
        let Some(own) = own.as_object() else { continue };
        let function = NativeFunction::from_copy_closure_with_captures(
            move |this, given, (own, untouched): &(JsObject, Untouched), context| match method(
                this, given, untouched, context,
            )? {
                Some(answer) => Ok(answer),
                None => own.call(this, given, context),
            },
            (own, untouched.clone()),
        );
        let function = boa_engine::object::FunctionObjectBuilder::new(context.realm(), function)
            .name(JsString::from(name))
            .length(length)
            .build();
        let property =
            PropertyDescriptor::builder().value(function).writable(true).enumerable(false).configurable(true);
        prototype.define_property_or_throw(JsString::from(name), property.build(), context)?;
    }
    Ok(())
}

/// `None` where the evaluator's own method is to answer.
type Method = fn(&JsValue, &[JsValue], &Untouched, &mut Context) -> JsResult<Option<JsValue>>;

fn replace(
    this: &JsValue,
    given: &[JsValue],
    untouched: &Untouched,
    context: &mut Context,
) -> JsResult<Option<JsValue>> {
    match this.as_string().filter(|text| text.len() >= LONG) {
        Some(text) => patterns::replace(untouched, &text, given, context),
        None => Ok(None),
    }
}

fn matches(
    this: &JsValue,
    given: &[JsValue],
    untouched: &Untouched,
    context: &mut Context,
) -> JsResult<Option<JsValue>> {
    match this.as_string().filter(|text| text.len() >= LONG) {
        Some(text) => patterns::matches(untouched, &text, given, context),
        None => Ok(None),
    }
}

fn index_of(this: &JsValue, given: &[JsValue], _: &Untouched, context: &mut Context) -> JsResult<Option<JsValue>> {
    let (Some(text), Some(part)) = (this.as_string(), given.first().and_then(JsValue::as_string)) else {
        return Ok(None);
    };
    if text.len() < LONG {
        return Ok(None);
    }
    let from = match given.get(1) {
        None => 0,
        Some(value) if value.is_undefined() => 0,
        Some(value) => clamped(value.to_integer_or_infinity(context)?.clamp_finite(0, i64::MAX), text.len()),
    };
    Ok(Some(match find(&text, &part, from) {
        Some(at) => JsValue::from(i32::try_from(at).unwrap_or(i32::MAX)),
        None => JsValue::from(-1),
    }))
}

fn split(this: &JsValue, given: &[JsValue], untouched: &Untouched, context: &mut Context) -> JsResult<Option<JsValue>> {
    let Some(text) = this.as_string().filter(|text| text.len() >= LONG) else { return Ok(None) };
    let Some(separator) = given.first().and_then(JsValue::as_string) else {
        return patterns::split(untouched, &text, given, context);
    };
    if text.len() < LONG || separator.is_empty() || given.get(1).is_some_and(|limit| !limit.is_undefined()) {
        return Ok(None);
    }
    let mut parts: Vec<JsValue> = Vec::new();
    let mut from = 0;
    while let Some(at) = find(&text, &separator, from) {
        parts.push(slice(&text, from, at).into());
        from = at + separator.len();
    }
    parts.push(slice(&text, from, text.len()).into());
    Ok(Some(JsArray::from_iter(parts, context).into()))
}

fn clamped(number: i64, most: usize) -> usize {
    usize::try_from(number).unwrap_or_default().min(most)
}

/// Code units `from..to` of a text.
fn slice(text: &JsString, from: usize, to: usize) -> JsString {
    match text.as_str().variant() {
        JsStrVariant::Latin1(bytes) => {
            let part = bytes.get(from..to).unwrap_or_default();
            match std::str::from_utf8(part) {
                Ok(ascii) if ascii.is_ascii() => JsString::from(ascii),
                _ => JsString::from(part.iter().map(|byte| u16::from(*byte)).collect::<Vec<_>>().as_slice()),
            }
        }
        JsStrVariant::Utf16(units) => JsString::from(units.get(from..to).unwrap_or_default()),
    }
}

/// Where `part` stands in `text`, at `from` or after it.
pub(super) fn find(text: &JsString, part: &JsString, from: usize) -> Option<usize> {
    if part.is_empty() {
        return Some(from);
    }
    let (text, part) = (text.as_str(), part.as_str());
    match (text.variant(), part.variant()) {
        (JsStrVariant::Latin1(text), JsStrVariant::Latin1(part)) => {
            memchr::memmem::find(text.get(from..)?, part).map(|at| from + at)
        }
        (JsStrVariant::Latin1(text), JsStrVariant::Utf16(part)) => {
            let part: Option<Vec<u8>> = part.iter().map(|unit| u8::try_from(*unit).ok()).collect();
            memchr::memmem::find(text.get(from..)?, &part?).map(|at| from + at)
        }
        (JsStrVariant::Utf16(text), JsStrVariant::Latin1(part)) => {
            let part: Vec<u16> = part.iter().map(|byte| u16::from(*byte)).collect();
            units(text, &part, from)
        }
        (JsStrVariant::Utf16(text), JsStrVariant::Utf16(part)) => units(text, part, from),
    }
}

fn units(text: &[u16], part: &[u16], from: usize) -> Option<usize> {
    let (first, rest) = part.split_first()?;
    let mut at = from;
    loop {
        at += text.get(at..)?.iter().position(|unit| unit == first)?;
        if text.get(at + 1..)?.starts_with(rest) {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_the_language_finds() {
        let find = |text: &str, part: &str, from| find(&JsString::from(text), &JsString::from(part), from);
        assert_eq!(find("a,b,c", ",", 2), Some(3));
        assert_eq!(find("a,b,c", ";", 0), None);
        assert_eq!(find("a,b", "", 3), Some(3));
        assert_eq!(find("æ→b→", "→", 2), Some(3));
        assert_eq!(find("æb", "→", 0), None);
        assert_eq!(find("→→a", "→a", 0), Some(1));
    }
}
