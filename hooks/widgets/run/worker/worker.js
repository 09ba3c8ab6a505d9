/* The reader's Python, beside the page. The build puts before this what it takes from the release: RELEASE, its
   versions; `createPyodideModule` and `loadPyodide`, from its two modules. The same text works as a file of a server and
   as a blob of a page on a disk. */

/* What a run has taken never goes back: above this many bytes the page takes a new worker. */
const MOST_MEMORY = 512 * 2 ** 20;
const PARTS = ["python_stdlib.zip", "numpy.tar.xz", "lesson.tar.xz"];
/* An address that leads nowhere: nothing of Python is asked of any host. */
const NOWHERE = "https://carried.invalid/";

/* Stack switching is for code that waits. Ours does not, and some virus scanners take it for an attack. */
delete WebAssembly.Suspending;
delete WebAssembly.promising;

const network = self.fetch.bind(self);
const tell = (/** @type {inPage.Message} */ message) => self.postMessage(message);

/**
 * gzip in base64, as a script has to carry bytes; fed by hand, because WebKit reads no blob on a disk.
 * @param {string} text
 */
const unpacked = (text) => {
  const stream = new DecompressionStream("gzip");
  const writer = stream.writable.getWriter();
  writer.write(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));
  writer.close();
  return new Response(stream.readable).arrayBuffer();
};

const asked = async (/** @type {string} */ name, /** @type {string | undefined} */ base) => {
  const answer = await network(new URL(name, base));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  counted(answer.clone());
  return answer;
};

/* Tell the page how many bytes have come, as they come. */
const counted = async (/** @type {Response} */ answer) => {
  const reader = /** @type {ReadableStream<Uint8Array>} */ (answer.body).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) tell({ bytes: part.value.length });
};

/**
 * The parts by name: from the scripts of a page on a disk, or as files beside this one.
 * @param {{ carried: inPage.Parts | false, base?: string }} from
 * @returns {{ bytes: (name: string) => Promise<ArrayBuffer>, compiled: (name: string) => Promise<WebAssembly.Module> }}
 */
const partsOf = ({ carried, base }) =>
  carried
    ? {
        bytes: (name) => unpacked(carried[name]),
        compiled: async (name) => WebAssembly.compile(await unpacked(carried[name])),
      }
    : {
        bytes: async (name) => (await asked(name, base)).arrayBuffer(),
        /* a file that is compiled as it streams is what browsers keep compiled */
        compiled: (name) => WebAssembly.compileStreaming(asked(name, base)),
      };

const started = async (/** @type {ReturnType<typeof partsOf>} */ parts) => {
  const [module, library, ...archives] = await Promise.all([
    parts.compiled("pyodide.asm.wasm"),
    ...PARTS.map(parts.bytes),
  ]);
  tell({ fetched: true });
  /* Pyodide asks for its core and its library; both are here, and nothing else may be asked for. */
  self.fetch = async (address) => {
    if (String(address).endsWith("python_stdlib.zip")) return new Response(library);
    if (String(address).endsWith("pyodide.asm.wasm")) return new Response();
    throw new TypeError(`this page does not carry ${address}`);
  };
  WebAssembly.instantiateStreaming = async (_, imports) => ({
    module,
    instance: await WebAssembly.instantiate(module, imports),
  });
  const python = await loadPyodide({
    indexURL: NOWHERE,
    packageBaseUrl: NOWHERE,
    createPyodideModule,
    lockFileContents: { info: RELEASE, packages: {} },
    jsglobals: {},
    stdin: () => null,
    env: { MPLBACKEND: "module://in_page.plots" },
  });
  closed();
  const extractDir = python.runPython("import sysconfig; sysconfig.get_path('purelib')");
  const unpack = (/** @type {ArrayBuffer} */ archive) => python.unpackArchive(archive, "xztar", { extractDir });
  archives.forEach(unpack);
  /** @type {pyodide.Page} */
  const page = python.pyimport("in_page.page");
  return { page, python, unpack, memory: () => python._module.HEAPU8.length };
};

/* The reader's code has no way out of the page. Assigning would leave those that a browser calls read-only. */
const closed = () =>
  [
    "fetch",
    "XMLHttpRequest",
    "WebSocket",
    "EventSource",
    "WebTransport",
    "Worker",
    "importScripts",
    "indexedDB",
    "caches",
  ].forEach((name) => Object.defineProperty(self, name, { value: undefined }));

/** @type {ReturnType<typeof started>} */
let booted;
/** @type {ReturnType<typeof partsOf>} */
let parts;
/** @type {Promise<void> | undefined} */
let plots;

/**
 * matplotlib, when code imports it for the first time
 * @param {(archive: ArrayBuffer) => void} unpack
 */
const withPlots = (unpack) => (plots ??= parts.bytes("plots.tar.xz").then(unpack));

/** @param {inPage.Order} order */
const run = async ({ id, before, code, task, carried }) => {
  const { page, python, unpack, memory } = await booted;
  if (carried) parts = partsOf({ carried });
  if ([...before, code].some((text) => /\bmatplotlib\b/.test(text))) await withPlots(unpack);
  const began = performance.now();
  const send = (/** @type {"text" | "html"} */ kind) => (/** @type {string} */ text) => tell({ id, [kind]: text });
  const given = python.toPy(before);
  const told = page.run(given, code, task, send("text"), send("html"));
  const { error, verdict, right } = told.toJs({ dict_converter: Object.fromEntries });
  given.destroy();
  told.destroy();
  const seconds = (performance.now() - began) / 1000;
  tell({ id, error, verdict, right, seconds, full: memory() > MOST_MEMORY });
};

self.onmessage = async ({ data }) => {
  try {
    if (data.start) {
      parts = partsOf(data.start);
      booted = started(parts);
      await booted;
      tell({ ready: true });
    } else await run(data);
  } catch (/** @type {any} */ error) {
    tell({ broken: String(error?.message ?? error) });
  }
};
