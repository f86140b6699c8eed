import type { Language, LanguageId } from './language.js';
import { javascript } from './javascript/index.js';
import { python } from './python/index.js';

/** The front ends, by id: a new one is a folder and a line here. */
const languages = { python, javascript } satisfies { readonly [Id in LanguageId]: Language };

/** The front end for a notebook's kernel or, where the kernel is called otherwise, for the language that it names. */
export function findLanguage(kernel: string, language?: string): Language | undefined {
  const answering = (name: string) => Object.values(languages).find(({ kernels }) => kernels.includes(name.toLowerCase()));
  return answering(kernel) ?? (language === undefined ? undefined : answering(language));
}
