/* What the files of this folder find when hooks/publish/python_parts.py has joined them into one function. */

/** The address of that script. */
declare const home: string;
/** Bytes of what the first click fetches: by part, and together. */
declare const SIZES: Record<string, number>;
declare const TOTAL: number;

declare namespace inPage {
  interface RunElement {
    block?: Block;
  }

  /** Who hears of a run while it lasts. */
  type Told = {
    fetched: (bytes: number, total: number) => void;
    starting: () => void;
    printed: (text: string) => void;
    drawn: (html: string) => void;
  };
}
