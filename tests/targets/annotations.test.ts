import { expect, it } from 'vitest';
import { convert } from '../../converter/convert.js';
import { fileOf } from '../support/emitted.js';
import { notebookDocument } from '../support/notebook.js';

it('parameters say their classes, where the names of these mean them', () => {
  const sources = [
    { source: 'share = 0.3\nseed = 1\nsizes = (3, 4)\nnames = ["a"]\nlabel = None', tags: ['parameters'] },
    { source: 'print(share, sizes, label)', tags: ['node:list'] },
    { source: 'from builtins import round as int\nprint(int(seed), names)', tags: ['node:second'] }
  ];
  const { project } = convert(notebookDocument(sources), { name: 'typed' });
  const text = project ? fileOf(project, 'src/typed/nodes.py') : '';
  expect(text.match(/^def .*/gm)).toEqual(['def list_node(share: float, sizes: tuple, label):', 'def second(seed, names: list):']);
});
