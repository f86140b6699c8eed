import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
/** Everything that measuring leaves behind. */
export const work = join(root, '.cache', 'bench');
export const commandLine = join(root, 'dist', 'cli.mjs');
