import { blankRecord, foldEvents, readJournal, type JournalEvent, type RunRecord } from '../../converter/index.js';
import type { Followed, Following } from './runs.js';

/** So much of a node's output is kept; the rest is in its log. */
const mostText = 20_000;

/** Reads journals as they grow, piece by piece. */
export function startFollowing(): (asked: Following) => Followed {
  const known = new Map<string, Followed>();
  return ({ run, piece, isFirst }) => {
    const before = isFirst ? undefined : known.get(run);
    const { events } = readJournal(piece);
    const record = foldEvents(before?.record ?? blankRecord(run), events);
    const followed = { record, logs: withLogs(before?.logs ?? {}, events) };
    if (isOver(record)) known.delete(run);
    else known.set(run, followed);
    return followed;
  };
}

const isOver = ({ status }: RunRecord): boolean => status !== 'running';

function withLogs(before: Followed['logs'], events: readonly JournalEvent[]): Followed['logs'] {
  const logs = new Map(Object.entries(before));
  for (const event of events) {
    if (event.event === 'node.retried' || event.event === 'node.started') logs.delete(event.node);
    if (event.event === 'node.log') logs.set(event.node, `${logs.get(event.node) ?? ''}${event.text}`.slice(-mostText));
  }
  return Object.fromEntries(logs);
}
