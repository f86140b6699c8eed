import { InputDialog, Notification } from '@jupyterlab/apputils';
import type { ExtensionContext } from '../context.js';
import { nodeIcon } from '../icons.js';
import { acceptedMarks } from '../model/proposal.js';
import type { OpenNotebook } from '../pipelines.js';
import type { MarkedCell } from '../worker/protocol.js';
import { CommandIDs } from './ids.js';
import { nodeArgs, noArgs, renameArgs } from './args.js';
import { askNodeName } from './nodeName.js';

interface Wording {
  readonly label: string;
  readonly caption: string;
  /** JSON schema of what it takes. */
  readonly args?: object;
  /** Whether there is something that it could change; always where absent. */
  readonly isEnabled?: (current: OpenNotebook, args: Given) => boolean;
}

interface Given {
  readonly [name: string]: unknown;
}

/** What a command does with the notebook that was focused last. */
type Execute = (current: OpenNotebook, args: Given) => Promise<unknown>;

/** Commands that say what cells are. They are for the selected cells of the notebook that was focused last. */
export function addTaggingCommands(context: ExtensionContext): void {
  for (const [id, { label, caption, args = noArgs, isEnabled = () => true }, execute] of taggingCommands(context)) {
    context.app.commands.addCommand(id, {
      label,
      caption,
      ...(id === CommandIDs.tagCells && { icon: nodeIcon }),
      describedBy: { args: args as never },
      isEnabled: given => context.pipelines.current !== undefined && isEnabled(context.pipelines.current, given),
      // The toolbar of a Markdown cell does without it; its key still tells what nodes are made of.
      ...(id === CommandIDs.tagCells && { isVisible: () => context.pipelines.current !== undefined && hasCode(context.pipelines.current) }),
      execute: async given => {
        const { current } = context.pipelines;
        if (current) await execute(current, given);
      }
    });
  }
}

function taggingCommands(context: ExtensionContext): readonly (readonly [id: string, wording: Wording, execute: Execute])[] {
  const { trans } = context;
  const role =
    (wanted: MarkedCell['role']): Execute =>
    current =>
      markSelected(current, wanted);
  return [
    [
      CommandIDs.tagCells,
      { label: trans.__('Tag as Pipeline Node…'), caption: trans.__('Make the selected cells a node of the pipeline'), args: nodeArgs },
      (current, { node }) => tag(context, current, node)
    ],
    [
      CommandIDs.markSetup,
      { label: trans.__('Mark as Setup'), caption: trans.__('Every node may repeat the selected cells: imports, functions, options'), isEnabled: hasCode },
      role('setup')
    ],
    [
      CommandIDs.markParameters,
      { label: trans.__('Mark as Parameters'), caption: trans.__('Values in the selected cells can be set for each run'), isEnabled: hasCode },
      role('parameters')
    ],
    [
      CommandIDs.markSkip,
      { label: trans.__('Leave out of the Pipeline'), caption: trans.__('The selected cells are not part of the pipeline'), isEnabled: hasCode },
      role('skip')
    ],
    [
      CommandIDs.untagCells,
      { label: trans.__('Remove Pipeline Tags'), caption: trans.__('Take node names and roles off the selected cells'), isEnabled: hasCode },
      role(undefined)
    ],
    [
      CommandIDs.renameNode,
      { label: trans.__('Rename Pipeline Node…'), caption: trans.__('Give a node another name in all its cells'), args: renameArgs, isEnabled: canRename },
      (current, args) => rename(context, current, args)
    ],
    [
      CommandIDs.suggestNodes,
      { label: trans.__('Suggest Pipeline Nodes'), caption: trans.__('Propose nodes from headings and from where few values cross'), isEnabled: isUntagged },
      ({ pipeline }) => pipeline.suggest()
    ],
    [
      CommandIDs.acceptSuggestion,
      { label: trans.__('Accept Suggested Nodes'), caption: trans.__('Write the suggested nodes into the cells'), isEnabled: hasProposal },
      accept
    ],
    [
      CommandIDs.dismissSuggestion,
      { label: trans.__('Dismiss Suggested Nodes'), caption: trans.__('Forget the suggestion; the notebook stays as it is'), isEnabled: hasProposal },
      dismiss
    ]
  ];
}

async function accept({ pipeline }: OpenNotebook): Promise<void> {
  const { proposal } = pipeline.state;
  if (!proposal) return;
  await pipeline.change({ kind: 'mark', marks: acceptedMarks(proposal) });
  pipeline.update({ proposal: undefined });
}

function dismiss({ pipeline }: OpenNotebook): Promise<void> {
  pipeline.update({ proposal: undefined });
  return Promise.resolve();
}

const selectedCode = ({ panel: { content } }: OpenNotebook) => content.widgets.filter(cell => cell.model.type === 'code' && content.isSelectedOrActive(cell));

const hasCode = (current: OpenNotebook): boolean => selectedCode(current).length > 0;

const hasProposal = ({ pipeline: { state } }: OpenNotebook): boolean => state.proposal !== undefined;

/** Suggestions are for notebooks without nodes; one that nobody has looked at yet may be such. */
const isUntagged = ({ pipeline: { state } }: OpenNotebook): boolean => !state.view.isTagged && state.proposal === undefined;

/** Name of the node that the active cell belongs to. */
function activeNode({ panel, pipeline }: OpenNotebook): string | undefined {
  const active = panel.content.activeCell?.model.id;
  return pipeline.state.view.cells.find(({ id }) => id === active)?.node;
}

const canRename = (current: OpenNotebook, { from }: Given): boolean => typeof from === 'string' || activeNode(current) !== undefined;

async function markSelected(current: OpenNotebook, role: MarkedCell['role']): Promise<void> {
  const marks = selectedCode(current).map(({ model }) => ({ cell: model.id, ...(role && { role }) }));
  await current.pipeline.change({ kind: 'mark', marks });
}

const namesIn = ({ pipeline }: OpenNotebook): readonly string[] => [
  ...new Set(pipeline.state.view.cells.flatMap(({ role, node }) => (role === 'node' ? (node ?? []) : [])))
];

async function tag({ trans }: ExtensionContext, current: OpenNotebook, given: unknown): Promise<void> {
  const cells = selectedCode(current);
  const [first] = cells;
  if (!first) {
    Notification.info(trans.__('Nodes are made of code cells: select one or more of them first.'), { autoClose: 4000 });
    return;
  }
  const before = current.pipeline.state.view.cells.find(({ id }) => id === first.model.id);
  const title = trans._n('Node of this cell', 'Node of these %1 cells', cells.length);
  const name = before?.role === 'node' ? (before.node ?? '') : '';
  const value = typeof given === 'string' ? given : await askNodeName({ title, names: namesIn(current), name, trans });
  const node = value?.trim() ?? '';
  if (node !== '') await current.pipeline.change({ kind: 'mark', marks: cells.map(({ model }) => ({ cell: model.id, role: 'node', node })) });
  current.panel.content.activate();
}

async function rename({ trans }: ExtensionContext, current: OpenNotebook, args: Given): Promise<void> {
  const from = typeof args['from'] === 'string' ? args['from'] : activeNode(current);
  if (from === undefined) return;
  const { value } =
    typeof args['to'] === 'string'
      ? { value: args['to'] }
      : await InputDialog.getText({ title: trans.__('Rename the node %1', from), text: from, okLabel: trans.__('Rename'), selectionRange: from.length });
  const to = value?.trim() ?? '';
  if (to !== '' && to !== from) await current.pipeline.change({ kind: 'rename', from: [from], to });
}
