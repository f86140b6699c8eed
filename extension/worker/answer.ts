import { convert, targets, type Conversion, type FactsCache, type FileListing, type Plan, type Target } from '../../converter/index.js';
import type { KernelCell } from '../model/kernel.js';
import { emptyGraph, type PipelineView } from '../model/view.js';
import { compile } from './compile.js';
import { editsFor } from './edits.js';
import { startFollowing } from './follow.js';
import { drawGraph, wideGraph } from './graph.js';
import { kernelAnswer } from './kernel/kernel.js';
import { lock, planProject, readRecords } from './planning.js';
import { problemView } from './problems.js';
import type { CellDocument, Converted, Converting, DocumentMessage, KnownFiles, Question, Questions, TargetInfo } from './protocol.js';
import { suggest } from './suggest.js';
import { viewOf } from './view.js';

/** What is kept of a notebook between questions. */
interface Memory {
  readonly cells: Map<number, CellDocument>;
  readonly facts: FactsCache;
  /** Of the last time that it was compiled. */
  compiled?: Conversion;
  view?: PipelineView;
  /** Names the view. */
  version?: number;
  plan?: Plan;
  records?: readonly KernelCell[];
}

type Answers = { readonly [Q in Question]: (ask: Questions[Q]['ask']) => Questions[Q]['answer'] };

/** One conversation about any number of notebooks. */
export function startAnswering(): <Q extends Question>(question: Q, ask: Questions[Q]['ask']) => Questions[Q]['answer'] {
  const memories = new Map<string, Memory>();
  let versions = 0;
  const follow = startFollowing();
  const remember = (message: DocumentMessage) => {
    const memory: Memory = memories.get(message.key) ?? { cells: new Map(), facts: new Map() };
    memories.set(message.key, memory);
    return { memory, document: documentOf(message, memory.cells), name: message.name };
  };
  const answers: Answers = {
    view: ({ document: message, known }) => {
      const { memory, document, name } = remember(message);
      const { view, plan } = viewOf(document, { name, cache: memory.facts }, memory.view);
      const changed = changedIn(view, known === memory.version ? memory.view : undefined);
      memory.view = view;
      memory.version = ++versions;
      if (plan) memory.plan = plan;
      return { version: memory.version, changed };
    },
    graph: ({ key }) => {
      const plan = memories.get(key)?.plan;
      return plan ? wideGraph(plan) : emptyGraph;
    },
    draw: drawGraph,
    suggest: ({ document: message }) => {
      const { memory, document, name } = remember(message);
      return suggest(document, { name, cache: memory.facts });
    },
    change: ({ document: message, change }) => {
      const { document, name } = remember(message);
      return editsFor(document, name, change);
    },
    convert: asked => {
      const { memory, document, name } = remember(asked.document);
      return converted(document, name, asked, memory.facts);
    },
    kernel: ({ document: message, records }) => {
      const { memory, document, name } = remember(message);
      if (records) memory.records = records;
      return kernelAnswer(document, { name, cache: memory.facts }, memory.records ?? []);
    },
    targets: () => Object.entries<Target>(targets).map(([id, target]) => targetInfo(id, target)),
    compile: asked => {
      const { memory, document, name } = remember(asked.document);
      const { conversion, ...compiled } = compile(document, name, asked, memory.facts);
      memory.compiled = conversion;
      return compiled;
    },
    plan: asked => {
      const compiled = memories.get(asked.key)?.compiled;
      if (!compiled) throw new Error('The notebook has not been compiled');
      return planProject(compiled, asked);
    },
    records: readRecords,
    follow,
    lock,
    forget: ({ key }) => memories.delete(key)
  };
  return (question, ask) => answers[question](ask);
}

/** The parts of a view that are not as before. */
const changedIn = (view: PipelineView, before: PipelineView | undefined): Partial<PipelineView> =>
  Object.fromEntries(
    Object.entries({ title: undefined, ...view }).filter(
      ([key, value]) => !before || JSON.stringify(value) !== JSON.stringify(before[key as keyof PipelineView])
    )
  );

/** The whole document again; cells that are in it no longer are forgotten. */
function documentOf({ metadata, order, cells }: DocumentMessage, known: Map<number, CellDocument>) {
  for (const [serial, cell] of cells) known.set(serial, cell);
  const used = new Set(order);
  for (const serial of [...known.keys()]) if (!used.has(serial)) known.delete(serial);
  return { nbformat: 4, nbformat_minor: 5, metadata, cells: order.flatMap(serial => known.get(serial) ?? []) };
}

function converted(document: unknown, name: string, { files, auto, target, targetOptions, versions }: Converting, cache: FactsCache): Converted {
  const conversion = convert(document, {
    name,
    cache,
    ...(auto !== undefined && { auto }),
    ...(target !== undefined && { target }),
    ...(targetOptions && { targetOptions }),
    ...(versions && { versions }),
    ...(files && { files: listingOf(files) })
  });
  return {
    ...(conversion.project && { project: conversion.project }),
    problems: conversion.diagnostics.map(diagnostic => problemView(diagnostic, conversion)),
    diagnostics: conversion.diagnostics
  };
}

const listingOf = ({ folder, kinds, texts }: KnownFiles): FileListing => ({
  folder,
  kind: path => (Object.hasOwn(kinds, path) ? kinds[path] : undefined),
  list: below =>
    Object.keys(kinds)
      .filter(path => kinds[path] === 'file' && (below === '' || below === '.' || path.startsWith(`${below}/`)))
      .sort(),
  read: path => (Object.hasOwn(texts, path) ? texts[path] : undefined)
});

const targetInfo = (id: string, { title, description, languages, options, command }: Target): TargetInfo => ({
  id,
  title,
  description,
  languages,
  options,
  command
});
