/* <rnn-fetch>, in an explorer: brings its script. A page names the scripts of its explorers in its foot; but of one that
   a reader turns to without a full load, nothing but what it shows is taken. Without the script the figure stays. */

/* the scripts of explorers lie beside this one */
const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);

class Fetch extends HTMLElement {
  connectedCallback() {
    const tag = /** @type {HTMLElement} */ (this.parentElement).localName;
    const { href } = new URL(`${tag}.js`, src);
    if (customElements.get(tag) || [...document.scripts].some((script) => script.src === href)) return;
    const script = rnn.make("script", { src: href, defer: "" }); /* in a saved page it comes after ours, too */
    script.onerror = () => script.remove(); /* so that the next page asks again */
    document.body.append(script); /* its end stays when a page is turned */
  }
}

rnn.define("rnn-fetch", Fetch);
