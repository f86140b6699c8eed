import root from '../../python/jupyterlab_espalier/__init__.py';
import cli from '../../python/jupyterlab_espalier/cli.py';
import kernel from '../../python/jupyterlab_espalier/kernel/__init__.py';
import channel from '../../python/jupyterlab_espalier/kernel/channel.py';
import describe from '../../python/jupyterlab_espalier/kernel/describe.py';
import directive from '../../python/jupyterlab_espalier/kernel/directive.py';
import fingerprint from '../../python/jupyterlab_espalier/kernel/fingerprint.py';
import magics from '../../python/jupyterlab_espalier/kernel/magics.py';
import snapshot from '../../python/jupyterlab_espalier/kernel/snapshot.py';
import witness from '../../python/jupyterlab_espalier/kernel/witness.py';
import inject from './inject.py';

const sources = {
  jupyterlab_espalier: root,
  'jupyterlab_espalier.cli': cli,
  'jupyterlab_espalier.kernel': kernel,
  'jupyterlab_espalier.kernel.channel': channel,
  'jupyterlab_espalier.kernel.describe': describe,
  'jupyterlab_espalier.kernel.directive': directive,
  'jupyterlab_espalier.kernel.fingerprint': fingerprint,
  'jupyterlab_espalier.kernel.magics': magics,
  'jupyterlab_espalier.kernel.snapshot': snapshot,
  'jupyterlab_espalier.kernel.witness': witness
};

/** Python that loads the extension, from where it is installed or else from here, and leaves no name behind. */
export const loadingCode = (): string => `(lambda names: (exec(${literal(inject)}, names), names["inject"](${literal(sources)}, get_ipython())))({})`;

/** JSON is Python where all that is not ASCII is escaped: lone surrogates must not break the message. */
const literal = (value: unknown): string =>
  JSON.stringify(value).replace(/[\u007f-\uffff]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
