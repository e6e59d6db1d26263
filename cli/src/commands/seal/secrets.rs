//! Whole Secrets, sealed or merged into one that is sealed already.

use std::path::Path;

use getrandom::SysRng;
use k6cfg_seal::{Certificate, Flaw, PlainSecret, Scope, SealedSecret, SecretType, Target, Value, check, seal};

use super::{Format, Seal, Stop, Wrong, warn};
use crate::files::Output;
use crate::{load, streams};

impl Seal {
    pub(super) fn run_secrets(&self) -> Result<(), Stop> {
        let certificate = self.certificate()?;
        if let Some(path) = &self.merge_into {
            return self.merge(path, &certificate);
        }
        let mut written = String::new();
        for secret in self.secrets()? {
            let sealed = self.sealed(&secret, &certificate)?;
            written += &self.format_for(self.sealed_secret_file.as_deref()).text(&sealed);
        }
        write(self.sealed_secret_file.as_deref(), written)
    }

    fn sealed(&self, secret: &PlainSecret, certificate: &Certificate) -> Result<SealedSecret, Stop> {
        let target = self.target(secret)?;
        let kind = self.secret_type.as_deref().map_or_else(|| secret.secret_type.clone(), SecretType::from);
        if secret.values.is_empty() && !self.allow_empty_data {
            let message = format!("the Secret `{}` has no keys", target.name);
            return Err(Wrong::new(message, "give it some; or pass --allow-empty-data if that is meant").into());
        }
        let mut sealed = SealedSecret::new(&target, &kind);
        sealed.set_template(secret);
        sealed.set_immutable(secret);
        told_of_dropped(secret)?;
        set_all(&mut sealed, secret, &kind, &target, certificate)?;
        Ok(sealed)
    }

    /// What the values are bound to, each part said once.
    fn target(&self, secret: &PlainSecret) -> Result<Target, Wrong> {
        let scope = self.scope().or(secret.scope).unwrap_or_default();
        let missing = |what: &str, flag: &str| Wrong::new(format!("the Secret has no {what}"), format!("add {flag}"));
        let called = self.name.clone().or_else(|| secret.name.clone()).ok_or_else(|| missing("name", "--name"))?;
        let placed = match (&self.namespace, &secret.namespace) {
            (Some(flag), Some(own)) if flag != own => {
                let message = format!("the Secret is in the namespace `{own}`, and --namespace is `{flag}`");
                return Err(Wrong::new(message, "say one of them"));
            }
            (Some(one), _) | (None, Some(one)) => one.clone(),
            (None, None) if scope == Scope::ClusterWide => String::new(),
            (None, None) => return Err(missing("namespace", "--namespace")),
        };
        Ok(Target { namespace: placed, name: called, scope })
    }

    fn merge(&self, path: &Path, certificate: &Certificate) -> Result<(), Stop> {
        let shown = path.display();
        let bytes = load::read(path)?;
        let text =
            std::str::from_utf8(&bytes).map_err(|_| Wrong::new(format!("{shown} is not UTF-8"), "save it so"))?;
        let mut sealed =
            SealedSecret::read(text).map_err(|error| Wrong::new(format!("{shown}: {error}"), error.help()))?;
        let target = sealed.target();
        self.agrees(&target)?;
        let secrets = self.secrets()?;
        let [secret] = secrets.as_slice() else {
            return Err(Wrong::new("there are several Secrets to merge", "give one").into());
        };
        for (own, what) in [(&secret.name, &target.name), (&secret.namespace, &target.namespace)] {
            if let Some(own) = own.as_ref().filter(|own| *own != what) {
                warn(&format!("the input says `{own}`; what is merged into is `{what}`, and so is what is sealed"))?;
            }
        }
        if secret.values.is_empty() {
            return Err(Wrong::new("there are no keys to merge", "give some").into());
        }
        if let Some(scope) = secret.scope.filter(|scope| *scope != target.scope) {
            let own = target.scope;
            warn(&format!("the input asks for {scope}; what is merged into is {own}, and so is what is sealed"))?;
        }
        told_of_dropped(secret)?;
        sealed.set_template(secret);
        let kind = sealed.secret_type();
        set_all(&mut sealed, secret, &kind, &target, certificate)?;
        let is_json = text.trim_start().starts_with('{');
        let format = self.format.unwrap_or(if is_json { Format::Json } else { Format::Yaml });
        if format == Format::Yaml && text.lines().any(|line| line.trim_start().starts_with('#')) {
            warn(&format!("{shown}: its comments are not kept"))?;
        }
        write(Some(path), format.text(&sealed))
    }

    /// Name, namespace and scope are those of the file that is merged into.
    fn agrees(&self, target: &Target) -> Result<(), Wrong> {
        let scope = self.scope().map(|scope| scope.to_string());
        for (flag, given, own) in [
            ("--scope", &scope, target.scope.to_string()),
            ("--name", &self.name, target.name.clone()),
            ("--namespace", &self.namespace, target.namespace.clone()),
        ] {
            if let Some(given) = given.as_ref().filter(|given| **given != own) {
                let message = format!("{flag} is `{given}`, and what is merged into has `{own}`");
                return Err(Wrong::new(message, format!("leave {flag} out: the values have to fit the others")));
            }
        }
        Ok(())
    }

    fn format_for(&self, path: Option<&Path>) -> Format {
        let ending = path.and_then(Path::extension);
        let of_file = ending.filter(|ending| *ending == "yaml" || *ending == "yml").map(|_| Format::Yaml);
        self.format.or(of_file).unwrap_or(Format::Json)
    }
}

fn told_of_dropped(secret: &PlainSecret) -> Result<(), Stop> {
    for dropped in &secret.dropped {
        warn(&format!("`{dropped}` is left out: the cluster writes it itself, or it may hold the values"))?;
    }
    Ok(())
}

fn write(path: Option<&Path>, text: String) -> Result<(), Stop> {
    let Some(path) = path else { return Ok(streams::out(&text)?) };
    let mut output = Output::default();
    output.add(path.to_owned(), text);
    Ok(output.write()?)
}

fn set_all(
    sealed: &mut SealedSecret,
    secret: &PlainSecret,
    kind: &SecretType,
    target: &Target,
    certificate: &Certificate,
) -> Result<(), Wrong> {
    let values: Vec<(&str, &Value)> = secret.values.iter().map(|(key, value)| (key.as_str(), value)).collect();
    let kept: Vec<&str> = sealed.keys();
    let empty = |flaw: &Flaw| flaw.path == "keys" && values.is_empty();
    if let Some(flaw) = check(target, kind, &values, &kept).into_iter().find(|flaw| !empty(flaw)) {
        return Err(Wrong::new(flaw.message, flaw.help));
    }
    for (key, value) in &secret.values {
        let value = seal(certificate, value, target, &mut SysRng)
            .map_err(|error| Wrong::new(format!("`{key}`: {error}"), "try again; nothing was written"))?;
        sealed.set(key, value);
    }
    Ok(())
}
