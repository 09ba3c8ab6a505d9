// Search on file://, where browsers refuse workers: the worker's script runs in a hidden frame instead.
// Only the offline build carries this file; the theme loads it before its own scripts.
"use strict";
if (location.protocol === "file:") {
  class FrameWorker extends EventTarget {
    /** @param {string} address */
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.title = "Search";
      document.body.append(frame);
      this.inside = /** @type {Window} */ (frame.contentWindow);
      const { body } = /** @type {Document} */ (frame.contentDocument);
      this.inside.postMessage = (/** @type {any} */ data) => this.dispatchEvent(new MessageEvent("message", { data }));
      this.ready = new Promise((resolve) => {
        const script = body.ownerDocument.createElement("script");
        script.addEventListener("load", resolve);
        script.src = new URL(address, location.href).href;
        body.append(script);
      });
    }

    /** @param {any} data */
    postMessage(data) {
      this.ready.then(() => this.inside.dispatchEvent(new MessageEvent("message", { data })));
    }
  }
  Object.assign(window, { nativeWorker: window.Worker }); // code runs in one
  window.Worker = /** @type {any} */ (FrameWorker);
}
