import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** The Python that projects carry is imported as text, as the bundler does it. */
const pythonAsText = {
  name: 'python-as-text',
  enforce: 'pre' as const,
  load(id: string) {
    return id.endsWith('.py') ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))};` : undefined;
  }
};

export default defineConfig({
  plugins: [pythonAsText],
  test: { include: ['tests/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 120_000, maxWorkers: 2 }
});
