//! The command line.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use axum::http::HeaderName;
use clap::{Parser, Subcommand, ValueEnum};
use ipnet::IpNet;
use thiserror::Error;

/// Serves the k6cfg page and applies what is submitted from it.
#[derive(Debug, Clone, Parser)]
#[command(name = "k6cfg-server", version)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Address to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// Listen on an address that other machines reach, though anyone there may submit and delete
    #[arg(long)]
    pub allow_without_sign_in: bool,

    /// Another host name the server is reached by, with its port unless that is the scheme's own
    #[arg(long, value_name = "HOST[:PORT]")]
    pub public_host: Vec<String>,

    #[arg(
        long,
        value_name = "DIR",
        help = "Folder of the store [default: $XDG_DATA_HOME/k6cfg, else ~/.local/share/k6cfg]"
    )]
    pub data: Option<PathBuf>,

    /// Where runs are applied: in a store of this machine, or to a Kubernetes API server
    #[arg(long, value_enum, default_value_t = ClusterChoice::Embedded)]
    pub cluster: ClusterChoice,

    #[arg(
        long,
        value_name = "FILE",
        help = "How to reach the Kubernetes cluster [default: the pod's own account, else $KUBECONFIG, else ~/.kube/config]"
    )]
    pub kubeconfig: Option<PathBuf>,

    /// Context in the kubeconfig [default: its current one]
    #[arg(long, value_name = "NAME")]
    pub context: Option<String>,

    /// How it is known who asks
    #[arg(long, value_enum, default_value_t = SignInChoice::None)]
    pub sign_in: SignInChoice,

    /// How the server acts in a Kubernetes cluster for who signed in
    #[arg(long, value_enum, default_value_t = ActChoice::Impersonate)]
    pub act: ActChoice,

    /// The provider of OpenID Connect, exactly as its tokens name it
    #[arg(long, value_name = "URL", required_if_eq("sign_in", "oidc"))]
    pub oidc_issuer: Option<String>,

    /// This program's id at the provider
    #[arg(long, value_name = "ID", required_if_eq("sign_in", "oidc"))]
    pub oidc_client_id: Option<String>,

    /// Whom tokens have to be for [default: the client id]
    #[arg(long, value_name = "AUDIENCE")]
    pub oidc_audience: Option<String>,

    /// What the page asks the provider for
    #[arg(long, value_name = "SCOPES", default_value = "openid")]
    pub oidc_scope: String,

    /// Claim that names the person
    #[arg(long, value_name = "CLAIM", default_value = "sub")]
    pub oidc_user_claim: String,

    /// Claim that lists the person's groups
    #[arg(long, value_name = "CLAIM", default_value = "groups")]
    pub oidc_groups_claim: String,

    /// Goes before each person's name, as the cluster knows it
    #[arg(long, value_name = "PREFIX", default_value = "")]
    pub oidc_user_prefix: String,

    /// Goes before each group's name, as the cluster knows it
    #[arg(long, value_name = "PREFIX", default_value = "")]
    pub oidc_groups_prefix: String,

    /// Address, or network, of the proxy that says who asks; all others are refused
    #[arg(long, value_name = "ADDR[/BITS]", value_parser = network, required_if_eq("sign_in", "proxy"))]
    pub proxy_from: Vec<IpNet>,

    /// Header in which the proxy names the person
    #[arg(long, value_name = "NAME", default_value = "x-forwarded-user")]
    pub proxy_user_header: HeaderName,

    /// Header in which the proxy names the person's groups
    #[arg(long, value_name = "NAME", default_value = "x-forwarded-groups")]
    pub proxy_groups_header: HeaderName,

    /// Submits and dry runs of one person in a minute
    #[arg(long, value_name = "N", default_value_t = 60)]
    pub submits_per_minute: u32,

    /// Keep no short links: several servers side by side would each know their own only
    #[arg(long)]
    pub no_short_links: bool,

    /// Folder of the built page
    #[arg(long, value_name = "DIR", default_value = "dist")]
    pub page: PathBuf,

    /// Origin of a page that another host serves and that uses this server, without a path
    #[arg(long, value_name = "ORIGIN", value_parser = origin)]
    pub page_origin: Vec<String>,

    /// Platform profile [default: the built-in one]
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,

    /// Certificate that Secrets are sealed with [default: one of the embedded cluster's own, which opens nothing]
    #[arg(long, value_name = "FILE", conflicts_with = "sealing_controller")]
    pub sealing_certificate: Option<PathBuf>,

    /// The sealed-secrets controller, asked for its certificate and whether it can open a SealedSecret
    #[arg(long, value_name = "URL")]
    pub sealing_controller: Option<String>,

    /// Largest request body: bytes, or with KiB or MiB
    #[arg(long, value_name = "SIZE", default_value = "32MiB", value_parser = bytes)]
    pub max_body: usize,
}

