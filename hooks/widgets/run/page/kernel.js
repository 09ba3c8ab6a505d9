/* The one Python of all pages that are open one after the other: made at the first run, kept over instant navigation,
   thrown away by `stop`. */

const onDisk = location.protocol === "file:";
const FIRST = ["worker", "pyodide.asm.wasm", "python_stdlib.zip", "numpy.tar.xz", "lesson.tar.xz"];
const PLOTS = "plots.tar.xz";

/* In the body: instant navigation clears from the head what the next page does not name. */
document.body.append(rnn.make("link", { rel: "stylesheet", href: new URL("run.css", home) }));

/** @type {Worker | null} */
let worker = null;
let ready = false;
/**
 * The run in progress.
 * @type {{ id: number, told: inPage.Told, resolve: (result: inPage.Result) => void } | null}
 */
let current = null;
let runs = 0;
let bytes = 0;

/* on a disk: what the scripts have brought, and all that were asked for, by name */
window.rnnParts ??= {};
const carried = window.rnnParts;
/** @type {Record<string, Promise<void>>} */
const coming = {};

/**
 * A page on a disk may read no file but a script: each holds one part, gzipped, in base64.
 * @type {(name: string) => Promise<void>}
 */
const part = (name) =>
  new Promise((resolve, reject) => {
    const script = rnn.make("script", { src: new URL(`${name}.js`, home) });
    script.onload = () => {
      script.remove();
      progress(SIZES[name] ?? 0);
      resolve();
    };
    script.onerror = () => {
      delete coming[name];
      reject(new Error(`${name} is missing`));
    };
    document.head.append(script);
  });

/** @type {(names: string[]) => Promise<unknown>} each is asked for once, unless it is missing */
const parts = (names) => Promise.all(names.map((name) => (coming[name] ??= part(name))));

/* Another part of the way: told to the run that waits. */
const progress = (/** @type {number} */ more) => {
  bytes += more;
  current?.told.fetched(Math.min(bytes, TOTAL), TOTAL);
};

const address = () =>
  onDisk ? URL.createObjectURL(new Blob([carried.worker], { type: "text/javascript" })) : new URL("worker.js", home);

const start = async () => {
  if (onDisk) await parts(FIRST);
  /* asked only now: who stopped and ran again meanwhile waited for the same parts */
  if (worker) return worker;
  ready = false;
  /* a server is asked again; on a disk each part comes once */
  if (!onDisk) bytes = 0;
  /* on a disk the search has put a stand-in in the place of a worker */
  worker = new (window.nativeWorker ?? Worker)(address());
  worker.onmessage = ({ data }) => heard(data);
  worker.onerror = (event) => ended({ broken: event.message || "the worker could not start" });
  /** @type {inPage.Start} */
  const first = { carried: onDisk && carried, base: new URL(".", home).href };
  worker.postMessage({ start: first });
  return worker;
};

/* Nobody waits for it: the next run tells what is wrong. */
const startAnew = () => {
  drop();
  start().catch(drop);
};

const heard = (/** @type {inPage.Message} */ data) => {
  if (data.bytes) progress(data.bytes);
  else if (data.fetched) current?.told.starting();
  else if (data.ready) ready = true;
  else if (data.broken !== undefined) ended(data);
  else if (data.id === current?.id) ofRun(data);
};

/* What the run in progress prints and draws, and its end. */
const ofRun = (/** @type {inPage.Message} */ data) => {
  if (data.text !== undefined) return current?.told.printed(data.text);
  if (data.html !== undefined) return current?.told.drawn(data.html);
  if (data.full) startAnew();
  ended(data);
};

const drop = () => {
  worker?.terminate();
  worker = null;
};

const ended = (/** @type {inPage.Result} */ result) => {
  if (result.broken !== undefined) drop();
  const run = current;
  current = null;
  run?.resolve(result);
};

/* biome-ignore lint/correctness/noUnusedVariables: block.js and all.js run code with it */
const kernel = {
  get busy() {
    return current !== null;
  },
  get ready() {
    return ready && worker !== null;
  },

  /**
   * Run a block after the texts that it continues. `told` hears of what is fetched, printed and drawn meanwhile.
   * @param {inPage.Request} request
   * @param {inPage.Told} told
   * @returns {Promise<inPage.Result>}
   */
  async run(request, told) {
    const id = ++runs;
    /** @type {Promise<inPage.Result>} */
    const result = new Promise((resolve) => (current = { id, told, resolve }));
    try {
      const plots = [...request.before, request.code].some((text) => /\bmatplotlib\b/.test(text));
      if (plots && onDisk) await parts([PLOTS]);
      const started = await start();
      /** @type {inPage.Order} */
      const order = { id, ...request, carried: plots && onDisk && { [PLOTS]: carried[PLOTS] } };
      if (current?.id === id) started.postMessage(order);
    } catch (/** @type {any} */ error) {
      ended({ broken: error.message });
    }
    return result;
  },

  /* At once, whatever runs; and the next run need not wait for a new Python. */
  stop() {
    startAnew();
    ended({ stopped: true });
  },
};
