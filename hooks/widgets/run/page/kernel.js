/* The one Python of all pages that are open one after the other: made at the first run, kept over instant navigation,
   thrown away by `stop`. */

const onDisk = location.protocol === "file:";
const FIRST = ["worker", "pyodide.asm.wasm", "python_stdlib.zip", "numpy.zip", "lesson.zip"];
const PLOTS = "plots.zip";
const BLOCKED = "Python could not start here. What is printed on the page is what it gives.";

/* In the body: instant navigation clears from the head what the next page does not name. */
document.body.append(rnn.make("link", { rel: "stylesheet", href: new URL("run.css", home) }));

let worker = null;
let ready = false;
/* on a disk: what the scripts brought, and how much of it */
let carried = {};
/* the run in progress: {id, told, resolve} */
let current = null;
let runs = 0;
let bytes = 0;

/* A page on a disk may read no file but a script: each holds one part, gzipped, in base64. */
const part = (name) =>
  new Promise((resolve, reject) => {
    const script = rnn.make("script", { src: new URL(`${name}.js`, home) });
    script.onload = () => (script.remove(), progress(SIZES[name] ?? 0), resolve());
    script.onerror = () => reject(new Error(`${name} is missing`));
    document.head.append(script);
  });

const parts = async (names) => {
  await Promise.all(names.filter((name) => !carried[name]).map(part));
  carried = window.rnnParts;
};

/* Another part of the way: told to the run that waits. */
const progress = (more) => {
  bytes += more;
  current?.told.fetched?.(Math.min(bytes, TOTAL), TOTAL);
};

const address = () =>
  onDisk ? URL.createObjectURL(new Blob([carried.worker], { type: "text/javascript" })) : new URL("worker.js", home);

const start = async () => {
  if (worker) return;
  [ready, bytes] = [false, 0];
  if (onDisk) await parts(FIRST);
  /* on a disk the search has put a stand-in in the place of a worker */
  worker = new (window.nativeWorker ?? Worker)(address());
  worker.onmessage = ({ data }) => heard(data);
  worker.onerror = (event) => ended({ broken: event.message || "the worker could not start" });
  worker.postMessage({ start: { carried: onDisk && carried, base: new URL(".", home).href } });
};

const heard = (data) => {
  if (data.bytes) return progress(data.bytes);
  if (data.fetched) return current?.told.starting?.();
  if (data.ready) return (ready = true);
  if (data.broken !== undefined) return ended(data);
  if (data.id !== current?.id) return;
  if (data.text !== undefined) return current.told.printed(data.text);
  if (data.html !== undefined) return current.told.drawn(data.html);
  if (data.full) drop(), start();
  ended(data);
};

const drop = () => {
  worker?.terminate();
  worker = null;
};

const ended = (result) => {
  if (result.broken !== undefined) drop();
  const run = current;
  current = null;
  run?.resolve(result);
};

const kernel = {
  get busy() {
    return current !== null;
  },
  get ready() {
    return ready && worker !== null;
  },

  /* Run a block after the texts that it continues. `told` hears of what is fetched, printed and drawn meanwhile; the
     answer is {error, right, verdict, seconds}, {stopped} or {broken}. */
  async run(request, told) {
    const id = ++runs;
    const result = new Promise((resolve) => (current = { id, told, resolve }));
    try {
      const plots = [...request.before, request.code].some((text) => /\bmatplotlib\b/.test(text));
      if (plots && onDisk) await parts([PLOTS]);
      await start();
      if (current?.id === id)
        worker.postMessage({ id, ...request, carried: plots && onDisk && { [PLOTS]: carried[PLOTS] } });
    } catch (error) {
      ended({ broken: error.message });
    }
    return result;
  },

  /* At once, whatever runs; and the next run need not wait for a new Python. */
  stop() {
    drop();
    ended({ stopped: true });
    start().catch(drop);
  },
};
