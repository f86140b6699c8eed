import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { python } from '../../converter/languages/python/index.js';
import { applyEdits } from '../../converter/source/edits.js';
import { runCases } from '../support/cases.js';
import { printFacts } from '../support/facts.js';

const folder = fileURLToPath(new URL('python/', import.meta.url));

for (const name of readdirSync(folder)
  .filter(file => file.endsWith('.md'))
  .sort()) {
  runCases(folder + name, 'facts', ({ blocks }) => {
    const source = blocks.find(({ language }) => language === 'python')?.text ?? '';
    const facts = python.analyze({ id: 'cell', source, directives: [] }, '3.13');
    const shown = facts.result === undefined ? [] : [`result ${JSON.stringify(source.slice(facts.result.from, facts.result.to))}`];
    const edited =
      facts.edits.length === 0
        ? []
        : [
            'emitted',
            ...applyEdits(source, facts.edits)
              .split('\n')
              .map(line => `  ${line}`.trimEnd())
          ];
    return [printFacts(facts), ...shown, ...edited].filter(line => line !== '').join('\n');
  });
}
