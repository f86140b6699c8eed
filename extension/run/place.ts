import type { TranslationBundle } from '@jupyterlab/translation';
import type { FolderMessage } from './questions.js';

/** Why the project cannot be written, in words; undefined where it can be. */
export function placeProblem({ folder, obstacle }: FolderMessage, project: string, trans: TranslationBundle): string | undefined {
  switch (obstacle) {
    case null:
      return undefined;
    case 'file':
      return trans.__('The project is to be written to the folder %1, but there is a file of that name. Rename one of them, or the notebook.', project);
    case 'link':
      return trans.__('%1 is a link: nothing is written through links. Replace it by a folder, or rename the notebook.', project);
    case 'foreign':
      return trans.__(
        'The folder %1 beside the notebook holds something else than a project of this notebook. Rename or empty it, or rename the notebook.',
        project
      );
    case 'unwritable':
      return trans.__('The kernel may not write into %1. Make that folder writable, or move the notebook to one that is.', folder);
    default:
      return obstacle satisfies never;
  }
}
