/** Numbers that the author of the notebook wants to see of each run. */

/** Values of the names that are metrics: numbers as they are, objects number by number. */
export function metricsOf({ metrics = [] }, values) {
  const found = {};
  for (const name of metrics) put(found, name, values[name]);
  return found;
}

function put(found, name, value) {
  if (typeof value === 'number' && Number.isFinite(value)) found[name] = value;
  else if (typeof value === 'object' && value !== null && !Array.isArray(value))
    for (const [key, inner] of Object.entries(value)) put(found, `${name}.${key}`, inner);
}
