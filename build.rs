//! How the five parts of the page are linked.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").as_deref() != Ok("wasm") {
        return;
    }
    // The page is taken apart once more, into what it starts with and what comes
    // when it is needed: `web/hooks/split.mjs`. That needs names and relocations.
    println!("cargo::rustc-link-arg-bin=k6cfg-app=--emit-relocs");
    // Scripts may call themselves often, and take only so much: a gigabyte at most.
    for argument in ["-zstack-size=16777216", "--max-memory=1073741824"] {
        println!("cargo::rustc-link-arg-bin=k6cfg-archiver={argument}");
    }
    for whole in ["k6cfg-worker", "k6cfg-archiver", "k6cfg-sealer", "k6cfg-edit"] {
        println!("cargo::rustc-link-arg-bin={whole}=--strip-all");
    }
}
