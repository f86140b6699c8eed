/** Files, relative to the working directory of the nodes: digest, or `null` where there is none. */
interface FileDigests {
  readonly [path: string]: string | null;
}

/** The runner's notes on the files of the workspace (`data/.files/ledger.json`). */
export interface Ledger {
  /** Before any node ran. */
  readonly base: FileDigests;
  /** What each node left. */
  readonly nodes: { readonly [node: string]: FileDigests };
}

/** The notes as the runner wrote them; none where they are missing or torn. */
export function ledgerOf(stored: unknown): Ledger {
  const { base = {}, nodes = {} } = isLedger(stored) ? stored : {};
  return { base, nodes };
}

const isLedger = (value: unknown): value is Partial<Ledger> => typeof value === 'object' && value !== null;
