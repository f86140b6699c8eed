/** What the text of nodes uses. */
export { show } from './display.mjs';
