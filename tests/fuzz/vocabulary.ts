/** How each kind begins where a program uses a name before it binds it, and the names there are. */
export const kinds: { readonly [kind: string]: { readonly names: readonly string[]; readonly first: string } } = {
  L: { names: ['xs', 'ys', 'zs'], first: '[1, 2]' },
  D: { names: ['d', 'e'], first: '{}' },
  S: { names: ['s', 'r'], first: '{1}' },
  N: { names: ['n', 'm', 'k'], first: '1' },
  T: { names: ['t', 'u'], first: '"text"' },
  A: { names: ['v', 'w'], first: 'np.arange(3)' },
  F: { names: ['df', 'dg'], first: 'pd.DataFrame({"a": [1, 2], "b": [3, 4]})' },
  O: { names: ['p', 'q'], first: 'Basic([1])' },
  G: { names: ['f', 'g'], first: 'lambda q: q' },
  H: { names: ['h', 'j'], first: 'lambda: 0' },
  I: { names: ['it', 'more'], first: 'iter([1, 2, 3])' },
  C: { names: ['Box', 'Tin'], first: 'Basic' },
  R: { names: ['rng', 'gen1'], first: 'np.random.default_rng(1)' },
  E: { names: ['Hue'], first: 'enum.Enum("Hue", {"RED": [1], "BLUE": [2]})' }
};

/** Modules that statements use by name; the first cell imports those of its program. */
export const modules = {
  np: 'import numpy as np',
  pd: 'import pandas as pd',
  random: 'import random',
  functools: 'import functools',
  itertools: 'import itertools',
  contextlib: 'import contextlib',
  contextvars: 'import contextvars',
  collections: 'import collections',
  dataclasses: 'import dataclasses',
  threading: 'import threading',
  copy: 'import copy',
  math: 'import math',
  types: 'import types',
  logging: 'import logging',
  enum: 'import enum',
  pickle: 'import pickle',
  decimal: 'import decimal',
  plt: 'import matplotlib.pyplot as plt',
  sys: 'import sys',
  os: 'import os',
  Path: 'from pathlib import Path'
};

/** The class that programs have without writing one. */
export const basic = `class Basic:
    shared = []
    total = 0
    def __init__(self, items):
        self.items = items
        self.n = 0
    def grow(self):
        self.n += 1
        return self.n`;
