// What watching the kernel costs per cell.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ms, table } from './figures.mjs';
import { root } from './paths.mjs';

export function measureWitness() {
  const { status, stdout, stderr } = spawnSync(join(root, '.cache', 'venv', 'bin', 'python'), [join('bench', 'witness.py')], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const rows = JSON.parse(stdout).map(({ cell, names, without, watched }) => [cell, names, ms(without), ms(watched), ms(watched - without)]);
  table('Watching the kernel, processor time of a cell', [['cell', 'names', 'without', 'with', 'more'], ...rows]);
}
