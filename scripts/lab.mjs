// JupyterLab with the extension and the examples, to try them. What is changed there stays; delete .cache/examples to begin anew.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, '.cache', 'examples');
if (!existsSync(folder)) cpSync(join(root, 'examples'), folder, { recursive: true });

const asRoot = process.getuid?.() === 0 ? ['--allow-root'] : [];
const python = join(root, '.cache', 'lab', 'bin', 'python');
const { status } = spawnSync(python, ['-m', 'jupyterlab', ...asRoot, ...process.argv.slice(2)], { cwd: folder, stdio: 'inherit' });
process.exit(status ?? 1);
