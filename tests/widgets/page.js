/* As much of a page as the library asks of a browser: elements that remember what was done to them. */

class Part extends EventTarget {
  constructor(tag = "rnn-test") {
    super();
    this.localName = tag;
    this.attributes = {};
    this.children = [];
    this.dataset = {};
    this.classes = new Set();
    this.classList = {
      add: (name) => this.classes.add(name),
      toggle: (name, on) => (on ? this.classes.add(name) : this.classes.delete(name)),
    };
    this.id = "";
  }

  setAttribute(name, value) {
    this.attributes[name] = value;
    if (name === "id") this.id = value;
  }

  getAttribute(name) {
    return this.attributes[name] ?? null;
  }

  append(...children) {
    this.children.push(...children);
  }

  replaceChildren(...children) {
    this.children = children;
  }

  prepend(child) {
    this.children.unshift(child);
  }

  querySelector() {
    return null;
  }

  /* What a user does to it. */
  use(type, properties = {}) {
    this.dispatchEvent(Object.assign(new Event(type), properties));
  }

  /* All elements of a kind in it. */
  all(tag) {
    const inside = this.children.filter((child) => child instanceof Part);
    return inside.flatMap((child) => [...(child.localName === tag ? [child] : []), ...child.all(tag)]);
  }

  get words() {
    const own = this.textContent ?? "";
    return own + this.children.map((child) => (child instanceof Part ? child.words : child)).join("");
  }
}

/* A new page at this query; what it defines, remembers and writes into its address can be read off it. */
module.exports = (query = "") => {
  const body = new Part("body");
  const page = { body, defined: new Map(), address: null, copied: null };
  const events = new EventTarget();
  Object.assign(globalThis, {
    HTMLElement: Part,
    document: {
      body,
      createElement: (tag) => new Part(tag),
      createElementNS: (_, tag) => new Part(tag),
      getElementById: (id) => body.children.find((child) => child.id === id) ?? null,
    },
    customElements: {
      get: (tag) => page.defined.get(tag),
      define: (tag, element) => page.defined.set(tag, element),
    },
    location: { search: query, pathname: "/step/", hash: "#there", href: "http://lesson.localhost/step/" },
    history: { state: "as it was", replaceState: (state, _, address) => Object.assign(page, { address, state }) },
    addEventListener: events.addEventListener.bind(events),
    dispatchEvent: events.dispatchEvent.bind(events),
  });
  const clipboard = { writeText: async (text) => Object.assign(page, { copied: text }) };
  Object.defineProperty(globalThis, "navigator", { value: { clipboard }, configurable: true });
  return page;
};
