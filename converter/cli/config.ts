import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Json } from '../notebook/notebook.js';

export interface Settings {
  readonly [key: string]: Json;
}

/** A project's configuration as Kedro reads it: `conf/base`, and over it the local environment, top-level key by key. */
export function readConfig(project: string, kind: 'catalog' | 'parameters', environment: string): Settings {
  const layers = ['base', environment].map(layer => readLayer(join(project, 'conf', layer), kind));
  return Object.assign({}, ...layers) as Settings;
}

function readLayer(folder: string, kind: string): Settings {
  const files = names(folder).filter(name => name.startsWith(kind) && /\.(ya?ml|json)$/.test(name));
  return Object.assign({}, ...files.map(name => readSettings(join(folder, name)))) as Settings;
}

function readSettings(path: string): Settings {
  try {
    const value: unknown = parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Settings) : {};
  } catch {
    return {};
  }
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
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

const isSettings = (value: Json | undefined): value is Settings => typeof value === 'object' && value !== null && !Array.isArray(value);
