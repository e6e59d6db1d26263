//! How the three parts of the page are linked.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").as_deref() != Ok("wasm") {
        return;
    }
    // The page is taken apart once more, into what it starts with and what comes
    // when it is needed: `web/hooks/split.mjs`. That needs names and relocations.
    println!("cargo::rustc-link-arg-bin=k6cfg-app=--emit-relocs");
    for whole in ["k6cfg-worker", "k6cfg-edit"] {
        println!("cargo::rustc-link-arg-bin={whole}=--strip-all");
    }
}
