//! Addresses and names: `blacklistIPs`, `blockHostnames`, `hosts`.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::super::json::{Escape, Json, Kind, array, object, string};
use super::super::number;
use super::{Problem, Read, items, lists, members, under, wrong};

pub(crate) fn networks(json: Json<'_>, path: &str) -> Read {
    let Some(items) = items(json, path, "a list of networks")? else { return Ok(None) };
    let one = |(i, item): (usize, Json<'_>)| {
        let path = format!("{path}[{i}]");
        match item.kind() {
            Kind::Null => Ok("null".to_owned()),
            Kind::String(text) => network(&text, &path),
            _ => Err(wrong(&path, item, "a network like `10.0.0.0/8`")),
        }
    };
    items.into_iter().enumerate().map(one).collect::<Result<Vec<_>, _>>().map(|list| Some(array(list)))
}

/// `10.1.2.3/8` -> `"10.0.0.0/8"`.
pub(crate) fn network(text: &str, path: &str) -> Result<String, Problem> {
    let network = text.split_once('/').and_then(|(ip, bits)| {
        let bits = Some(bits).filter(|bits| bits.bytes().all(|b| b.is_ascii_digit()))?.parse::<u32>().ok()?;
        masked(ip.parse().ok()?, bits)
    });
    network.map(|network| string(&network, Escape::Plain)).ok_or_else(|| {
        Problem::new(
            path,
            format!("`{text}` is not a network"),
            "write an address and the length of its prefix, like `10.0.0.0/8`",
        )
    })
}

fn masked(ip: IpAddr, bits: u32) -> Option<String> {
    match ip {
        IpAddr::V4(ip) => {
            let mask = u32::MAX.checked_shl(32u32.checked_sub(bits)?).unwrap_or(0);
            Some(format!("{}/{bits}", Ipv4Addr::from(u32::from(ip) & mask)))
        }
        IpAddr::V6(ip) => {
            let mask = u128::MAX.checked_shl(128u32.checked_sub(bits)?).unwrap_or(0);
            let network = Ipv6Addr::from(u128::from(ip) & mask);
            Some(match (network.to_ipv4_mapped(), bits.checked_sub(96)) {
                (Some(network), Some(bits)) => format!("{network}/{bits}"),
                _ => format!("{network}/{bits}"),
            })
        }
    }
}

pub(crate) fn host_patterns(json: Json<'_>, path: &str) -> Read {
    let Some(patterns) = lists::texts(json, path)? else { return Ok(None) };
    for (i, pattern) in patterns.iter().enumerate() {
        host_pattern(pattern, &format!("{path}[{i}]"))?;
    }
    Ok(Some(array(patterns.iter().map(|pattern| string(pattern, Escape::Plain)))))
}

/// A name, with one `*` in front of it at most.
pub(crate) fn host_pattern(pattern: &str, path: &str) -> Result<(), Problem> {
    if is_pattern(pattern) {
        return Ok(());
    }
    Err(Problem::new(path, format!("`{pattern}` is not a host name"), "write a name, or `*.` and a name"))
}

fn is_pattern(pattern: &str) -> bool {
    let rest = match pattern.strip_prefix('*') {
        Some(rest) => rest.strip_prefix('.').unwrap_or(rest),
        None => pattern,
    };
    rest.is_empty() || rest.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

pub(crate) fn hosts(json: Json<'_>, path: &str) -> Read {
    let Some(members) = members(json, path, "an object like `{ 'example.org': '10.0.0.1' }`")? else {
        return Ok(None);
    };
    let mut hosts = BTreeMap::new();
    for (name, value) in members {
        let path = under(path, &name);
        let address = address(&lists::text(value, &path)?, &path)?;
        let is_port = |port: &str| (1..=5).contains(&port.len()) && port.bytes().all(|b| b.is_ascii_digit());
        let host = match name.split_once(':') {
            Some((host, port)) if is_port(port) => host,
            _ => &name,
        };
        host_pattern(host, &path)?;
        hosts.insert(name.to_lowercase(), string(&address, Escape::Html));
    }
    Ok(Some(object(hosts)))
}

/// An address with or without a port. What is none is `<nil>` to k6, which
/// then reaches nobody under that name.
fn address(text: &str, path: &str) -> Result<String, Problem> {
    if let Ok(ip) = text.parse::<IpAddr>() {
        return Ok(shown(ip));
    }
    let Some((host, port)) = split_port(text) else { return Ok("<nil>".to_owned()) };
    let Some(port) = number::int(port) else {
        return Err(Problem::new(path, format!("`{port}` is not a port"), "write an address like `10.0.0.1:8080`"));
    };
    let host = host.parse::<IpAddr>().ok().map(shown);
    Ok(match (host, port) {
        (None, 0) => "<nil>".to_owned(),
        (Some(host), 0) => host,
        (Some(host), port) if host.contains(':') => format!("[{host}]:{port}"),
        (host, port) => format!("{}:{port}", host.unwrap_or_default()),
    })
}

fn shown(ip: IpAddr) -> String {
    ip.to_canonical().to_string()
}

/// Host and port; nothing where colons or brackets are out of place.
fn split_port(text: &str) -> Option<(&str, &str)> {
    let (host, port) = text.rsplit_once(':')?;
    let host = match host.strip_prefix('[') {
        Some(inner) => inner.strip_suffix(']').filter(|inner| !inner.contains(['[', ']']))?,
        None if host.contains([':', '[', ']']) => return None,
        None => host,
    };
    (!port.contains(['[', ']'])).then_some((host, port))
}
