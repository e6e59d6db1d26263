//! The options of k6 2.2.

/// How an option is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Bool,
    Int,
    Text,
    Duration,
    Stages,
    Scenarios,
    Segment,
    SegmentSequence,
    Dns,
    CipherSuites,
    TlsVersion,
    TlsAuth,
    Thresholds,
    Networks,
    HostPatterns,
    Hosts,
    Cloud,
    Ext,
    TrendStats,
    SystemTags,
    Tags,
    Features,
}

/// Every option in the order of an archive's metadata.
pub(crate) const KEYS: [(&str, Form); 42] = [
    ("paused", Form::Bool),
    ("vus", Form::Int),
    ("duration", Form::Duration),
    ("iterations", Form::Int),
    ("stages", Form::Stages),
    ("scenarios", Form::Scenarios),
    ("executionSegment", Form::Segment),
    ("executionSegmentSequence", Form::SegmentSequence),
    ("noSetup", Form::Bool),
    ("setupTimeout", Form::Duration),
    ("noTeardown", Form::Bool),
    ("teardownTimeout", Form::Duration),
    ("handleSummaryTimeout", Form::Duration),
    ("rps", Form::Int),
    ("dns", Form::Dns),
    ("maxRedirects", Form::Int),
    ("userAgent", Form::Text),
    ("batch", Form::Int),
    ("batchPerHost", Form::Int),
    ("httpDebug", Form::Text),
    ("insecureSkipTLSVerify", Form::Bool),
    ("tlsCipherSuites", Form::CipherSuites),
    ("tlsVersion", Form::TlsVersion),
    ("tlsAuth", Form::TlsAuth),
    ("throw", Form::Bool),
    ("thresholds", Form::Thresholds),
    ("blacklistIPs", Form::Networks),
    ("blockHostnames", Form::HostPatterns),
    ("hosts", Form::Hosts),
    ("noConnectionReuse", Form::Bool),
    ("noVUConnectionReuse", Form::Bool),
    ("minIterationDuration", Form::Duration),
    ("cloud", Form::Cloud),
    ("ext", Form::Ext),
    ("summaryTrendStats", Form::TrendStats),
    ("summaryTimeUnit", Form::Text),
    ("systemTags", Form::SystemTags),
    ("tags", Form::Tags),
    ("metricSamplesBufferSize", Form::Int),
    ("noCookiesReset", Form::Bool),
    ("discardResponseBodies", Form::Bool),
    ("features", Form::Features),
];

/// What each of these sets takes the place of the others.
pub(crate) const LOAD: [&str; 4] = ["duration", "iterations", "stages", "scenarios"];

/// Go compares keys without case, the long s and the Kelvin sign included.
pub(crate) fn same(a: &str, b: &str) -> bool {
    fn fold(text: &str) -> impl Iterator<Item = char> {
        text.chars().map(|c| match c {
            'ſ' => 's',
            '\u{212a}' => 'k',
            c => c.to_ascii_lowercase(),
        })
    }
    fold(a).eq(fold(b))
}

/// The option that `key` names.
pub(crate) fn find(key: &str) -> Option<(&'static str, Form)> {
    KEYS.into_iter().find(|(name, _)| same(name, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_does_not_count() {
        for key in ["MaxRedirects", "maxredirects", "MAXREDIRECTS"] {
            assert_eq!(find(key), Some(("maxRedirects", Form::Int)));
        }
        assert_eq!(find("ſetupTimeout").map(|(key, _)| key), Some("setupTimeout"));
        assert_eq!(find("bloc\u{212a}Hostnames").map(|(key, _)| key), Some("blockHostnames"));
        assert_eq!(find("vu"), None);
    }
}
