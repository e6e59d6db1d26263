namespace Urls {
  export const base = "https://example.com";
  export function of(path: string): string {
    return `${base}/${path}`;
  }
  export namespace Deep {
    export const x = 1;
  }
}
namespace Urls {
  export const more = base + "/more";
}
export const options = { tags: { url: Urls.of("orders"), more: Urls.more, deep: String(Urls.Deep.x) } };
export default function () {}
