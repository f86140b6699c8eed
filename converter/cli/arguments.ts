import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Json } from '../notebook/notebook.js';
import type { Selection } from '../run/select.js';
import type { Target, TargetOption } from '../targets/target.js';
import type { CheckOptions } from './check.js';
import type { CompileOptions } from './compile.js';
import type { DiffOptions } from './diff.js';
import type { GraphOptions } from './graph.js';
import type { RunOptions } from './run.js';
import { processTerminal, type Terminal } from './terminal.js';
import { isUsageError, misuse } from './usage.js';
import type { SuggestOptions } from './suggest.js';
import type { VerifyOptions } from './verify/observe.js';
import { version } from './version.js';

/** Flags of a target's options, by command-line name. */
export type TargetFlags = ReadonlyMap<string, TargetOption>;

const whole = (text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return number;
};

const words = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...text
    .split(',')
    .map(word => word.trim())
    .filter(word => word !== '')
];
const collected = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

const rootOption = () => new Option('--root <dir>', "files may be copied from below this folder (default: the notebook's own)");
const autoOption = () => new Option('--auto', 'suggest nodes where none are tagged');
const outOption = () => new Option('-o, --out <dir>', "the project's folder (default: NAME_pipeline beside the notebook)");
const targetOption = () => new Option('--target <engine>', 'the engine to write for (see: espalier targets)');
const pythonOption = () => new Option('--python <path>', 'a Python interpreter, or the folder of its environment');
const formatOption = (choices: readonly string[]) => new Option('--format <format>', 'how to print it').choices([...choices]).default('text');

/** Runs the command line; gives the exit code. */
export async function main(argv: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  let code = 0;
  const set = (result: number) => void (code = result);
  const program = await build(argv, terminal, set);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!isUsageError(error)) throw error;
    terminal.err(`error: ${error.usage}\n`);
    return 2;
  }
}

