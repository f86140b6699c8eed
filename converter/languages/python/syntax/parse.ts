import { DiagnosticSink } from '@zzzen/pyright-internal/dist/common/diagnosticSink.js';
import { latestStablePythonVersion, PythonVersion } from '@zzzen/pyright-internal/dist/common/pythonVersion.js';
import { ParseOptions, Parser } from '@zzzen/pyright-internal/dist/parser/parser.js';
import type { ModuleNode } from '@zzzen/pyright-internal/dist/parser/parseNodes.js';
import type { Span } from '../../../source/span.js';

/** A complaint, at offsets of the text that was parsed. */
export interface Complaint {
  readonly message: string;
  readonly span: Span;
}

export interface Parsed {
  /** Absent where the text is nested too deep. */
  readonly tree?: ModuleNode;
  readonly complaints: readonly Complaint[];
  /** Features switched on by `from __future__ import …`. */
  readonly futures: ReadonlySet<string>;
}

/** Python only warns of `return`, `break` and `continue` in `finally`. */
const warnings = /cannot be used to exit a "finally" block/;
const tooDeep = /^Maximum parse depth exceeded/;

/** Parses plain Python (magics translated before). Total: broken text gives complaints and what tree there is. */
export function parse(text: string, version?: string): Parsed {
  const sink = new DiagnosticSink();
  try {
    // One parser a text: an instance remembers the futures of what it parsed before.
    const { parserOutput } = new Parser().parseSourceFile(text, optionsFor(version), sink);
    const { lines } = parserOutput;
    const offset = ({ line, character }: { line: number; character: number }) => (line < lines.count ? lines.getItemAt(line).start : text.length) + character;
    const complaints = sink.getErrors().map(({ message, range }) => ({ message, span: { from: offset(range.start), to: offset(range.end) } }));
    if (complaints.some(({ message }) => tooDeep.test(message))) return failed;
    return { tree: parserOutput.parseTree, complaints: complaints.filter(({ message }) => !warnings.test(message)), futures: parserOutput.futureImports };
  } catch {
    // A stack overflow: the parser is recursive and has no limit for brackets.
    return failed;
  }
}

const failed: Parsed = { complaints: [], futures: new Set() };

const optionsByVersion = new Map<string, ParseOptions>();

/** Syntax newer than the kernel's Python is a complaint that names the version. */
function optionsFor(version = ''): ParseOptions {
  const known = optionsByVersion.get(version);
  if (known) return known;
  const options = new ParseOptions();
  options.pythonVersion = PythonVersion.fromString(version) ?? latestStablePythonVersion;
  options.reportErrorsForParsedStringContents = false;
  optionsByVersion.set(version, options);
  return options;
}
