(function (host) {
  const read = (options) => {
    const given = { delimiter: ",", skipFirstLine: false, fromLine: undefined, toLine: undefined, asObjects: false };
    if (options !== undefined && options !== null) {
      if (options.delimiter !== undefined) given.delimiter = String(options.delimiter);
      if (given.delimiter.length > 1) host.fail("the delimiter of a CSV file must be a single character");
      if (options.skipFirstLine !== undefined) given.skipFirstLine = Boolean(options.skipFirstLine);
      if (options.fromLine !== undefined) given.fromLine = Math.trunc(Number(options.fromLine)) || 0;
      if (options.toLine !== undefined) given.toLine = Math.trunc(Number(options.toLine)) || 0;
      if (options.asObjects !== undefined) given.asObjects = Boolean(options.asObjects);
    }
    const { fromLine, toLine, asObjects, skipFirstLine } = given;
    if (fromLine !== undefined && toLine !== undefined && fromLine >= toLine) host.fail("fromLine must be less than toLine");
    if (asObjects && skipFirstLine) host.fail("asObjects and skipFirstLine cannot be used together");
    if (asObjects && fromLine > 0) host.fail("asObjects and fromLine cannot be used together");
    if (fromLine < 0 || toLine < 0) host.fail("fromLine and toLine must be at least 0");
    return given;
  };
  const rows = (file, options) => {
    const bytes = host.fileBytes?.(file);
    if (bytes === undefined) host.fail("the first argument must be a file of k6/experimental/fs");
    const { delimiter, skipFirstLine, fromLine, toLine, asObjects } = read(options);
    const records = host.csv(bytes, delimiter || ",");
    let at = 0;
    let names;
    if (asObjects) {
      if (records.length === 0) host.fail("failed to read the first line of the CSV file");
      names = records[at++];
    }
    if (skipFirstLine && !(fromLine > 0)) at += 1;
    if (fromLine > 0) at = Math.max(at, fromLine);
    if (at > records.length) host.fail(`the CSV file has no line ${at}`);
    const end = toLine > 0 ? Math.min(records.length, toLine + 1) : records.length;
    return records.slice(at, end).map((record) => {
      if (names === undefined) return record;
      if (record.length !== names.length) host.fail(`record length (${record.length}) doesn't match header length (${names.length})`);
      return Object.fromEntries(names.map((name, i) => [name, record[i]]).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
    });
  };
  let count = 0;
  return {
    named: {
      parse(...given) {
        const [file, options] = given;
        if (given.length > 1 && (options === undefined || options === null)) throw new TypeError("Cannot convert undefined or null to object");
        const found = rows(file, options);
        return Promise.resolve(host.shared(`csv.parse.${count++}`, () => found.map((row) => JSON.stringify(row))));
      },
      Parser: function (file, options) {
        const found = rows(file, options);
        let at = 0;
        return { next: () => Promise.resolve(at < found.length ? { done: false, value: found[at++] } : { done: true, value: [] }) };
      },
    },
  };
})
