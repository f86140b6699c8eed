import { Parser, type Options } from 'acorn';
import { tsPlugin } from '@sveltejs/acorn-typescript';
import type { Span } from '../../../source/span.js';
import type { SyntaxNode } from './nodes.js';

/** A complaint, at offsets of the text that was parsed. */
export interface Complaint {
  readonly message: string;
  readonly span: Span;
}

export interface Parsed {
  /** Absent where the text is broken or nested too deep. */
  readonly tree?: SyntaxNode;
  readonly complaint?: Complaint;
}

const typed = Parser.extend(tsPlugin());
const withElements = Parser.extend(tsPlugin({ jsx: true }));

const common: Options = { ecmaVersion: 'latest', allowAwaitOutsideFunction: true, allowImportExportEverywhere: true, allowHashBang: true };

/** The ways in which a cell may be read: what a module forbids (`function` twice, `with`, `017`) is legal where the kernel runs scripts. */
const attempts: readonly { readonly parser: typeof Parser; readonly options: Options }[] = [
  { parser: typed, options: { ...common, sourceType: 'module' } },
  { parser: typed, options: { ...common, sourceType: 'script' } },
  { parser: Parser, options: { ...common, sourceType: 'script' } },
  { parser: withElements, options: { ...common, sourceType: 'module' } }
];

/** Parses JavaScript or TypeScript. Total: broken text gives the first parser's complaint. */
export function parse(text: string): Parsed {
  let complaint: Complaint | undefined;
  for (const { parser, options } of attempts) {
    try {
      return { tree: parser.parse(text, options) as unknown as SyntaxNode };
    } catch (error) {
      // The parser is recursive: a stack that runs over is deep code.
      if (error instanceof RangeError) return {};
      complaint ??= complaintOf(error, text);
    }
  }
  return complaint ? { complaint } : {};
}

function complaintOf(error: unknown, text: string): Complaint {
  const { message = 'Unexpected token', pos = 0 } = error as { message?: string; pos?: number };
  const from = Math.max(0, Math.min(pos, text.length));
  return { message: message.replace(/ \(\d+:\d+\)$/, ''), span: { from, to: Math.min(from + 1, text.length) } };
}
