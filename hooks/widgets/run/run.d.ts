/* Where the button, which every page has, and what comes with its first click meet: types for `make check-js`. */

declare namespace inPage {
  /** An <rnn-run> with its buttons. */
  interface RunElement extends HTMLElement {
    bar: HTMLElement;
    status: HTMLElement;
  }

  /** Makes of an element what does as its buttons say, by their words. */
  type Grow = (element: RunElement) => Record<string, any>;
}

interface Window {
  /** What the files of page/ are joined to. */
  rnnRun: (library: typeof rnn) => inPage.Grow;
  /** On a disk: what the scripts that carry parts have brought. */
  rnnParts?: inPage.Parts;
  /** On a disk: the worker of the browser, in whose place the search puts a stand-in. */
  nativeWorker?: typeof Worker;
}
