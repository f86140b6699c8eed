import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { ExtensionContext } from '../../context.js';
import { plain } from '../plain.js';
import { sizeText } from './words.js';

/** So much of a log is shown; the rest is in the file. */
const mostText = 20_000;

/** A larger file would take the page's memory: bytes. */
const mostBytes = 10_000_000;

interface LogProps {
  readonly context: ExtensionContext;
  /** What is known from following the run. */
  readonly text: string;
  /** The file, as the server has it. */
  readonly path: string | undefined;
}

/** What a node wrote: as it writes, and later from the file, which has all of it. */
export function Log({ context, text, path }: LogProps): ReactElement | null {
  const [read, setRead] = useState('');
  const box = useRef<HTMLPreElement>(null);
  useEffect(() => {
    let isWanted = path !== undefined;
    if (path !== undefined) void readLog(context, path).then(found => isWanted && setRead(found));
    return () => {
      isWanted = false;
    };
  }, [context, path]);
  useEffect(() => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [text, read]);
  const shown = plain(read === '' ? text : read);
  if (shown === '') return null;
  return (
    <pre ref={box} className="jp-Espalier-log" tabIndex={0} aria-label={context.trans.__('Output of the node')}>
      {shown}
    </pre>
  );
}

/** Standard output, then standard error. */
async function readLog(context: ExtensionContext, path: string): Promise<string> {
  const texts = await Promise.all([path, path.replace(/\.out$/, '.err')].map(each => readStream(context, each).catch(() => '')));
  return texts.map(text => text.slice(-mostText)).join('');
}

async function readStream({ app, trans }: ExtensionContext, path: string): Promise<string> {
  const { contents } = app.serviceManager;
  const { size } = await contents.get(path, { content: false });
  if (typeof size === 'number' && size > mostBytes) return trans.__('%1 has %2: open it elsewhere.', path, sizeText(size));
  const { content } = (await contents.get(path, { type: 'file', format: 'text', content: true })) as { readonly content: unknown };
  return String(content);
}
