import { describe, expect, it } from 'vitest';
import { planNotebook } from '../../converter/index.js';
import { nameFromTitle } from '../../converter/plan/titles.js';
import { notebookDocument } from '../support/notebook.js';

describe('a name from a heading', () => {
  it.each([
    ['Load the data', 'load_data'],
    ['The Normal Equation', 'normal_equation'],
    ['OLS non-linear curve but linear in parameters', 'ols_non_linear_curve'],
    ['Cumulative Distribution, its inverse, and the Survival Function', 'cumulative_distribution'],
    ['Initializing and training the logistic regression model', 'initializing_and_training_logistic'],
    ['Testing (gradient descent model)', 'testing_gradient_descent_model'],
    ['Letters, Words, and Pangrams', 'letters_words_and_pangrams'],
    ['A* Search (and others like it)', 'a_search'],
    ['Data cleaning - outliers first', 'data_cleaning'],
    ['Data cleaning -- outliers first', 'data_cleaning'],
    ['Check the columns again for odd rows', 'check_columns_again_for_odd_rows'],
    ['Check the columns once more for odd rows', 'check_columns_once_more_for_odd'],
    ['If the data is normally distributed we use this', 'if_data_is_normally_distributed'],
    ['How much water can you drink', 'how_much_water_can_you_drink'],
    ['What it does to you', 'what_it_does_to_you'],
    ['Fitting  the  curve', 'fitting_curve'],
    ['The', 'the'],
    ['The *', 'the'],
    ['The "best" model', 'best_model'],
    ['How', 'how'],
    ['2.1 Clean up', 'clean_up']
  ])('%s', (title, name) => {
    expect(nameFromTitle(title, new Set(['and']))).toBe(name);
  });
});

it('leaves what stands above the setup to the notebook', () => {
  const intro = { kind: 'markdown', source: '# Nets\n\n## Theory\n\nWeights are updated.' };
  const cells = [
    { source: 'import random\nrandom.seed(1)', tags: ['setup'] },
    { kind: 'markdown', source: '## Draw' },
    { source: 'print(random.random())', tags: ['node:draw'] }
  ];
  const { plan } = planNotebook(notebookDocument([intro, ...cells]), { name: 'nets' });
  expect(plan?.nodes.map(({ name, title, doc }) => [name, title, doc])).toEqual([
    ['setup', undefined, undefined],
    ['draw', 'Draw', undefined]
  ]);
});
