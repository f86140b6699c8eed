import picocolors from 'picocolors';

/** Where a command writes, and what it may know of its surroundings. Tests bring their own. */
export interface Terminal {
  /** Results. */
  readonly out: (text: string) => void;
  /** Diagnostics and progress. */
  readonly err: (text: string) => void;
  readonly cwd: string;
  readonly env: { readonly [name: string]: string | undefined };
  /** Standard error takes colour. */
  readonly colour: boolean;
  /** Standard error is a terminal whose lines may be drawn again. */
  readonly live: boolean;
  readonly width: number;
}

/** The process's own streams. `NO_COLOR` and `FORCE_COLOR` decide before the kind of stream does. */
export function processTerminal(): Terminal {
  const { env, stdout, stderr } = process;
  const isSet = (name: string) => env[name] !== undefined && env[name] !== '';
  const isTerminal = stderr.isTTY && env['TERM'] !== 'dumb';
  return {
    out: text => void stdout.write(text),
    err: text => void stderr.write(text),
    cwd: process.cwd(),
    env,
    colour: !isSet('NO_COLOR') && (isSet('FORCE_COLOR') || isTerminal),
    live: isTerminal && !isSet('CI'),
    width: isTerminal && stderr.columns > 0 ? stderr.columns : 100
  };
}

export const painter = ({ colour }: Pick<Terminal, 'colour'>) => picocolors.createColors(colour);
/** Text from a notebook or a run, without the characters that would steer a terminal. */
export const printable = (text: string): string => text.replace(/\p{Cc}/gu, character => (character === '\n' || character === '\t' ? character : ''));
