// The command line as users start it: from the start of the process to its end.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { median, ms, table, timeProcess } from './figures.mjs';
import { notebookOf } from './notebooks.mjs';
import { commandLine, root, work } from './paths.mjs';

/** Once to warm the disk's and V8's caches, then the figures that count. */
function repeated(count, args) {
  timeProcess(process.execPath, [commandLine, ...args]);
  const all = Array.from({ length: count }, () => timeProcess(process.execPath, [commandLine, ...args]));
  return [ms(median(all)), ms(Math.min(...all))];
}

export function measureProcesses(sizes) {
  mkdirSync(work, { recursive: true });
  const empty = Array.from({ length: 9 }, () => timeProcess(process.execPath, ['-e', '0']));
  const rows = [
    ['`node -e 0`', ms(median(empty)), ms(Math.min(...empty))],
    ['`espalier --version`', ...repeated(9, ['--version'])],
    ['`espalier check` penguins', ...repeated(9, ['check', join(root, 'examples', 'penguins', 'notebook.ipynb')])],
    ['`espalier check` fraud', ...repeated(9, ['check', join(root, 'examples', 'fraud', 'notebook.ipynb')])]
  ];
  for (const count of sizes) {
    const path = join(work, `real-${count}.ipynb`);
    writeFileSync(path, notebookOf('real', count));
    const out = join(work, 'compiled');
    const runs = count > 1000 ? 3 : 7;
    rows.push([`\`espalier check\` ${count} cells`, ...repeated(runs, ['check', path])]);
    rows.push([`\`espalier compile\` ${count} cells`, ...repeated(runs, ['compile', path, '-o', out])]);
    rmSync(out, { recursive: true, force: true });
  }
  table('From the start of the process', [['command', 'median', 'best'], ...rows]);
}
