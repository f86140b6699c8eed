const standard: ReadonlySet<string> = new Set(
  `assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs http http2 https inspector module net os path perf_hooks
  process punycode querystring readline repl stream string_decoder sys test timers tls trace_events tty url util v8 vm wasi worker_threads zlib`.split(/\s+/)
);

/** The package that a specifier names: `npm:@scope/name@1/file` is published as `@scope/name`. Relative paths and addresses are published by nobody. */
export function distributionOf(specifier: string): { readonly kind: 'standard' | 'known' | 'unknown'; readonly name: string } {
  const plain = specifier.replace(/^(npm|jsr):\/?/, '');
  if (plain.startsWith('node:')) return { kind: 'standard', name: plain.slice('node:'.length) };
  const [, name = plain] = /^((?:@[^/@]+\/)?[^/@]+)/.exec(plain) ?? [];
  if (standard.has(name) && plain === specifier) return { kind: 'standard', name };
  return { kind: plain === specifier && !/^[./]|^\w+:/.test(plain) ? 'known' : 'unknown', name };
}
