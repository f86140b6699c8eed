import { caretDownIcon, caretRightIcon } from '@jupyterlab/ui-components';
import { useId, useState, type ReactElement } from 'react';
import { Boundary } from './Boundary.js';
import { isFolded, setFolded } from './folded.js';
import type { PartProps, Section } from './parts.js';

/** A section's title, which folds it, and its content. */
export function SectionFrame({ section, ...props }: PartProps & { readonly section: Section }): ReactElement {
  const { trans } = props.context;
  const [folded, setState] = useState(() => isFolded(section));
  const id = useId();
  const title = section.title(trans);
  const note = section.note?.(props.state, trans) ?? '';
  const Icon = folded ? caretRightIcon : caretDownIcon;
  const toggle = () => {
    setFolded(section, !folded);
    setState(!folded);
  };
  const Content = section.component;
  return (
    <section className="jp-Espalier-section" aria-label={title} data-section={section.id}>
      <h3 className="jp-Espalier-sectionTitle">
        <button type="button" aria-expanded={!folded} aria-controls={id} onClick={toggle}>
          <Icon.react tag="span" className="jp-Espalier-caret" />
          <span className="jp-Espalier-sectionName">{title}</span>
          {note !== '' && <span className="jp-Espalier-note">{note}</span>}
        </button>
      </h3>
      <div id={id} className="jp-Espalier-sectionContent" hidden={folded}>
        {!folded && (
          <Boundary trans={trans} name={title}>
            <Content {...props} />
          </Boundary>
        )}
      </div>
    </section>
  );
}
