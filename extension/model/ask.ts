import type { Ask, Question, Questions } from '../worker/protocol.js';

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

interface Reply {
  readonly id: number;
  readonly answer?: never;
  readonly error?: string;
}

/** Answers from a worker that starts with the first question; from the page itself where workers are not allowed. */
export function askConverter(startWorker: () => Worker): Ask {
  let ask: Promise<Ask> | undefined;
  return async (question, asked) => {
    ask ??= askWorker(startWorker).catch(() => askPage());
    return (await ask)(question, asked);
  };
}

/** Resolves once the worker has answered something: a blocked one fails only when it is loaded. */
async function askWorker(startWorker: () => Worker): Promise<Ask> {
  const worker = startWorker();
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const failAll = (reason: string) => {
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
  };
  worker.onerror = event => failAll(event.message || 'The worker cannot be loaded');
  worker.onmessage = ({ data }: MessageEvent<Reply>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.error !== undefined) asked?.reject(new Error(data.error));
    else asked?.resolve(data.answer as never);
  };
  const ask = <Q extends Question>(question: Q, asked: Questions[Q]['ask']) =>
    new Promise<Questions[Q]['answer']>((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, question, ask: asked });
    });
  await ask('forget', { key: '' });
  return ask;
}

async function askPage(): Promise<Ask> {
  const { startAnswering } = await import('../worker/answer.js');
  const answer = startAnswering();
  return (question, asked) => Promise.resolve().then(() => answer(question, asked));
}
