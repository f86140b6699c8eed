/** JSON schemas of what commands take: for menus that pass something, and for other extensions. */
export const noArgs = { type: 'object', properties: {} };

export const nodeArgs = {
  type: 'object',
  properties: { node: { type: 'string', description: 'The name of the node; asked for where it is absent' } }
};

export const renameArgs = {
  type: 'object',
  properties: {
    from: { type: 'string', description: 'The node to rename; that of the active cell where it is absent' },
    to: { type: 'string', description: 'Its new name; asked for where it is absent' }
  }
};
