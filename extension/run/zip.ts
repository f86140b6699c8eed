import { strToU8, zip } from 'fflate';

/** A project as one file, below one folder. */
export function zipProject(folder: string, files: readonly { readonly path: string; readonly text: string }[]): Promise<Blob> {
  const entries = Object.fromEntries(files.map(({ path, text }) => [`${folder}/${path}`, strToU8(text)]));
  return new Promise((resolve, reject) => {
    zip(entries, (error, data) => {
      if (error) reject(error);
      else resolve(new Blob([data], { type: 'application/zip' }));
    });
  });
}

/** Hands a file to the browser's downloads. */
export function download(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
