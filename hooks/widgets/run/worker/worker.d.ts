/* What hooks/publish/python_parts.py puts before the worker: its release, and as much of Pyodide as the worker uses. */

/** What Pyodide compares with its own: versions and platform. */
declare const RELEASE: Record<string, string>;
declare const createPyodideModule: unknown;
declare const loadPyodide: (options: {
  indexURL: string;
  packageBaseUrl: string;
  createPyodideModule: unknown;
  lockFileContents: { info: Record<string, string>; packages: object };
  jsglobals: object;
  stdin: () => null;
  env: Record<string, string>;
}) => Promise<pyodide.Python>;

declare namespace pyodide {
  interface Python {
    runPython(code: string): any;
    unpackArchive(archive: ArrayBuffer, format: string, options: { extractDir: string }): void;
    pyimport(module: string): any;
    toPy(value: unknown): Proxied;
    _module: { HEAPU8: Uint8Array };
  }

  /** What lives in Python until it is destroyed. */
  interface Proxied {
    toJs(options: { dict_converter: (pairs: Iterable<[string, unknown]>) => unknown }): any;
    destroy(): void;
  }

  /** hooks/in_page/page.py */
  interface Page {
    run(
      before: Proxied,
      code: string,
      task: string,
      send: (text: string) => void,
      draw: (html: string) => void,
    ): Proxied;
  }
}

declare namespace WebAssembly {
  /** Stack switching, where a browser has it. */
  let Suspending: unknown;
  let promising: unknown;
}
