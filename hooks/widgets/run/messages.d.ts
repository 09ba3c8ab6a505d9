/* What a page and its worker tell each other: the types of both ends, for `make check-js` and for editors. Nothing of
   this is sent to a reader. */

declare namespace inPage {
  /** What a page on a disk carries, by name: parts gzipped and in base64, the worker's own text as it is. */
  type Parts = Record<string, string>;

  /** A block to run: the texts that it continues, its own, and the name of its task, if it is one. */
  type Request = { before: string[]; code: string; task: string };

  /** The page asks: at first to start, then to run one block after the other. */
  type Start = { carried: Parts | false; base: string };
  type Order = Request & { id: number; carried: Parts | false };

  /** How a run ended: stopped, broken, or with what hooks/in_page/page.py says of it. */
  type Result = {
    stopped?: boolean;
    broken?: string;
    error?: string;
    right?: boolean;
    verdict?: string;
    seconds?: number;
  };

  /** The worker tells: how many bytes came, that all came, that Python is there; of a run its output and its end. */
  type Message = Result & {
    bytes?: number;
    fetched?: true;
    ready?: true;
    id?: number;
    text?: string;
    html?: string;
    /** The run has taken so much memory that the next needs a new worker. */
    full?: boolean;
  };
}
