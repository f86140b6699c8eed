// Prints how long the first conversion of this process takes: node fresh.mjs LIBRARY NOTEBOOK
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';

// As the command line sets it: code that runs for a second only is not worth optimising at once.
setFlagsFromString('--interrupt-budget=1000000');
const [library, notebook] = process.argv.slice(2);
const { convert } = await import(library);
const text = readFileSync(notebook, 'utf8');
const started = performance.now();
convert(text, { name: 'bench' });
process.stdout.write(String(performance.now() - started));
