// Search on file://, where browsers refuse workers: the worker's script runs in a hidden frame instead.
// Only the offline build carries this file; the theme loads it before its own scripts.
"use strict";
if (location.protocol === "file:") {
  window.nativeWorker = window.Worker; // code runs in one
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.title = "Search";
      document.body.append(frame);
      this.inside = frame.contentWindow;
      this.inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      this.ready = new Promise((resolve) => {
        const script = frame.contentDocument.createElement("script");
        script.addEventListener("load", resolve);
        script.src = new URL(address, location.href);
        frame.contentDocument.body.append(script);
      });
    }

    postMessage(data) {
      this.ready.then(() => this.inside.dispatchEvent(new MessageEvent("message", { data })));
    }
  };
}
