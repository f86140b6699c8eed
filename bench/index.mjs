// Prints figures: npm run bench [-- process library size run guards peers]. Nothing here passes or fails.
import process from 'node:process';
import { measureGuards } from './guards.mjs';
import { buildLibrary, measureLibrary } from './library.mjs';
import { measureProcesses } from './processes.mjs';
import { measureSizes } from './sizes.mjs';

const sizes = [10, 30, 100, 300, 3000];
const sections = {
  size: measureSizes,
  guards: measureGuards,
  process: () => measureProcesses(sizes),
  library: async () => {
    await buildLibrary();
    await measureLibrary(sizes);
  }
};

const wanted = process.argv.slice(2);
for (const [name, measure] of Object.entries(sections)) if (wanted.length === 0 || wanted.includes(name)) await measure();
