//! What checking options needs to know of the script.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// The type of a metric, which says what a threshold may ask of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MetricType {
    Counter,
    Gauge,
    Rate,
    Trend,
}

impl MetricType {
    /// k6's name of it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge => "gauge",
            Self::Rate => "rate",
            Self::Trend => "trend",
        }
    }

    /// What a threshold may ask; `p` stands for `p(95)` and its like.
    pub fn aggregations(self) -> &'static [&'static str] {
        match self {
            Self::Counter => &["count", "rate"],
            Self::Gauge => &["value"],
            Self::Rate => &["rate"],
            Self::Trend => &["avg", "min", "max", "med", "p"],
        }
    }
}

/// What the init context of a script has shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptFacts {
    /// Names of the exports that are functions, `default` among them.
    pub functions: BTreeSet<String>,
    /// The metrics that the script and the modules it imports register, beside
    /// those that k6 always has.
    pub metrics: BTreeMap<String, MetricType>,
}

impl ScriptFacts {
    /// The type of a metric, k6's own included.
    pub fn metric(&self, name: &str) -> Option<MetricType> {
        built_in_metric(name).or_else(|| self.metrics.get(name).copied())
    }
}

/// The type of a metric that every k6 has.
pub(crate) fn built_in_metric(name: &str) -> Option<MetricType> {
    BUILT_IN.iter().find(|(metric, _)| *metric == name).map(|(_, kind)| *kind)
}

use MetricType::{Counter, Gauge, Rate, Trend};

/// The metrics that every k6 has.
pub(crate) const BUILT_IN: [(&str, MetricType); 25] = [
    ("checks", Rate),
    ("data_received", Counter),
    ("data_sent", Counter),
    ("dropped_iterations", Counter),
    ("group_duration", Trend),
    ("grpc_req_duration", Trend),
    ("http_req_blocked", Trend),
    ("http_req_connecting", Trend),
    ("http_req_duration", Trend),
    ("http_req_failed", Rate),
    ("http_req_receiving", Trend),
    ("http_req_sending", Trend),
    ("http_req_tls_handshaking", Trend),
    ("http_req_waiting", Trend),
    ("http_reqs", Counter),
    ("iteration_duration", Trend),
    ("iterations", Counter),
    ("vus", Gauge),
    ("vus_max", Gauge),
    ("ws_connecting", Trend),
    ("ws_msgs_received", Counter),
    ("ws_msgs_sent", Counter),
    ("ws_ping", Trend),
    ("ws_session_duration", Trend),
    ("ws_sessions", Counter),
];

/// The metrics that importing one of k6's modules registers.
pub fn metrics_of_module(module: &str) -> &'static [(&'static str, MetricType)] {
    match module {
        "k6/browser" => &[
            ("browser_data_received", Counter),
            ("browser_data_sent", Counter),
            ("browser_http_req_duration", Trend),
            ("browser_http_req_failed", Rate),
            ("browser_web_vital_cls", Trend),
            ("browser_web_vital_fcp", Trend),
            ("browser_web_vital_inp", Trend),
            ("browser_web_vital_lcp", Trend),
            ("browser_web_vital_ttfb", Trend),
        ],
        "k6/net/grpc" => {
            &[("grpc_streams", Counter), ("grpc_streams_msgs_received", Counter), ("grpc_streams_msgs_sent", Counter)]
        }
        _ => &[],
    }
}
