import { setFlagsFromString } from 'node:v8';
import { main } from './arguments.js';

// A command is over before optimised code has paid for its making: with V8's own budget of 67584, a notebook of 300 cells takes twice the processor time.
setFlagsFromString('--interrupt-budget=1000000');

/** A reader that goes away (`| head`) is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`error[internal]: Espalier itself failed; please report this with the notebook, if you can\n${stack}\n`);
  process.exitCode = 1;
}
