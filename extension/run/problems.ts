import type { TranslationBundle } from '@jupyterlab/translation';
import type { Problem } from '../model/view.js';
import type { AgentQuestions } from './questions.js';

/** What became of the files that the notebook reads, where it is worth a word. */
export function fileProblems({ failed, kept, linked }: AgentQuestions['copy']['answer'], trans: TranslationBundle): readonly Problem[] {
  const common = { related: [], fixes: [] };
  return [
    ...failed.map(({ path, why }): Problem => ({
      ...common,
      code: 'uncopied-file',
      severity: 'error',
      message: trans.__("'%1' cannot be brought into the project: %2", path, why)
    })),
    ...kept.map((path): Problem => ({
      ...common,
      code: 'kept-edit',
      severity: 'warning',
      message: trans.__("'%1' in the project was changed by hand and is kept as it is", path)
    })),
    ...linked.map(({ path }): Problem => ({
      ...common,
      code: 'linked-file',
      severity: 'info',
      message: trans.__("'%1' is large: the project has a link to it", path)
    }))
  ];
}
