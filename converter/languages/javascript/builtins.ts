const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Names that a kernel's programs have without binding them: the language's, Deno's, Node's, the browser's, the kernels' own. */
export const builtins: ReadonlySet<string> = new Set(
  words(`
  AbortController AbortSignal AggregateError Array ArrayBuffer AsyncDisposableStack Atomics BigInt BigInt64Array BigUint64Array Blob Boolean BroadcastChannel
  Buffer ByteLengthQueuingStrategy Cache CacheStorage CloseEvent CompressionStream CountQueuingStrategy Crypto CryptoKey CustomEvent DOMException DataView Date
  DecompressionStream Deno DisposableStack Error ErrorEvent EvalError Event EventSource EventTarget File FileReader FinalizationRegistry Float16Array Float32Array Float64Array
  FormData Function Headers ImageData Infinity Int16Array Int32Array Int8Array Intl Iterator JSON Map Math MessageChannel MessageEvent MessagePort NaN
  Navigator Number Object Performance PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver ProgressEvent Promise PromiseRejectionEvent Proxy RangeError ReadableStream
  ReferenceError Reflect RegExp Request Response Set SharedArrayBuffer Storage String SubtleCrypto SuppressedError Symbol SyntaxError TextDecoder TextDecoderStream TextEncoder
  TextEncoderStream TransformStream TypeError URIError URL URLPattern URLSearchParams Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly
  WebSocket Worker WritableStream XMLHttpRequest alert atob btoa caches cancelAnimationFrame clearImmediate clearInterval clearTimeout close closed confirm console crypto
  createImageBitmap decodeURI decodeURIComponent dispatchEvent document encodeURI encodeURIComponent escape eval exports fetch global globalThis isFinite isNaN localStorage
  location module name navigator onmessage parseFloat parseInt performance process prompt queueMicrotask reportError requestAnimationFrame require self sessionStorage setImmediate
  setInterval setTimeout structuredClone undefined unescape window addEventListener removeEventListener __dirname __filename $$ $$mimer$$ display arguments`)
);

/** Words that no variable may be called. */
export const keywords: ReadonlySet<string> = new Set(
  words(`
  abstract any arguments as async await boolean break case catch class const constructor continue debugger declare default delete do else enum eval export extends
  false finally for from function get if implements import in instanceof interface is keyof let module namespace never new null number object of package private
  protected public readonly require return set static string super switch symbol this throw true try type typeof undefined unknown using var void while with yield`)
);
