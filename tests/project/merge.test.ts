import { describe, expect, it } from 'vitest';
import { planChanges } from '../../converter/project/changes.js';
import { entryDigests } from '../../converter/project/entries.js';
import { mergeYaml } from '../../converter/project/merge.js';
import { digest } from '../../converter/source/digest.js';

const catalog = 'conf/base/catalog.yml';
const parameters = 'conf/base/parameters.yml';

/** Merges `next` into what a user made of `last`. */
function merge(file: string, last: string, current: string, next: string) {
  const known = Object.fromEntries(Object.entries(entryDigests(file, last)).map(([entry, sha]) => [entry, [sha]]));
  return mergeYaml(file, current, next, known);
}

describe('a catalog that its user edited', () => {
  const last = '# Made by espalier\ntrain:\n  type: Auto\n  filepath: data/train\nmodel:\n  type: Auto\n  filepath: data/model\n';
  const current =
    '# Made by espalier, moved to S3 by Kim\ntrain:\n  type: Auto\n  filepath: s3://bucket/train # ours\nmodel:\n  type: Auto\n  filepath: data/model\nextra:\n  type: mine\n';

  it("keeps the user's entry and comments, and takes what is new or changed", () => {
    const next = last.replace('filepath: data/model', 'filepath: data/06_models/model') + '# a table\ntest:\n  type: Auto\n';
    const merged = merge(catalog, last, current, next);
    expect(merged).toEqual({
      text: '# Made by espalier, moved to S3 by Kim\ntrain:\n  type: Auto\n  filepath: s3://bucket/train # ours\nmodel:\n  type: Auto\n  filepath: data/06_models/model\nextra:\n  type: mine\n# a table\ntest:\n  type: Auto\n',
      kept: ['train']
    });
  });

  it('stays byte for byte where nothing has to change', () => {
    expect(merge(catalog, last, current, last)).toEqual({ text: current, kept: ['train'] });
  });

  it('loses entries of ours that are no longer made, and no others', () => {
    const merged = merge(catalog, last, current, 'train:\n  type: Auto\n  filepath: data/train\n');
    expect(merged?.text).not.toContain('model');
    expect(merged?.text).toContain('extra');
  });

  it('does not bring back what the user took out', () => {
    expect(merge(catalog, last, 'model:\n  type: Auto\n  filepath: data/model\n', last)).toEqual({
      text: 'model:\n  type: Auto\n  filepath: data/model\n',
      kept: ['train']
    });
  });

  it('is left alone where it is no YAML', () => {
    expect(merge(catalog, last, 'a: [1\nb', last)).toBeUndefined();
    expect(merge(catalog, last, '- a\n', last)).toBeUndefined();
  });
});

describe('parameters that their user edited', () => {
  const last = 'model:\n  C: 1.0\n  depth: 3\nseed: 7\n';

  it('merge one value at a time', () => {
    const merged = merge(parameters, last, 'model:\n  C: 10.0\n  depth: 3\nseed: 7\n', 'model:\n  C: 1.0\n  depth: 4\n  # new\n  rate: 0.1\nseed: 8\n');
    expect(merged).toEqual({ text: 'model:\n  C: 10.0\n  depth: 4\n  # new\n  rate: 0.1\nseed: 8\n', kept: ['model/C'] });
  });

  it('follow a mapping that became a value', () => {
    expect(merge(parameters, last, last, 'model: none\nseed: 7\n')?.text).toBe('seed: 7\nmodel: none\n');
  });
});

describe('files of a project folder', () => {
  const known = { files: { 'a.py': [digest('a1')], 'gone.py': [digest('g1')], 'mine.py': [digest('m1')] }, entries: {} };
  const disk: Record<string, string> = { 'a.py': 'a1', 'gone.py': 'g1', 'mine.py': 'm1 edited', 'README.md': "somebody's own" };
  const plan = (force: boolean) =>
    planChanges(
      [
        { path: 'a.py', text: 'a2', edited: 'keep' },
        { path: 'b.py', text: 'b1', edited: 'keep' },
        { path: 'mine.py', text: 'm2', edited: 'keep' },
        { path: 'README.md', text: 'ours', edited: 'keep' }
      ],
      { known, force, read: path => disk[path] }
    );
  const kinds = (force: boolean) => Object.fromEntries(plan(force).map(({ path, kind }) => [path, kind]));

  it('are replaced only where we wrote them', () => {
    expect(kinds(false)).toEqual({ 'a.py': 'replace', 'b.py': 'create', 'mine.py': 'keep', 'README.md': 'keep', 'gone.py': 'remove' });
  });

  it('are replaced all the same with force', () => {
    expect(kinds(true)).toEqual({ 'a.py': 'replace', 'b.py': 'create', 'mine.py': 'force', 'README.md': 'force', 'gone.py': 'remove' });
  });

  it('may have got other line ends from git', () => {
    expect(
      planChanges([{ path: 'a.py', text: 'x\ny\n', edited: 'keep' }], { known: { files: {}, entries: {} }, force: false, read: () => 'x\r\ny\r\n' })
    ).toEqual([{ kind: 'same', path: 'a.py' }]);
  });
});
