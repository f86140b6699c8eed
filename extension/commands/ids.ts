/** Commands of the extension, as menus, shortcuts and other extensions know them. */
export const CommandIDs = {
  showPanel: 'espalier:show-panel',
  openGraph: 'espalier:open-graph',
  tagCells: 'espalier:tag-cells',
  markSetup: 'espalier:mark-setup',
  markParameters: 'espalier:mark-parameters',
  markSkip: 'espalier:mark-skip',
  untagCells: 'espalier:untag-cells',
  renameNode: 'espalier:rename-node',
  suggestNodes: 'espalier:suggest-nodes',
  acceptSuggestion: 'espalier:accept-suggestion',
  dismissSuggestion: 'espalier:dismiss-suggestion',
  watchKernel: 'espalier:watch-kernel',
  compileAndRun: 'espalier:compile-and-run',
  compileOnly: 'espalier:compile',
  runFromHere: 'espalier:run-from-here',
  runToHere: 'espalier:run-to-here',
  downloadZip: 'espalier:download-zip',
  showProject: 'espalier:show-project',
  copyCommand: 'espalier:copy-command',
  stopRun: 'espalier:stop-run',
  nextProblem: 'espalier:next-problem'
} as const;
