import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConfigFiles } from '../run/settings.js';

/** The configuration files of a project. */
export const configFiles = (project: string): ConfigFiles => ({
  names: folder => attempt(() => readdirSync(join(project, 'conf', folder))) ?? [],
  text: path => attempt(() => readFileSync(join(project, 'conf', path), 'utf8'))
});

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
