/** The journal of a run: one JSON line an event. Every process of the run appends to the same file, a line in one write. */
import { appendFileSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readJson } from './files.mjs';

/** Opens the journal of the run whose folder this is. */
export function openJournal(folder) {
  const path = join(folder, 'events.ndjson');
  let seq = 0;
  return {
    folder,
    /** What the run was asked for; empty where nobody asked by a file. */
    request: readJson(join(folder, 'request.json'), {}),
    emit(event, fields = {}) {
      const entry = { v: 1, event, run_id: basename(folder), seq: seq++, ts: new Date().toISOString(), pid: process.pid, ...fields };
      appendFileSync(path, `${JSON.stringify(entry)}\n`);
    },
    /** All events so far; a line that was cut off is left out. */
    events: () => readText(path).split('\n').flatMap(readLine)
  };
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function readLine(line) {
  try {
    return line === '' ? [] : [JSON.parse(line)];
  } catch {
    return [];
  }
}
