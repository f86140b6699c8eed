import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { planNotebook, type ConvertOptions } from '../../converter/convert.js';
import { runCases } from '../support/cases.js';
import { notebookDocument } from '../support/notebook.js';
import { outline, placesOf } from '../support/outline.js';

/** Notebooks with tags, and what they become. A line `# %%` or `// %%` begins each cell and names its tags; options of the conversion are JSON. */
const folder = fileURLToPath(new URL('tagged/', import.meta.url));

const kernels: { readonly [fence: string]: string } = { python: 'python3', deno: 'deno', tslab: 'tslab' };

interface Options extends Pick<ConvertOptions, 'versions' | 'auto'> {
  /** Files that lie beside the notebook. */
  readonly files?: readonly string[];
}

for (const name of readdirSync(folder).sort()) {
  runCases(folder + name, 'plan', ({ blocks }) => {
    const { language, text } = blocks.find(block => block.language in kernels) ?? { language: '', text: '' };
    const [, ...parts] = text.split(/^(?:#|\/\/) %%(.*)\n/m);
    const cells = parts.flatMap((source, at) =>
      at % 2 === 0 ? [] : [{ source: source.replace(/\n$/, ''), tags: parts[at - 1]?.split(' ').filter(Boolean) ?? [] }]
    );
    const kernelspec = { name: kernels[language], display_name: '', language: language === 'python' ? 'python' : 'javascript' };
    const { files = [], ...options } = JSON.parse(blocks.find(block => block.language === 'json')?.text ?? '{}') as Options;
    const { plan, diagnostics } = planNotebook(notebookDocument(cells, { kernelspec }), {
      name: 'case',
      ...options,
      files: {
        folder: '',
        kind: path => (files.includes(path) ? 'file' : files.some(file => file.startsWith(`${path}/`)) ? 'folder' : undefined),
        list: below => files.filter(path => below === '.' || path.startsWith(`${below}/`)),
        read: () => undefined
      }
    });
    return [outline(plan, diagnostics), ...(plan ? placesOf(plan) : [])].join('\n');
  });
}
