import { textAt, type Fields } from './document.js';

/** What Kale keeps in the notebook's metadata (`kubeflow_notebook`): its name, and tags that hold for every step. */
export function kaleNotebook(metadata: Fields): { readonly name?: string; readonly defaults: readonly string[] } {
  const name = textAt(metadata, 'pipeline_name');
  const image = textAt(metadata, 'base_image') ?? textAt(metadata, 'docker_image');
  const { steps_defaults: tags, enable_caching: caching } = metadata;
  const given = Array.isArray(tags) ? tags.filter(tag => typeof tag === 'string') : [];
  return {
    ...(name !== undefined && { name }),
    defaults: [
      ...given,
      ...(image === undefined || given.some(tag => tag.startsWith('image:')) ? [] : [`image:${image}`]),
      ...(typeof caching !== 'boolean' || given.some(tag => tag.startsWith('cache:')) ? [] : [`cache:${caching ? 'enabled' : 'disabled'}`])
    ]
  };
}
