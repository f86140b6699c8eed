import type { Manifest } from '../project/project.js';

export interface Distribution {
  /** As its author writes it. */
  readonly name: string;
  readonly version: string;
  /** Normalised names that it requires, extras left out. */
  readonly requires: () => readonly string[];
}

/** What is installed where the pipeline is to run. */
export interface Installed {
  /** Of Python: `3.11`; absent where it is not known. */
  readonly version?: string;
  /** By normalised name. */
  readonly distributions: ReadonlyMap<string, Distribution>;
}

/** Names as the packaging standard compares them. */
export const normalized = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** Versions of the distributions named and of all that they require, as far as it is installed. */
function closure(roots: readonly string[], { distributions }: Installed): { readonly [distribution: string]: string } {
  const queue = roots.map(normalized);
  const found = new Map<string, string>();
  for (const name of queue) {
    const distribution = distributions.get(name);
    if (!distribution || found.has(name)) continue;
    found.set(name, distribution.version);
    queue.push(...distribution.requires());
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Versions that a project's values may depend on. */
export const relevantVersions = ({ requirements }: Pick<Manifest, 'requirements'>, installed: Installed): { readonly [distribution: string]: string } => ({
  ...closure(
    requirements.filter(({ certain }) => certain).map(({ distribution }) => distribution),
    installed
  ),
  python: installed.version ?? ''
});

/** What a project itself needs to run, beside what the notebook imports. */
const engineDistributions = ['kedro', 'kedro-datasets', 'pyarrow', 'cloudpickle', 'xxhash'] as const;

/** Distributions that must be there before the project can run. Names that are only guesses do not count. */
const requiredDistributions = ({ requirements }: Pick<Manifest, 'requirements'>): readonly string[] =>
  [...new Set([...requirements.filter(({ certain }) => certain).map(({ distribution }) => distribution), ...engineDistributions])].sort();

/** Distributions without which the project cannot run, and that are not installed. */
export const missingFrom = ({ distributions }: Installed, manifest: Pick<Manifest, 'requirements'>): readonly string[] =>
  requiredDistributions(manifest).filter(name => !distributions.has(normalized(name)));

/** Pins of everything that the project needs, as installed: the text of `requirements.lock`. */
export function lockText(manifest: Pick<Manifest, 'requirements'>, installed: Installed): string {
  const pins = Object.entries(closure(requiredDistributions(manifest), installed)).map(([name, version]) => `${name}==${version}`);
  const header = [
    '# Versions that this project was last locked to: `espalier compile --lock` writes them again.',
    `# Python ${installed.version ?? 'unknown'}`
  ];
  return `${[...header, ...pins].join('\n')}\n`;
}
