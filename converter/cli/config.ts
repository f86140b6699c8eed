import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isSettings, type Settings } from '../run/settings.js';

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
    return isSettings(value) ? value : {};
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
