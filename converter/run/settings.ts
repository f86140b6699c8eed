import type { Json } from '../notebook/notebook.js';

/** A project's configuration, as YAML holds it. */
export interface Settings {
  readonly [key: string]: Json;
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

export const isSettings = (value: unknown): value is Settings => typeof value === 'object' && value !== null && !Array.isArray(value);
