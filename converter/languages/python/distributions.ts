import known from './distributions.json' with { type: 'json' };

const standard: ReadonlySet<string> = new Set(known.standard);
const published: { readonly [module: string]: string } = known.published;

/** Who publishes a top-level module; `unknown` gives the module's own name, which is only a guess. */
export function distributionOf(module: string): { readonly kind: 'standard' | 'known' | 'unknown'; readonly name: string } {
  const [root = module] = module.split('.');
  if (standard.has(root)) return { kind: 'standard', name: root };
  // Namespaces that several distributions share are listed with their second part.
  const path = module.split('.').slice(0, 3);
  for (let length = path.length; length > 0; length--) {
    const name = Object.hasOwn(published, path.slice(0, length).join('.')) ? published[path.slice(0, length).join('.')] : undefined;
    if (name !== undefined) return { kind: 'known', name };
  }
  return { kind: 'unknown', name: root };
}