async function build(argv: readonly string[], terminal: Terminal, done: (code: number) => void): Promise<Command> {
  const flags = argv[0] === 'compile' || argv[0] === 'run' ? await targetFlags() : new Map<string, TargetOption>();
  const program = new Command('espalier')
    .description('Turns a tagged Jupyter notebook into a pipeline project that gives what running the notebook gives.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showSuggestionAfterError()
    .helpCommand('help [command]', 'more about a command')
    .addHelpText('after', introduction);
  addCheck(program, terminal, done);
  addCompile(program, terminal, { done, flags });
  addRun(program, terminal, { done, flags });
  addGraph(program, terminal, done);
  addExplain(program, terminal, done);
  addSuggest(program, terminal, done);
  addVerify(program, terminal, done);
  addDiff(program, terminal, done);
  addTargets(program, terminal, done);
  return program;
}

const introduction = `
How to begin:
  Put a line such as  #| node: train  at the top of a cell (or the tag node:train on it): it begins a node.
  espalier suggest notebook.ipynb    or let it propose nodes, and write them with --write
  espalier check notebook.ipynb      what would go wrong, and where
  espalier graph notebook.ipynb      the nodes and what passes between them
  espalier run notebook.ipynb        write the project and run it; again: only what changed
  espalier verify notebook.ipynb     whether it gives what the notebook gives

Exit codes: 0 done, 1 the notebook has errors or the run failed, 2 wrong usage.`;

type Done = (code: number) => void;
/** Options as commander hands them over, those of targets included. */
type Given = Readonly<Record<string, unknown>>;
interface Wiring {
  readonly done: Done;
  readonly flags: TargetFlags;
}

function addCheck(program: Command, terminal: Terminal, done: Done): void {
  program
    .command('check')
    .description('say what would stop or change the conversion of notebooks; writes nothing')
    .argument('<notebooks...>', 'paths, folders, patterns, or - for standard input')
    .addOption(formatOption(['text', 'json', 'github', 'sarif']))
    .addOption(rootOption())
    .addOption(autoOption())
    .addHelpText('after', '\nExample:\n  espalier check "notebooks/**/*.ipynb" --format github')
    .action(async (notebooks: string[], options: CheckOptions) => done(await (await import('./check.js')).check(notebooks, options, terminal)));
}

function addCompile(program: Command, terminal: Terminal, { done, flags }: Wiring): void {
  const command = program
    .command('compile')
    .description('write the pipeline projects of notebooks')
    .argument('<notebooks...>', 'paths, folders, patterns, or - for standard input')
    .addOption(outOption())
    .addOption(targetOption())
    .option('--check', 'write nothing; fail if the project in the folder is not what the notebook compiles to')
    .option('--lock', 'write requirements.lock with the versions that are installed')
    .option('--force', 'replace files that were changed by hand')
    .addOption(pythonOption())
    .addOption(rootOption())
    .addOption(autoOption())
    .addOption(formatOption(['text', 'json', 'github', 'sarif']))
    .addHelpText('after', '\nWhat was changed by hand in the folder is kept and reported.\n\nExample:\n  espalier compile notebook.ipynb -o pipeline');
  addTargetFlags(command, flags).action(async (notebooks: string[], options: CompileOptions & Given) => {
    const target = await knownTarget(options.target);
    done(await (await import('./compile.js')).compile(notebooks, { ...options, ...target, ...targetValues(options, flags) }, terminal));
  });
}

function addRun(program: Command, terminal: Terminal, { done, flags }: Wiring): void {
  const command = program
    .command('run')
    .description('write the pipeline project of a notebook and run it; only what changed runs')
    .argument('<notebook>', 'path of the notebook')
    .addOption(outOption())
    .addOption(targetOption())
    .addOption(pythonOption())
    .option('--install', 'make an environment inside the project where something is missing (uv or pip)')
    .addOption(new Option('--from <nodes>', 'run these nodes and everything after them again').argParser(words))
    .addOption(new Option('--to <nodes>', 'run only these nodes and what they need').argParser(words))
    .addOption(new Option('--only <nodes>', 'run exactly these nodes again').argParser(words).conflicts(['from', 'to']))
    .option('--fresh', 'take nothing from earlier runs')
    .addOption(new Option('--param <name=value>', 'another value for a parameter; may be repeated').argParser(collected))
    .addOption(new Option('--jobs <number>', 'processes that run nodes at the same time (default: as many as pay)').argParser(whole))
    .addOption(new Option('--guards <level>', 'how much is checked while nodes run').choices(['full', 'cheap', 'off']).default('cheap'))
    .option('--force', 'replace files that were changed by hand')
    .addOption(rootOption())
    .addOption(autoOption())
    .addHelpText('after', '\nExamples:\n  espalier run notebook.ipynb\n  espalier run notebook.ipynb --param model.C=2 --to report');
  addTargetFlags(command, flags).action(
    async (notebook: string, { from, to, only, fresh, param, ...options }: RunOptions & Selection & Given & { readonly param?: readonly string[] }) => {
      const target = await knownTarget(options.target);
      const selection = { ...(from && { from }), ...(to && { to }), ...(only && { only }), ...(fresh && { fresh }) };
      const { run } = await import('./run.js');
      done(
        await run(
          notebook,
          { ...options, ...target, ...targetValues(options, flags), selection, params: param ?? [], command: ['espalier', ...program.args].join(' ') },
          terminal
        )
      );
    }
  );
}

function addGraph(program: Command, terminal: Terminal, done: Done): void {
  program
    .command('graph')
    .description('print the nodes of a notebook and what passes between them')
    .argument('<notebook>', 'path of the notebook, or - for standard input')
    .addOption(formatOption(['text', 'mermaid', 'dot', 'svg', 'json']))
    .addOption(rootOption())
    .addOption(autoOption())
    .action(async (notebook: string, options: GraphOptions) => done(await (await import('./graph.js')).graph(notebook, options, terminal)));
}

function addExplain(program: Command, terminal: Terminal, done: Done): void {
  program
    .command('explain')
    .description('say why a node, a variable or an edge is in the pipeline')
    .argument('<notebook>', 'path of the notebook, or - for standard input')
    .argument('<name>', 'a node, a variable, a dataset, a parameter, or an edge such as "clean->train"')
    .addOption(rootOption())
    .addOption(autoOption())
    .action(async (notebook: string, name: string, options: { readonly root?: string; readonly auto?: boolean }) =>
      done(await (await import('./explaining.js')).explaining(notebook, name, options, terminal))
    );
}

function addSuggest(program: Command, terminal: Terminal, done: Done): void {
  program
    .command('suggest')
    .description('propose nodes for a notebook that has none')
    .argument('<notebook>', 'path of the notebook, or - for standard input')
    .option('--write', "write them into the notebook's cell metadata; nothing else of the file changes")
    .addOption(formatOption(['text', 'json']))
    .addOption(rootOption())
    .action(async (notebook: string, options: SuggestOptions) => done(await (await import('./suggest.js')).suggest(notebook, options, terminal)));
}

function addVerify(program: Command, terminal: Terminal, done: Done): void {
  program
    .command('verify')
    .description('run notebooks and their pipelines, and compare all that they give')
    .argument('<notebooks...>', 'paths, folders or patterns')
    .addOption(new Option('-o, --out <dir>', 'verify the project in this folder, with what was changed there by hand'))
    .addOption(pythonOption())
    .addOption(rootOption())
    .addOption(autoOption())
    .addOption(formatOption(['text', 'json']))
    .addHelpText(
      'after',
      '\nThe notebook is run twice, or more often where something seems to differ, and the pipeline once, each in a fresh\ncopy of the folder. Compared are the values that nodes pass on, what is printed and displayed, and the files that are\nwritten.'
    )
    .action(async (notebooks: string[], options: VerifyOptions & { readonly format: 'text' | 'json' }) =>
      done(await (await import('./verify.js')).verify(notebooks, options, terminal))
    );
}

function addDiff(program: Command, terminal: Terminal, done: Done): void {
  program
    .command('diff')
    .description('say how two pipelines differ: nodes, edges, parameters, catalog')
    .argument('<one>', 'a notebook, the folder of a project, or its manifest')
    .argument('<other>', 'another one')
    .addOption(autoOption())
    .addOption(formatOption(['text', 'json']))
    .option('--check', 'end with 1 if anything differs')
    .action(async (one: string, other: string, options: DiffOptions) => done(await (await import('./diff.js')).diff(one, other, options, terminal)));
}

function addTargets(program: Command, terminal: Terminal, done: Done): void {
  program
    .command('targets')
    .description('list the engines that projects can be written for, and their options')
    .addOption(formatOption(['text', 'json']))
    .action(async (options: { readonly format: 'text' | 'json' }) => done(await (await import('./targets.js')).listTargets(options, terminal)));
}

/** The options of all targets, each as a flag. */
async function targetFlags(): Promise<TargetFlags> {
  const { targets } = await import('../targets/index.js');
  const { kebab } = await import('./targets.js');
  return new Map(Object.values<Target>(targets).flatMap(({ options }) => options.map(option => [kebab(option.name), option] as const)));
}

function addTargetFlags(command: Command, flags: TargetFlags): Command {
  for (const [name, { type, description }] of flags) {
    if (command.options.some(({ long }) => long === `--${name}`)) continue;
    const option = new Option(type === 'boolean' ? `--${name}` : `--${name} <${type === 'number' ? 'number' : 'text'}>`, description);
    if (type === 'number') option.argParser(Number);
    command.addOption(option);
  }
  return command;
}

/** Values that were given for target options, under the options' own names. */
function targetValues(options: Given, flags: TargetFlags) {
  const given = [...flags].flatMap(([flag, { name }]): (readonly [string, Json])[] => {
    const value = options[flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())];
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : [];
  });
  return given.length > 0 ? { targetOptions: Object.fromEntries(given) } : {};
}

async function knownTarget(target: string | undefined) {
  if (target === undefined) return {};
  const { targets } = await import('../targets/index.js');
  const { didYouMean } = await import('./usage.js');
  if (!Object.hasOwn(targets, target)) misuse(`there is no target '${target}'${didYouMean(target, Object.keys(targets))}; see: espalier targets`);
  return { target: target as keyof typeof targets };
}
