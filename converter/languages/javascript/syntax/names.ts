import { many, nameOf, one, places, type SyntaxNode } from './nodes.js';

/** Names that a pattern binds. */
export function namesIn(pattern: SyntaxNode | undefined): readonly string[] {
  if (!pattern) return [];
  switch (pattern.type) {
    case 'Identifier':
      return [nameOf(pattern)];
    case 'ObjectPattern':
      return many(pattern, 'properties').flatMap(property => namesIn(one(property, property.type === 'RestElement' ? 'argument' : 'value')));
    case 'ArrayPattern':
      return places(pattern, 'elements').flatMap(namesIn);
    case 'AssignmentPattern':
      return namesIn(one(pattern, 'left'));
    case 'RestElement':
      return namesIn(one(pattern, 'argument'));
    case 'TSParameterProperty':
      return namesIn(one(pattern, 'parameter'));
    default:
      return [];
  }
}
