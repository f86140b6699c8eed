/** Decorators that only wrap what they are given: applied again elsewhere they give the same. Those that remember or register are not here. */
export const pureDecorators: ReadonlySet<string> = new Set([
  'staticmethod', 'classmethod', 'property',
  'abc.abstractmethod', 'abc.abstractclassmethod', 'abc.abstractstaticmethod', 'abc.abstractproperty',
  'asyncio.coroutine', 'attr.s', 'attr.attrs', 'attr.define', 'attr.dataclass', 'attrs.define', 'attrs.frozen', 'attrs.mutable',
  'contextlib.contextmanager', 'contextlib.asynccontextmanager',
  'dataclasses.dataclass', 'enum.unique', 'functools.cached_property', 'functools.total_ordering', 'functools.wraps',
  'numba.jit', 'numba.njit', 'numba.vectorize', 'numba.guvectorize', 'numpy.vectorize',
  'pydantic.dataclasses.dataclass', 'pydantic.validator', 'pydantic.field_validator', 'pydantic.model_validator', 'pydantic.computed_field',
  'torch.no_grad', 'torch.inference_mode',
  'types.coroutine', 'typing.final', 'typing.no_type_check', 'typing.overload', 'typing.override', 'typing.runtime_checkable',
  'typing_extensions.final', 'typing_extensions.overload', 'typing_extensions.override', 'typing_extensions.runtime_checkable'
]);
