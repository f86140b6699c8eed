const standard: ReadonlySet<string> = new Set(
  `assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs http http2 https inspector module net os path perf_hooks
  process punycode querystring readline repl stream string_decoder sys test timers tls trace_events tty url util v8 vm wasi worker_threads zlib`.split(/\s+/)
);

/** The package that a specifier names; what the runtime has or fetches by itself (`node:`, `npm:`, `jsr:`, addresses) and files need none. */
export function distributionOf(specifier: string): { readonly kind: 'standard' | 'known' | 'unknown'; readonly name: string } {
  if (/^\w+:|^[./]/.test(specifier)) return { kind: 'standard', name: specifier.replace(/^node:/, '') };
  const [, name = specifier] = /^((?:@[^/@]+\/)?[^/@]+)/.exec(specifier) ?? [];
  return { kind: standard.has(name) ? 'standard' : 'known', name };
}
