/** The one public door of the converter: everything else is its own affair. Pure: no files, no clock, no network, no DOM. */
export { convert, planNotebook, type Conversion, type ConvertOptions, type FactsCache, type FileListing } from './convert.js';
export type { Diagnostic, Severity } from './diagnostics/diagnostic.js';
export { reasonText, subject } from './explain.js';
export type { Dependency, Reason } from './graph/graph.js';
export { cellsText, drawPlan, namesText, type Drawing } from './layout/drawing.js';
export { layOutDrawing, type Layout, type PlacedArrow, type PlacedBox, type Point } from './layout/layout.js';
export type { Cell, CellIntent, CellRole, Json, Notebook } from './notebook/notebook.js';
export { readNotebook } from './notebook/read.js';
export { declare, mark, rename, type CellContent, type Mark } from './notebook/retag.js';
export type { Dataset, Parameter, PipelineNode, Plan, Rung } from './plan/plan.js';
export type { Manifest, ManifestNode, Project, ProjectFile } from './project/project.js';
export { digest } from './source/digest.js';
export { positionAt } from './source/lines.js';
export type { CellLocation, Span } from './source/span.js';
export { targets, type TargetId } from './targets/index.js';
export type { Target, TargetOption } from './targets/target.js';
