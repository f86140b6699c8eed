import { describe, expect, it } from 'vitest';
import { canBeIdentifier, identifier, packageName, takenNames, unique } from '../../converter/source/identifiers.js';

const keywords = new Set(['class', 'import']);

describe('names', () => {
  it.each([
    ['train', 'train'],
    ['trainModel', 'trainModel'],
    ['../x', 'x'],
    ['class', 'class_'],
    ['Class', 'Class'],
    ['naïve node', 'naive_node'],
    ['3. Train the model', 'train_the_model'],
    ["What's next?", 'whats_next'],
    ['Größe & Maß', 'grosse_mass'],
    ['Обучение модели', 'obuchenie_modeli'],
    ['σ² of x', 'sigma2_of_x'],
    ['2nd try', 'n_2nd_try'],
    ['_private', 'private'],
    ['con', 'con_'],
    ['学习', 'unnamed'],
    ['a really long heading that goes on and on and on', 'a_really_long_heading_that_goes_on_and'],
    ['x'.repeat(60), 'x'.repeat(40)]
  ])('%s', (text, expected) => expect(identifier(text, keywords)).toBe(expected));

  it('of packages are in lower case', () => {
    expect(packageName('MyNotebook (1)', keywords)).toBe('my_notebook_1');
    expect(packageName('学习', keywords)).toBe('pipeline');
  });

  it('can be told from what leaves nothing', () => {
    expect(['x', 'é', '3'].every(canBeIdentifier)).toBe(true);
    expect(['', ' ', '../..', '学习', '__'].some(canBeIdentifier)).toBe(false);
  });

  it('are legal, whatever they are made from', () => {
    for (let code = 0; code < 0x3000; code++) {
      const name = identifier(`${String.fromCodePoint(code)} a${String.fromCodePoint(code)}`, keywords);
      expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_]*$/);
    }
  });
});

it('numbers repeated names, whatever their case', () => {
  const taken = takenNames();
  expect(['df', 'df', 'DF', 'x'.repeat(40), 'x'.repeat(40)].map(name => unique(name, taken))).toEqual([
    'df',
    'df_2',
    'DF_3',
    'x'.repeat(40),
    `${'x'.repeat(38)}_2`
  ]);
});
