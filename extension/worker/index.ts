import { startAnswering } from './answer.js';
import type { Question } from './protocol.js';

/** The worker's side: one answer per message, in order. A question that cannot be answered is answered by its error. */
interface Port {
  onmessage: ((event: { readonly data: { readonly id: number; readonly question: Question; readonly ask: never } }) => void) | null;
  postMessage(message: unknown): void;
}

const port = globalThis as unknown as Port;
const answer = startAnswering();

port.onmessage = ({ data: { id, question, ask } }) => {
  try {
    port.postMessage({ id, answer: answer(question, ask) });
  } catch (error) {
    port.postMessage({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
};
