import type { ISharedNotebook } from '@jupyter/ydoc';

/** Sets one key of the notebook's `metadata.espalier`, or takes it away; the others stay. */
export function setNotebookSetting(notebook: ISharedNotebook, key: string, value: unknown): void {
  const before: unknown = notebook.getMetadata('espalier');
  const settings = isFields(before) ? before : {};
  const wanted = Object.fromEntries(
    Object.entries({ version: 1, ...settings, [key]: value } as { [key: string]: unknown }).filter(([, each]) => each !== undefined)
  );
  notebook.transact(() => {
    notebook.setMetadata('espalier', wanted as { [key: string]: string });
  });
}

const isFields = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
