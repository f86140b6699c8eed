import { parse } from 'yaml';
import type { Json } from '../notebook/notebook.js';

/** A project's configuration, as YAML holds it. */
export interface Settings {
  readonly [key: string]: Json;
}

/** How configuration files are looked at: names in a folder below `conf`, and the text of one. */
export interface ConfigFiles {
  readonly names: (folder: string) => readonly string[];
  readonly text: (path: string) => string | undefined;
}

/** A project's configuration as Kedro reads it: `conf/base`, and over it that of an environment, top-level key by key. */
export function readConfig(files: ConfigFiles, kind: 'catalog' | 'parameters', environment: string): Settings {
  const wanted = ['base', environment].flatMap(folder =>
    [...files.names(folder)]
      .sort()
      .filter(name => name.startsWith(kind) && /\.(ya?ml|json)$/.test(name))
      .map(name => `${folder}/${name}`)
  );
  return Object.assign({}, ...wanted.map(path => parsed(files.text(path)))) as Settings;
}

function parsed(text: string | undefined): Settings {
  try {
    const value: unknown = parse(text ?? '');
    return isSettings(value) ? value : {};
  } catch {
    return {};
  }
}

/** The value at a dotted path. */
export function valueAt(settings: Settings, path: string): Json | undefined {
  const direct = settings[path];
  if (direct !== undefined) return direct;
  let value: Json | undefined = settings;
  for (const key of path.split('.')) value = isSettings(value) ? value[key] : undefined;
  return value;
}

/** The settings with values put in at dotted paths. */
export function withValues(settings: Settings, values: { readonly [path: string]: Json }): Settings {
  return Object.entries(values).reduce((all, [path, value]) => put(all, path.split('.'), value), settings);
}

function put(settings: Settings, [key = '', ...rest]: readonly string[], value: Json): Settings {
  const inner = settings[key];
  return { ...settings, [key]: rest.length === 0 ? value : put(isSettings(inner) ? inner : {}, rest, value) };
}

const isSettings = (value: unknown): value is Settings => typeof value === 'object' && value !== null && !Array.isArray(value);
