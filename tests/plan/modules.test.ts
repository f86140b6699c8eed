import { describe, expect, it } from 'vitest';
import { localModule } from '../../converter/languages/modules.js';

describe('a module beside a notebook in notebooks/deep', () => {
  it.each([
    ['is a file', ['tools.py'], 'tools.py'],
    ['is a folder with modules', ['tools/__init__.py', 'tools/data.csv'], 'tools'],
    ['lies one folder above', ['../tools.py'], '../tools.py'],
    ['lies where the project begins', ['../../tools/parts.py'], '../../tools'],
    ['is the nearest of several', ['../tools.py', '../../tools.py'], '../tools.py'],
    ['is a file where a folder has its name, too', ['tools/parts.py', 'tools.py'], 'tools.py'],
    ['is not a folder of data', ['tools/data.csv'], undefined],
    ['does not lie above the project', ['../../../tools.py'], undefined],
    ['is not another one', ['tool.py'], undefined]
  ])('%s', (_, files, expected) => {
    const listing = {
      folder: 'notebooks/deep',
      kind: (path: string) => (files.includes(path) ? 'file' : files.some(file => file.startsWith(`${path}/`)) ? 'folder' : undefined),
      list: (folder: string) => files.filter(file => file.startsWith(`${folder}/`)),
      read: () => undefined
    } as const;
    expect(localModule('tools', listing)).toBe(expected);
  });
});
