/* What the widgets share, for `make check-js` and for editors: the types of `rnn`, which hooks/publish/widgets.py puts
   around all of them. What each does is said where it is defined, in lib/. Nothing of this is sent to a reader. */

declare namespace rnn {
  /* --- written by hooks/publish/widgets.py ------------------------------------------------------------------------ */

  /** Units of the two layouts of a drawing. */
  const WIDE: number;
  const COMPACT: number;
  /** Words that stay upright below a letter. */
  const UPRIGHT: string[];

  /* --- dom.js ----------------------------------------------------------------------------------------------------- */

  type Child = Node | string;
  /** null leaves an attribute out. */
  type Attributes = Record<string, string | number | URL | null>;

  let make: <Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag,
    attributes?: Attributes,
    ...children: Child[]
  ) => HTMLElementTagNameMap[Tag];
  let draw: <Tag extends keyof SVGElementTagNameMap>(
    tag: Tag,
    attributes?: Attributes,
    ...children: Child[]
  ) => SVGElementTagNameMap[Tag];
  let room: (part: HTMLElement, candidates: Child[][]) => HTMLElement;
  let italic: (letters: string) => string;
  let letter: (base: string, sub: string, key: string) => HTMLElement;

  /* --- copy.js ---------------------------------------------------------------------------------------------------- */

  let readable: (text: string) => string;
  let texOf: (formula: Pick<HTMLElement, "textContent" | "getAttribute">, isAlone?: boolean) => string;

  /* --- words.js --------------------------------------------------------------------------------------------------- */

  let number: (value: number, decimals?: number) => string;
  let heat: (value: number) => string;
  let slug: (words: string) => string;
  let power: (value: number) => string;
  let plain: (value: number, digits?: number) => string;
  let large: (value: number) => string;

  /* --- plot.js ---------------------------------------------------------------------------------------------------- */

  type Point = [x: number, y: number];

  let layouts: (draw: (width: number) => SVGElement) => HTMLElement;
  let path: (points: Point[]) => string;
  let free: (
    words: string,
    places: Point[],
    crowd: Point[],
    edges: [left: number, right: number, bottom: number],
  ) => Point;
  let apart: (wanted: number[], gap: number, low: number) => number[];

  /* --- address.js ------------------------------------------------------------------------------------------------- */

  type Value = string | number;
  /** The values that a key of a state may have, and the one that it has at first. */
  type Field = { values: Value[]; initial: Value };
  type Fields = Record<string, Field>;

  let upTo: (last: number, initial?: number) => Field;
  let stateOf: (text: string | null, fields: Fields) => Record<string, Value>;
  let textOf: (state: Record<string, Value>, fields: Fields) => string;
  let queryWith: (query: string, name: string, text: string) => string;

  /* --- progress.js and store.js ----------------------------------------------------------------------------------- */

  type Entry = { round: number; tried: number[]; right: number; solved: boolean };
  type Answers = Record<string, Entry>;
  type Score = { asked: number; answered: number; right: number };

  let answersOf: (text: string | null) => Answers;
  let textOfAnswers: (answers: Answers) => string;
  let entryOf: (answers: Answers, id: string, right: number) => Entry;
  let withChoice: (answers: Answers, id: string, right: number, choice: number) => Answers;
  let again: (answers: Answers, ids: string[]) => Answers;
  let score: (answers: Answers, ids: string[]) => Score;
  let stepsDone: (answers: Answers, steps: string[][]) => boolean[];
  let order: (round: number, count: number) => number[];

  let answers: () => Answers;
  let keep: (answers: Answers) => void;
  let forget: () => void;
  /** The names under which anything of ours is kept on this device. */
  let ours: () => string[];
  let watch: (signal: AbortSignal, action: () => void) => void;

  /* --- element.js and reader.js ----------------------------------------------------------------------------------- */

  /** An explorer: `Trace` is what Python computed, `State` what the reader has chosen. */
  interface Element<Trace = any, State = any> extends HTMLElement {
    /** Aborted when the element leaves the page. */
    undo: AbortController;
    name: string;
    /** What is said once, after the next change. */
    news: string;
    trace: Trace;
    state: State;
    fields(): Fields;
    taken(): Trace;
    build(live: HTMLElement): void;
    says(): string;
    on<Type extends keyof GlobalEventHandlersEventMap>(
      target: EventTarget,
      type: Type,
      action: (event: GlobalEventHandlersEventMap[Type]) => void,
    ): void;
    show(action: (state: State) => void): void;
    disconnectedCallback(): void;
    refresh(): void;
    foot(): HTMLElement[];
    address(): string;
    set(changes: Partial<State>): void;
  }
  let Element: new <Trace = any, State = any>() => Element<Trace, State>;

  /** Each sentence with what there is to show of it, which comes last. */
  type Sentences<Rest extends unknown[] = any[]> = { sentences: [sentence: string, ...Rest][] };
  type Place = { sentence: string; place: number };

  interface Reader<Trace extends Sentences = Sentences, State extends Place = Place> extends Element<Trace, State> {
    /** Which sentence is shown at first, and how far it is read. */
    readonly first: number;
    readonly shownFirst: number | undefined;
    readonly entry: Trace["sentences"][number];
    readonly last: number;
    lastOf(words: unknown[]): number;
    controls(legend: string, label: string, pace?: number): Child[];
  }
  let Reader: new <Trace extends Sentences = Sentences, State extends Place = Place>() => Reader<Trace, State>;

  let define: (tag: string, element: CustomElementConstructor) => void;

  /* --- asking.js -------------------------------------------------------------------------------------------------- */

  /** What stands above the view, and the button that brings the answer about. */
  let asking: (explorer: Element) => { above: HTMLElement; show: HTMLElement };

  /* --- controls.js ------------------------------------------------------------------------------------------------ */

  type Option = [value: string, label: string];
  type Choice = [key: string, legend: string, options: Option[]];

  let choice: (explorer: Element, ...choice: Choice) => HTMLElement;
  let choices: (explorer: Element, choices: Choice[]) => HTMLElement;
  let asked: (choices: Choice[], initial?: Record<string, string>) => Fields;
  let slider: <Of extends Value>(
    explorer: Element,
    key: string,
    label: string,
    values: Of[],
    words: (state: any) => string,
  ) => HTMLElement;
  let button: (explorer: Element, label: string, action: () => void, attributes?: Attributes) => HTMLButtonElement;
  let player: (explorer: Element & { readonly last: number }, label: string, pace?: number) => HTMLElement;
}
