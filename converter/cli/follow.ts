import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { readJournal, type JournalEvent } from '../run/journal.js';

/** How often the journal is looked at, in milliseconds. */
const interval = 60;

/** Hands over the events of a journal as they are written, until `ended` settles; then the rest. */
export async function followJournal(path: string, ended: Promise<unknown>, tell: (events: readonly JournalEvent[]) => void): Promise<void> {
  const decoder = new StringDecoder('utf8');
  let at = 0;
  let rest = '';
  const look = () => {
    const bytes = readFrom(path, at);
    at += bytes.length;
    const piece = readJournal(rest + decoder.write(bytes));
    rest = piece.rest;
    tell(piece.events);
  };
  const timer = setInterval(look, interval);
  try {
    await ended;
  } finally {
    clearInterval(timer);
    look();
  }
}

function readFrom(path: string, at: number): Buffer {
  try {
    const file = openSync(path, 'r');
    const pieces: Buffer[] = [];
    try {
      for (let position = at; ;) {
        const block = Buffer.alloc(1 << 16);
        const read = readSync(file, block, 0, block.length, position);
        if (read === 0) return Buffer.concat(pieces);
        pieces.push(block.subarray(0, read));
        position += read;
      }
    } finally {
      closeSync(file);
    }
  } catch {
    return Buffer.alloc(0);
  }
}
