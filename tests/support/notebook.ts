/** A cell as tests write it: its source, or its source with kind, tags and metadata. */
export type TestCell =
  | string
  | {
      readonly source: unknown;
      readonly kind?: string;
      readonly tags?: readonly unknown[];
      readonly espalier?: unknown;
      readonly id?: unknown;
      readonly count?: number;
    };

/** A notebook document of nbformat 4.5 with these cells; cells without an id are called `c1`, `c2`, … */
export function notebookDocument(cells: readonly TestCell[], metadata: object = {}): { readonly [key: string]: unknown } {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' },
      language_info: { name: 'python', version: '3.11.9' },
      ...metadata
    },
    cells: cells.map((cell, index) => {
      const {
        source,
        kind = 'code',
        tags,
        espalier,
        id = `c${index + 1}`,
        count
      } = typeof cell === 'string' ? ({ source: cell } as Exclude<TestCell, string>) : cell;
      return {
        cell_type: kind,
        id,
        source,
        metadata: { ...(tags && { tags }), ...(espalier !== undefined && { espalier }) },
        ...(kind === 'code' && { outputs: [], execution_count: count ?? null })
      };
    })
  };
}
