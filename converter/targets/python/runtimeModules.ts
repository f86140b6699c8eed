import init from './runtime/__init__.py';
import access from './runtime/access.py';
import arrayLayout from './runtime/array_layout.py';
import arrayMemory from './runtime/array_memory.py';
import arrayTypes from './runtime/array_types.py';
import blocks from './runtime/blocks.py';
import byValue from './runtime/by_value.py';
import capture from './runtime/capture.py';
import captured from './runtime/captured.py';
import classShells from './runtime/class_shells.py';
import compare from './runtime/compare.py';
import compareCode from './runtime/compare_code.py';
import comparePandas from './runtime/compare_pandas.py';
import context from './runtime/context.py';
import datasets from './runtime/datasets.py';
import display from './runtime/display.py';
import enumerations from './runtime/enumerations.py';
import errors from './runtime/errors.py';
import facts from './runtime/facts.py';
import failures from './runtime/failures.py';
import figures from './runtime/figures.py';
import files from './runtime/files.py';
import fingerprint from './runtime/fingerprint.py';
import formats from './runtime/formats.py';
import generators from './runtime/generators.py';
import guards from './runtime/guards.py';
import holding from './runtime/holding.py';
import hooks from './runtime/hooks.py';
import imports from './runtime/imports.py';
import interactive from './runtime/interactive.py';
import journal from './runtime/journal.py';
import keeper from './runtime/keeper.py';
import labels from './runtime/labels.py';
import launch from './runtime/launch.py';
import ledger from './runtime/ledger.py';
import lines from './runtime/lines.py';
import lists from './runtime/lists.py';
import loggingState from './runtime/logging_state.py';
import lookedUp from './runtime/looked_up.py';
import matches from './runtime/matches.py';
import namespace from './runtime/namespace.py';
import node from './runtime/node.py';
import notNumbers from './runtime/not_numbers.py';
import opaque from './runtime/opaque.py';
import order from './runtime/order.py';
import ownModules from './runtime/own_modules.py';
import ownObjects from './runtime/own_objects.py';
import packing from './runtime/packing.py';
import pickling from './runtime/pickling.py';
import plotlyFigures from './runtime/plotly_figures.py';
import processes from './runtime/processes.py';
import raised from './runtime/raised.py';
import record from './runtime/record.py';
import runs from './runtime/runs.py';
import script from './runtime/script.py';
import setOrder from './runtime/set_order.py';
import sharing from './runtime/sharing.py';
import shell from './runtime/shell.py';
import slotNames from './runtime/slot_names.py';
import states from './runtime/states.py';
import store from './runtime/store.py';
import tableAttributes from './runtime/table_attributes.py';
import tables from './runtime/tables.py';
import testing from './runtime/testing.py';
import topLevel from './runtime/top_level.py';
import warningFilters from './runtime/warning_filters.py';

/** Source text of each module of the runtime, by name; `scripts/runtime-modules.mjs` writes this file. */
export const runtimeModules: Readonly<Record<string, string>> = {
  __init__: init,
  access,
  array_layout: arrayLayout,
  array_memory: arrayMemory,
  array_types: arrayTypes,
  blocks,
  by_value: byValue,
  capture,
  captured,
  class_shells: classShells,
  compare,
  compare_code: compareCode,
  compare_pandas: comparePandas,
  context,
  datasets,
  display,
  enumerations,
  errors,
  facts,
  failures,
  figures,
  files,
  fingerprint,
  formats,
  generators,
  guards,
  holding,
  hooks,
  imports,
  interactive,
  journal,
  keeper,
  labels,
  launch,
  ledger,
  lines,
  lists,
  logging_state: loggingState,
  looked_up: lookedUp,
  matches,
  namespace,
  node,
  not_numbers: notNumbers,
  opaque,
  order,
  own_modules: ownModules,
  own_objects: ownObjects,
  packing,
  pickling,
  plotly_figures: plotlyFigures,
  processes,
  raised,
  record,
  runs,
  script,
  set_order: setOrder,
  sharing,
  shell,
  slot_names: slotNames,
  states,
  store,
  table_attributes: tableAttributes,
  tables,
  testing,
  top_level: topLevel,
  warning_filters: warningFilters
};
