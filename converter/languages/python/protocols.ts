import type { Protocols } from '../knowledge.js';

/** How Python's syntax reaches methods. */
export const protocols: Protocols = {
  construct: ['__new__', '__init__', '__post_init__'],
  call: '__call__',
  iterate: ['__iter__', '__next__'],
  item: ['__getitem__', '__missing__', '__class_getitem__'],
  setItem: '__setitem__',
  deleteItem: '__delitem__',
  attribute: ['__getattr__', '__getattribute__'],
  setAttribute: '__setattr__',
  bind: '__get__',
  contains: ['__contains__', '__iter__', '__getitem__'],
  truth: ['__bool__', '__len__'],
  format: ['__format__', '__str__', '__repr__'],
  operators: Object.fromEntries(
    Object.entries({ '+': 'add', '-': 'sub', '*': 'mul', '/': 'truediv', '//': 'floordiv', '%': 'mod', '**': 'pow', '@': 'matmul', '&': 'and', '|': 'or', '^': 'xor', '<<': 'lshift', '>>': 'rshift' }).map(([operator, name]) => [operator, [`__${name}__`, `__r${name}__`]])
  ),
  unary: { '-': '__neg__', '+': '__pos__', '~': '__invert__' },
  augmented: { '+': '__iadd__', '-': '__isub__', '*': '__imul__', '/': '__itruediv__', '//': '__ifloordiv__', '%': '__imod__', '**': '__ipow__', '@': '__imatmul__', '&': '__iand__', '|': '__ior__', '^': '__ixor__', '<<': '__ilshift__', '>>': '__irshift__' },
  compare: { '==': ['__eq__', '__eq__'], '!=': ['__ne__', '__ne__', '__eq__'], '<': ['__lt__', '__gt__'], '<=': ['__le__', '__ge__'], '>': ['__gt__', '__lt__'], '>=': ['__ge__', '__le__'] },
  equality: ['__eq__', '__ne__'],
  hash: ['__hash__', '__eq__'],
  reading: ['__repr__', '__str__', '__len__', '__iter__', '__next__', '__eq__', '__hash__', '__lt__', '__gt__', '__getitem__', '__contains__', '__bool__', '__call__', '__array__', '__float__', '__int__', '__index__', '__enter__', '__exit__'],
  subclass: ['__init_subclass__'],
  generator: 'generator',
  awaitable: 'coroutine',
  list: 'list',
  tuple: 'tuple',
  dictionary: 'dict',
  builtins: 'builtins',
  namespace: 'namespace'
};