/// Something else than serving; the options before it count for it too.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Say what the server could and could not do, with the options given before; fails when something is lacking
    Check {
        /// A namespace to look at [default: those of the profile]
        #[arg(long, value_name = "NAME")]
        namespace: Vec<String>,
    },
}

/// Which cluster is behind the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ClusterChoice {
    Embedded,
    Kubernetes,
}

/// Who may come, and how that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SignInChoice {
    /// Nobody signs in: for this machine alone
    None,
    /// With an OpenID Connect provider, in the page
    Oidc,
    /// At a proxy in front of the server
    Proxy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ActChoice {
    /// As that person: the cluster's RBAC decides on every verb
    Impersonate,
    /// With its own account, where the person may create testruns.k6.io
    OnBehalf,
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("an address, or a network as 10.0.0.0/8")]
pub struct NetworkError;

fn network(text: &str) -> Result<IpNet, NetworkError> {
    let one = || text.parse::<IpAddr>().map(IpNet::from);
    text.parse::<IpNet>().or_else(|_| one()).map_err(|_| NetworkError)
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("an origin is a scheme and a host, with a port where it is another: https://team.github.io")]
pub struct OriginError;

/// A page's origin, as browsers name it.
fn origin(text: &str) -> Result<String, OriginError> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).ok_or(OriginError)?;
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:[]".contains(&byte);
    if host.is_empty() || !host.bytes().all(is_host) { Err(OriginError) } else { Ok(text.to_ascii_lowercase()) }
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("a size is a number of bytes, or one with KiB or MiB")]
pub struct SizeError;

fn bytes(text: &str) -> Result<usize, SizeError> {
    let (number, unit) = match (text.strip_suffix("KiB"), text.strip_suffix("MiB")) {
        (Some(number), _) => (number, 1024),
        (_, Some(number)) => (number, 1024 * 1024),
        _ => (text, 1),
    };
    let number: usize = number.trim().parse().map_err(|_| SizeError)?;
    number.checked_mul(unit).filter(|size| *size > 0).ok_or(SizeError)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(bytes("1"), Ok(1));
        assert_eq!(bytes("64KiB"), Ok(65_536));
        assert_eq!(bytes("32 MiB"), Ok(33_554_432));
        for bad in ["", "0", "-1", "1.5MiB", "MiB", "1GB", "99999999999999999MiB"] {
            assert_eq!(bytes(bad), Err(SizeError), "{bad}");
        }
    }

    #[test]
    fn origins_have_no_path() {
        assert_eq!(origin("https://Team.github.io"), Ok("https://team.github.io".to_owned()));
        assert_eq!(origin("http://127.0.0.1:8080"), Ok("http://127.0.0.1:8080".to_owned()));
        for bad in ["https://team.github.io/k6cfg/", "team.github.io", "https://", "*", "https://a b"] {
            assert_eq!(origin(bad), Err(OriginError), "{bad}");
        }
    }

    #[test]
    fn networks() {
        assert!(network("10.0.0.0/8").unwrap().contains(&"10.1.2.3".parse::<IpAddr>().unwrap()));
        assert!(!network("10.0.0.1").unwrap().contains(&"10.0.0.2".parse::<IpAddr>().unwrap()));
        assert!(network("fd00::/8").is_ok());
        for bad in ["", "10.0.0", "proxy", "10.0.0.0/33"] {
            assert_eq!(network(bad), Err(NetworkError), "{bad}");
        }
    }

    #[test]
    fn what_a_way_to_sign_in_needs_is_asked_for() {
        let refused = |words: &[&str]| Args::try_parse_from([&["k6cfg-server"], words].concat()).is_err();
        assert!(refused(&["--sign-in", "oidc"]) && refused(&["--sign-in", "oidc", "--oidc-issuer", "https://a"]));
        assert!(refused(&["--sign-in", "proxy"]) && !refused(&["--sign-in", "proxy", "--proxy-from", "10.0.0.1"]));
    }

    #[test]
    fn what_is_left_out_is_safe() {
        let args = Args::parse_from(["k6cfg-server"]);
        assert!(args.listen.ip().is_loopback());
        assert!(!args.allow_without_sign_in);
        assert_eq!(args.max_body, 33_554_432);
    }
}
