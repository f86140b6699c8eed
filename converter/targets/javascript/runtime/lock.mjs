/** One process at a time. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './facts.mjs';

/** Does something while no other process of this project does such a thing. */
export function locked(deed) {
  const folder = join(projectFolder, 'data', '.files', 'lock');
  mkdirSync(join(folder, '..'), { recursive: true });
  while (!taken(folder)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  try {
    writeFileSync(join(folder, 'pid'), String(process.pid));
    return deed();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function taken(folder) {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isLeft(folder)) rmSync(folder, { recursive: true, force: true });
    return false;
  }
}

/** Whoever took it was killed. */
function isLeft(folder) {
  try {
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
