import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pipelineChanges, type Outline, type PipelineChange } from '../project/difference.js';
import { manifestName, readJson } from './manifest.js';
import { report } from './report.js';
import { subject } from './subject.js';
import { painter, printable, type Terminal } from './terminal.js';
import { misuse } from './usage.js';

export interface DiffOptions {
  readonly format: 'text' | 'json';
  readonly auto?: boolean;
  /** Something different is an error. */
  readonly check?: boolean;
}

/** `espalier diff`: what a pipeline has that another one lacks; both are notebooks, projects or their manifests. */
export async function diff(one: string, other: string, { format, check = false, ...options }: DiffOptions, terminal: Terminal): Promise<number> {
  const outlines = [await outline(one, options, terminal), await outline(other, options, terminal)];
  const [before, after] = outlines;
  if (!before || !after) return 1;
  const changes = pipelineChanges(before, after);
  terminal.out(format === 'json' ? `${JSON.stringify({ version: 1, changes }, undefined, 2)}\n` : render(changes, terminal));
  return check && changes.length > 0 ? 1 : 0;
}

async function outline(path: string, { auto = false }: Pick<DiffOptions, 'auto'>, terminal: Terminal): Promise<Outline | undefined> {
  const full = resolve(terminal.cwd, path);
  const isFolder = existsSync(full) && statSync(full).isDirectory();
  if (isFolder || path.endsWith('.json')) {
    const found = readJson(isFolder ? join(full, manifestName) : full);
    return isOutline(found) ? found : misuse(`${path} has no manifest of a pipeline`);
  }
  const found = await subject(path, { auto, planOnly: true }, terminal);
  const plan = found.conversion?.plan;
  if (!plan) await report([found], { format: 'text', least: 'error' }, terminal);
  return plan;
}

/** As much as is read of it; whoever changed a manifest by hand has changed what we compare. */
function isOutline(value: unknown): value is Outline {
  const lists = ['nodes', 'datasets', 'parameters', 'edges', 'requirements'];
  return typeof value === 'object' && value !== null && lists.every(key => Array.isArray((value as { readonly [key: string]: unknown })[key]));
}

function render(changes: readonly PipelineChange[], terminal: Terminal): string {
  const paint = painter(terminal);
  const lines = changes.map(({ kind, name, before, after }) => {
    if (before === undefined) return paint.green(printable(`+ ${kind} ${name}: ${after ?? ''}`));
    if (after === undefined) return paint.red(printable(`- ${kind} ${name}: ${before}`));
    return printable(`~ ${kind} ${name}: ${before} → ${after}`);
  });
  return lines.map(line => `${line}\n`).join('');
}
