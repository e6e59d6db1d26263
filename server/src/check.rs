//! `k6cfg-server check`: what the server can and cannot do, before anyone relies
//! on it.

use std::io::{self, Write as _};

use crate::args::{Args, ClusterChoice, SignInChoice};
use crate::cluster::Cluster as _;
use crate::cluster::kubernetes::Line;
use crate::logging::with_causes;
use crate::start::{self, StartError};
use crate::who::SignIn;

/// Tells line by line. Whether all is well.
pub async fn run(args: &Args, namespaces: &[String]) -> Result<bool, StartError> {
    let profile = start::profile(args.profile.as_deref())?;
    let sign_in = start::sign_in(args)?;
    let mut lines = vec![of_sign_in(&sign_in).await];
    match args.cluster {
        ClusterChoice::Embedded => {
            let store = start::store(&start::data_folder(args.data.clone())?)?;
            lines.push(match store.health().await {
                Ok(()) => Line::good("the store can be read and written"),
                Err(error) => Line::bad(with_causes(&error)),
            });
        }
        ClusterChoice::Kubernetes => {
            let cluster = start::kubernetes(args).await?;
            let namespaces = if namespaces.is_empty() { &profile.namespaces } else { namespaces };
            lines.extend(cluster.check(args.sign_in != SignInChoice::None, namespaces).await);
        }
    }
    tell(&lines).map_err(StartError::Serve)?;
    Ok(lines.iter().all(|line| line.is_good))
}

async fn of_sign_in(sign_in: &SignIn) -> Line {
    match sign_in {
        SignIn::Nobody => Line::good("nobody signs in: for this machine alone"),
        SignIn::Proxy(proxy) => {
            let from: Vec<String> = proxy.from.iter().map(ToString::to_string).collect();
            Line::good(format!("the proxy at {} says who asks, in `{}`", from.join(", "), proxy.user))
        }
        SignIn::Oidc(oidc) => match oidc.provider.endpoints().await {
            Ok(_) => Line::good(format!("the sign-in provider {} answers", oidc.provider.issuer())),
            Err(error) => {
                Line::bad(format!("the sign-in provider {}: {}", oidc.provider.issuer(), with_causes(&error)))
            }
        },
    }
}

fn tell(lines: &[Line]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in lines {
        writeln!(out, "{} {}", if line.is_good { "ok  " } else { "FAIL" }, line.text)?;
    }
    out.flush()
}
