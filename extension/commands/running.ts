import { copyIcon, downloadIcon, folderIcon, runIcon, stopIcon, type LabIcon } from '@jupyterlab/ui-components';
import type { ExtensionContext } from '../context.js';
import type { OpenNotebook } from '../pipelines.js';
import type { Runner } from '../model/run.js';
import { PipelinePanel } from '../sidebar/panel.js';
import { noArgs } from './args.js';
import { CommandIDs } from './ids.js';

interface Wording {
  readonly label: string;
  readonly caption: string;
  readonly icon?: LabIcon;
  readonly isEnabled: (current: OpenNotebook) => boolean;
}

type Execute = (runner: Runner, current: OpenNotebook) => Promise<void>;

const canRun = ({ pipeline: { state } }: OpenNotebook): boolean => state.view.isTagged && state.run.activity === undefined;

/** Commands that compile and run. */
export function addRunCommands(context: ExtensionContext): void {
  const { app, pipelines } = context;
  for (const [id, { label, caption, icon, isEnabled }, execute] of [...runCommands(context), ...projectCommands(context)]) {
    app.commands.addCommand(id, {
      label,
      caption,
      ...(icon && { icon }),
      describedBy: { args: noArgs },
      isEnabled: () => pipelines.current !== undefined && isEnabled(pipelines.current),
      execute: async () => {
        const { current } = pipelines;
        if (!current) return;
        app.shell.activateById(PipelinePanel.id);
        await execute(await context.runnerOf(current), current);
      }
    });
  }
}

type RunCommand = readonly [id: string, wording: Wording, execute: Execute];

function runCommands({ trans }: ExtensionContext): readonly RunCommand[] {
  return [
    [
      CommandIDs.compileAndRun,
      {
        label: trans.__('Compile and Run Pipeline'),
        caption: trans.__('Write the project beside the notebook and run what has changed'),
        icon: runIcon,
        isEnabled: canRun
      },
      runner => runner.compileAndRun()
    ],
    [
      CommandIDs.compileOnly,
      { label: trans.__('Compile Pipeline'), caption: trans.__('Write the project beside the notebook'), isEnabled: canRun },
      runner => runner.compileOnly()
    ],
    [
      CommandIDs.runFromHere,
      {
        label: trans.__('Run Pipeline from Here'),
        caption: trans.__('Run the node of the active cell and all that comes after it again'),
        isEnabled: current => canRun(current) && nodeHere(current) !== undefined
      },
      (runner, current) => runner.compileAndRun({ from: nodesHere(current) })
    ],
    [
      CommandIDs.runToHere,
      {
        label: trans.__('Run Pipeline to Here'),
        caption: trans.__('Run the node of the active cell and what it needs'),
        isEnabled: current => canRun(current) && nodeHere(current) !== undefined
      },
      (runner, current) => runner.compileAndRun({ to: nodesHere(current) })
    ],
    [
      CommandIDs.stopRun,
      {
        label: trans.__('Stop Pipeline'),
        caption: trans.__('Stop the run; what is done stays done'),
        icon: stopIcon,
        isEnabled: ({ pipeline }) => pipeline.state.run.activity !== undefined
      },
      runner => runner.stop()
    ]
  ];
}

function projectCommands({ app, trans }: ExtensionContext): readonly RunCommand[] {
  return [
    [
      CommandIDs.downloadZip,
      {
        label: trans.__('Download Pipeline as Zip'),
        caption: trans.__('The project as one file, without the notebook’s data'),
        icon: downloadIcon,
        isEnabled: canRun
      },
      runner => runner.downloadZip()
    ],
    [
      CommandIDs.showProject,
      {
        label: trans.__('Show Pipeline Project'),
        caption: trans.__('Show the folder of the project in the file browser'),
        icon: folderIcon,
        isEnabled: ({ pipeline }) => pipeline.state.view.isTagged
      },
      async runner => {
        await app.commands.execute('filebrowser:go-to-path', { path: `/${runner.folder}` });
      }
    ],
    [
      CommandIDs.copyCommand,
      {
        label: trans.__('Copy Command Line of Pipeline'),
        caption: trans.__('What runs the same on a terminal or in continuous integration'),
        icon: copyIcon,
        isEnabled: ({ pipeline }) => pipeline.state.view.isTagged
      },
      runner => navigator.clipboard.writeText(runner.commandLine)
    ]
  ];
}

/** Name of the node that runs the active cell. */
function nodeHere({ panel, pipeline }: OpenNotebook): string | undefined {
  const active = panel.content.activeCell?.model.id;
  return pipeline.state.view.cells.find(({ id }) => id === active)?.runsIn;
}

const nodesHere = (current: OpenNotebook): readonly string[] => [nodeHere(current)].flatMap(name => name ?? []);
