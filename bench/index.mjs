// Prints figures: npm run bench [-- size process library witness jupyterlab …]. Nothing here passes or fails.
import process from 'node:process';
import { measureGuards } from './guards.mjs';
import { buildLibrary, measureLibrary } from './library.mjs';
import { measureJupyterLab } from './jupyterlab.mjs';
import { measureProcesses } from './processes.mjs';
import { measureSizes } from './sizes.mjs';
import { measureWitness } from './witness.mjs';

const sizes = [10, 30, 100, 300, 3000];
const sections = {
  size: measureSizes,
  guards: measureGuards,
  process: () => measureProcesses(sizes),
  library: async () => {
    await buildLibrary();
    await measureLibrary(sizes);
  },
  witness: measureWitness,
  jupyterlab: measureJupyterLab
};

const wanted = process.argv.slice(2);
for (const [name, measure] of Object.entries(sections)) if (wanted.length === 0 || wanted.includes(name)) await measure();
