import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { normalized, type Distribution, type Installed } from '../run/distributions.js';
import { behindShim } from './python.js';
import type { Terminal } from './terminal.js';

/** What is installed for an interpreter, read from the files beside it. Python is started only where they lie in no place that we know. */
export interface Environment extends Installed {
  readonly python: string;
}

/** Where an unusual interpreter looks for packages. */
function askForSites(python: string): readonly string[] {
  const { status, stdout } = spawnSync(python, ['-c', 'import sys; print(chr(10).join(sys.path))'], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 ? stdout.split('\n').filter(line => line.trim() !== '') : [];
}

/** Those of the distributions that the interpreter itself does not find either: paths can be added in ways that files do not show. */
export function trulyMissing(names: readonly string[], python: string): readonly string[] {
  const script =
    'import sys\nfrom importlib.metadata import version\nfor name in sys.argv[1:]:\n    try:\n        version(name)\n    except Exception:\n        print(name)';
  const { status, stdout } = spawnSync(python, ['-c', script, ...names], { encoding: 'utf8', timeout: 20_000 });
  const missing = new Set(stdout.split('\n').map(line => line.trim()));
  return status === 0 ? names.filter(name => missing.has(name)) : names;
}

export function readEnvironment(python: string, { cwd, env }: Pick<Terminal, 'cwd' | 'env'>): Environment {
  const executable = behindShim(python, { cwd, env });
  const own = prefixOf(executable);
  const prefixes = own.isVirtual
    ? [own.prefix, ...(own.base === undefined ? [] : [own.base])]
    : [own.prefix, prefixOf(real(executable)).prefix, ...(own.prefix === '/usr' ? ['/usr/local', join(env['HOME'] ?? '', '.local')] : [])];
  const sites = [...new Set(prefixes)].flatMap(sitesOf);
  const extra = (env['PYTHONPATH'] ?? '').split(delimiter).filter(folder => folder !== '');
  const folders = sites.length > 0 ? sites.map(site => site.folder) : askForSites(executable);
  const distributions = new Map<string, Distribution>();
  for (const folder of [...extra, ...folders]) {
    for (const distribution of distributionsIn(folder))
      if (!distributions.has(normalized(distribution.name))) distributions.set(normalized(distribution.name), distribution);
  }
  const version = own.version ?? sites[0]?.version;
  return { python, ...(version === undefined ? {} : { version }), distributions };
}

interface Prefix {
  readonly prefix: string;
  readonly isVirtual: boolean;
  readonly version?: string;
  /** The prefix whose packages a virtual environment shows as well. */
  readonly base?: string;
}

/** A virtual environment has `pyvenv.cfg` above its `bin`; its interpreter may be a link to the one it was made from. */
function prefixOf(python: string): Prefix {
  const prefix = dirname(dirname(python));
  const settings = readLines(join(prefix, 'pyvenv.cfg'));
  if (!settings) return { prefix, isVirtual: false };
  const value = (key: string) =>
    settings
      .map(line => line.split('='))
      .find(([name]) => name?.trim() === key)?.[1]
      ?.trim();
  const version = (value('version_info') ?? value('version'))?.split('.').slice(0, 2).join('.');
  const home = value('home');
  const isOpen = value('include-system-site-packages') === 'true' && home !== undefined;
  return { prefix, isVirtual: true, ...(version === undefined ? {} : { version }), ...(isOpen ? { base: dirname(home) } : {}) };
}

function sitesOf(prefix: string): readonly { readonly folder: string; readonly version?: string }[] {
  const found = ['lib', 'lib64'].flatMap(lib =>
    names(join(prefix, lib))
      .filter(name => /^python3(\.\d+)?$/.test(name))
      .flatMap(name => ['site-packages', 'dist-packages'].map(site => ({ folder: join(prefix, lib, name, site), name })))
  );
  const existing = [...found, { folder: join(prefix, 'Lib', 'site-packages'), name: '' }].filter(({ folder }) =>
    statSync(folder, { throwIfNoEntry: false })?.isDirectory()
  );
  return existing.map(({ folder, name }) => ({ folder, ...(/\.\d/.test(name) ? { version: name.slice('python'.length) } : {}) }));
}

/** Folder names tell name and version: metadata is opened only where requirements are asked for. */
function distributionsIn(folder: string): readonly Distribution[] {
  return names(folder).flatMap(name => {
    const match = /^(.+?)-([^-]+?)(?:-py[\d.]+(?:-.*)?)?\.(dist-info|egg-info)$/.exec(name);
    if (!match?.[1] || !match[2]) return [];
    const file = join(folder, name, match[3] === 'dist-info' ? 'METADATA' : 'PKG-INFO');
    return [{ name: match[1], version: match[2], requires: () => requirementsIn(file) }];
  });
}

function requirementsIn(file: string): readonly string[] {
  const found: string[] = [];
  for (const line of readLines(file) ?? []) {
    if (line.trim() === '') break;
    const match = /^Requires-Dist:\s*([A-Za-z0-9][\w.-]*)(.*)$/.exec(line);
    if (match?.[1] && !/;.*\bextra\s*==/.test(match[2] ?? '')) found.push(normalized(match[1]));
  }
  return found;
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function readLines(path: string): readonly string[] | undefined {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/);
  } catch {
    return undefined;
  }
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
