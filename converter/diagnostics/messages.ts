export * from './messages/reading.js';
export * from './messages/code.js';
export * from './messages/names.js';
export * from './messages/grouping.js';
export * from './messages/planning.js';
