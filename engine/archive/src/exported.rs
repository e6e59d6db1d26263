//! What a script exports, on its way from where it was loaded: JSON whose
//! numbers keep every digit.

use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Exported {
    Null,
    Bool(bool),
    Int(i64),
    Unsigned(u64),
    Float(f64),
    Text(String),
    List(Vec<Exported>),
    Map(Vec<(String, Exported)>),
}

impl From<Value> for Exported {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(flag) => Self::Bool(flag),
            Value::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
                (Some(int), ..) => Self::Int(int),
                (_, Some(int), _) => Self::Unsigned(int),
                (.., float) => float.map_or(Self::Null, Self::Float),
            },
            Value::String(text) => Self::Text(text),
            Value::Array(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Value::Object(members) => Self::Map(members.into_iter().map(|(key, value)| (key, value.into())).collect()),
        }
    }
}

impl From<Exported> for Value {
    fn from(exported: Exported) -> Self {
        match exported {
            Exported::Null => Self::Null,
            Exported::Bool(flag) => Self::Bool(flag),
            Exported::Int(int) => Self::from(int),
            Exported::Unsigned(int) => Self::from(int),
            Exported::Float(float) => Number::from_f64(float).map_or(Self::Null, Self::Number),
            Exported::Text(text) => Self::String(text),
            Exported::List(items) => items.into_iter().map(Self::from).collect(),
            Exported::Map(members) => members.into_iter().map(|(key, value)| (key, Self::from(value))).collect(),
        }
    }
}
